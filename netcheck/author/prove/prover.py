"""What every property needs: the questionnaire's meaning, a solver over one person's answers, and findings to report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import product
from typing import Any

from netcheck.author.logic import Logic
from netcheck.author.prove.solver import LIMIT, Person, Solver, Undecided, load_z3
from netcheck.author.raw_conditions import both, unanswered
from netcheck.engine import answers as answers_file
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import NONE, NOT_SURE, Advice, Answer, Condition, Questionnaire

NO_SIGN = ("no", NONE)
"""The ids of the choices that say a sign is not there."""

Answers = Mapping[str, Answer]


class Verdict(Enum):
    """How a property came out. A note is worth reading and no fault."""

    PROVED = "proved"
    REFUTED = "refuted"
    UNDECIDED = "not decided"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Example:
    """Answers that show a finding, with a few words on what they show."""

    shows: str
    interview: Interview

    @property
    def text(self) -> str:
        """A ready answers file."""
        return f"# {self.shows}\n{answers_file.write(self.interview)}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One property of one question, choice, advice or promise. ``property`` is its letter, or ``always``."""

    property: str
    about: str
    verdict: Verdict
    message: str
    examples: tuple[Example, ...] = ()


class Disagreement(Exception):
    """The running engine does not show what the proof found: a defect of netcheck, never of the questionnaire."""


class Prover:
    """One questionnaire under proof. Raises PackageMissing when z3 is not installed."""

    def __init__(self, questionnaire: Questionnaire, limit: int = LIMIT) -> None:
        self.questionnaire = questionnaire.deciding
        self.has_notes = questionnaire.deciding is not questionnaire
        self.limit = limit
        self.logic = Logic(self.questionnaire)
        self.z3: Any = load_z3()
        self.person = Person(self.z3, self.questionnaire.questions)
        self.solver = Solver(self.z3, self.person, limit=limit)
        self.solver.require(*self.fitting(self.person))

    @cached_property
    def all_answered(self) -> Any:
        """That every question has an answer, so that the interview is complete."""
        return self.z3.And(*(self.denied(unanswered(question)) for question in self.questionnaire.questions))

    @cached_property
    def no_emergency(self) -> Any:
        return self.denied(self.logic.emergency)

    def fitting(self, person: Person) -> list[Any]:
        """That a person gives no question an answer that it does not offer where it is asked: an interview keeps none."""
        asked = self.questionnaire.sometimes_offered
        return [self.z3.Or(person.denial(self.logic.reached(id_)), person.term(self.logic.fits(id_))) for id_ in sorted(asked)]

    def ways_to(self, question: str) -> Iterator[dict[str, Answer]]:
        """The choices right above a question, of each group one, in every combination."""
        above = self.logic.leads_to[question]
        for choices in product(*(sorted(given.choices) for given in above)):
            yield {given.question: frozenset((choice,)) for given, choice in zip(above, choices, strict=True)}

    def is_for_everybody(self, question: str) -> bool:
        """Whether nothing but the choices above a question decides that it is asked."""
        return self.logic.reached(question) == both(*self.logic.leads_to[question])

    def holds(self, condition: Condition) -> Any:
        """A condition over raw answers as a term."""
        return self.person.term(condition)

    def denied(self, condition: Condition) -> Any:
        """That a condition over raw answers does not hold."""
        return self.person.denial(condition)

    def find(self, *terms: Any, only: Iterable[str] | None = None) -> dict[str, Answer] | None:
        """Answers for which every term holds, or None. Raises Undecided at the limit."""
        return self.solver.find(self.person, *terms, only=only)

    def comes_up(self, advice: Advice) -> Any:
        """That advice is earned by the answers that count; for less than an emergency, when there is no emergency."""
        if advice.urgency.rank:
            return self.z3.And(self.holds(self.logic.earned[advice.id]), self.no_emergency)
        return self.comes_true(self.logic.earned[advice.id])

    def comes_true(self, condition: Condition) -> Any:
        """That the answers that count make a condition true, before an emergency ends the interview or with the answer that does."""
        pairs = self.logic.comes_true_at(condition)
        return self.z3.Or(*(self.z3.And(self.holds(earned), self.denied(ended)) for earned, ended in pairs))

    def interview(self, answers: Answers) -> Interview:
        """An interview with these answers, given in the order of the file."""
        return Interview(self.questionnaire, tuple((id_, answers[id_]) for id_ in self.questionnaire.questions if id_ in answers))

    def rank(self, answers: Answers) -> int:
        """The rank of the urgency that the running engine finds."""
        return assess(self.interview(answers)).urgency.rank

    def urgency(self, answers: Answers) -> str:
        """The id of the urgency that the running engine finds."""
        return assess(self.interview(answers)).urgency.id

    def titled(self, question: str, answer: Iterable[str]) -> str:
        """An answer in words, as in ``Cough: Yes``."""
        asked = self.questionnaire.questions[question]
        return f"{asked.short}: {'; '.join(asked.texts(frozenset(answer)))}"


def smallest(answers: Answers, shows: Callable[[Answers], bool]) -> dict[str, Answer]:
    """The answers without those that are not needed to show the same, as the running engine sees it.

    Raises Disagreement when even all of them do not show it.
    """
    if not shows(answers):
        raise Disagreement
    kept = dict(answers)

    def leave_out(questions: list[str]) -> None:
        """Leave out what is not needed: all of them at once where that shows the same, else one half after the other."""
        nonlocal kept
        less = {id_: answer for id_, answer in kept.items() if id_ not in questions}
        if shows(less):
            kept = less
        elif len(questions) > 1:
            half = len(questions) // 2
            leave_out(questions[:half])
            leave_out(questions[half:])

    leave_out(list(answers))
    for question, answer in list(kept.items()):
        for choice in sorted(answer):
            less = {**kept, question: kept[question] - {choice}}
            if less[question] and shows(less):
                kept = less
    return kept


def checked(property_: str, about: str, find: Callable[[], Finding]) -> Finding:
    """What ``find`` finds, or a plain word that it could not be decided."""
    try:
        return find()
    except Undecided:
        return Finding(property_, about, Verdict.UNDECIDED, "The limit of one search was reached before this was decided.")
    except Disagreement:
        wrong = "The proof and the running questionnaire disagree here. This is a defect of netcheck: please report it."
        return Finding(property_, about, Verdict.UNDECIDED, wrong)


__all__ = ["NOT_SURE", "NO_SIGN", "Answers", "Example", "Finding", "Prover", "Verdict", "checked", "smallest"]
