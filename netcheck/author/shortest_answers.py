"""The shortest answers that make something happen, or the certainty that no answers do.

The search is exact. It walks the questions in the order they are asked and keeps, instead of every set of answers, only
what is left of each condition: two sets of answers that leave the same conditions open are one state. A follow-up is
asked only under its choice, and an emergency ends the interview, so the answers before it must not earn one.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import count

from netcheck.author.open_conditions import FALSE, TRUE, OpenConditions
from netcheck.questionnaire.model import NONE, NOT_SURE, Advice, Answer, AtLeast, Condition, Given, Question, Questionnaire, questions_in

Answers = Mapping[str, Answer]

ALWAYS: Condition = AtLeast(0, ())


def shortest_answers(
    questionnaire: Questionnaire, wanted: Condition, *, never: tuple[Condition, ...] = (), complete: bool = False
) -> Answers | None:
    """The fewest answers that make ``wanted`` true without an emergency, or None when there are none.

    ``never`` must stay false, at the end of a complete interview if ``complete``. Questions that are not in the result
    can be left open, or be answered in a way that changes nothing.
    """
    return ShortestAnswers(questionnaire).making(wanted, never=never, complete=complete)


class ShortestAnswers:
    """Searches in one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire.deciding
        self.emergencies = tuple(advice.when for advice in questionnaire.emergencies)

    def making(self, wanted: Condition, *, never: tuple[Condition, ...] = (), complete: bool = False) -> Answers | None:
        """See ``shortest_answers``."""
        return _Search(self, wanted, (*self.emergencies, *never), complete=complete).first()

    def can_earn_without(self, advice: Advice, other: Advice) -> bool:
        """Whether a complete interview without an emergency can earn ``advice`` and not ``other``."""
        return _Search(self, advice.when, (*self.emergencies, other.when), complete=True).first(shortest=False) is not None

    def making_whatever_happens(self, wanted: Condition, *, never: tuple[Condition, ...] = ()) -> Answers | None:
        """The fewest answers that would make ``wanted`` true and ``never`` false if no emergency ended the interview."""
        return _Search(self, wanted, never).first()

    def earning(self, advice: Advice) -> Answers | None:
        """The fewest answers that earn this advice: for an emergency, with no emergency before the last of them."""
        return _Search(self, advice.when, self.emergencies, may_end=advice.urgency.rank == 0).first()

    def asking(self, question: str) -> Answers | None:
        """The fewest answers after which this question is asked."""
        return _Search(self, ALWAYS, self.emergencies, target=question).first()

    def giving(self, question: str, choice: str) -> Answers | None:
        """The fewest answers with this choice among them."""
        before = self.asking(question)
        return None if before is None else {**before, question: frozenset((choice,))}

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The question that each follow-up hangs under."""
        questions = self.questionnaire.questions.values()
        return {below.id: above.id for above in questions for choice in above.choices for below in choice.then}

    @cached_property
    def below(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The follow-ups of each choice that has some."""
        questions = self.questionnaire.questions.values()
        opening = ((one.id, choice) for one in questions for choice in one.choices if choice.then)
        return {(question, choice.id): frozenset(below.id for below in choice.then) for question, choice in opening}

    @cached_property
    def loud_in_emergencies(self) -> frozenset[str]:
        """The questions that have no answer without a part in some emergency."""
        return self.loud(self.emergencies)

    def loud(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The questions that no answer leaves without an effect on ``conditions``, on them or on their follow-ups."""
        heard = {(given.question, choice) for condition in conditions for given in _givens(condition) for choice in given.choices}
        loud: set[str] = set()
        for question in reversed(list(self.questionnaire.questions.values())):
            quiet = (choice for choice in question.choices if (question.id, choice.id) not in heard)
            if not any(all(below.id not in loud for below in choice.then) for choice in quiet):
                loud.add(question.id)
        return frozenset(loud)

    def with_parents(self, questions: Iterable[str]) -> frozenset[str]:
        found: set[str] = set()
        for question in questions:
            above: str | None = question
            while above is not None and above not in found:
                found.add(above)
                above = self.parents.get(above)
        return frozenset(found)


def _givens(condition: Condition) -> Iterator[Given]:
    if isinstance(condition, Given):
        yield condition
    else:
        for part in condition.of:
            yield from _givens(part)


@dataclass(frozen=True, slots=True)
class _State:
    """What the answers so far leave open: of ``wanted``, of each condition to avoid, and which follow-ups come."""

    wanted: int
    avoided: tuple[int, ...]
    coming: frozenset[str]


_Step = tuple[_State, tuple[str, ...]]


class _Search:
    """One search. Only the questions that matter are walked: those of ``wanted``, those that cannot be answered
    without an effect on ``avoided``, and the questions above them. All others can be answered so that nothing changes.
    """

    def __init__(
        self,
        shortest: ShortestAnswers,
        wanted: Condition,
        avoided: tuple[Condition, ...],
        *,
        complete: bool = False,
        may_end: bool = False,
        target: str = "",
    ) -> None:
        self.complete, self.may_end, self.target = complete, may_end, target
        is_usual = avoided == shortest.emergencies
        self.loud = shortest.loud_in_emergencies if is_usual else shortest.loud(avoided)
        targets = {target} if target else set()
        self.walked = shortest.with_parents(questions_in(wanted) | self.loud | targets)
        self.below = shortest.below
        self.tops = self.walked - shortest.parents.keys()
        self.order = [question for question in shortest.questionnaire.questions.values() if question.id in self.walked]
        self.open = OpenConditions()
        start = tuple({self.open.of(condition, self.walked): None for condition in avoided})
        self.start = _State(self.open.of(wanted, self.walked), start, frozenset())

    def first(self, *, shortest: bool = True) -> dict[str, Answer] | None:
        """The answers of the cheapest walk to a goal, or of the first that is found."""
        number = count()
        waiting: list[tuple[int, int, int, _State, tuple[tuple[str, tuple[str, ...]], ...]]] = [(0, 0, 0, self.start, ())]
        seen: set[tuple[int, _State]] = set()
        while waiting:
            cost, minus_index, _, state, given = heapq.heappop(waiting)
            index = -minus_index
            if self._is_goal(index, state):
                return {question: frozenset(choices) for question, choices in given}
            if index == len(self.order) or (index, state) in seen or not self._is_open(state):
                continue
            seen.add((index, state))
            question = self.order[index]
            for after, choices in self._answered(question, state):
                now = (*given, (question.id, choices)) if choices else given
                heapq.heappush(waiting, (cost + len(choices) * shortest, minus_index - 1, next(number), after, now))
        return None

    def _is_goal(self, index: int, state: _State) -> bool:
        if self.target:
            here = index < len(self.order) and self.order[index].id == self.target
            return here and self._is_asked(self.target, state) and TRUE not in state.avoided
        if state.wanted != TRUE or (TRUE in state.avoided and not self.may_end):
            return False
        return not self.complete or index == len(self.order)

    def _is_open(self, state: _State) -> bool:
        return state.wanted != FALSE and TRUE not in state.avoided

    def _is_asked(self, question: str, state: _State) -> bool:
        return question in self.tops or question in state.coming

    def _answered(self, question: Question, state: _State) -> Iterator[_Step]:
        """The states after every answer to ``question`` that can make a difference, and the choices given."""
        if not self._is_asked(question.id, state):
            yield self._close(question, state), ()
            return
        if question.id not in self.loud:
            yield self._close(question, state), ()
        useful = [choice.id for choice in question.choices if self._is_useful(question, choice.id, state)]
        alone = [choice for choice in useful if not question.pick_any or choice in {NONE, NOT_SURE}]
        for after, choices in self._together(question, [choice for choice in useful if choice not in alone], state).items():
            if choices:
                yield self._close(question, after), choices
        for choice in alone:
            yield self._close(question, self._decide(question, choice, state, is_given=True)), (choice,)

    def _together(self, question: Question, useful: list[str], state: _State) -> dict[_State, tuple[str, ...]]:
        """The states that sets of choices lead to, each with its smallest set.

        Choice by choice, so that of all the sets that leave the same open only the smallest goes on.
        """
        together: dict[_State, tuple[str, ...]] = {state: ()}
        for choice in useful:
            found: dict[_State, tuple[str, ...]] = {}
            for before, given in together.items():
                for is_given in (True, False):
                    after = self._decide(question, choice, before, is_given=is_given)
                    choices = (*given, choice) if is_given else given
                    if after not in found or len(choices) < len(found[after]):
                        found[after] = choices
            together = found
        return together

    def _is_useful(self, question: Question, choice: str, state: _State) -> bool:
        opens = self.below.get((question.id, choice))
        return (
            question.id in self.loud
            or (opens is not None and not self.walked.isdisjoint(opens))
            or self.open.names(state.wanted, question.id, choice)
        )

    def _decide(self, question: Question, choice: str, state: _State, *, is_given: bool) -> _State:
        coming = state.coming
        if is_given:
            coming |= self.walked & self.below.get((question.id, choice), frozenset())
        return self._with(state, lambda left: self.open.decide(left, question.id, choice, is_given), coming)

    def _close(self, question: Question, state: _State) -> _State:
        return self._with(state, lambda left: self.open.decide(left, question.id, "", False), state.coming - {question.id})

    def _with(self, state: _State, decided: Callable[[int], int], coming: frozenset[str]) -> _State:
        avoided = tuple({now: None for left in state.avoided if (now := decided(left)) != FALSE})
        return _State(decided(state.wanted), avoided, coming)
