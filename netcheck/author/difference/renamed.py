"""An older edition in the ids of a newer one, as ``earlier_ids`` tells them: a new name alone changes nothing in meaning."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from netcheck.questionnaire.model import Advice, AtLeast, Choice, Condition, Entry, FollowUps, Given, Question, Questionnaire


def renamed(old: Questionnaire, new: Questionnaire) -> Questionnaire:
    """``old`` with the ids that ``new`` gives to the same questions and choices."""
    names = Names(old, new)
    if not names.questions and not names.choices:
        return old
    return names.in_questionnaire(old)


def new_names(old: Questionnaire, new: Questionnaire) -> Iterator[tuple[str, str, str]]:
    """What has another id now: what it is, as it is called now, and its id before and after."""
    names = Names(old, new)
    for before, after in names.questions.items():
        yield f"id of question {after}", before, after
    for (question, before), after in names.choices.items():
        yield f"id of choice {names.questions.get(question, question)}.{after}", before, after


class Names:
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

    def in_questionnaire(self, old: Questionnaire) -> Questionnaire:
        """All of an edition in the new ids."""
        sections = (one._replace(questions=self.in_questions(one.questions), ask_if=self.if_any(one.ask_if)) for one in old.sections)
        return replace(
            old,
            sections=tuple(sections),
            advice=tuple(map(self.in_advice, old.advice)),
            otherwise=self.in_advice(old.otherwise),
            always=tuple(promise._replace(when=self.in_condition(promise.when)) for promise in old.always),
            whom_to_call=tuple(callee._replace(when=self.if_any(callee.when)) for callee in old.whom_to_call),
        )

    def in_condition(self, condition: Condition) -> Condition:
        if isinstance(condition, AtLeast):
            return condition._replace(of=tuple(map(self.in_condition, condition.of)))
        return Given(self.questions.get(condition.question, condition.question), self.ids(condition.question, condition.choices))

    def if_any(self, condition: Condition | None) -> Condition | None:
        return None if condition is None else self.in_condition(condition)

    def in_questions(self, questions: tuple[Question, ...]) -> tuple[Question, ...]:
        return tuple(map(self._in_question, questions))

    def in_advice(self, advice: Advice) -> Advice:
        lines = tuple(line._replace(when=self.if_any(line.when)) for line in advice.sooner_if)
        return advice._replace(when=self.in_condition(advice.when), sooner_if=lines)

    def _in_question(self, question: Question) -> Question:
        id_ = question.id
        return question._replace(
            id=self.questions.get(id_, id_),
            choices=self.choices_of(question),
            entry=self.entry_of(question),
            then=tuple(FollowUps(self.ids(id_, below.choices), self.in_questions(below.questions)) for below in question.then),
            ask_if=self.if_any(question.ask_if),
        )

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        """The choices of a question in the new ids."""
        now = ((choice, self.choices.get((question.id, choice.id), choice.id)) for choice in question.choices)
        return tuple(choice._replace(id=id_, ask_if=self.if_any(choice.ask_if)) for choice, id_ in now)

    def entry_of(self, question: Question) -> Entry | None:
        """What is typed, with its bands in the new ids."""
        if question.entry is None:
            return None
        now = ((band, self.choices.get((question.id, band.choice), band.choice)) for band in question.entry.bands)
        return question.entry._replace(bands=tuple(band._replace(choice=id_) for band, id_ in now))

    def ids(self, question: str, choices: frozenset[str]) -> frozenset[str]:
        return frozenset(self.choices.get((question, choice), choice) for choice in choices)
