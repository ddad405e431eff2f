"""Histories to draw visit sheets of: from a few answers to one of everything."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import NONE, Question, Questionnaire
from netcheck.render.sheet import Sheet, sheet
from tests.support.examples import REAL

VISIT = load((Path(__file__).parent.parent / "content" / "visit.yaml").read_text(encoding="utf-8"), "visit.yaml")


def sheet_of(questionnaire: Questionnaire = VISIT, day: str = "", **given: str | list[str]) -> Sheet:
    interview = Interview(questionnaire)
    for question, answer in given.items():
        interview = interview.take(question, answer)
    return sheet(assess(interview), day)


def history(most: int) -> Sheet:
    """The sheet of ``long_interview``."""
    return sheet(assess(long_interview(most)))


@cache
def long_interview(most: int) -> Interview:
    """Up to ``most`` choices of every list of ours and all that follows, without an emergency: a long history from 2 on."""
    interview = Interview(REAL)
    while (question := interview.question) is not None:
        interview = interview.take(question.id, _answer(interview, question, most))
    return interview


def _answer(interview: Interview, question: Question, most: int) -> str | list[str]:
    ids = [choice.id for choice in question.choices]
    calm = [id_ for id_ in ids if not interview.take(question.id, _raw(question, id_)).is_emergency]
    if not question.pick_any:
        return next(iter(calm), "")
    picked: list[str] = []
    for choice in calm:
        together = [*picked, choice]
        if choice not in question.alone and len(picked) < most and not interview.take(question.id, together).is_emergency:
            picked = together
    return picked or [NONE]


def _raw(question: Question, choice: str) -> str | list[str]:
    return [choice] if question.pick_any else choice
