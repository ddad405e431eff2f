"""Which column of a table answers which question, and what its values mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

import narwhals as nw

from netcheck.cohort.expressions import any_of, names
from netcheck.errors import WrongUsage, quoted
from netcheck.questionnaire.model import Band, Entry, Question, Questionnaire
from netcheck.questionnaire.quantity import DATE

BOX = "___"
"""What stands between question and choice in the name of a column that is a ticked box, as REDCap exports them."""

TICKED, EMPTY = ("1", "1.0", "true", "True", "TRUE", "Checked"), ("", "0", "0.0", "false", "False", "FALSE", "Unchecked")
SEPARATOR = " *[|;] *"
"""What stands between several choices in one text."""

PREFIX = "netcheck "
"""Begins the name of every column that stands only while an outcome is worked out."""

NUMBER = r"^-?[0-9]{1,7}(?:[.,][0-9]0*)?$"
DAY = (
    "^[0-9]{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8]))$"
    "|^(?:[0-9]{2}(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29$"
)
"""The days of the calendar. As text they stand in the order of time."""


@dataclass(frozen=True)
class Columns:
    """Other people's names: ``questions`` is the question, or ``question.choice``, of a column; ``codes`` are the choices
    of a question by what the table writes for them. ``today`` is the day that days in the table are counted from.
    """

    questions: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    today: date | None = None


class Answered(NamedTuple):
    """One question as a table answers it, in expressions of three steps, so that each is worked out once: its values as
    ``texts``, whether they hold each of ``words``, and from these the choices given, whether there is no answer and whether
    it is a fault. ``column`` and ``value`` name a fault, in one of ``columns``.
    """

    columns: tuple[str, ...]
    texts: Mapping[str, nw.Expr]
    words: Mapping[str, nw.Expr]
    given: Mapping[str, nw.Expr]
    is_open: nw.Expr
    is_fault: nw.Expr
    column: nw.Expr
    value: nw.Expr


def meanings_of(questionnaire: Questionnaire) -> frozenset[str]:
    """What a column can stand for: a question, or a choice as ``question.choice``."""
    boxes = (f"{question.id}.{choice.id}" for question in questionnaire.questions.values() for choice in question.choices)
    return frozenset((*questionnaire.questions, *boxes))


def answered(schema: Mapping[str, Any], questionnaire: Questionnaire, columns: Columns) -> tuple[dict[str, Answered], list[str]]:
    """The questions that the columns of ``schema`` answer, by id, and the columns that answer none.

    Raises WrongUsage where two columns answer the same question.
    """
    named: dict[str, dict[str, str]] = {}
    others, meanings = [], meanings_of(questionnaire)
    for column in schema:
        meant = columns.questions.get(column, column.replace(BOX, "."))
        if meant not in meanings:
            others.append(column)
            continue
        id_, _, choice = meant.partition(".")
        same = named.setdefault(id_, {})
        if same and ("" in same or choice in same or not choice):
            both = f"{quoted(next(iter(same.values())))} and {quoted(column)}"
            raise WrongUsage(f"The columns {both} answer the same question, {quoted(id_)}. Leave one of them out.")
        same[choice] = column
    found = {}
    for id_, by_choice in named.items():
        question, whole = questionnaire.questions[id_], by_choice.get("")
        # What is only kept for the visit sheet, as the person's own words are, no condition looks at.
        if question.decides:
            found[id_] = _of_boxes(question, by_choice) if whole is None else _of_column(question, whole, schema[whole], columns)
    return found, others


def _of_boxes(question: Question, boxes: Mapping[str, str]) -> Answered:
    """Boxes of 0 and 1. None ticked is no answer: nobody knows whether the list was read."""
    texts = {choice: f"{PREFIX}text {question.id} {choice}" for choice in boxes}
    ticked, other = ({choice: f"{PREFIX}{kind} {question.id} {choice}" for choice in boxes} for kind in ("word", "odd"))
    given, odd = ({choice: nw.col(name) for choice, name in named.items()} for named in (ticked, other))
    said = [nw.when(is_odd).then(nw.col(texts[choice])) for choice, is_odd in odd.items()]
    columns = [names({boxes[choice]: is_so for choice, is_so in by_choice.items()}) for by_choice in (odd, given)]
    return Answered(
        columns=tuple(boxes.values()),
        texts={texts[choice]: _text(nw.col(column)) for choice, column in boxes.items()},
        words={ticked[choice]: nw.col(text).is_in(TICKED) for choice, text in texts.items()}
        | {other[choice]: ~nw.col(text).is_in([*TICKED, *EMPTY]) for choice, text in texts.items()},
        given=given,
        is_open=~any_of([*given.values(), *odd.values()]),
        is_fault=any_of([*odd.values(), *_contradictions(question, given)]),
        column=nw.coalesce(*columns[0], *columns[1], nw.lit("")),
        value=nw.concat_str([*names(given), *said], separator="|", ignore_nulls=True),
    )


def _of_column(question: Question, column: str, kind: Any, columns: Columns) -> Answered:
    codes, name, is_list = columns.codes.get(question.id, {}), f"{PREFIX}text {question.id}", kind == nw.List
    # A table with gaps writes whole numbers with a point.
    codes = {
        **{choice.id: choice.id for choice in question.choices},
        **codes,
        **{f"{code}.0": codes[code] for code in codes if code.isdigit()},
    }
    if kind == nw.Boolean and {"yes", "no"} <= codes.keys():
        codes |= {"true": "yes", "false": "no"}
    held, source = nw.col(name), nw.col(column).dt.date() if kind == nw.Datetime else nw.col(column)
    if is_list:
        text, value, is_open = source.cast(nw.List(nw.String)), nw.lit("a list that does not fit"), held.list.len().fill_null(0) == 0
        parts = [(choice, 1, held.list.contains(word).fill_null(value=False)) for word, choice in codes.items()]
    elif question.pick_any:
        text, value, is_open = _text(source).str.replace_all(SEPARATOR, ";"), held.str.strip_chars(";"), held == ";;"
        text = nw.concat_str(nw.lit(";"), text, nw.lit(";"))
        parts = [(choice, len(word) + 1, held.str.contains(f";{word};", literal=True)) for word, choice in codes.items()]
    else:
        text, value, is_open = _text(source), held, held == ""
        parts = [(choice, 0, held == word) for word, choice in codes.items()]
    if question.entry is not None:
        parts += [(band.choice, 0, _is_in(band, question.entry, held, columns.today)) for band in question.entry.bands]
    words = {f"{PREFIX}word {question.id} {number}": is_there for number, (_, _, is_there) in enumerate(parts)}
    given = {
        one.id: any_of(nw.col(word) for word, (choice, _, _) in zip(words, parts, strict=True) if choice == one.id)
        for one in question.choices
    }
    wrong = list(_contradictions(question, given)) if is_list or question.pick_any else [~(is_open | any_of(given.values()))]
    if is_list or question.pick_any:
        # Every part of the list, or every letter of the text, belongs to a choice that is there, once.
        length = held.list.len().fill_null(0) if is_list else held.str.len_chars() - 1
        found = nw.sum_horizontal(*(nw.col(word).cast(nw.Int32) * size for word, (_, size, _) in zip(words, parts, strict=True)))
        wrong.append(~is_open & (length != found))
    return Answered((column,), {name: text}, words, given, is_open, any_of(wrong), nw.lit(column), value)


def _is_in(band: Band, entry: Entry, held: nw.Expr, today: date | None) -> nw.Expr:
    """Whether a text is a number, in the unit of the question, or a day that this band holds."""
    if entry.kind == DATE:
        if today is None:
            return nw.lit(value=False)
        first, last = ((today - timedelta(days=days)).isoformat() for days in (band.most, band.least))
        return held.str.contains(DAY) & (held >= first) & (held <= last)
    number = nw.when(held.str.contains(NUMBER)).then(held.str.replace_all(",", ".", literal=True)).cast(nw.Float64)
    tenths = (number * 10).round(0)
    return ((tenths >= band.least) & (tenths <= band.most) & (tenths % entry.step == 0)).fill_null(value=False)


def _contradictions(question: Question, given: Mapping[str, nw.Expr]) -> Iterable[nw.Expr]:
    """A choice beside others that it excludes: where one can be given, any."""
    for alone in filter(question.alone.__contains__, given):
        yield given[alone] & any_of(given[other] for other in given if other != alone)


def _text(value: nw.Expr) -> nw.Expr:
    """A value as text without spaces around it, and nothing as an empty text."""
    return value.cast(nw.String).fill_null("").str.strip_chars()
