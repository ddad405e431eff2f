"""Conditions over raw answers as FHIRPath over a QuestionnaireResponse, in words that every FHIRPath engine knows.

An answer counts by its code wherever it stands among the questions of a section, and a typed one by its band. Expressions are
joined by the functions here and made ``whole`` at the end; a whole one gives one value, and needs no variable beside ``%resource``.
"""

from __future__ import annotations

from collections.abc import Iterable

from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import UNANSWERED, both, either, unanswered
from netcheck.questionnaire.model import Band, Condition, Entry, Given, Question
from netcheck.questionnaire.questions import SAYS_NO
from netcheck.records.names import Json, typed_at

TRUE, FALSE = "true", "false"
_ITEMS = "%resource.item.item"


def expression(condition: Condition, logic: Logic) -> str:
    """A condition over raw answers in FHIRPath."""
    if isinstance(condition, Given):
        return _given(logic.questionnaire.questions[condition.question], condition)
    parts, count = [expression(part, logic) for part in condition.of], condition.count
    if count <= 1:
        return any_of(parts) if count == 1 else TRUE
    return all_of(parts) if count == len(parts) else f"({' + '.join(f'iif({part}, 1, 0)' for part in parts)} >= {count})"


def all_of(parts: Iterable[str]) -> str:
    """That each of these expressions is true."""
    return _joined(" and ", [part for part in parts if part != TRUE], TRUE)


def any_of(parts: Iterable[str]) -> str:
    """That one of these expressions is true."""
    return _joined(" or ", [part for part in parts if part != FALSE], FALSE)


def _joined(word: str, parts: list[str], none: str) -> str:
    return f"({word.join(parts)})" if len(parts) > 1 else next(iter(parts), none)


def negated(text: str) -> str:
    """That an expression is not true."""
    return {TRUE: FALSE, FALSE: TRUE}.get(text, f"{text}.not()")


def literal(text: str) -> str:
    """A text as FHIRPath writes it in quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


def answers_at(link: str) -> str:
    """The answers to one item, by its linkId."""
    return f"{_ITEMS}.where(linkId = {literal(link)}).answer"


def whole(text: str) -> Json:
    """An expression that a form can work out: the codes of all answers are joined to one text, in which each condition looks.

    Walking through the response anew for each of a thousand conditions would take seconds at every click.
    """
    return {"language": "text/fhirpath", "expression": f"('|' & {_ITEMS}.answer.value.code.join('|') & '|').select({text})"}


def _given(question: Question, given: Given) -> str:
    ways = [f"contains('|{question.id}.{choice}|')" for choice in sorted(given.choices - {UNANSWERED})]
    is_open = [f"contains('|{question.id}.').not()"]
    if question.entry is not None:
        typed = answers_at(typed_at(question))
        bands = [band for band in question.entry.bands if band.choice in given.choices]
        ways += [f"{typed}.value.where({_in_band(question.entry, band)}).exists()" for band in bands]
        is_open.append(f"{typed}.exists().not()")
    return any_of([*ways, all_of(is_open)] if UNANSWERED in given.choices else ways)


def _in_band(entry: Entry, band: Band) -> str:
    if entry.kind == "date":
        return f"$this <= today() - {band.least} days and $this >= today() - {band.most} days"
    return f"$this >= {band.least / 10:g} and $this <= {band.most / 10:g}"


def reported_before(note: Question, logic: Logic) -> Condition:
    """That something was reported in the section of a question before it."""
    section_of, order = logic.questionnaire.section_of, logic.order
    before = [id_ for id_ in order if section_of[id_] == section_of[note.id] and order[id_] < order[note.id]]
    choices = {id_: frozenset(choice.id for choice in logic.questionnaire.questions[id_].choices) for id_ in before}
    return either(logic.counted(Given(id_, all_ - SAYS_NO)) for id_, all_ in choices.items() if all_ & SAYS_NO)


def not_complete(logic: Logic) -> Condition:
    """That a question is reached and has no answer, if no emergency ended the interview."""
    decisive = (question.id for question in logic.questionnaire.questions.values() if question.decides)
    return either(both(logic.reached(id_), unanswered(id_)) for id_ in decisive)
