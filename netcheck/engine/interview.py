"""An interview: a questionnaire and the answers given so far. Everything else is worked out.

Answers are kept as the steps in which they were given, so that one step back is always the exact
state before. An answer whose question is no longer on the path counts as not given, and so does a choice that is not offered.

What ``ask_if`` names and nobody has answered yet asks and offers nothing yet. It may come to do so, so the interview is not
complete and ``possible`` counts on it. More answers only ever ask and offer more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from netcheck.engine.condition import NOT_ASKED, in_words, truth
from netcheck.errors import AnswerRefused, quoted
from netcheck.questionnaire.model import NONE, Answer, Question, Questionnaire
from netcheck.questionnaire.suggestion import unknown_choice

if TYPE_CHECKING:
    from datetime import date

Raw = str | Iterable[str]
"""A reply before it is judged: the id of one choice, or several."""


class Move(Enum):
    """A reply that is not an answer."""

    BACK = "back"
    STOP = "stop"


BACK, STOP = Move.BACK, Move.STOP


@dataclass(frozen=True)
class Interview:
    """Who was asked what is in ``steps``: (question id, answer), oldest first; a later one replaces an earlier.

    ``today`` is the day that typed dates are counted from, None where there is no clock.
    """

    questionnaire: Questionnaire
    steps: tuple[tuple[str, Answer], ...] = ()
    today: date | None = None

    @cached_property
    def _walked(self) -> tuple[tuple[Question, Answer | None], ...]:
        """The path, each question with the answer to it that counts, None where there is none."""
        return tuple(self._walk())

    @cached_property
    def path(self) -> tuple[Question, ...]:
        """The questions these answers lead through, in order, answered or not, each with the choices it offers. It ends
        with the answer that earns emergency advice: nothing is asked after that.
        """
        return tuple([question for question, _ in self._walked])

    @cached_property
    def answers(self) -> Mapping[str, Answer]:
        """The answers that count, by question, in the order of the path. A choice that is not offered does not count."""
        return {question.id: answer for question, answer in self._walked if answer is not None}

    @cached_property
    def possible(self) -> Mapping[str, Answer]:
        """The answers that count or may come to count: where a question has none yet, all that may be offered there.

        A condition that is false with these stays false, whatever is answered to the questions without an answer.
        """
        if self.is_complete:
            return self.answers
        given, on_path = dict(self.steps), {question.id for question in self.path}
        possible: dict[str, Answer] = {}

        def may_come(questions: tuple[Question, ...]) -> None:
            for question in questions:
                if question.ask_if is not None and not truth(question.ask_if, possible):
                    continue
                offered = frozenset([one.id for one in question.choices if one.ask_if is None or truth(one.ask_if, possible)])
                answer = given.get(question.id, NOT_ASKED)
                # An answer that waits for its question may turn out not to be offered there, and any other be given then.
                is_sure = question.id in self.answers if question.id in on_path else question.id not in self.questionnaire.sometimes_offered
                possible[question.id] = answer & offered if answer and is_sure else offered
                for below in question.then:
                    if below.choices & possible[question.id]:
                        may_come(below.questions)

        for section in self.questionnaire.sections:
            if section.ask_if is None or truth(section.ask_if, possible):
                may_come(section.questions)
        return possible

    @property
    def unanswered(self) -> tuple[Question, ...]:
        """The questions on the path that have no answer and need one."""
        return tuple(question for question in self.path if question.decides and question.id not in self.answers)

    @property
    def unused(self) -> tuple[str, ...]:
        """The ids of questions that were answered but are not on the path."""
        return tuple(question for question in dict(self.steps) if question not in self.answers)

    @property
    def question(self) -> Question | None:
        """The next question, or None when there is nothing left to ask."""
        return None if self.is_emergency else next((one for one in self.path if one.id not in self.answers), None)

    @property
    def is_complete(self) -> bool:
        """Whether every question has its answer. A note may stay empty, and so may all that is only kept."""
        return self.is_emergency or not self.unanswered

    @cached_property
    def is_emergency(self) -> bool:
        """True when the answers earn emergency advice."""
        return any(truth(advice.when, self.answers) for advice in self.questionnaire.emergencies)

    @property
    def progress(self) -> tuple[int, int]:
        """The number of the next question, and of the questions on the path as far as it is known."""
        return min(len(self.answers) + 1, len(self.path)), len(self.path)

    def take(self, question: str, raw: Raw) -> Interview:
        """The interview with one more answer. ``question`` may be any on the path, so this also changes an answer.

        Raises AnswerRefused for a reply that does not fit the question. Law: ``i.take(q, x).back() == i``.
        """
        answer = judge(self.questionnaire.questions[question], raw, self.today)
        taken = replace(self, steps=(*self.steps, (question, answer)))
        if question in self.questionnaire.sometimes_offered:
            for id_, choice in taken.not_offered():
                if id_ == question:
                    raise AnswerRefused(offered_only_if(self.questionnaire.questions[id_], choice))
        return taken

    def back(self) -> Interview:
        """The interview before the latest answer; the same interview when there is none."""
        return replace(self, steps=self.steps[:-1])

    def not_offered(self) -> Iterator[tuple[str, str]]:
        """The given choices, each with its question, that these answers do not offer."""
        given = dict(self.steps)
        for question in self.path if self.questionnaire.sometimes_offered else ():
            offered = {choice.id for choice in question.choices}
            yield from ((question.id, choice) for choice in sorted(given.get(question.id, ())) if choice not in offered)

    def _walk(self) -> Iterator[tuple[Question, Answer | None]]:
        given = dict(self.steps)
        known: dict[str, Answer] = {}
        about = self.questionnaire.emergencies_about
        for section in self.questionnaire.sections:
            if section.ask_if is not None and not truth(section.ask_if, known):
                continue
            is_reported = False
            for question in _through(section.questions, given, known, self.questionnaire.sometimes_offered):
                if question.entry is not None and question.entry.if_reported and not is_reported:
                    continue
                answer = known.get(question.id)
                yield question, answer
                if answer is not None:
                    is_reported = is_reported or question.reports(answer)
                    if any(truth(advice.when, known) for advice in about.get(question.id, ())):
                        return


def _through(
    questions: tuple[Question, ...], given: Mapping[str, Answer], known: dict[str, Answer], sometimes_offered: frozenset[str]
) -> Iterator[Question]:
    """The questions that the answers lead to, each as it is offered. The answers that count are put into ``known`` on the way."""
    for question in questions:
        if question.ask_if is not None and not truth(question.ask_if, known):
            continue
        answer = given.get(question.id)
        if question.id in sometimes_offered:
            choices = tuple(choice for choice in question.choices if choice.ask_if is None or truth(choice.ask_if, known))
            question = question._replace(choices=choices)  # noqa: PLW2901  what follows is about the question as it is offered
            answer = (answer or NOT_ASKED) & {choice.id for choice in choices} or None
        if answer is not None:
            known[question.id] = answer
        yield question
        for below in question.then:
            if answer and below.choices & answer:
                yield from _through(below.questions, given, known, sometimes_offered)


Reply = tuple[str, Raw] | Move
"""What a driver answers: a question's id with the reply to it, BACK, or STOP."""


def conduct(interview: Interview, respond: Callable[[Interview], Reply]) -> Interview:
    """Ask until ``respond`` says STOP; the only loop over questions in the program.

    ``respond`` is called with the interview as it stands, also when nothing is left to ask, so that a
    driver can show a review page or the way back from an emergency there. A file's driver says STOP at once.
    """
    while (reply := respond(interview)) is not STOP:
        interview = interview.back() if isinstance(reply, Move) else interview.take(*reply)
    return interview


def judge(question: Question, raw: Raw, today: date | None = None) -> Answer:
    """The one place that accepts a reply or refuses it, whichever driver it comes from. ``today`` is what days are counted from.

    Raises AnswerRefused, with the choices that would fit.
    """
    if question.entry is not None:
        # Imported here because most questions are answered with choices.
        from netcheck.engine.entry import judge_entry

        if not isinstance(raw, str):
            raise AnswerRefused(f"{quoted(question.id)} takes one {question.entry.kind}, not a list. Take it out of the [brackets].")
        return judge_entry(question, question.entry, raw, today)
    picked = [raw] if isinstance(raw, str) else list(raw)
    known = [choice.id for choice in question.choices]
    for choice in picked:
        if choice not in known:
            apart = [one.id for one in question.choices if one.alone]
            raise AnswerRefused(unknown_choice(choice, question.id, known, pick_any=question.pick_any, apart=apart))
    if not question.pick_any and not isinstance(raw, str):
        raise AnswerRefused(f"{quoted(question.id)} takes one choice, not a list. Write one of: {', '.join(known)}.")
    if not picked:
        raise AnswerRefused(f"{quoted(question.id)} has an empty list. Write {NONE} if none of the choices fits.")
    if len(set(picked)) < len(picked):
        raise AnswerRefused(f"{quoted(question.id)} names a choice twice. Name each choice once.")
    if len(picked) == 1:
        return _one(picked[0])
    if excluding := question.alone.intersection(picked):
        alone = next(choice for choice in known if choice in excluding)
        others = ", ".join(choice for choice in picked if choice != alone)
        fix = f"Leave out {alone}, or leave out all of these: {others}."
        raise AnswerRefused(f"{quoted(question.id)}: {alone} cannot stand beside other choices. {fix}")
    return frozenset(picked)


def offered_only_if(question: Question, choice: str) -> str:
    """What to say about a choice that is not offered with the answers given."""
    needs = next(in_words(one.ask_if) for one in question.choices if one.id == choice and one.ask_if is not None)
    return f"{quoted(choice)} is offered to {quoted(question.id)} only if {needs}. With these answers it is not: take another choice."


@lru_cache(maxsize=4096)
def _one(choice: str) -> Answer:
    """The answer of one choice, the same object each time: looking up thousands of answers then need not compare their contents."""
    return frozenset((choice,))
