"""Raw answers of a person as yes-or-no variables, and z3 to find answers for which conditions hold, or to know there are none.

The only module that needs the package z3; it imports it when a solver is made.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from netcheck.author.raw_conditions import UNANSWERED
from netcheck.errors import PackageMissing
from netcheck.questionnaire.model import Answer, Condition, Given, Question

LIMIT = 2_000_000
"""How much one search may take, in the solver's own steps: a search that needs more is given up and reported as not decided.

Steps and not seconds, so that a verdict is the same on every machine, however busy. Our own questionnaire needs 70,000 at most,
and 1,000 questions need 105,000; the hardest searches take 2 to 4 seconds for so many.
"""


class Undecided(Exception):
    """The search was given up at its limit."""


def load_z3() -> Any:
    """The package z3. Raises PackageMissing when it is not installed."""
    try:
        import z3  # type: ignore[import-untyped, unused-ignore]
    except ModuleNotFoundError as missing:
        if missing.name != "z3":
            raise
        raise PackageMissing("A proof", "z3-solver") from None
    return z3


class Person:
    """One person's raw answers: a variable for every choice of every question, and for its having no answer."""

    def __init__(self, z3: Any, questions: Mapping[str, Question], name: str = "") -> None:
        self.z3 = z3
        self.choices = {id_: (*(choice.id for choice in question.choices), UNANSWERED) for id_, question in questions.items()}
        self.given = {(id_, choice): z3.Bool(f"{name}{id_}.{choice}") for id_, choices in self.choices.items() for choice in choices}
        self.declared = {key: variable.decl().ast for key, variable in self.given.items()}
        self.rules = [self._rule(question) for question in questions.values()]
        self._terms: dict[Condition, Any] = {}
        self._denials: dict[Condition, Any] = {}
        self._exactly: dict[tuple[str, Answer], Any] = {}

    def _rule(self, question: Question) -> Any:
        """What an answer may be: one choice, or any number of a list, or nothing."""
        z3 = self.z3
        variables = {choice: self.given[question.id, choice] for choice in self.choices[question.id]}
        some = z3.Or(*variables.values())
        if not question.pick_any:
            return z3.And(some, z3.AtMost(*variables.values(), 1))
        rules = [some]
        for alone in (*sorted(question.alone), UNANSWERED):
            rules += [z3.Not(z3.And(variables[alone], other)) for choice, other in variables.items() if choice != alone]
        return z3.And(*rules)

    def term(self, condition: Condition) -> Any:
        """A condition over raw answers as a z3 term."""
        known = self._terms.get(condition)
        if known is None:
            known = self._terms[condition] = self._term(condition)
        return known

    def denial(self, condition: Condition) -> Any:
        """That a condition over raw answers does not hold."""
        known = self._denials.get(condition)
        if known is None:
            known = self._denials[condition] = self.z3.Not(self.term(condition))
        return known

    def _term(self, condition: Condition) -> Any:
        z3 = self.z3
        if isinstance(condition, Given):
            given = [self.given[condition.question, choice] for choice in sorted(condition.choices)]
            return given[0] if len(given) == 1 else z3.Or(*given)
        parts = [self.term(part) for part in condition.of]
        if condition.count <= 0:
            return z3.BoolVal(True)
        if condition.count == 1:
            return z3.Or(*parts)
        if condition.count == len(parts):
            return z3.And(*parts)
        return z3.AtLeast(*parts, condition.count)

    def is_(self, question: str, answer: Answer) -> Any:
        """That a question has exactly this raw answer."""
        known = self._exactly.get((question, answer))
        if known is None:
            given = ((choice in answer, self.given[question, choice]) for choice in self.choices[question])
            known = self.z3.And(*(variable if wanted else self.z3.Not(variable) for wanted, variable in given))
            self._exactly[question, answer] = known
        return known


class Solver:
    """Searches the answers of one or more persons."""

    def __init__(self, z3: Any, *persons: Person, limit: int = LIMIT) -> None:
        self.z3 = z3
        self.solver = z3.SolverFor("QF_FD")
        self.solver.set("rlimit", limit)
        for person in persons:
            self.solver.add(*person.rules)

    def require(self, *terms: Any) -> None:
        """Narrow every search from now on."""
        self.solver.add(*terms)

    @contextmanager
    def narrowed(self, *terms: Any) -> Iterator[None]:
        """Narrow every search inside."""
        self.solver.push()
        try:
            self.solver.add(*terms)
            yield
        finally:
            self.solver.pop()

    def find(self, person: Person, *terms: Any, only: Iterable[str] | None = None) -> dict[str, Answer] | None:
        """The answers of ``person``, to all questions or ``only`` some, for which every term holds; None when there are none.

        Raises Undecided when the limit was reached first.
        """
        with self.narrowed(*terms):
            verdict = self.solver.check()
            if verdict == self.z3.unsat:
                return None
            if verdict != self.z3.sat:
                raise Undecided
            return self._answers(person, person.choices if only is None else only)

    def _answers(self, person: Person, only: Iterable[str]) -> dict[str, Answer]:
        # The plain call for each variable: z3's own model[variable] takes ten times as long, and this is done often.
        model, context = self.solver.model(), self.z3.main_ctx().ref()

        def is_given(question: str, choice: str) -> bool:
            value = self.z3.Z3_model_get_const_interp(context, model.model, person.declared[question, choice])
            return bool(value) and self.z3.Z3_get_bool_value(context, value) == self.z3.Z3_L_TRUE

        raw = {id_: frozenset(choice for choice in person.choices[id_] if is_given(id_, choice)) for id_ in only}
        return {id_: answer for id_, answer in raw.items() if UNANSWERED not in answer}
