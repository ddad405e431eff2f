"""The shortest answers that make something happen, or the certainty that no answers do.

The search is exact. It walks the questions in the order they are asked and keeps, instead of every set of answers, only
what is left of each condition: two sets of answers that leave the same conditions open are one state. A follow-up is
asked only under its choice, and an emergency ends the interview, so the answers before it must not earn one.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count

from netcheck.author.open_conditions import FALSE, TRUE, OpenConditions
from netcheck.author.structure import Structure
from netcheck.questionnaire.model import Advice, Answer, AtLeast, Condition, Question, Questionnaire, questions_in

Answers = Mapping[str, Answer]

ALWAYS: Condition = AtLeast(0, ())


class ShortestAnswers:
    """Searches in one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire.deciding
        self.structure = Structure(self.questionnaire)
        self.emergencies = tuple(advice.when for advice in questionnaire.emergencies)

    def making(self, wanted: Condition, *, never: tuple[Condition, ...] = (), complete: bool = False) -> Answers | None:
        """The fewest answers that make ``wanted`` true without an emergency, or None when there are none.

        ``never`` must stay false, at the end of a complete interview if ``complete``. Questions that are not in the result
        can be left open, or be answered in a way that changes nothing.
        """
        return _Search(self, wanted, (*self.emergencies, *never), complete=complete).first()

    def making_at_once(self, wanted: Condition) -> Answers | None:
        """The fewest answers that make ``wanted`` true with the answer that is an emergency, or before any is."""
        return _Search(self, wanted, self.emergencies, may_end=True).first()

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
        offered = self.questionnaire.questions[question].ask_if_of(choice) or ALWAYS
        before = _Search(self, offered, self.emergencies, target=question).first()
        return None if before is None else {**before, question: frozenset((choice,))}

    @cached_property
    def loud_in_emergencies(self) -> frozenset[str]:
        """The questions that have no answer without a part in some emergency."""
        return self.structure.loud(self.emergencies)


@dataclass(frozen=True, slots=True)
class _State:
    """What the answers so far leave open: of ``wanted``, of each condition to avoid, of each ``ask_if`` that decides about a
    question still to come, and which follow-ups come.
    """

    wanted: int
    avoided: tuple[int, ...]
    coming: frozenset[str]
    gates: tuple[int, ...] = ()


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
        structure = shortest.structure
        is_usual = avoided == shortest.emergencies
        self.loud = shortest.loud_in_emergencies if is_usual else structure.loud(avoided)
        targets = {target} if target else set()
        self.walked = structure.with_parents(questions_in(wanted) | self.loud | targets)
        self.below = structure.below
        self.tops = self.walked - structure.parents.keys()
        self.order = [question for question in shortest.questionnaire.questions.values() if question.id in self.walked]
        self.open = OpenConditions()
        start = tuple({self.open.of(condition, self.walked): None for condition in avoided})
        walked_gates = [(key, gate) for key, gates in structure.gates.items() if key[0] in self.walked for gate in gates]
        self.gates_at: dict[tuple[str, ...], list[int]] = {}
        for number, (key, _) in enumerate(walked_gates):
            self.gates_at.setdefault(key, []).append(number)
        gates = tuple(self.open.of(gate, self.walked) for _, gate in walked_gates)
        self.start = _State(self.open.of(wanted, self.walked), start, frozenset(), gates)

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
            return here and state.wanted == TRUE and self._is_asked(self.target, state) and TRUE not in state.avoided
        if state.wanted != TRUE or (TRUE in state.avoided and not self.may_end):
            return False
        return not self.complete or index == len(self.order)

    def _is_open(self, state: _State) -> bool:
        return state.wanted != FALSE and TRUE not in state.avoided

    def _is_asked(self, question: str, state: _State) -> bool:
        return (question in self.tops or question in state.coming) and self._is_let(state, question)

    def _is_let(self, state: _State, *key: str) -> bool:
        """Whether every ``ask_if`` of a question or choice is true."""
        return all(state.gates[number] == TRUE for number in self.gates_at.get(key, ()))

    def _answered(self, question: Question, state: _State) -> Iterator[_Step]:
        """The states after every answer to ``question`` that can make a difference, and the choices given."""
        if not self._is_asked(question.id, state):
            yield self._close(question, state), ()
            return
        if question.id not in self.loud:
            yield self._close(question, state), ()
        offered = (choice.id for choice in question.choices if self._is_let(state, question.id, choice.id))
        useful = [choice for choice in offered if self._is_useful(question, choice, state)]
        alone = question.alone
        for after, choices in self._together(question, [choice for choice in useful if choice not in alone], state):
            yield self._close(question, after), choices
        for choice in (choice for choice in useful if choice in alone):
            yield self._close(question, self._decide(question, choice, state, is_given=True)), (choice,)

    def _together(self, question: Question, useful: list[str], state: _State) -> Iterator[_Step]:
        """The states that sets of choices lead to, each with its smallest set of at least one.

        Choice by choice, so that of all the sets that leave the same open only the smallest goes on. No choice at all is no
        answer, and takes the place of none.
        """
        together: dict[tuple[_State, bool], tuple[str, ...]] = {(state, False): ()}
        for choice in useful:
            found: dict[tuple[_State, bool], tuple[str, ...]] = {}
            for (before, _), given in together.items():
                for is_given in (True, False):
                    choices = (*given, choice) if is_given else given
                    key = self._decide(question, choice, before, is_given=is_given), bool(choices)
                    if key not in found or len(choices) < len(found[key]):
                        found[key] = choices
            together = found
        return ((after, choices) for (after, _), choices in together.items() if choices)

    def _is_useful(self, question: Question, choice: str, state: _State) -> bool:
        opens = self.below.get((question.id, choice))
        return (
            question.id in self.loud
            or (opens is not None and not self.walked.isdisjoint(opens))
            or self.open.names(state.wanted, question.id, choice)
            or any(self.open.names(gate, question.id, choice) for gate in state.gates)
        )

    def _decide(self, question: Question, choice: str, state: _State, *, is_given: bool) -> _State:
        coming = state.coming
        if is_given:
            coming |= self.walked & self.below.get((question.id, choice), frozenset())
        return self._with(state, lambda left: self.open.decide(left, question.id, choice, is_given), coming)

    def _close(self, question: Question, state: _State) -> _State:
        done = self._with(state, lambda left: self.open.decide(left, question.id, "", False), state.coming - {question.id})
        own = [number for key, numbers in self.gates_at.items() if key[0] == question.id for number in numbers]
        # What has let its question through decides nothing more.
        return replace(done, gates=tuple(FALSE if number in own else gate for number, gate in enumerate(done.gates))) if own else done

    def _with(self, state: _State, decided: Callable[[int], int], coming: frozenset[str]) -> _State:
        avoided = tuple({now: None for left in state.avoided if (now := decided(left)) != FALSE})
        return _State(decided(state.wanted), avoided, coming, tuple(map(decided, state.gates)))
