"""The people that two editions are asked about, as decision diagrams over one yes-or-no variable per choice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from netcheck.author.difference.diagram import EVERYTHING, Diagrams
from netcheck.author.raw_conditions import ALWAYS
from netcheck.questionnaire.model import NONE, NOT_SURE, Condition, Given, Question, Questionnaire

Offered = Callable[[str, str], Iterable[Condition]]


class AnswerSets:
    """Sets of people, each as a number of a diagram.

    ``choices`` are those of every question of both editions, ``keys`` the question and choice of each variable, ``level`` the
    variable of each. ``reached`` says under which conditions the editions ask a question, ``offered`` a choice of it.
    """

    def __init__(self, old: Questionnaire, new: Questionnaire, reached: Callable[[str], Iterable[Condition]], offered: Offered) -> None:
        self.reached, self.offered = reached, offered
        self.choices = _choices(old, new)
        self.keys = [(id_, choice) for id_, choices in self.choices.items() for choice in choices]
        self.level = {key: level for level, key in enumerate(self.keys)}
        self.lists = {question.id for question in (*old.questions.values(), *new.questions.values()) if question.pick_any}
        self.diagrams = Diagrams(len(self.keys))
        self._known: dict[Condition, int] = {}

    def of(self, condition: Condition) -> int:
        """The people for whom a condition over raw answers holds."""
        known = self._known.get(condition)
        if known is None:
            if isinstance(condition, Given):
                levels = (self.level[condition.question, choice] for choice in condition.choices)
                known = self.diagrams.union(self.diagrams.variable(level) for level in sorted(levels, reverse=True))
            else:
                known = self.diagrams.at_least(condition.count, [self.of(part) for part in reversed(condition.of)])
            self._known[condition] = known
        return known

    @cached_property
    def people(self) -> int:
        """Every answer set: an answer to each question that an edition asks, and none to the others."""
        whole = EVERYTHING
        for id_ in reversed(self.choices):
            asked = self.diagrams.union(map(self.of, self.reached(id_)))
            answered = self.diagrams.meet(asked, self.diagrams.meet(self._answers(id_), self._only_offered(id_)))
            silent = self.diagrams.without(self._silence(id_), asked)
            whole = self.diagrams.meet(self.diagrams.join(answered, silent), whole)
        return whole

    def _answers(self, question: str) -> int:
        """That a question has an answer: one choice, or any of a list."""
        of = self.diagrams
        levels = {choice: self.level[question, choice] for choice in self.choices[question]}
        is_list = question in self.lists
        alone = [level for choice, level in levels.items() if not is_list or choice in (NONE, NOT_SURE)]
        choices = list(levels.values())
        single = of.union(self._only(level, choices) for level in alone)
        picks = [level for level in choices if level not in alone]
        silent = self._none_of(alone)
        return of.join(single, of.meet(of.union(of.variable(level) for level in picks), silent))

    def _only_offered(self, question: str) -> int:
        """That no choice of a question is given that no edition offers."""
        of, whole = self.diagrams, EVERYTHING
        for choice in reversed(self.choices[question]):
            offered = list(self.offered(question, choice))
            if ALWAYS not in offered:
                given = of.variable(self.level[question, choice])
                whole = of.without(whole, of.without(given, of.union(map(self.of, offered))))
        return whole

    def _only(self, level: int, levels: Iterable[int]) -> int:
        return self.diagrams.meet(self.diagrams.variable(level), self._none_of(other for other in levels if other != level))

    def _silence(self, question: str) -> int:
        return self._none_of(self.level[question, choice] for choice in self.choices[question])

    def _none_of(self, levels: Iterable[int]) -> int:
        return self.diagrams.without(EVERYTHING, self.diagrams.union(map(self.diagrams.variable, levels)))


def _choices(old: Questionnaire, new: Questionnaire) -> dict[str, tuple[str, ...]]:
    """The choices of every question of both editions, in the order of the new one; what only the old one has stands
    after what it followed there.
    """
    order = list(new.questions)
    previous = ""
    for id_ in old.questions:
        if id_ not in new.questions:
            order.insert(order.index(previous) + 1 if previous else 0, id_)
        previous = id_

    def ids(questions: Mapping[str, Question], id_: str) -> tuple[str, ...]:
        return tuple(choice.id for choice in questions[id_].choices) if id_ in questions else ()

    return {id_: tuple(dict.fromkeys((*ids(new.questions, id_), *ids(old.questions, id_)))) for id_ in order}
