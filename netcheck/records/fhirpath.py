"""Conditions over raw answers as FHIRPath over a QuestionnaireResponse, in words that every FHIRPath engine knows.

An answer counts by its code wherever it stands among the questions of a section, and a typed one by its band. Conditions are
joined, and made ``whole`` at the end. A whole one gives true or false, never nothing, and needs no variable beside ``%resource``.
"""

from __future__ import annotations

from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import UNANSWERED, both, either, unanswered
from netcheck.questionnaire.model import Band, Condition, Entry, Given, Question
from netcheck.questionnaire.questions import SAYS_NO
from netcheck.records.names import typed_at

ITEMS = "%resource.item.item"


def expression(condition: Condition, logic: Logic) -> str:
    """A condition over raw answers in FHIRPath."""
    if isinstance(condition, Given):
        return _given(logic.questionnaire.questions[condition.question], condition)
    parts = [expression(part, logic) for part in condition.of]
    if not parts or condition.count <= 0 or condition.count > len(parts):
        return "true" if condition.count <= 0 else "false"
    if condition.count in {1, len(parts)}:
        word = " or " if condition.count == 1 else " and "
        return parts[0] if len(parts) == 1 else word.join(f"({part})" for part in parts)
    return f"{' + '.join(f'iif({part}, 1, 0)' for part in parts)} >= {condition.count}"


def negated(text: str) -> str:
    """That an expression is not true."""
    return f"({text}).not()"


def literal(text: str) -> str:
    """A text as FHIRPath writes it in quotes."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n")
    return f"'{escaped}'"


def whole(text: str) -> str:
    """An expression that a form can work out: the codes of all answers are joined to one text, in which each condition looks.

    Walking through the response anew for each of a thousand conditions would take seconds at every click.
    """
    return f"('|' & {ITEMS}.answer.value.code.join('|') & '|').select({text})"


def _given(question: Question, given: Given) -> str:
    choices = sorted(given.choices - {UNANSWERED})
    ways = [f"contains('|{question.id}.{choice}|')" for choice in choices]
    typed = f"{ITEMS}.where(linkId = '{typed_at(question)}').answer" if question.entry is not None else ""
    if question.entry is not None:
        bands = [band for band in question.entry.bands if band.choice in choices]
        ways += [f"{typed}.value.where({_in_band(question.entry, band)}).exists()" for band in bands]
    if UNANSWERED in given.choices:
        is_open = f"contains('|{question.id}.').not()"
        ways.append(f"({is_open} and {typed}.exists().not())" if typed else is_open)
    return " or ".join(ways)


def _in_band(entry: Entry, band: Band) -> str:
    if entry.kind == "date":
        return f"$this <= today() - {band.least} days and $this >= today() - {band.most} days"
    least, most = (f"{number / 10:g}" for number in (band.least, band.most))
    return f"$this >= {least} and $this <= {most}"


def reported_before(note: Question, logic: Logic) -> Condition:
    """That something was reported in the section of a question before it."""
    section, found = logic.questionnaire.section_of[note.id], []
    for id_, question in logic.questionnaire.questions.items():
        choices = frozenset(choice.id for choice in question.choices)
        if id_ == note.id:
            break
        if logic.questionnaire.section_of[id_] == section and choices & SAYS_NO:
            found.append(logic.counted(Given(id_, choices - SAYS_NO)))
    return either(found)


def not_complete(logic: Logic) -> Condition:
    """That a question is reached and has no answer, if no emergency ended the interview."""
    decisive = (question.id for question in logic.questionnaire.questions.values() if question.decides)
    return either(both(logic.reached(id_), unanswered(id_)) for id_ in decisive)
