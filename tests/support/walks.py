"""Random walks through a questionnaire, for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

from netcheck.engine.answers import unjudged
from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import NONE, Answer, Entered, Question, Questionnaire


def answers_to(question: Question) -> st.SearchStrategy[Answer]:
    """Any answer the question takes."""
    if not question.decides:
        may_be_words = question.entry is not None and question.entry.is_note
        return st.sampled_from([Entered((), text) for text in ("", "[More] of it") if not text or may_be_words])
    alone = [frozenset({choice.id}) for choice in question.choices]
    if not question.pick_any:
        return st.sampled_from(alone)
    together = [choice.id for choice in question.choices if not choice.alone]
    return st.one_of(st.sampled_from(alone), st.frozensets(st.sampled_from(together), min_size=1))


@st.composite
def interviews(draw: st.DrawFn, questionnaire: Questionnaire, complete: bool | None = None) -> Interview:
    """An interview answered in order, up to its end or any point before it."""
    interview = Interview(questionnaire)
    limit = None if complete else draw(st.integers(0, 80))
    while (question := interview.question) is not None and limit != len(interview.steps):
        interview = take(interview, question, draw(answers_to(question)))
    return interview


@st.composite
def calm_interviews(draw: st.DrawFn, questionnaire: Questionnaire) -> Interview:
    """An interview up to its end or any point before it, of a person who reports little or much and never an emergency."""
    interview = Interview(questionnaire)
    limit = draw(st.none() | st.integers(0, 80))
    reports = draw(st.integers(1, 8))
    while (question := interview.question) is not None and limit != len(interview.steps):
        answer = draw(answers_to(question)) if draw(st.integers(1, 8)) <= reports else _nothing(question)
        taken = take(interview, question, answer)
        calm = (taken, *(take(interview, question, frozenset({choice.id})) for choice in question.choices))
        interview = next(after for after in calm if not after.is_emergency)
    return interview


def _nothing(question: Question) -> Answer:
    """The answer of somebody who has nothing to report."""
    ids = [choice.id for choice in question.choices]
    return frozenset({next((id_ for id_ in (NONE, "no") if id_ in ids), ids[0])}) if question.decides else Entered((), "")


def take(interview: Interview, question: Question, answer: Answer) -> Interview:
    return interview.take(question.id, unjudged(question, answer))
