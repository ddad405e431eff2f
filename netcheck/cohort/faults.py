"""What is said of a value in a table that does not fit: the column, how it begins, and how to mend it."""

from __future__ import annotations

import re

from netcheck.cohort.columns import SEPARATOR, Columns
from netcheck.engine.interview import judge
from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.model import Question

SHOWN = 12
"""How many letters of a value a message shows: enough to find it, too few to tell a story."""


def message(question: Question, column: str, value: str, columns: Columns, *, with_value: bool = True) -> str:
    """One sentence on a value of ``column``, which answers ``question``; without the value where it must not be told."""
    if not with_value:
        return f"Column {column}: the value does not fit."
    known = [choice.id for choice in question.choices]
    codes = columns.codes.get(question.id, {})
    picked = [codes.get(word, word) for word in re.split(SEPARATOR, value.strip()) if word]
    begins = value[:SHOWN] + ("…" if len(value) > SHOWN else "")
    try:
        judge(question, picked if question.pick_any or len(picked) > 1 else value, columns.today)
    except AnswerRefused as error:
        if len(value) <= SHOWN or all(word in known for word in picked):
            return f"Column {column}: {error}"
    return f"Column {column}: {quoted(begins)} does not fit. The choices are: {', '.join(known)}."
