"""The visit sheet: what was answered, and what to ask, as one page to hand to a provider and a diary behind it.

It holds facts in the person's words and blank lines to fill, never advice, an urgency or a conclusion. ``sheet``
decides what stands on it and in which order; Markdown, HTML and PDF draw the same value.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from netcheck.engine.outcome import Outcome
from netcheck.questionnaire.file_format import ENDS_OF_A_LIST, SHEET_PARTS, YES_NO
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Choice, Question

TITLE = "Notes for my visit"
MOST = 8
"""How many questions to ask, and how many things to tell, fit a visit."""

DIARY_DAYS = 14
PLAIN_NO = {("no", YES_NO["no"]), (NONE, ENDS_OF_A_LIST[NONE])}
"""Answers that say no and nothing more are listed together, to leave room for the others."""


@dataclass(frozen=True, slots=True)
class Row:
    """One answer: ``label`` names the question, and ``under`` is what was asked because of the answer."""

    label: str
    text: str
    under: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Rows:
    """Answers that belong together; ``title`` is empty where the part says it already."""

    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Items:
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names the row; ``shares`` are the widths of the columns in percent. An empty cell
    is there to be filled in by hand.
    """

    caption: str
    columns: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]


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
class Sheet:
    """``head`` is filled in by hand, ``parts`` and ``small`` are page one, ``diary`` is page two."""

    title: str
    head: tuple[Blank, ...]
    parts: tuple[Part, ...]
    small: tuple[str, ...]
    diary: Part | None


NAME_AND_DATE = (Blank("Name"), Blank("Date"))
TO_FILL_IN = (
    Blank("What troubles me most", 2),
    Blank("Dates: when it began and changed, operations", 2),
    Blank("Medicines and supplements", 3),
    Blank("Allergies"),
    Blank("Weight now, and 6 to 12 months ago"),
    Blank("Readings (blood pressure, blood sugar), with time", 2),
)
FAMILY_COLUMNS = ("Condition", "Who", "Which relative, and on which side", "Age when found")
FAMILY_SHARES = (32, 32, 22, 14)
DIARY_COLUMNS = (
    "Day and date",
    "What happened",
    "When, and how long",
    "What came before (food, drink, stress, exercise)",
    "Stools (number and kind)",
    "Other",
)
DIARY_SHARES = (9, 19, 18, 22, 16, 16)


def sheet(outcome: Outcome) -> Sheet:
    """The visit sheet of an outcome, complete or not. For an emergency it is the answers given and nothing else."""
    content = outcome.questionnaire
    given = {question.id: answer for _, question, answer in outcome.answered}
    small = (f"Answers to netcheck, edition {content.edition}, in the words of the questionnaire.", outcome.notice)
    words = Part("In my words", tuple(_in_my_words(outcome, given)))
    checked = [row for section in content.sections for row in _rows(section.questions, given, "checked")]
    before = Part("What was checked before", (Rows("", tuple(checked)),) if checked else ())
    relatives = [row for section in content.sections for row in _relatives(section.questions, given)]
    if not outcome.is_emergency:
        relatives.append(("",) * len(FAMILY_COLUMNS))
    family = Part(
        "Family history", (Table("In me and in my blood relatives", FAMILY_COLUMNS, FAMILY_SHARES, tuple(relatives)),) if relatives else ()
    )
    if outcome.is_emergency:
        return Sheet(TITLE, NAME_AND_DATE, _not_empty(words, before, family), small, None)
    ask = Part("Questions to ask", _items(text for item in outcome.earned for text in item.advice.ask_provider))
    tell = Part("Things to tell", _items(text for item in outcome.earned for text in item.advice.tell_provider))
    fill_in = Part("To fill in before the visit", TO_FILL_IN)
    return Sheet(TITLE, NAME_AND_DATE, _not_empty(words, before, family, fill_in, ask, tell), small, _diary())


def _not_empty(*parts: Part) -> tuple[Part, ...]:
    return tuple(part for part in parts if part.blocks)


def _items(texts: Iterable[str]) -> tuple[Items, ...]:
    first = tuple(dict.fromkeys(texts))[:MOST]
    return (Items(first),) if first else ()


def _diary() -> Part:
    days = tuple((str(day), *("" for _ in DIARY_COLUMNS[1:])) for day in range(1, DIARY_DAYS + 1))
    return Part("Diary of 2 weeks", (Table("One row for each day", DIARY_COLUMNS, DIARY_SHARES, days),))


Given = Mapping[str, Answer]


def _in_my_words(outcome: Outcome, given: Given) -> Iterator[Rows]:
    """The answers by section, then what was answered no and what was not answered, named as such."""
    for section in outcome.questionnaire.sections:
        rows = tuple(_rows(section.questions, given, SHEET_PARTS[0]))
        if rows:
            yield Rows(section.title, rows)
    no = [
        question.short
        for section in outcome.questionnaire.sections
        for _, question in _openings(section.questions, given)
        if _is_plain_no(question, given)
    ]
    also = [("No, or none of these", no), ("Not answered", [question.short for question in outcome.unanswered])]
    if any(texts for _, texts in also):
        yield Rows("Also asked", tuple(Row(label, "; ".join(texts)) for label, texts in also if texts))


def _openings(questions: tuple[Question, ...], given: Given, above: str = "") -> Iterator[tuple[str, Question]]:
    """The answered questions that do not stand under another one, each with the part of the sheet it belongs to."""
    for question in questions:
        if question.id in given:
            part = question.sheet or above or SHEET_PARTS[0]
            if part != above:
                yield part, question
            for choice in _chosen(question, given):
                yield from _openings(choice.then, given, part)


def _chosen(question: Question, given: Given) -> list[Choice]:
    return [choice for choice in question.choices if choice.id in given[question.id]]


def _is_plain_no(question: Question, given: Given) -> bool:
    return all((choice.id, choice.text) in PLAIN_NO and not choice.then for choice in _chosen(question, given))


def _rows(questions: tuple[Question, ...], given: Given, part: str) -> Iterator[Row]:
    for its_part, question in _openings(questions, given):
        if its_part == part and not _is_plain_no(question, given):
            yield from _rows_of(question, given, part)


def _rows_of(question: Question, given: Given, part: str) -> Iterator[Row]:
    """One row for all choices that led to nothing more, and one for each choice with what was asked because of it."""
    under = {choice.text: tuple(_under(choice, given, part)) for choice in _chosen(question, given)}
    alone = [text for text, rows in under.items() if not rows]
    if alone:
        yield Row(question.short, "; ".join(alone))
    for text, rows in under.items():
        if rows:
            yield Row(question.short, text, rows)


def _under(choice: Choice, given: Given, part: str) -> Iterator[Row]:
    for question in choice.then:
        if question.id in given and question.sheet in {"", part}:
            yield from _rows_of(question, given, part)


def _relatives(questions: tuple[Question, ...], given: Given) -> Iterator[tuple[str, ...]]:
    """One row of the family table for each condition: who has it as answered, and empty cells to fill in by hand."""
    for part, question in _openings(questions, given):
        if part != "family" or _is_plain_no(question, given):
            continue
        for choice in _chosen(question, given):
            who = [row.text for row in flat(_under(choice, given, part))]
            if question.pick_any and choice.id != NOT_SURE:
                yield choice.text, "; ".join(who), "", ""
            else:
                yield question.short, "; ".join([choice.text, *who]), "", ""


def flat(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows and all rows under them, in order."""
    for row in rows:
        yield row
        yield from flat(row.under)
