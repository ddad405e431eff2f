"""Judging days and times ago: how many days before today they are, and the band of that."""

from __future__ import annotations

import re
from datetime import date, timedelta

from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.model import Answer, Entered, Entry
from netcheck.questionnaire.quantity import OLDEST, ago, band_of, days

ABOUT = "about "
"""Stands before a day that was worked out from a time ago."""

_DAY = r"(?:about )?(\d{4}-\d{2}-\d{2})"
_OTHER_DAY = r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}"
_SHORT = {"today": 0, "now": 0, "yesterday": 1}


def judge_date(entry: Entry, text: str, today: date | None) -> Answer:
    """The band of a day, or of a time ago, which is kept as its day where there is a today. Raises AnswerRefused with what is wrong."""
    if found := re.fullmatch(_DAY, text):
        return Entered(band_of(entry, _days_since(text, found[1], today)), text)
    word = re.sub(r"^(?:an?|one) ", "1 ", text.lower())
    length = days(word.removesuffix(" ago")) if word.endswith(" ago") else _SHORT.get(word)
    if length is None:
        fact = "can be read in two ways" if re.fullmatch(_OTHER_DAY, text) else "is no day and no time ago"
        raise AnswerRefused(f"{quoted(text)} {fact}.")
    if length > OLDEST:
        raise AnswerRefused(f"{quoted(text)} is longer ago than can be.")
    if today is None:
        return Entered(band_of(entry, length), text)
    day = (today - timedelta(days=length)).isoformat()
    return Entered(band_of(entry, length), day if word in _SHORT else f"{ABOUT}{day}")


def _days_since(text: str, day: str, today: date | None) -> int:
    try:
        given = date.fromisoformat(day)
    except ValueError:
        raise AnswerRefused(f"{quoted(text)} is no day of the calendar.") from None
    if today is None:
        raise AnswerRefused(f"{quoted(text)} needs a today to count from, and here is none. Write how long ago it is, like 3 weeks ago.")
    length = (today - given).days
    if length < 0:
        raise AnswerRefused(f"{quoted(text)} is after today, {today.isoformat()}.")
    if length > OLDEST:
        raise AnswerRefused(f"{quoted(text)} is {ago(length)}, longer than can be.")
    return length
