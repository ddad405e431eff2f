"""An older edition in the ids of a newer one, as ``earlier_ids`` tells them: a new name alone changes nothing in meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from netcheck.questionnaire.model import Advice, AtLeast, Condition, FollowUps, Given, Question, Questionnaire


def renamed(old: Questionnaire, new: Questionnaire) -> Questionnaire:
    """``old`` with the ids that ``new`` gives to the same questions and choices."""
    names = _Names(old, new)
    if not names.questions and not names.choices:
        return old
    return replace(
        old,
        sections=tuple(
            one._replace(questions=names.in_questions(one.questions), ask_if=names.if_any(one.ask_if)) for one in old.sections
        ),
        advice=tuple(map(names.in_advice, old.advice)),
        otherwise=names.in_advice(old.otherwise),
        always=tuple(promise._replace(when=names.in_condition(promise.when)) for promise in old.always),
        whom_to_call=tuple(callee._replace(when=names.if_any(callee.when)) for callee in old.whom_to_call),
    )


def new_names(old: Questionnaire, new: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """What has another id now: what it is, as it is called now, and its id before and after."""
    names = _Names(old, new)
    for before, after in names.questions.items():
        yield f"id of question {after}", before, after
    for (question, before), after in names.choices.items():
        yield f"id of choice {names.questions.get(question, question)}.{after}", before, after


class _Names:
    """The new ids: of questions by the old id, of choices by the old ids of both."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        current = {id_: new.current_id(id_) for id_ in old.questions}
        # An id that the old edition has already is no new name for another of its questions.
        self.questions = {before: after for before, after in current.items() if before != after and after not in old.questions}
        self.choices: dict[tuple[str, str], str] = {}
        for id_, question in old.questions.items():
            if (same := new.questions.get(self.questions.get(id_, id_))) is not None:
                ids = {choice.id for choice in question.choices}
                changed = {one: same.current_id(one) for one in ids if one not in {choice.id for choice in same.choices}}
                self.choices |= {(id_, before): after for before, after in changed.items() if before != after and after not in ids}

    def in_condition(self, condition: Condition) -> Condition:
        if isinstance(condition, AtLeast):
            return condition._replace(of=tuple(map(self.in_condition, condition.of)))
        return Given(self.questions.get(condition.question, condition.question), self._ids(condition.question, condition.choices))

    def if_any(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self.in_condition(condition)

    def in_questions(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(map(self._in_question, questions))

    def in_advice(self, advice: Advice) -> Advice:
        lines = tuple(line._replace(when=self.if_any(line.when)) for line in advice.sooner_if)
        return advice._replace(when=self.in_condition(advice.when), sooner_if=lines)

    def _in_question(self, question: Question) -> Question:
        id_ = question.id
        choices = ((choice, self.choices.get((id_, choice.id), choice.id)) for choice in question.choices)
        return question._replace(
            id=self.questions.get(id_, id_),
            choices=tuple(choice._replace(id=now, ask_if=self.if_any(choice.ask_if)) for choice, now in choices),
            then=tuple(FollowUps(self._ids(id_, below.choices), self.in_questions(below.questions)) for below in question.then),
            ask_if=self.if_any(question.ask_if),
        )

    def _ids(self, question: str, choices: frozenset[str]) -> frozenset[str]:
        return frozenset(self.choices.get((question, choice), choice) for choice in choices)
