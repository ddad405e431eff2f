"""The visit sheet: the provider's half says what was found, the patient's half has room to write, and behind them a diary.

A provider has two minutes: one line a sign, what was asked and denied sign by sign, in words that need no program to be
understood. ``sheet`` decides what stands on it and in which order; Markdown, HTML and PDF draw the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netcheck.engine.outcome import Outcome
from netcheck.render.page import unique
from netcheck.render.sheet_answers import SheetAnswers

TITLE = "Notes for my visit"
MOST_QUESTIONS = 5
"""How many questions to ask fit a visit."""

MOST_TO_TELL = 8
"""How many things to tell anybody writes down before a visit."""

DIARY_DAYS = 14
MOST_DIARY_COLUMNS = 5
"""How many columns beside the day leave room to write."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line: ``label`` names what ``text`` says. ``text`` is empty where the label says it all."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Rows:
    """Lines that belong together."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row. An empty cell is there to be filled in by hand."""

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def shares(self) -> tuple[int, ...]:
        """The widths of the columns in percent: the first only has to hold a day and a date."""
        others = len(self.columns) - 1
        each = 88 // others
        return (100 - others * each, *(each,) * others)


@dataclass(frozen=True, slots=True)
class Blank:
    """Room to write: ``lines`` empty lines after ``label``."""

    label: str
    lines: int = 1


Block = Rows | Items | Table | Blank


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Half:
    """One half of page one: the provider's, or the patient's."""

    title: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """``head`` is filled in by hand, ``halves`` and ``small`` are page one, ``diary`` is page two."""

    title: str
    head: tuple[Blank, ...]
    halves: tuple[Half, ...]
    small: tuple[str, ...]
    diary: Part | None


NAME_AND_DATE = (Blank("Name"), Blank("Date of birth"), Blank("Date of visit"))


def sheet(outcome: Outcome, day: str = "") -> Sheet:
    """The visit sheet of an outcome, complete or not. For an emergency it is the provider's half and nothing else.

    ``day`` is the day the sheet is made on, like 2026-11-27; it is left out where it is empty.
    """
    content = outcome.questionnaire
    small = (f"Answers to netcheck, edition {content.edition}, in the words of the questionnaire.", outcome.notice)
    provider = Half("For the provider", tuple(_not_empty(_found(outcome, day))))
    if outcome.is_emergency:
        return Sheet(TITLE, NAME_AND_DATE, (provider,), small, None)
    questions = unique(item.advice.ask_provider for item in outcome.earned)[:MOST_QUESTIONS]
    own = (Part("To fill in before the visit", tuple(_blanks(outcome))), Part("My questions", (Items(questions),) if questions else ()))
    patient = Half("From me", tuple(_not_empty(own)))
    return Sheet(TITLE, NAME_AND_DATE, tuple(half for half in (provider, patient) if half.parts), small, _diary(outcome))


def _not_empty(parts: Iterable[Part]) -> Iterator[Part]:
    return (part for part in parts if part.blocks)


def _found(outcome: Outcome, day: str) -> Iterator[Part]:
    """What the provider reads, most wanted first."""
    answers = SheetAnswers(outcome)
    yield _part("In short", [*answers.person(), *_advised(outcome), *([("Sheet made on", day)] if day else [])])
    yield _part("Signs", answers.signs())
    yield _part("Asked, and the answer was no", answers.denied())
    yield _part("Not known", answers.not_known())
    yield _part("Checked before, and what was said", answers.checked())
    yield _part("Family", answers.family())
    yield _part("In the person's own words", answers.notes())


def _part(title: str, lines: Iterable[tuple[str, str]]) -> Part:
    rows = tuple(Row(label, text) for label, text in lines)
    return Part(title, (Rows(rows),) if rows else ())


def _advised(outcome: Outcome) -> Iterator[tuple[str, str]]:
    """What the program advised and by when. It is a fact of the visit, and says nothing of what the person has."""
    so_far = "" if outcome.complete else "; not all questions were answered"
    if outcome.is_nothing_yet:
        yield "netcheck advised", f"Nothing yet{so_far}"
    else:
        title, by = outcome.urgency.title, outcome.by
        yield "netcheck advised", f"{title}{'' if by.lower() in title.lower() else f' ({by})'}{so_far}"


def _blanks(outcome: Outcome) -> Iterator[Blank]:
    """Room for what every visit needs, then for what the earned advice wants told, beside the sign it belongs to."""
    for blank in outcome.questionnaire.sheet_blanks:
        yield Blank(blank.say, int(blank.lines))
    subjects = {subject.id: subject.say for subject in outcome.questionnaire.subjects}
    told: set[str] = set()
    for item in outcome.earned:
        for text in item.advice.tell_provider:
            if text not in told and len(told) < MOST_TO_TELL:
                told.add(text)
                about = subjects.get(item.advice.about, "")
                yield Blank(f"{about}: {text.rstrip('.')}" if about else text.rstrip("."))


def _diary(outcome: Outcome) -> Part | None:
    """A diary for the signs whose advice asks for one, with the columns that this advice wants."""
    wanted = unique(item.advice.diary for item in outcome.earned)[:MOST_DIARY_COLUMNS]
    if not wanted:
        return None
    days = tuple((str(day), *("" for _ in wanted)) for day in range(1, DIARY_DAYS + 1))
    return Part("Diary of 2 weeks", (Table("One row for each day", ("Day and date", *wanted), days),))
