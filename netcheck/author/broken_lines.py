"""What ``check`` finds about lists of lines: one that begins in the middle of a sentence, as a comma between [brackets] makes it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from netcheck.author.contacts import Found
from netcheck.author.every_text import passages
from netcheck.questionnaire.model import Questionnaire


def findings(questionnaire: Questionnaire) -> Iterator[Found]:
    """Every line after the first of its list that begins in lower case."""
    for before, line in pairwise(passages(questionnaire)):
        if line.is_prose and before.key == line.key and line.text[:1].islower():
            yield Found("N503", line.key, line.where, f"The line '{line.text}' begins in the middle of a sentence.")
