"""What ``check`` finds about the numbers that people are told to call: one that is missing, and one not checked for a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from netcheck.author.every_text import Key
from netcheck.questionnaire.model import Questionnaire

CHECKED_EVERY = timedelta(days=366)


class Found(NamedTuple):
    """A finding by its code, with the part it is about and where that is."""

    code: str
    key: Key
    where: str
    message: str


def findings(questionnaire: Questionnaire, today: date) -> Iterator[Found]:
    """All findings about numbers to call."""
    yield from _number_missing(questionnaire)
    for place, line in enumerate(questionnaire.help_lines):
        try:
            checked = date.fromisoformat(line.checked)
        except ValueError:
            checked = date.min
        if today - checked > CHECKED_EVERY:
            message = f"The help line '{line.id}' was checked on '{line.checked}', more than a year ago or on no day like 2026-01-31."
            yield Found("N602", ("help_lines", str(place)), line.id, message)


def _number_missing(questionnaire: Questionnaire) -> Iterator[Found]:
    number = questionnaire.emergency.number
    if not any(number in line for line in questionnaire.start):
        yield Found("N405", ("start",), "start", f"The start page does not name the emergency number {number}.")
    for advice in questionnaire.emergencies:
        if not any(number in step for step in (*advice.urgency.do, *advice.do)):
            message = f"The steps of the emergency '{advice.id}' do not name the emergency number {number}."
            yield Found("N405", ("advice", advice.id, "do"), advice.id, message)
