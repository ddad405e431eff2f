"""What resources share: how questions, choices and urgencies are called in them, the types of what is typed, and narratives."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from netcheck.questionnaire.model import Entry, Question, Questionnaire, Urgency

Json = dict[str, Any]

NOTICE, OUTCOME, URGENCY, NOT_COMPLETE = "outcome.notice", "outcome.all", "outcome.urgency", "outcome.not_complete"
"""The linkIds of what stands around the questions. A question's own is its id, which never has a point."""

ENTERED = ".entered"
"""Ends the linkId of the line to type into, where a question can also be answered by a choice."""

NOTHING_YET = "Not complete yet. No advice so far."
"""How soon to act, while too little is answered to say."""

TYPED: Mapping[str, tuple[str, Callable[[str], object]]] = {
    "integer": ("valueInteger", int), "decimal": ("valueDecimal", float), "date": ("valueDate", str), "text": ("valueString", str),
}  # fmt: skip
"""The types of items that are typed into, with the element and the value of their answers."""

UNITS: Mapping[str, str] = {
    "C": "Cel", "F": "[degF]", "kg": "kg", "lb": "[lb_av]", "cm": "cm", "in": "[in_i]",
    "years": "a", "months": "mo", "weeks": "wk", "days": "d", "hours": "h",
}  # fmt: skip
"""The units of questions that UCUM has a code for."""


def canonical(questionnaire: Questionnaire, what: str = "Questionnaire") -> str:
    """The address of the questionnaire, or of its choices: the same in every edition. Nobody needs to own a domain for it."""
    return addresses(questionnaire, what)[0]


def addresses(questionnaire: Questionnaire, what: str) -> list[str]:
    """That address, and what it was in editions whose title was not written down before it was changed."""
    titles = (*questionnaire.earlier_titles, questionnaire.title)
    return [f"urn:uuid:{uuid5(NAMESPACE_URL, f'netcheck:{what}:{title}')}" for title in titles]


def coding(questionnaire: Questionnaire, question: Question, choice: str) -> Json:
    """A choice as a code. Codes are those of all questions together, so each has the id of its question in front."""
    display = next(one.text for one in question.choices if one.id == choice)
    return {"system": canonical(questionnaire, "CodeSystem"), "code": f"{question.id}.{choice}", "display": display}


def typed_at(question: Question) -> str:
    """The linkId of the line to type into; "" where a question is answered by choices alone."""
    return "" if question.entry is None else question.id + (ENTERED if question.choices else "")


def type_of(entry: Entry) -> str:
    """The type of an item that is typed into, one of ``TYPED``."""
    return {"note": "text", "date": "date"}.get(entry.kind, "decimal" if entry.step == 1 else "integer")


def how_soon(urgency: Urgency) -> str:
    """How soon to act, as a person is told it."""
    return f"{urgency.title} ({urgency.by})"


def narrative(lines: Iterable[str], listed: Iterable[str] = ()) -> Json:
    """Lines of text and a list below them as the narrative of a resource. Every text is escaped."""
    html = "".join(f"<p>{escape(line)}</p>" for line in lines)
    points = "".join(f"<li>{escape(point)}</li>" for point in listed)
    html += f"<ul>{points}</ul>" if points else ""
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{html or "<p>-</p>"}</div>'}
