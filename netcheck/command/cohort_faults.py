"""What is said of the values of a table that do not fit, each once, and how a table with one is refused."""

from __future__ import annotations

from collections.abc import Callable

from netcheck.cohort.columns import Columns
from netcheck.cohort.faults import message
from netcheck.cohort.tally import Tally
from netcheck.errors import CannotDo
from netcheck.questionnaire.model import Question

MOST, SHOWN = 10_000, 10
"""How many values that do not fit are each told in words of their own, and how many in the words of a refusal."""


def sayer(question_of: dict[str, Question], columns: Columns, *, with_values: bool) -> Callable[[str, str], str]:
    """What says of a column and a value in it that it does not fit."""
    known: dict[tuple[str, str], str] = {}

    def say(column: str, value: str) -> str:
        if (column, value) in known:
            return known[column, value]
        # Beyond some thousands the column is the fault, and words about each value would fill the memory.
        is_told = with_values and len(known) < MOST
        said = message(question_of[column], column, value, columns, with_value=is_told)
        if is_told:
            known[column, value] = said
        return said

    return say


def refuse_any(tally: Tally) -> None:
    """Raise CannotDo where a value did not fit."""
    if tally.faults:
        said = "\n".join(f"  {one}" for one in list(tally.faults)[:SHOWN])
        many = "1 kind of value does" if len(tally.faults) == 1 else f"{len(tally.faults)} kinds of value do"
        raise CannotDo(f"Nothing was written: {many} not fit, and --strict allows none.\n{said}")
