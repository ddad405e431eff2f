"""Judging what is typed: a number into its band, a day or a time ago into its band, and a note that is only kept."""

from __future__ import annotations

import re
from datetime import date, timedelta

from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.document import harmful
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Entered, Entry, Question
from netcheck.questionnaire.quantity import (
    DATE,
    LONGEST_NOTE,
    OLDEST,
    SCALES,
    ago,
    converted,
    days,
    scale_of,
    takes,
    tenths,
    written,
)
from netcheck.questionnaire.suggestion import near
from netcheck.questionnaire.unreadable import letter_in_words

ABOUT = "about "
"""Stands before a day that was worked out from a time ago."""

_DAY = r"(?:about )?(\d{4}-\d{2}-\d{2})"
_OTHER_DAY = r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}"
_SHORT = {"today": 0, "now": 0, "yesterday": 1}


def judge_entry(question: Question, entry: Entry, text: str, today: date | None) -> Answer:
    """The answer that a typed text is. A choice of the question is taken by its id, too. ``today`` is None where there is no clock.

    Raises AnswerRefused, with what would fit.
    """
    word = " ".join(text.split())
    if entry.is_note:
        return _note(question, word)
    known = [choice.id for choice in question.choices]
    if word in known:
        return frozenset((word,))
    if word.lower() == "not sure" and NOT_SURE in known:
        return frozenset((NOT_SURE,))
    if not known and word in {"", NONE}:
        return Entered((), "")
    take = _date if entry.kind == DATE else _number
    try:
        return take(entry, word, today)
    except AnswerRefused as error:
        choices = f", or a choice: {', '.join(known)}" if known else ""
        raise AnswerRefused(f"{error}{near(word, known)} {quoted(question.id)} takes {takes(entry)}{choices}.", f"{error}") from None


def _note(question: Question, text: str) -> Answer:
    """Any text of a bearable length; empty, or the word none, where the person has nothing to say."""
    if letter := harmful(text):
        fact, fix = f"holds {letter_in_words(letter)}.", "Write letters, digits and marks only."
    elif len(text) > LONGEST_NOTE:
        fact, fix = f"has {len(text):,} letters.", f"Shorten it to {LONGEST_NOTE} or fewer."
    else:
        return Entered((), "" if text == NONE else text)
    raise AnswerRefused(f"{quoted(question.id)} {fact} {fix}", f"This {fact} {fix}")


def _number(entry: Entry, text: str, _today: date | None) -> Answer:
    found = re.fullmatch(r"(-?[0-9]+(?:[.,][0-9]+)?) ?(\D*)", text)
    if found is None:
        raise AnswerRefused(f"{quoted(text)} is not a number.")
    number, unit = tenths(found[1]), found[2].strip()
    if number is None:
        raise AnswerRefused(f"{quoted(text)} has too many digits.")
    if unit and unit.lower() != entry.unit.lower():
        number = _in_our_unit(entry, text, number, unit)
    elif number % entry.step:
        raise AnswerRefused(f"{quoted(text)} is not a whole number.")
    if not entry.least <= number <= entry.most:
        side = "less" if number < entry.least else "more"
        raise AnswerRefused(f"{quoted(text)} is {side} than can be.{_other_scale(entry, found[1], number, unit)}")
    return Entered(_band(entry, number), written(number, entry.step))


def _in_our_unit(entry: Entry, text: str, number: int, unit: str) -> int:
    """A number of another scale of the same thing, in the unit of the question."""
    given, ours = scale_of(unit), scale_of(entry.unit)
    if given is None or ours is None or given.kind != ours.kind:
        raise AnswerRefused(f"{quoted(text)} is not in {entry.unit}.")
    return converted(number, given, ours, entry.step)


def _other_scale(entry: Entry, text: str, number: int, unit: str) -> str:
    """A hint where a number without a unit fits in another scale of the same thing."""
    ours = scale_of(entry.unit)
    if ours is not None and not unit:
        for other in SCALES:
            if other.kind == ours.kind and entry.least <= converted(number, other, ours, entry.step) <= entry.most:
                return f" If it is in {other.names[0]}, write {text} {other.names[0]}."
    return ""


def _band(entry: Entry, number: int) -> Answer:
    return frozenset(one.choice for one in entry.bands if one.least <= number <= one.most)


def _date(entry: Entry, text: str, today: date | None) -> Answer:
    if found := re.fullmatch(_DAY, text):
        return Entered(_band(entry, _days_since(text, found[1], today)), text)
    word = re.sub(r"^(?:an?|one) ", "1 ", text.lower())
    length = days(word.removesuffix(" ago")) if word.endswith(" ago") else _SHORT.get(word)
    if length is None:
        fact = "can be read in two ways" if re.fullmatch(_OTHER_DAY, text) else "is no day and no time ago"
        raise AnswerRefused(f"{quoted(text)} {fact}.")
    if length > OLDEST:
        raise AnswerRefused(f"{quoted(text)} is longer ago than can be.")
    if today is None:
        return Entered(_band(entry, length), text)
    day = (today - timedelta(days=length)).isoformat()
    return Entered(_band(entry, length), day if word in _SHORT else f"{ABOUT}{day}")


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
