"""Which column of a table answers which question, and what its values mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import narwhals as nw

from netcheck.questionnaire.model import NONE, NOT_SURE, Entry, Question, Questionnaire
from netcheck.questionnaire.quantity import NUMBER

BOX = "___"
"""What stands between question and choice in the name of a column that is a ticked box, as REDCap exports them."""

SEPARATOR = r"\s*[|;]\s*"
"""What stands between several choices in one text."""

PREFIX = "netcheck "
"""Begins the name of every column that stands only while an outcome is worked out."""

BOOLEANS = {True: "yes", False: "no"}


@dataclass(frozen=True)
class Columns:
    """Other people's names: ``questions`` is the question, or ``question.choice``, of a column; ``codes`` are the choices
    of a question by what the table writes for them.
    """

    questions: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def meanings_of(questionnaire: Questionnaire) -> frozenset[str]:
    """What a column can stand for: a question, or a choice as ``question.choice``."""
    boxes = (f"{question.id}.{choice.id}" for question in questionnaire.questions.values() for choice in question.choices)
    return frozenset((*questionnaire.questions, *boxes))


@dataclass(frozen=True)
class Answered:
    """One question as a table answers it, in expressions of three steps, so that each is worked out once: its values as
    ``texts``, the words that they hold, and from these the choices given, whether there is no answer and whether it is a
    fault. ``column`` and ``value`` name a fault.
    """

    column: str
    texts: tuple[nw.Expr, ...]
    words: tuple[nw.Expr, ...]
    given: Mapping[str, nw.Expr]
    is_open: nw.Expr
    is_fault: nw.Expr
    value: nw.Expr


def answered(schema: Mapping[str, Any], questionnaire: Questionnaire, columns: Columns) -> tuple[dict[str, Answered], list[str]]:
    """The questions that the columns of ``schema`` answer, by id, and the columns that answer none."""
    whole: dict[str, str] = {}
    boxes: dict[str, dict[str, str]] = {}
    others, meanings = [], meanings_of(questionnaire)
    for column in schema:
        meant = columns.questions.get(column, column.replace(BOX, "."))
        asked, dot, choice = meant.partition(".")
        if meant not in meanings:
            others.append(column)
        elif dot:
            boxes.setdefault(asked, {})[choice] = column
        else:
            whole[asked] = column
    found = {id_: _of_boxes(questionnaire.questions[id_], choices) for id_, choices in boxes.items()}
    for id_, column in whole.items():
        question = questionnaire.questions[id_]
        if not question.decides:
            # The person's own words, which no condition looks at.
            continue
        codes = columns.codes.get(id_, {})
        found[id_] = _of_list(question, column) if schema[column] == nw.List else _of_text(question, column, schema[column], codes)
    return found, others


def _of_boxes(question: Question, boxes: Mapping[str, str]) -> Answered:
    """Boxes of 0 and 1. None ticked is no answer: nobody knows whether the list was read."""
    names = {choice: f"{PREFIX}text {question.id} {choice}" for choice in boxes}
    given = {choice: nw.col(name).is_in(["1", "true"]) for choice, name in names.items()}
    unknown = [~nw.col(name).is_in(["", "0", "1", "true", "false"]) for name in names.values()]
    is_open = ~nw.any_horizontal(*given.values(), *unknown, ignore_nulls=True)
    words = [nw.when(is_given).then(nw.lit(choice)) for choice, is_given in given.items()]
    strange = [nw.when(is_unknown).then(nw.col(name)) for is_unknown, name in zip(unknown, names.values(), strict=True)]
    value = nw.concat_str([*words, *strange], separator="|", ignore_nulls=True)
    column = next(iter(boxes.values()))
    is_fault = nw.any_horizontal(*unknown, _contradicts(question, given), ignore_nulls=True)
    return Answered(column, tuple(_text(boxes[choice]).alias(name) for choice, name in names.items()), (), given, is_open, is_fault, value)


def _of_text(question: Question, column: str, kind: Any, codes: Mapping[str, str]) -> Answered:
    ids = {choice.id: choice.id for choice in question.choices}
    if kind == nw.Boolean and set(BOOLEANS.values()) <= ids.keys():
        text = nw.when(nw.col(column)).then(nw.lit("yes")).when(~nw.col(column)).then(nw.lit("no")).otherwise(nw.lit(""))
    else:
        text = _text(column)
    words, name = {**ids, **codes}, f"{PREFIX}text {question.id}"
    held = nw.col(name)
    if question.entry is not None and question.entry.kind == NUMBER:
        return _of_number(question, question.entry, column, text.alias(name), held, words)
    if not question.pick_any:
        given = {id_: held.is_in([word for word, choice in words.items() if choice == id_]) for id_ in ids}
        return Answered(column, (text.alias(name),), (), given, held == "", ~held.is_in(["", *words]), held)
    listed = nw.concat_str([nw.lit(";"), text.str.replace_all(SEPARATOR, ";"), nw.lit(";")])
    names = {word: f"{PREFIX}word {number} {question.id}" for number, word in enumerate(words)}
    holds = tuple(held.str.contains(f";{word};", literal=True).alias(name_) for word, name_ in names.items())
    given = {id_: _any(nw.col(names[word]) for word, choice in words.items() if choice == id_) for id_ in ids}
    # Every letter belongs to a choice that is there, once.
    length = nw.sum_horizontal(nw.lit(1), *(nw.col(name_).cast(nw.Int32) * (len(word) + 1) for word, name_ in names.items()))
    is_open = held == ";;"
    is_fault = ~is_open & ((held.str.len_chars() != length) | _contradicts(question, given))
    return Answered(column, (listed.alias(name),), holds, given, is_open, is_fault, held.str.strip_chars(";"))


def _of_number(question: Question, entry: Entry, column: str, text: nw.Expr, held: nw.Expr, words: Mapping[str, str]) -> Answered:
    """A number in the unit of the question falls into its band; the name of a band is taken, too."""
    is_number = held.str.contains(r"^\d{1,6}([.,]\d)?$" if entry.step == 1 else r"^\d{1,6}$")
    written = nw.when(is_number).then(held.str.replace_all(",", ".", literal=True)).otherwise(nw.lit("-1"))
    tenths = (written.cast(nw.Float64) * 10).round(0)
    named = {choice.id: held.is_in([word for word, id_ in words.items() if id_ == choice.id]) for choice in question.choices}
    in_band = {id_: [(tenths >= band.least) & (tenths <= band.most) for band in entry.bands if band.choice == id_] for id_ in named}
    given = {id_: _any([is_named, *in_band[id_]]) for id_, is_named in named.items()}
    fits = (tenths >= entry.least) & (tenths <= entry.most)
    return Answered(column, (text,), (), given, held == "", ~(held.is_in(["", *words]) | fits), held)


def _of_list(question: Question, column: str) -> Answered:
    values = nw.col(column)
    length = values.list.len().fill_null(0)
    given = {choice.id: values.list.contains(choice.id).fill_null(value=False) for choice in question.choices}
    is_fault = (length != _count(given)) | _contradicts(question, given)
    return Answered(column, (), (), given, length == 0, is_fault, nw.lit("a list that does not fit"))


def _any(parts: Iterable[nw.Expr]) -> nw.Expr:
    found = tuple(parts)
    return found[0] if len(found) == 1 else nw.any_horizontal(*found, ignore_nulls=True)


def _contradicts(question: Question, given: Mapping[str, nw.Expr]) -> nw.Expr:
    """Several choices where only one can be given, or beside one that excludes the others."""
    several = _count(given) > 1
    if not question.pick_any:
        return several
    alone = [given[choice] for choice in (NONE, NOT_SURE) if choice in given]
    return several & nw.any_horizontal(*alone, ignore_nulls=True) if alone else nw.lit(value=False)


def _count(given: Mapping[str, nw.Expr]) -> nw.Expr:
    return nw.sum_horizontal(*(is_given.cast(nw.Int32) for is_given in given.values()))


def _text(column: str) -> nw.Expr:
    """A value as text without spaces around it; a whole number without a point, and nothing as an empty text."""
    text = nw.col(column).cast(nw.String).fill_null("").str.strip_chars()
    return text.str.replace_all(r"^(-?\d+)\.0$", "${1}")
