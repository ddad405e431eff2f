"""Numbers, time ago and bands of both, as people and authors write them. Exact: numbers are in tenths, time in days.

A month counts as 30 days and a year as 365.
"""

from __future__ import annotations

import re
from math import floor
from typing import NamedTuple

from netcheck.questionnaire.model import Answer, Entry

NUMBER, DATE, NOTE = ENTRY_KINDS = ("number", "date", "note")
LONGEST_NOTE = 500
"""The letters of the longest note."""

OLDEST = 150 * 365
"""The most days ago that a date can be, unless a question says less."""

HOURS, DAYS = 24, {"day": 1, "week": 7, "month": 30, "year": 365}

_NUMBER = r"-?[0-9]{1,7}(?:[.,][0-9])?"
_TIME = r"(?:([0-9]{1,5}) )?(hour|day|week|month|year)s?"


class Scale(NamedTuple):
    """A unit: how it is written, and how it becomes the common one of its kind: times ``times`` plus ``plus``."""

    names: tuple[str, ...]
    kind: str
    times: float
    plus: float = 0.0


SCALES = (
    Scale(("C", "°C", "degrees C", "Celsius"), "temperature", 1.0),
    Scale(("F", "°F", "degrees F", "Fahrenheit"), "temperature", 5 / 9, -160 / 9),
    Scale(("kg", "kilos", "kilogram", "kilograms"), "weight", 1.0),
    Scale(("lb", "lbs", "pound", "pounds"), "weight", 0.45359237),
    Scale(("cm", "centimeters", "centimetres"), "length", 1.0),
    Scale(("in", "inch", "inches"), "length", 2.54),
)
"""The units that one and the same thing is measured in by people of different countries."""


def tenths(text: str) -> int | None:
    """A whole number, or one with one decimal behind a point or a comma, in tenths; None for every other text."""
    if not re.fullmatch(_NUMBER, text):
        return None
    whole, _, decimal = text.replace(",", ".").partition(".")
    return int(f"{whole}{decimal or 0}")


def written(number: int, step: int) -> str:
    """A number of tenths as people write it, with its decimal where the question takes one."""
    whole, decimal = divmod(abs(number), 10)
    sign = "-" if number < 0 else ""
    return f"{sign}{whole}" if step > 1 and not decimal else f"{sign}{whole}.{decimal}"


def scale_of(unit: str) -> Scale | None:
    """The known scale that a unit is a name of."""
    return next((scale for scale in SCALES if unit.lower() in {name.lower() for name in scale.names}), None)


def converted(number: int, start: Scale, end: Scale, step: int) -> int:
    """Tenths of one scale in tenths of another, to the nearest step."""
    common = (number / 10 * start.times) + start.plus
    return floor((common - end.plus) / end.times * 10 / step + 0.5) * step


def days(text: str) -> int | None:
    """A length of time in days, as in "3 weeks" or "1 day"; hours are rounded up. None for every other text."""
    found = re.fullmatch(_TIME, text)
    if found is None:
        return None
    count = int(found[1] or 1)
    return -(-count // HOURS) if found[2] == "hour" else count * DAYS[found[2]]


def ago(number: int) -> str:
    """Days ago in words."""
    if number < 2:
        return ("today", "1 day ago")[number]
    return f"{number:,} days ago"


def band(text: str, entry: Entry) -> tuple[int, int] | None:
    """The least and the most that a band of words holds, as far as the question goes; None for words that are no band."""
    return _band_of_time(text.lower()) if entry.kind == DATE else _band_of_numbers(text.lower(), entry)


def band_of(entry: Entry, number: int) -> Answer:
    """The choice whose band holds a number; none where there are no bands."""
    return frozenset(one.choice for one in entry.bands if one.least <= number <= one.most)


def _band_of_numbers(text: str, entry: Entry) -> tuple[int, int] | None:
    for form, ends in (
        (rf"under ({_NUMBER})", lambda number: (entry.least, number - entry.step)),
        (rf"over ({_NUMBER})", lambda number: (number + entry.step, entry.most)),
        (rf"({_NUMBER}) or more", lambda number: (number, entry.most)),
        (rf"({_NUMBER}) or less", lambda number: (entry.least, number)),
        (rf"({_NUMBER})", lambda number: (number, number)),
    ):
        if (found := re.fullmatch(form, text)) and (number := tenths(found[1])) is not None:
            return ends(number)
    both = re.fullmatch(rf"({_NUMBER}) to ({_NUMBER})", text)
    least, most = (tenths(both[1]), tenths(both[2])) if both else (None, None)
    return None if least is None or most is None else (least, most)


def _band_of_time(text: str) -> tuple[int, int] | None:
    if found := re.fullmatch(r"in the last (.+)", text):
        length = days(found[1])
        return None if length is None or _is_part_of_a_day(found[1]) else (0, length)
    if found := re.fullmatch(r"(over )?(.+?) ago( or more)?", text):
        more, length = found[1] or found[3], days(found[2])
        if length is not None and more and not (found[1] and found[3]) and not _is_part_of_a_day(found[2]):
            return length + bool(found[1]), OLDEST
        both = re.fullmatch(r"([0-9]+)( [a-z]+)? to ([0-9]+ ([a-z]+))", found[2])
        if both and not more:
            least, most = days(f"{both[1]}{both[2] or ' ' + both[4]}"), days(both[3])
            return None if least is None or most is None else (least, most)
    return None


def _is_part_of_a_day(text: str) -> bool:
    """Whether these are hours that make no whole days: a person says a day, so a part of one cannot be told."""
    found = re.fullmatch(_TIME, text)
    return bool(found and found[2] == "hour" and int(found[1] or 1) % HOURS)


def takes(entry: Entry) -> str:
    """What a question takes, in words that go on a sentence."""
    if entry.is_note:
        return f"your own words, up to {LONGEST_NOTE} letters"
    if entry.kind == DATE:
        return "a day like 2026-01-31, or how long ago, like 3 weeks ago"
    kind = "a number" if entry.step == 1 else "a whole number"
    return f"{kind} from {written(entry.least, entry.step)} to {written(entry.most, entry.step)} ({entry.unit})"


def in_words(text: str, unit: str) -> str:
    """A band as the words of its choice: with the unit, and a capital in front."""
    worded = re.sub(r"( or (?:more|less))?$", rf" {unit}\1", text, count=1) if unit else text
    return f"{worded[:1].upper()}{worded[1:]}"
