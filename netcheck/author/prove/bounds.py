"""(f) What an incomplete interview says, "at least this urgent, at most that urgent", is right.

Proved for every incomplete interview and everything that can still be answered in it: a second person stands for the first
with more answers. The running engine decides in three values, advice by advice and question by question, so the upper bound
can be higher than any answers allow, where a condition asks one question twice. That is safe. Where it happens is a note with
an example; where the search for one ends without any, the bound is exact.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netcheck.author.logic import Logic
from netcheck.author.prove.prover import Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.prove.solver import Person, Solver, Undecided
from netcheck.author.raw_conditions import NEVER, UNANSWERED, alternatives, raw, unanswered
from netcheck.engine.condition import truth
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Advice, Answer, Condition, givens, questions_in

ROUNDS = 3_000
"""How many ways up to one urgency are looked at before the search for a bound that is too high is given up."""


def prove_bounds(prover: Prover) -> Iterator[Finding]:
    """Two findings for both bounds, and one for each urgency on whether the upper bound is exact."""
    both = _Both(prover)
    yield checked("f", "at least", both.lower)
    yield checked("f", "at most", both.upper)
    for rank in range(len(prover.questionnaire.urgencies) - 1):
        yield checked("f", f"at most {prover.questionnaire.urgencies[rank].id}", lambda rank=rank: both.exact(rank))  # type: ignore[misc]


class _Both:
    """An incomplete interview, and the same with more answers."""

    def __init__(self, prover: Prover) -> None:
        self.prover, self.z3 = prover, prover.z3
        self.logic: Logic = prover.logic
        self.first, self.more = prover.person, Person(prover.z3, prover.questionnaire.questions, "more:")
        self.solver = Solver(self.z3, self.first, self.more, limit=prover.limit)
        self.solver.require(*prover.fitting(self.first), *prover.fitting(self.more))
        for (id_, choice), given in self.first.given.items():
            if choice != UNANSWERED:
                same = given == self.more.given[id_, choice]
                self.solver.require(self.z3.Or(self.first.given[id_, UNANSWERED], same))
        self.possible = {advice.id: self.logic.possible(advice.when) for advice in prover.questionnaire.advice}

    def lower(self) -> Finding:
        """More answers never lower the urgency."""
        for advice in self._more_than_mildest():
            less = self.more.denial(self.logic.as_urgent_as(advice.urgency.rank))
            found = self.solver.find(self.first, self.first.term(self.logic.earned[advice.id]), less)
            if found is not None:
                return self._refuted("at least", found, "A further answer can lower the urgency below 'at least'.")
        return Finding("f", "at least", Verdict.PROVED, "No further answer ever lowers the urgency of an incomplete interview.")

    def upper(self) -> Finding:
        """Advice that more answers earn was possible before."""
        for advice in self._more_than_mildest():
            missed = self.first.denial(self.possible[advice.id])
            terms = (self._goes_on(), self.more.term(self.logic.earned[advice.id]), missed)
            found = self.solver.find(self.first, *terms)
            if found is not None:
                return self._refuted("at most", found, f"Further answers can earn '{advice.id}', which 'at most' leaves out.")
        return Finding("f", "at most", Verdict.PROVED, "No further answer ever raises the urgency above 'at most'.")

    def _more_than_mildest(self) -> Iterator[Advice]:
        mildest = self.prover.questionnaire.urgencies[-1]
        return (advice for advice in self.prover.questionnaire.advice if advice.urgency != mildest)

    def _goes_on(self) -> Any:
        return self.prover.no_emergency

    def _refuted(self, about: str, found: Answers, message: str) -> Finding:
        return Finding("f", about, Verdict.REFUTED, message, (Example(message, self.prover.interview(found)),))

    def exact(self, rank: int) -> Finding:
        """Whether an interview that says "at most this" can always be answered on to get there.

        Where a condition asks every question for the same choices wherever it names it, giving those is a way up, so
        a bound that rests on such a condition is exact. For all others, each round asks for an incomplete interview that no way
        up found so far fits; either it has one, of which the fewest answers are kept, or it shows a bound that is too high.
        """
        urgency = self.prover.questionnaire.urgencies[rank]
        about = f"at most {urgency.id}"
        with self.prover.solver.narrowed(*self._bound(rank)):
            for _ in range(ROUNDS):
                found = self.prover.find()
                if found is None:
                    message = f"Where an incomplete interview says 'at most {urgency.id}', some answers do get there."
                    return Finding("f", about, Verdict.PROVED, message)
                way = self._way_up(found, rank)
                if way is None:
                    return self._too_high(about, found, rank)
                self.prover.solver.require(self._unfit(way))
        raise Undecided

    def _bound(self, rank: int) -> list[Any]:
        """That the interview goes on, is less urgent than this rank, and says at most this, but for no condition with an
        easy way up; and that it has no answers that do not count.
        """
        holds, denied = self.prover.holds, self.prover.denied
        possible = holds(self.logic.as_urgent_as(rank, self.possible))
        higher = denied(self.logic.as_urgent_as(rank - 1, self.possible) if rank else NEVER)
        asked = [self.z3.Or(holds(unanswered(id_)), holds(self.logic.reached(id_))) for id_ in self.first.choices]
        parts = (part for advice in self._up_to(rank) for part in alternatives(advice.when))
        easy = [denied(self.logic.possible(part)) for part in parts if self._is_easy(part)]
        return [self._goes_on(), possible, higher, denied(self.logic.as_urgent_as(rank)), *asked, *easy]

    def _is_easy(self, condition: Condition) -> bool:
        """Whether a condition asks each question for the same choices wherever it names it."""
        asked: dict[str, Answer] = {}
        return all(asked.setdefault(one.question, one.choices) == one.choices for one in givens(self.logic.counted(condition)))

    def _way_up(self, found: Answers, rank: int) -> Answers | None:
        """The fewest answers that make an advice of the rank true and do not contradict those found."""
        given = [self.first.is_(id_, answer) for id_, answer in raw(self.first.choices, found).items()]
        more = self.solver.find(self.more, *given, self.more.term(self.logic.as_urgent_as(rank)))
        if more is None:
            return None
        reached: list[Condition] = [c for a in self._up_to(rank) if truth(c := self.logic.earned[a.id], more)]
        fewest = min(reached, key=lambda condition: len(questions_in(condition)))
        needed = {id_: answer for id_, answer in more.items() if id_ in questions_in(fewest)}
        return smallest(needed, lambda answers: bool(truth(fewest, answers)))

    def _up_to(self, rank: int) -> Iterator[Advice]:
        return (advice for advice in self.prover.questionnaire.advice if advice.urgency.rank <= rank)

    def _unfit(self, way: Answers) -> Any:
        """That the answers of the first person contradict a way up."""
        z3, given = self.z3, self.first.given
        against = [
            z3.And(self.prover.denied(unanswered(id_)), z3.Not(z3.And(*(given[id_, choice] for choice in answer))))
            for id_, answer in way.items()
        ]
        return z3.Or(*against)

    def _too_high(self, about: str, found: Answers, rank: int) -> Finding:
        def shows(answers: Answers) -> bool:
            outcome = assess(self.prover.interview(answers))
            return outcome.at_most.rank == rank < outcome.urgency.rank and self._way_up(answers, rank) is None

        answers: dict[str, Answer] = smallest(found, shows)
        id_ = self.prover.questionnaire.urgencies[rank].id
        message = f"An interview can say 'at most {id_}' where no further answers get there. The bound is safe, but too high."
        example = Example(f"At most {id_} is more than any further answers give", self.prover.interview(answers))
        return Finding("f", about, Verdict.NOTE, message, (example,))
