"""(b) Moving a sign from no to not sure to yes never lowers the urgency. (c) Not sure is never below no.

Two interviews are compared that differ in the answer to one question. What is quantified over, in both alike:

- Every other question has the same answer in both, or none, in every possible way. A question that one interview no
  longer asks, because an emergency ended it or because the changed answer no longer leads there, has its answer ready.
- The questions that the changed answer turns on, its follow-ups and those whose ``ask_if`` names it, are answered, in every
  possible way, on both sides. An open one would compare an interview that is not complete with one that is.

So a yes whose details all sound harmless is compared, too. Where a yes is below not sure only because of details that the person is sure
of, that is a note: knowing more may say less. With the details not sure it must not happen.

Adding a pick to picks that are there already never takes anything away: no condition can ask for a choice not given. So for
a list only the first pick is compared, with none and with not sure. Where yes has several grades, each must not be below no,
and not sure must not be above all of them. A question without a no, of any kind, must not have not sure as its mildest answer.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from netcheck.author.prove.prover import NO_SIGN, Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.raw_conditions import ALWAYS, NEVER, either, replaced, restricted, unanswered
from netcheck.questionnaire.model import NOT_SURE, Advice, Condition, Question, givens


def prove_signs(prover: Prover) -> Iterator[Finding]:
    """Findings of (b), one for each sign question."""
    for question in prover.questionnaire.questions.values():
        if not question.context:
            yield checked("b", question.id, lambda question=question: _Steps(prover, question).up())  # type: ignore[misc]


def prove_not_sure(prover: Prover) -> Iterator[Finding]:
    """Findings of (c), one for each question, of whatever kind, that can be answered with not sure."""
    for question in prover.questionnaire.questions.values():
        if any(choice.id == NOT_SURE for choice in question.choices):
            yield checked("c", question.id, lambda question=question: _Steps(prover, question).unsure())  # type: ignore[misc]


class _Steps:
    """The answers to one question, compared with each other."""

    def __init__(self, prover: Prover, question: Question) -> None:
        self.prover, self.question = prover, question
        self.choices = [choice.id for choice in question.choices]
        self.no = [choice for choice in self.choices if choice in NO_SIGN]
        self.yes = [choice for choice in self.choices if choice not in (*NO_SIGN, NOT_SURE)]
        self.left: dict[tuple[str, str], Condition] = {}
        self.below = frozenset(prover.logic.turned_on_by[question.id])

    def up(self) -> Finding:
        """From no to each yes, and from not sure to yes."""
        for no in self.no:
            for yes in self.yes:
                if (found := self._lowered(no, [yes])) is not None:
                    return self._refuted("b", found, no, [yes])
        if NOT_SURE in self.choices and self.yes and (found := self._lowered(NOT_SURE, self.yes)) is not None:
            surely = self._lowered(NOT_SURE, self.yes, self._details_not_sure())
            if surely is not None:
                return self._refuted("b", surely, NOT_SURE, self.yes)
            message = f"{self._moved(found, NOT_SURE, self.yes)} Only details that the person is sure of do this, so it is no fault."
            return Finding("b", self.question.id, Verdict.NOTE, message, self._examples(found, NOT_SURE, self.yes))
        message = f"'{self.question.short}': no answer is less urgent than no, and yes is not below not sure."
        return Finding("b", self.question.id, Verdict.PROVED, message)

    def unsure(self) -> Finding:
        """From no to not sure; without a no, from all other choices to not sure."""
        for no in self.no:
            if (found := self._lowered(no, [NOT_SURE])) is not None:
                return self._refuted("c", found, no, [NOT_SURE])
        if not self.no and self.yes and (found := self._mildest()) is not None:
            rank, words = self.prover.urgency({**found, self.question.id: frozenset((NOT_SURE,))}), self.question.short
            message = f"'{words}': not sure gives {rank}, and every other choice gives more. Being unsure must not be the mildest answer."
            return Finding("c", self.question.id, Verdict.REFUTED, message, self._examples(found, self.yes[0], [NOT_SURE]))
        return Finding("c", self.question.id, Verdict.PROVED, f"'{self.question.short}': not sure is never less urgent than no.")

    def _lowered(self, before: str, after: Sequence[str], *also: Any) -> Answers | None:
        """Answers to the other questions with which every choice of ``after`` is less urgent than ``before``."""
        for advice in self.counting:
            if any(self._names_with(advice, before, choice) for choice in after):
                continue
            left = self._with(advice, before)
            if left == NEVER or any(self._with(advice, choice) in (ALWAYS, left) for choice in after):
                continue
            sides = [before, *after]
            terms = [self.prover.holds(left), *also, *self._offered(sides), *self._fitting(sides)]
            found = self._find(terms, after, advice.urgency.rank)
            if found is not None:
                return smallest(found, lambda answers: self._shows(answers, [before], after))
        return None

    def _names_with(self, advice: Advice, before: str, after: str) -> bool:
        """Whether advice that looks at this question names one choice wherever it names another. Then it is earned with it, too."""
        named = (given.choices for given in givens(self.prover.logic.earned[advice.id]) if given.question == self.question.id)
        return all(after in choices for choices in named if before in choices)

    def _mildest(self) -> Answers | None:
        """Answers to the others with which every other choice, its details still open, is more urgent than not sure."""
        for rank in sorted({advice.urgency.rank for advice in self.counting}):
            counting = [advice for advice in self.counting if advice.urgency.rank <= rank]
            earns = [either(self._undetailed(advice, choice) for advice in counting) for choice in self.yes]
            terms = [*map(self.prover.holds, earns), *self._offered([*self.yes, NOT_SURE]), *self._fitting([NOT_SURE])]
            found = None if NEVER in earns else self._find(terms, [NOT_SURE], rank)
            if found is not None:
                return smallest(found, lambda answers: self._shows(answers, self.yes, [NOT_SURE], [NOT_SURE]))
        return None

    def _find(self, terms: list[Any], after: Sequence[str], rank: int) -> Answers | None:
        """Answers to the other questions for which the terms hold, and no choice of ``after`` earns the rank or above.

        Advice that this question does not count for is looked at only when there are such answers without it.
        """
        logic, denied = self.prover.logic, self.prover.denied
        counting = [advice for advice in self.counting if advice.urgency.rank <= rank]
        terms += [denied(unanswered(below)) for below in sorted(self.below)]
        terms += [denied(self._with(advice, choice)) for choice in after for advice in counting]
        if self.prover.find(*terms, only=()) is None:
            return None
        up_to = (advice for advice in self.prover.questionnaire.advice if advice.urgency.rank <= rank)
        found = self.prover.find(*terms, *(denied(logic.earned[advice.id]) for advice in up_to if advice not in counting))
        if found is not None:
            found.pop(self.question.id, None)
        return found

    def _offered(self, choices: Sequence[str]) -> list[Any]:
        return [self.prover.holds(self.prover.logic.offered(self.question.id, choice)) for choice in choices]

    def _fitting(self, choices: Sequence[str]) -> list[Any]:
        """That with each of these choices no question is left with an answer that it does not offer."""
        prover, logic, id_ = self.prover, self.prover.logic, self.question.id
        terms = []
        for below in sorted(self.below & prover.questionnaire.sometimes_offered):
            for given in (frozenset((choice,)) for choice in choices):
                asked, fits = (restricted(condition, id_, given) for condition in (logic.reached(below), logic.fits(below)))
                terms.append(prover.z3.Or(prover.denied(asked), prover.holds(fits)))
        return terms

    def _undetailed(self, advice: Advice, choice: str) -> Condition:
        """What is left of an advice's condition after one choice whose follow-ups have no answer yet."""
        return replaced(self._with(advice, choice), lambda given: NEVER if given.question in self.below else given)

    @cached_property
    def counting(self) -> list[Advice]:
        """The advice that this question counts for and that is more urgent than the mildest, most urgent first."""
        mildest = self.prover.questionnaire.urgencies[-1]
        return [advice for advice in self.prover.logic.earned_through[self.question.id] if advice.urgency != mildest]

    def _with(self, advice: Advice, choice: str) -> Condition:
        """What is left of the condition of advice that this question counts for, with this choice."""
        if (advice.id, choice) not in self.left:
            earned = self.prover.logic.earned[advice.id]
            self.left[advice.id, choice] = restricted(earned, self.question.id, frozenset((choice,)))
        return self.left[advice.id, choice]

    def _details_not_sure(self) -> Any:
        """That the follow-ups of yes are answered with not sure where they offer it."""
        person, logic = self.prover.person, self.prover.logic
        yes = [frozenset((choice,)) for choice in self.yes]
        details = [below for below in self.below if any(restricted(logic.reached(below), self.question.id, one) != NEVER for one in yes)]
        return self.prover.z3.And(*(person.given[id_, NOT_SURE] for id_ in sorted(details) if (id_, NOT_SURE) in person.given))

    def _shows(self, answers: Answers, before: Sequence[str], after: Sequence[str], detailed: Sequence[str] = ()) -> bool:
        """Whether the running engine finds every ``after`` less urgent than every ``before``, and none of them open.

        Only those in ``detailed`` need not be open, if there are any.
        """
        sides = [self.prover.interview(self._answered(answers, choice)) for choice in detailed or (*before, *after)]
        compared = {*self.below, self.question.id}
        is_open = any(question.id in compared for side in sides if not side.is_emergency for question in side.unanswered)
        ranks = [self.prover.rank(self._answered(answers, choice)) for choice in (*before, *after)]
        return not is_open and max(ranks[: len(before)]) < min(ranks[len(before) :])

    def _answered(self, answers: Answers, choice: str) -> Answers:
        return {**next(self.prover.ways_to(self.question.id)), **answers, self.question.id: frozenset((choice,))}

    def _moved(self, found: Answers, before: str, after: Sequence[str]) -> str:
        prover, id_ = self.prover, self.question.id
        first, then = prover.titled(id_, (before,)), prover.titled(id_, (after[0],))
        soon, late = (prover.urgency(self._answered(found, choice)) for choice in (before, after[0]))
        return f"Changing '{first}' to '{then}' lowers the urgency from {soon} to {late}."

    def _refuted(self, letter: str, found: Answers, before: str, after: Sequence[str]) -> Finding:
        examples = self._examples(found, before, after)
        return Finding(letter, self.question.id, Verdict.REFUTED, self._moved(found, before, after), examples)

    def _examples(self, found: Answers, before: str, after: Sequence[str]) -> tuple[Example, ...]:
        prover = self.prover
        sides = [(choice, self._answered(found, choice)) for choice in (before, after[0])]
        return tuple(
            Example(f"{prover.titled(self.question.id, (choice,))}: {prover.urgency(answers)}", prover.interview(answers))
            for choice, answers in sides
        )
