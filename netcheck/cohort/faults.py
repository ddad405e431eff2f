"""What is said of a value in a table that does not fit: the column, how it begins, and how to mend it."""

from __future__ import annotations

import re

from netcheck.cohort.columns import SEPARATOR
from netcheck.engine.interview import judge
from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.model import Question

SHOWN = 12
"""How many letters of a value a message shows: enough to find it, too few to tell a story."""


def message(question: Question, column: str, value: str, *, with_value: bool = True) -> str:
    """One sentence on a value of ``column``, which answers ``question``; without the value where it must not be told."""
    if not with_value:
        return f"Column {column}: the value does not fit."
    begins = value[:SHOWN] + ("…" if len(value) > SHOWN else "")
    picked = [word for word in re.split(SEPARATOR, value.strip()) if word]
    try:
        judge(question, picked if question.pick_any else value)
    except AnswerRefused as error:
        fix = str(error) if len(value) <= SHOWN else f"The choices are: {', '.join(choice.id for choice in question.choices)}."
        return f"Column {column}: {quoted(begins)}. {fix}"
    return f"Column {column}: {quoted(begins)} does not fit beside the others."
