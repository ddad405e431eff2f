"""What answers leave open of conditions: each condition shrinks, answer by answer, until it is true or false."""

from __future__ import annotations

from dataclasses import dataclass

from netcheck.questionnaire.model import Condition, Given

FALSE, TRUE = 0, 1
"""The numbers of a condition that is decided."""


@dataclass(frozen=True, slots=True)
class _Choices:
    """Any of these choices of one question."""

    question: str
    choices: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Parts:
    """At least ``needed`` of the conditions with these numbers."""

    needed: int
    parts: tuple[int, ...]


class OpenConditions:
    """What is left of conditions while answers are given, each as a number: equal numbers mean that the same is open."""

    def __init__(self) -> None:
        # The first two stand for no and yes.
        self.nodes: list[_Choices | _Parts] = [_Parts(1, ()), _Parts(0, ())]
        self.numbers: dict[_Choices | _Parts, int] = {}
        self.about: list[frozenset[str]] = [frozenset(), frozenset()]
        self.decided: dict[tuple[int, str, str, bool], int] = {}

    def of(self, condition: Condition, walked: frozenset[str]) -> int:
        """The number of a condition in which only the questions of ``walked`` are answered."""
        if isinstance(condition, Given):
            return self._number(_Choices(condition.question, condition.choices)) if condition.question in walked else FALSE
        return self._at_least(condition.count, [self.of(part, walked) for part in condition.of])

    def names(self, number: int, question: str, choice: str) -> bool:
        """Whether this choice can still make a difference."""
        if question not in self.about[number]:
            return False
        node = self.nodes[number]
        if isinstance(node, _Choices):
            return choice in node.choices
        return any(self.names(part, question, choice) for part in node.parts)

    def decide(self, number: int, question: str, choice: str, is_given: bool) -> int:
        """What is left when ``choice`` is given or not given; with no choice, when nothing more is given to ``question``."""
        if question not in self.about[number]:
            return number
        key = (number, question, choice, is_given)
        if key not in self.decided:
            self.decided[key] = self._decide(*key)
        return self.decided[key]

    def _decide(self, number: int, question: str, choice: str, is_given: bool) -> int:
        node = self.nodes[number]
        if isinstance(node, _Parts):
            return self._at_least(node.needed, [self.decide(part, question, choice, is_given) for part in node.parts])
        if choice and choice not in node.choices:
            return number
        if is_given:
            return TRUE
        rest = node.choices - {choice} if choice else frozenset()
        return self._number(_Choices(question, rest)) if rest else FALSE

    def _at_least(self, needed: int, parts: list[int]) -> int:
        needed -= parts.count(TRUE)
        open_ = sorted(part for part in parts if part > TRUE)
        if needed <= 0:
            return TRUE
        if needed > len(open_):
            return FALSE
        return open_[0] if len(open_) == 1 else self._number(_Parts(needed, tuple(open_)))

    def _number(self, node: _Choices | _Parts) -> int:
        if node not in self.numbers:
            self.numbers[node] = len(self.nodes)
            self.nodes.append(node)
            if isinstance(node, _Choices):
                self.about.append(frozenset((node.question,)))
            else:
                self.about.append(frozenset().union(*(self.about[part] for part in node.parts)))
        return self.numbers[node]
