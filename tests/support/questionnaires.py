"""Small random questionnaires for property tests, and every way through one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

from hypothesis import strategies as st

from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import (
    NONE,
    NOT_SURE,
    Advice,
    Answer,
    AtLeast,
    Choice,
    Condition,
    FollowUps,
    Given,
    Question,
    Questionnaire,
    Why,
    every,
)
from tests.support.walks import take

WHY = Why("Because.", ("handbook",))


@st.composite
def questionnaires(draw: st.DrawFn, like: Questionnaire) -> Questionnaire:
    """A questionnaire with up to five questions, follow-ups and lists among them, and up to four pieces of advice.

    Texts, sources and urgencies are those of ``like``.
    """
    ids = iter("abcde"[: draw(st.integers(1, 5))])
    first = tuple(_question(draw, id_, ids, 0) for id_ in ids)
    split = draw(st.integers(0, len(first)))
    parts = zip(like.sections, (first[:split], first[split:]), strict=True)
    sections = tuple(section._replace(questions=part) for section, part in parts)
    asked = tuple(every(first))
    advice = tuple(_advice(draw, number, asked, like) for number in range(draw(st.integers(1, 4))))
    return replace(like, sections=sections, advice=advice)


def _question(draw: st.DrawFn, id_: str, ids: Iterator[str], depth: int) -> Question:
    pick_any = draw(st.booleans())
    words = ("x", "y", NONE, NOT_SURE) if pick_any else ("yes", "no", NOT_SURE)[: draw(st.integers(2, 3))]
    then = []
    for word in words:
        if depth < 2 and draw(st.integers(0, 3)) == 0 and (next_ := next(ids, None)):
            also = draw(st.sets(st.sampled_from(words), max_size=1))
            then.append(FollowUps(frozenset((word, *also)), (_question(draw, next_, ids, depth + 1),)))
    alone = {NONE, NOT_SURE, *draw(st.sampled_from(((), ("y",))))} if pick_any else set()
    choices = tuple(Choice(word, word.title(), alone=word in alone) for word in words)
    return Question(id_, id_.upper(), f"{id_}?", WHY, choices, pick_any=pick_any, then=tuple(then))


def _advice(draw: st.DrawFn, number: int, asked: tuple[Question, ...], like: Questionnaire) -> Advice:
    urgency = draw(st.sampled_from((like.urgencies[0], *like.urgencies)))
    return Advice(f"advice_{number}", urgency, _condition(draw, asked, 0), "Do this.", ("handbook",))


def _condition(draw: st.DrawFn, asked: tuple[Question, ...], depth: int) -> Condition:
    if depth == 2 or draw(st.booleans()):
        question = draw(st.sampled_from(asked))
        words = [choice.id for choice in question.choices]
        return Given(question.id, draw(st.frozensets(st.sampled_from(words), min_size=1, max_size=2)))
    parts = tuple(_condition(draw, asked, depth + 1) for _ in range(draw(st.integers(1, 3))))
    return AtLeast(draw(st.integers(1, len(parts))), parts)


def answers_of(question: Question) -> list[Answer]:
    """Every answer the question takes."""
    alone = [frozenset((choice.id,)) for choice in question.choices]
    if not question.pick_any:
        return alone
    words = [choice.id for choice in question.choices if not choice.alone]
    return alone + [frozenset(some) for size in range(2, len(words) + 1) for some in combinations(words, size)]


def every_interview(interview: Interview) -> Iterator[Interview]:
    """The interview and all that can follow when the questions are answered in order."""
    yield interview
    if (question := interview.question) is not None:
        for answer in answers_of(question):
            yield from every_interview(take(interview, question, answer))
