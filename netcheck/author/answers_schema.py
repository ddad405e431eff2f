"""JSON Schema of an answers file, with the words of one questionnaire. See ``schema``."""

from __future__ import annotations

from netcheck.author.schema import DIALECT, TEXT, WITHOUT_CONTROLS, Schema
from netcheck.questionnaire.model import Choice, Entry, Question, Questionnaire, every
from netcheck.questionnaire.quantity import DATE, LONGEST_NOTE


def answers_schema(questionnaire: Questionnaire) -> Schema:
    """The JSON Schema (2020-12) of an answers file to this questionnaire, with the words of its questions and choices."""
    questions = (question for section in questionnaire.sections for question in every(section.questions))
    given = {id_: _answer(question) for question in questions for id_ in (question.id, *question.earlier_ids)}
    answers: Schema = {"anyOf": [{"type": "object", "properties": given, "additionalProperties": False}, _empty()]}
    edition = {"anyOf": [TEXT, _empty()], "description": "The edition of the questionnaire that was answered."}
    return {
        "$schema": DIALECT,
        "title": f"Answers to: {questionnaire.title}",
        "type": "object",
        "required": ["answers"],
        "properties": {"edition": edition, "answers": answers},
        "additionalProperties": False,
    }


def _answer(question: Question) -> Schema:
    one: list[Schema] = [written for choice in question.choices for written in _choice(choice)]
    if question.pick_any:
        listed = [written for choice in question.choices if not choice.alone for written in _choice(choice)]
        one.append({"type": "array", "items": {"anyOf": listed}, "minItems": 1, "uniqueItems": True})
        alone = [written for choice in question.choices if choice.alone for written in _choice(choice)]
        one += [{"type": "array", "items": {"const": written["const"]}, "minItems": 1, "maxItems": 1} for written in alone]
    if question.entry is not None:
        one += _typed(question.entry)
    return {"title": question.short, "description": question.ask, "anyOf": [*one, _empty()]}


def _typed(entry: Entry) -> list[Schema]:
    """What a typed answer looks like. That a number with a unit, or a day, is within its bounds is beyond a schema."""
    if entry.is_note:
        return [{"type": ["string", "number", "boolean"], "maxLength": LONGEST_NOTE, "pattern": WITHOUT_CONTROLS}]
    if entry.kind == DATE:
        return [{"type": "string", "pattern": r"^(today|now|yesterday|.+ ago|(about )?[0-9]{4}-[0-9]{2}-[0-9]{2}|none)$"}]
    words: Schema = {"type": "string", "pattern": r"^(-?[0-9]+([.,][0-9])? ?[^0-9]*|none|[Nn]ot sure)$"}
    kind = "number" if entry.step == 1 else "integer"
    return [words, {"type": kind, "minimum": entry.least / 10, "maximum": entry.most / 10}]


def _choice(choice: Choice) -> list[Schema]:
    """A choice by its id, and by those that it had."""
    return [{"const": id_, "title": choice.text} for id_ in (choice.id, *choice.earlier_ids)]


def _empty() -> Schema:
    return {"type": "null", "title": "Not answered"}
