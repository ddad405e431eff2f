"""What a questionnaire means, as conditions over raw answers: the one encoding that proof, difference and what-if share.

A person is seen as one raw answer to every question of the file, or ``UNANSWERED``, whether or not the interview would come
to that question. The running engine instead counts an answer only while its question is on the path. So each
condition is rewritten to stand on raw answers alone:

- ``counted``: a choice counts only together with the choices that lead to its question, and what ``ask_if`` asks for.
- ``possible``: a condition that is not decided yet may come true where a question, or one that leads to it, has no answer.
- ``reached``: a question is asked when what leads to it is given and no emergency was earned before it.

The language has no ``not``, so a true condition stays true when answers are added. Therefore the early end at an
emergency never changes the urgency: the answers given up to the first emergency earn one exactly when all answers do. The end
changes only what is asked, and which emergency advice stands on screen: ``comes_true_at`` says so question by question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from netcheck.author.leads import OPEN, Leads, leads
from netcheck.author.raw_conditions import ALWAYS, both, either, unanswered, up_to
from netcheck.questionnaire.model import Advice, Condition, Given, Question, Questionnaire, questions_in


@dataclass(frozen=True)
class Logic:
    """The meaning of one questionnaire."""

    questionnaire: Questionnaire

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each question in the order of the file, which is the order of asking."""
        return {question: place for place, question in enumerate(self.questionnaire.questions)}

    @cached_property
    def leads_to(self) -> Mapping[str, tuple[Given, ...]]:
        """The choices above each question, from the top, of each of which one must be given before it is asked."""
        found: dict[str, tuple[Given, ...]] = {}

        def below(questions: tuple[Question, ...], above: tuple[Given, ...]) -> None:
            for question in questions:
                found[question.id] = above
                for follow_ups in question.then:
                    below(follow_ups.questions, (*above, Given(question.id, follow_ups.choices)))

        for section in self.questionnaire.sections:
            below(section.questions, ())
        return found

    @cached_property
    def _sure(self) -> Leads:
        return leads(self.questionnaire)

    @cached_property
    def _maybe(self) -> Leads:
        return leads(self.questionnaire, also=OPEN)

    def reached(self, question: str) -> Condition:
        """That the answers lead to a question, if no emergency ends the interview first."""
        return both(*self._sure.needs[question])

    def offered(self, question: str, choice: str) -> Condition:
        """That a choice is offered to whoever is asked the question."""
        return self._sure.offered.get((question, choice), ALWAYS)

    def counted(self, condition: Condition) -> Condition:
        """The same condition over raw answers."""
        return self._sure.over_raw_answers(condition)

    def possible(self, condition: Condition) -> Condition:
        """That a condition is true, or that more answers to questions without one can make it so, if there is no emergency."""
        return self._maybe.over_raw_answers(condition)

    def fits(self, question: str) -> Condition:
        """That a question has no answer, or one with a choice that is offered if it is asked. An interview keeps no other."""
        choices = frozenset(choice.id for choice in self.questionnaire.questions[question].choices)
        return either((unanswered(question), self._sure.chosen(Given(question, choices))))

    @cached_property
    def turned_on_by(self) -> Mapping[str, tuple[str, ...]]:
        """The questions that are asked, or offer a choice, only with certain answers to another one, by the id of that."""
        found: dict[str, list[str]] = {question: [] for question in self.questionnaire.questions}
        for id_, question in self.questionnaire.questions.items():
            needs = [self.reached(id_), *(self.offered(id_, choice.id) for choice in question.choices if choice.ask_if is not None)]
            for above in frozenset().union(*map(questions_in, needs)):
                found[above].append(id_)
        return {question: tuple(below) for question, below in found.items()}

    @cached_property
    def earned(self) -> Mapping[str, Condition]:
        """The condition of each advice over raw answers, by its id."""
        return {advice.id: self.counted(advice.when) for advice in self.questionnaire.advice}

    @cached_property
    def earned_through(self) -> Mapping[str, tuple[Advice, ...]]:
        """The advice whose condition over raw answers looks at a question, by the question's id, most urgent first."""
        found: dict[str, list[Advice]] = {question: [] for question in self.questionnaire.questions}
        for advice in sorted(self.questionnaire.advice, key=lambda advice: advice.urgency.rank):
            for question in questions_in(self.earned[advice.id]):
                found[question].append(advice)
        return {question: tuple(advice) for question, advice in found.items()}

    def as_urgent_as(self, rank: int, of: Mapping[str, Condition] | None = None) -> Condition:
        """That advice of this rank or a more urgent one is earned; always, for the mildest urgency."""
        if rank >= len(self.questionnaire.urgencies) - 1:
            return ALWAYS
        if of is None:
            return self._as_urgent_as[rank]
        return either(of[advice.id] for advice in self.questionnaire.advice if advice.urgency.rank <= rank)

    @cached_property
    def _as_urgent_as(self) -> tuple[Condition, ...]:
        return tuple(self.as_urgent_as(urgency.rank, self.earned) for urgency in self.questionnaire.urgencies)

    @cached_property
    def emergency(self) -> Condition:
        return self.as_urgent_as(0)

    def emergency_before(self, question: str) -> Condition:
        """That the answers to the questions before this one earn an emergency."""
        places, ends = self._ends
        return ends[bisect_left(places, self.order[question])]

    @cached_property
    def _ends(self) -> tuple[list[int], list[Condition]]:
        """The places of the questions that emergency advice names, in order, and that an emergency is earned before each
        of them; the last entry stands for the end of the file.
        """
        places = sorted({self.order[given] for when in self._emergency_conditions for given in questions_in(when)})
        before = [either(up_to(when, self.order, place - 1) for when in self._emergency_conditions) for place in places]
        return places, [*before, self.emergency]

    @cached_property
    def _emergency_conditions(self) -> tuple[Condition, ...]:
        return tuple(self.earned[advice.id] for advice in self.questionnaire.emergencies)

    def comes_true_at(self, condition: Condition) -> tuple[tuple[Condition, Condition], ...]:
        """Where a condition over raw answers can come true in an interview: pairs of what makes it true with the answers up
        to one of its questions, and that an emergency ended the interview before that question.
        """
        places = sorted(questions_in(condition), key=self.order.__getitem__)
        return tuple((up_to(condition, self.order, self.order[place]), self.emergency_before(place)) for place in places)
