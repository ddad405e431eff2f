"""Conditions over the answers of one interview, as expressions over the columns of a table, none of them ever null."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import narwhals as nw

from netcheck.questionnaire.model import Condition, Given

Atom = Callable[[Given], nw.Expr]


def any_of(parts: Iterable[nw.Expr]) -> nw.Expr:
    """Whether one of these is true."""
    found = tuple(parts)
    if not found:
        return nw.lit(value=False)
    return found[0] if len(found) == 1 else nw.any_horizontal(*found, ignore_nulls=False)


def names(conditions: Mapping[str, nw.Expr]) -> list[nw.Expr]:
    """Each name where its condition is true, and nothing elsewhere."""
    return [nw.when(is_so).then(nw.lit(name)) for name, is_so in conditions.items()]


def holds(condition: Condition, atom: Atom) -> nw.Expr:
    """Whether a condition is true, where ``atom`` says it of one answer."""
    if isinstance(condition, Given):
        return atom(condition)
    if condition.count <= 0:
        return nw.lit(value=True)
    parts = [holds(part, atom) for part in condition.of]
    if condition.count <= 1 or condition.count > len(parts):
        return any_of(parts if condition.count <= len(parts) else ())
    if condition.count == len(parts):
        return nw.all_horizontal(*parts, ignore_nulls=False)
    return nw.sum_horizontal(*(part.cast(nw.Int32) for part in parts)) >= condition.count


def reasons(condition: Condition, is_true: nw.Expr, atom: Atom) -> list[tuple[Given, nw.Expr]]:
    """The answers in a condition, each with whether it helped to make the condition true."""
    if isinstance(condition, Given):
        return [(condition, is_true)]
    return [helped for part in condition.of for helped in reasons(part, is_true & holds(part, atom), atom)]
