"""Conditions over the answers of one interview, as expressions over the columns of a table.

``place`` is where a question stands in the file. The interview ends at the first question whose answer earns an
emergency: a condition becomes true at a place, all parts of it at the latest of theirs and one of several at the earliest.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import narwhals as nw

from netcheck.questionnaire.model import Condition, Given

NEVER = 1_000_000
"""A place behind every question."""

Atom = Callable[[Given], nw.Expr]


def holds(condition: Condition, atom: Atom) -> nw.Expr:
    """Whether a condition is true, where ``atom`` says it of one answer."""
    if isinstance(condition, Given):
        return atom(condition)
    parts = [holds(part, atom) for part in condition.of]
    if condition.count <= 0:
        return nw.lit(value=True)
    if condition.count > len(parts):
        return nw.lit(value=False)
    if len(parts) == 1:
        return parts[0]
    if condition.count == 1:
        return nw.any_horizontal(*parts, ignore_nulls=True)
    if condition.count == len(parts):
        return nw.all_horizontal(*parts, ignore_nulls=True)
    return nw.sum_horizontal(*(part.cast(nw.Int32) for part in parts)) >= condition.count


def place_of(condition: Condition, atom: Atom) -> nw.Expr:
    """The place at which a condition becomes true, or NEVER, where ``atom`` gives the place of one answer."""
    if isinstance(condition, Given):
        return atom(condition)
    parts = [place_of(part, atom) for part in condition.of]
    if condition.count <= 0:
        return nw.lit(-1)
    if condition.count > len(parts):
        return nw.lit(NEVER)
    latest = [parts_of[0] if len(parts_of) == 1 else nw.max_horizontal(*parts_of) for parts_of in combinations(parts, condition.count)]
    return latest[0] if len(latest) == 1 else nw.min_horizontal(*latest)


def reasons(condition: Condition, is_true: nw.Expr, atom: Atom) -> list[tuple[Given, nw.Expr]]:
    """The answers in a condition, each with whether it helped to make the condition true."""
    if isinstance(condition, Given):
        return [(condition, is_true)]
    found = []
    for part in condition.of:
        found += reasons(part, is_true & holds(part, atom), atom)
    return found
