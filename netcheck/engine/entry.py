"""Judging what is typed: a number into its band, a day or a time ago into its band, and a note that is only kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.document import harmful
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Entered, Entry, Question
from netcheck.questionnaire.quantity import (
    DATE,
    LONGEST_NOTE,
    SCALES,
    band_of,
    converted,
    scale_of,
    takes,
    tenths,
    written,
)
from netcheck.questionnaire.suggestion import near
from netcheck.questionnaire.unreadable import letter_in_words

if TYPE_CHECKING:
    from datetime import date


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
    try:
        if entry.kind != DATE:
            return _number(entry, word)
        # Imported here because it counts days with a library that most runs need not load.
        from netcheck.engine.days import judge_date

        return judge_date(entry, word, today)
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


def _number(entry: Entry, text: str) -> Answer:
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
    return Entered(band_of(entry, number), written(number, entry.step))


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


