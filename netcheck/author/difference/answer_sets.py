"""The people that two editions are asked about, as decision diagrams."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property

from netcheck.author.difference.diagram import EMPTY, EVERYTHING, Diagrams
from netcheck.author.raw_conditions import ALWAYS, UNANSWERED, unanswered
from netcheck.questionnaire.model import NONE, Answer, Condition, Given, Question, Questionnaire, questions_in

Offered = Callable[[str, str], Iterable[Condition]]


class AnswerSets:
    """Sets of people, each as a number of a diagram.

    A question is one variable, and each answer to it a value. Where any number can be picked, the value is the first pick, and a
    yes-or-no variable for each pick after it follows. ``choices`` are those of every question of both editions, ``values`` those of
    its variable, ``level`` the variable of each question and further pick. ``reached`` says under which conditions the editions ask a
    question, ``offered`` a choice of it.
    """

    def __init__(self, old: Questionnaire, new: Questionnaire, reached: Callable[[str], Iterable[Condition]], offered: Offered) -> None:
        self.reached, self.offered = reached, offered
        self.choices = _choices(old, new)
        lists = [question for question in (*old.questions.values(), *new.questions.values()) if question.pick_any]
        together = {(question.id, choice.id) for question in lists for choice in question.choices if not choice.alone}
        alone = {(question.id, choice.id) for question in lists for choice in question.choices if choice.alone} - together
        self.picks: dict[str, list[str]] = {}
        self.values: dict[str, list[str]] = {}
        self.level: dict[tuple[str, str], int] = {}
        idle: list[list[int]] = []
        for id_, choices in self.choices.items():
            is_list = any(question.id == id_ for question in lists)
            picks = self.picks[id_] = [choice for choice in choices if is_list and (id_, choice) not in alone]
            others = [choice for choice in choices if choice not in picks]
            values = self.values[id_] = [UNANSWERED, *reversed(others), *reversed(picks)]
            self.level |= {(id_, variable): len(self.level) + place for place, variable in enumerate((UNANSWERED, *picks[1:]))}
            further = len(picks[1:])
            idle += [[picks.index(value) if value in picks else further for value in values], *([0, 0] for _ in picks[1:])]
        self.diagrams = Diagrams(idle)
        self._known: dict[Condition, int] = {}

    def of(self, condition: Condition) -> int:
        """The people for whom a condition over raw answers holds."""
        known = self._known.get(condition)
        if known is None:
            if isinstance(condition, Given):
                known = self._given(condition.question, condition.choices)
            else:
                known = self.diagrams.at_least(condition.count, [self.of(part) for part in reversed(condition.of)])
            self._known[condition] = known
        return known

    def _given(self, question: str, choices: Answer) -> int:
        below = {value: EVERYTHING if value in choices else EMPTY for value in self.values[question]}
        further = EMPTY
        for pick in reversed(self.picks[question]):
            if pick not in choices:
                below[pick] = further
            elif pick != self.picks[question][0]:
                further = self.diagrams.join(self.diagrams.node(self.level[question, pick], EMPTY, EVERYTHING), further)
        return self.diagrams.node(self.level[question, UNANSWERED], *below.values())

    def place(self, condition: Condition) -> int:
        """The first variable that a condition looks at."""
        return min(self.level[question, UNANSWERED] for question in questions_in(condition))

    @cached_property
    def people(self) -> int:
        """Every answer set: an answer to each question that an edition asks, and none to the others."""
        of, whole = self.diagrams, EVERYTHING
        for id_, choices in reversed(self.choices.items()):
            asked = of.union(map(self.of, self.reached(id_)))
            answered = of.meet(asked, of.meet(self._given(id_, frozenset(choices)), self._only_offered(id_)))
            silent = of.without(self.of(unanswered(id_)), asked)
            whole = of.meet(of.join(answered, silent), whole)
        return whole

    def _only_offered(self, question: str) -> int:
        """That no choice of a question is given that no edition offers."""
        of, whole = self.diagrams, EVERYTHING
        for choice in reversed(self.choices[question]):
            offered = list(self.offered(question, choice))
            if ALWAYS not in offered:
                given = self._given(question, frozenset((choice,)))
                whole = of.without(whole, of.without(given, of.union(map(self.of, offered))))
        return whole

    def fewest_signs(self, people: int) -> dict[str, Answer]:
        """The answers of one of these people who has the fewest signs."""
        costs = {(level, 1): 1 for (_, pick), level in self.level.items() if pick != UNANSWERED}
        for id_, values in self.values.items():
            signs = (place for place, value in enumerate(values) if value not in ("no", NONE, UNANSWERED))
            costs |= {(self.level[id_, UNANSWERED], place): 1 for place in signs}
        chosen = self.diagrams.cheapest(people, costs)
        found: dict[str, Answer] = {}
        for id_, values in self.values.items():
            first = values[chosen.get(self.level[id_, UNANSWERED], 0)]
            further = (pick for pick in self.picks[id_][1:] if chosen.get(self.level[id_, pick]))
            if first != UNANSWERED:
                found[id_] = frozenset((first, *further))
        return found


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
