"""Every figure in the questions, the advice and the guide stands in a list with its source and the day it was last compared."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
import yaml

from netcheck.author.every_text import passages
from tests.guide.test_topic import ONLY_THE_GUIDES, REAL, TOPICS

QUESTIONS = "questions"
YEAR = timedelta(days=366)
EDITION = date.fromisoformat(REAL.edition)
SEEN = {"source", "other", "brief", "decision"}
KEYS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "22233344455566677778889999", strict=True))

NAMES = re.compile(
    r"\b(?:MEN[124]|NF1|TSC[12]?|5-HIAA|5-HTP|B12|Y-90|Lu 177|Ki-67|2[AB]|911|988|NT-proBNP|SDHAF2|types? [124](?: (?:and|or) [24])?)\b|2nd"
)
"""Digits that count nothing."""

SMALL = re.compile(
    r"(?<!age )(?<![\d.,/])\b[12]\b(?![\d/]|[.,]\d)(?! (?:in|of|out of|to|or) (?:every )?\d)(?! (?:times?|pounds?|lb)\b)"
    r"(?! (?:full |single )?(?:hours?|days?|weeks?|months?|years?|minutes?)\b)"
)
"""1 or 2 where it only counts what the sentence names, as in "1 leg"."""


class Figures(NamedTuple):
    """Words with a figure in these places, all from one source, and how and when they were compared with it."""

    places: tuple[str, ...]
    source: str
    seen: str
    checked: date
    says: tuple[str, ...]


def figures() -> list[Figures]:
    rows = yaml.safe_load((Path(__file__).parent.parent / "content" / "figures.yaml").read_text(encoding="utf-8"))
    return [Figures(tuple(row["in"]), row["source"], row["seen"], row["checked"], tuple(row["says"])) for row in rows]


ALL = figures()
TEXTS = {
    QUESTIONS: [one.text for one in passages(REAL)],
    **{topic.id: [" ".join(topic.body.replace("**", "").split())] for topic in TOPICS},
}
CITED = {QUESTIONS: set(REAL.sources), **{topic.id: set(topic.sources) for topic in TOPICS}}


def unlisted(place: str) -> list[str]:
    """What is left of each text with a figure when all that the list names is taken out."""
    listed = sorted((says for one in ALL if place in one.places for says in one.says), key=len, reverse=True)
    found = []
    for text in TEXTS[place]:
        rest = text
        for says in listed:
            rest = re.sub(rf"(?<!\d){re.escape(says)}(?!\d)", "…", rest)
        rest = SMALL.sub("", NAMES.sub("", rest))
        found += [rest[max(0, digit.start() - 60) : digit.end() + 40] for digit in re.finditer(r"\d[\d.,/]*", rest)]
    return found


@pytest.mark.parametrize("place", TEXTS)
def test_every_figure_is_in_the_list(place: str) -> None:
    assert unlisted(place) == [], "Add it to tests/content/figures.yaml with its source and the day it was compared."


@pytest.mark.parametrize("place", TEXTS)
def test_the_list_names_nothing_that_is_not_said(place: str) -> None:
    said = " | ".join(TEXTS[place])
    assert [says for one in ALL if place in one.places for says in one.says if says not in said] == []


def test_every_place_and_source_of_the_list_exists() -> None:
    assert {place for one in ALL for place in one.places} <= TEXTS.keys()
    assert {one.seen for one in ALL} <= SEEN
    assert [one for one in ALL if one.seen != "decision" and one.source not in {**REAL.sources, **ONLY_THE_GUIDES}] == []
    assert [(place, one.source) for one in ALL if one.seen != "decision" for place in one.places if one.source not in CITED[place]] == []


def test_every_figure_was_compared_in_the_year_before_the_edition() -> None:
    assert [one for one in ALL if not EDITION - YEAR <= one.checked <= date.max] == []


def test_every_help_line_was_compared_in_the_year_before_the_edition() -> None:
    assert [line.id for line in REAL.help_lines if EDITION - date.fromisoformat(line.checked) > YEAR] == []


def spelled(words: str) -> str:
    """The digits that these letters and digits give on a keypad."""
    return "".join(KEYS.get(letter, letter) for letter in words if letter.isalnum())


LETTERS_AND_DIGITS = re.compile(r"(\d[\d -]*[A-Z]{3,}(?:[ -][A-Z]{3,})*) \((\d[\d -]+)\)")


@pytest.mark.parametrize(
    ("letters", "digits", "fits"),
    [
        ("1-800-4-CANCER", "1-800-422-6237", True),
        ("1300 CURE NETS", "1300 287 363", True),  # letters may run on after the last digit that is needed
        ("1300 CURE NETS", "1300 287 383", False),
    ],
)
def test_letters_are_read_as_on_a_keypad(letters: str, digits: str, *, fits: bool) -> None:
    assert spelled(letters).startswith(spelled(digits)) is fits


def test_letters_on_a_keypad_spell_the_digits() -> None:
    texts = [text for place in TEXTS.values() for text in place] + [line.contact for line in REAL.help_lines]
    pairs = [pair for text in texts for pair in LETTERS_AND_DIGITS.findall(text)]
    assert pairs
    assert [(letters, digits) for letters, digits in pairs if not spelled(letters).startswith(spelled(digits))] == []
