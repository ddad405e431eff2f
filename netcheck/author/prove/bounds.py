"""(f) What an incomplete interview says, "at least this urgent, at most that urgent", is right.

Proved for every incomplete interview and everything that can still be answered in it: a second person stands for the first
with more answers. The running engine decides in three values, advice by advice and question by question, so the upper bound
can be higher than any answers allow, where a condition asks one question twice. That is safe. Where it happens is a note with
an example; where the search for one ends without any, the bound is exact.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

from netcheck.author.leads import OPEN
from netcheck.author.logic import Logic
from netcheck.author.prove.prover import Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.prove.solver import Person, Solver, Undecided
from netcheck.author.raw_conditions import NEVER, UNANSWERED, alternatives, either, raw, replaced, unanswered
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Advice, Answer, Condition, Given, Question, givens

WAYS = 3_000
"""How many ways up to one urgency are told apart before the search for a bound that is too high is given up."""


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
        """Whether an interview that says "at most this" can always be answered on to get there."""
        urgency = self.prover.questionnaire.urgencies[rank]
        about = f"at most {urgency.id}"
        found = self.prover.find(*self._bound(rank), self.prover.denied(either(self._ways_up(rank))))
        if found is not None:
            return self._too_high(about, found, rank)
        message = f"Where an incomplete interview says 'at most {urgency.id}', some answers do get there."
        return Finding("f", about, Verdict.PROVED, message)

    def _bound(self, rank: int) -> list[Any]:
        """That the interview goes on, is less urgent than this rank, and says at most this, and has no answers that do not count."""
        holds, denied = self.prover.holds, self.prover.denied
        possible = holds(self.logic.as_urgent_as(rank, self.possible))
        higher = denied(self.logic.as_urgent_as(rank - 1, self.possible) if rank else NEVER)
        asked = [self.z3.Or(holds(unanswered(id_)), holds(self.logic.reached(id_))) for id_ in self.first.choices]
        return [self._goes_on(), possible, higher, denied(self.logic.as_urgent_as(rank)), *asked]

    def _ways_up(self, rank: int) -> list[Condition]:
        """When the questions without an answer can be answered so that advice of this rank or above is earned."""
        up_to = (advice for advice in self.prover.questionnaire.advice if advice.urgency.rank <= rank)
        parts = (self.logic.counted(part) for advice in up_to for part in alternatives(advice.when))
        ways = list(islice(chain.from_iterable(ways_up(part, self.prover.questionnaire.questions) for part in parts), WAYS + 1))
        if len(ways) > WAYS:
            raise Undecided
        return ways

    def _gets_there(self, answers: Answers, rank: int) -> bool:
        """Whether a second person with these answers and more is this urgent."""
        given = [self.first.is_(id_, answer) for id_, answer in raw(self.first.choices, answers).items()]
        return self.solver.find(self.more, *given, self.more.term(self.logic.as_urgent_as(rank)), only=()) is not None

    def _too_high(self, about: str, found: Answers, rank: int) -> Finding:
        def shows(answers: Answers) -> bool:
            outcome = assess(self.prover.interview(answers))
            return outcome.at_most.rank == rank < outcome.urgency.rank and not self._gets_there(answers, rank)

        answers: dict[str, Answer] = smallest(found, shows)
        id_ = self.prover.questionnaire.urgencies[rank].id
        message = f"An interview can say 'at most {id_}' where no further answers get there. The bound is safe, but too high."
        example = Example(f"At most {id_} is more than any further answers give", self.prover.interview(answers))
        return Finding("f", about, Verdict.NOTE, message, (example,))


def ways_up(condition: Condition, questions: Mapping[str, Question]) -> Iterator[Condition]:
    """When a condition over raw answers is true, or can become true by answers to questions that have none; any of them is enough.

    Where an answer to each question is all that the condition asks of it wherever it names it, that answer is a way up from
    everywhere where nothing else was answered. A question that cannot be answered so is looked at for each of its answers apart.
    """
    named: dict[str, list[Answer]] = defaultdict(list)
    for given in givens(condition):
        named[given.question].append(given.choices)
    for id_, choices in named.items():
        if answers := _apart(questions[id_], choices):
            for answer in answers:
                narrowed = replaced(condition, lambda given, id_=id_, answer=answer: _only(given, id_, answer))  # type: ignore[misc]
                if narrowed != NEVER:
                    yield from ways_up(narrowed, questions)
            return
    yield replaced(condition, lambda given: given._replace(choices=given.choices | OPEN))


def _apart(question: Question, named: list[Answer]) -> list[Answer]:
    """The answers to tell apart where a condition asks for a question several times and no one answer is right each time.

    Of a list any picks can be given together.
    """
    alone = question.alone
    if frozenset.intersection(*named) or all(choices - alone for choices in named):
        return []
    some = frozenset().union(*named)
    return [*(frozenset((choice,)) for choice in sorted(some & alone)), *([some - alone] if some - alone else [])]


def _only(given: Given, question: str, answer: Answer) -> Condition:
    """What is asked for, of the one question only as far as this answer can give it."""
    if given.question != question:
        return given
    return given._replace(choices=given.choices & answer) if given.choices & answer else NEVER
