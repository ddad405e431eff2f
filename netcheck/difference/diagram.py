"""Sets of answers as binary decision diagrams: joined, cut and counted exactly, without listing them.

A diagram is the number of its root node. Node 0 is the empty set and node 1 holds everything; every other node asks one variable. Equal
sets have equal numbers. Variables are numbered in the order in which they are looked at.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from netcheck.errors import CannotDo

EMPTY, EVERYTHING = 0, 1

LARGEST = 4_000_000
"""How many nodes there may be. Our own questionnaire needs less than a fiftieth of it."""

_FRAMES = 1_000
"""Calls that may be open besides those of a diagram."""


class Diagrams:
    """All diagrams over one row of variables. Raises CannotDo when they grow past ``LARGEST``."""

    def __init__(self, variables: int) -> None:
        self.variables = variables
        self.level = [variables, variables]
        self.low = [EMPTY, EVERYTHING]
        self.high = [EMPTY, EVERYTHING]
        self._unique: dict[tuple[int, int, int], int] = {}
        self._joined: dict[tuple[int, int], int] = {}
        self._met: dict[tuple[int, int], int] = {}
        self._cut: dict[tuple[int, int], int] = {}

    def variable(self, level: int) -> int:
        """Everything in which one variable is true."""
        return self._node(level, EMPTY, EVERYTHING)

    def _node(self, level: int, low: int, high: int) -> int:
        if low == high:
            return low
        key = (level, low, high)
        node = self._unique.get(key)
        if node is None:
            if len(self.level) > LARGEST:
                raise CannotDo("These questionnaires cannot be compared exactly: too many conditions hang together across all questions.")
            node = self._unique[key] = len(self.level)
            self.level.append(level)
            self.low.append(low)
            self.high.append(high)
        return node

    def join(self, one: int, other: int) -> int:
        """What is in one or the other."""
        if one == EVERYTHING or other == EVERYTHING:
            return EVERYTHING
        if one in (EMPTY, other) or other == EMPTY:
            return one or other
        return self._apply(self.join, self._joined, (one, other) if one < other else (other, one))

    def meet(self, one: int, other: int) -> int:
        """What is in both."""
        if EMPTY in (one, other):
            return EMPTY
        if one in (EVERYTHING, other):
            return other
        if other == EVERYTHING:
            return one
        return self._apply(self.meet, self._met, (one, other) if one < other else (other, one))

    def without(self, one: int, other: int) -> int:
        """What is in one and not in the other."""
        if one in (EMPTY, other) or other == EVERYTHING:
            return EMPTY
        if other == EMPTY:
            return one
        return self._apply(self.without, self._cut, (one, other))

    def _apply(self, step: Callable[[int, int], int], known: dict[tuple[int, int], int], pair: tuple[int, int]) -> int:
        found = known.get(pair)
        if found is None:
            one, other = pair
            level = min(self.level[one], self.level[other])
            low_one, high_one = (self.low[one], self.high[one]) if self.level[one] == level else (one, one)
            low_other, high_other = (self.low[other], self.high[other]) if self.level[other] == level else (other, other)
            found = known[pair] = self._node(level, step(low_one, low_other), step(high_one, high_other))
        return found

    def union(self, parts: Iterable[int]) -> int:
        """What is in any part."""
        whole = EMPTY
        for part in parts:
            whole = self.join(whole, part)
        return whole

    def at_least(self, count: int, parts: Sequence[int]) -> int:
        """What is in at least ``count`` of the parts."""
        holding = [EVERYTHING] + [EMPTY] * count
        for part in parts:
            for number in range(count, 0, -1):
                holding[number] = self.join(holding[number], self.meet(holding[number - 1], part))
        return holding[count]

    def count(self, root: int) -> int:
        """How many ways to set all variables are in a diagram, exactly."""
        counts = {EMPTY: 0, EVERYTHING: 1}

        def scaled(child: int, level: int) -> int:
            return counts[child] << (self.level[child] - level - 1)

        for node in self._below(root):
            level = self.level[node]
            counts[node] = scaled(self.low[node], level) + scaled(self.high[node], level)
        return counts[root] << self.level[root]

    def cheapest(self, root: int, costs: Mapping[int, int]) -> frozenset[int]:
        """The variables that are true in a member with the least cost; those without a cost are free.

        Raises ValueError for the empty set.
        """
        if root == EMPTY:
            raise ValueError
        best: dict[int, tuple[int, bool] | None] = {EMPTY: None, EVERYTHING: (0, False)}
        for node in self._below(root):
            low, high = best[self.low[node]], best[self.high[node]]
            options = [(low[0], False)] if low else []
            options += [(high[0] + costs.get(self.level[node], 0), True)] if high else []
            best[node] = min(options)
        true = []
        while root != EVERYTHING:
            chosen = best[root]
            if chosen and chosen[1]:
                true.append(self.level[root])
                root = self.high[root]
            else:
                root = self.low[root]
        return frozenset(true)

    def _below(self, root: int) -> Iterator[int]:
        """The nodes of a diagram, each after those below it."""
        seen, waiting = {EMPTY, EVERYTHING}, [root]
        while waiting:
            node = waiting.pop()
            if node not in seen:
                seen.add(node)
                waiting += (self.low[node], self.high[node])
        return iter(sorted(seen - {EMPTY, EVERYTHING}, key=self.level.__getitem__, reverse=True))

    @contextmanager
    def deep(self) -> Iterator[None]:
        """Room for calls as deep as there are variables: Python's own limit would stop a long questionnaire."""
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(max(limit, 2 * self.variables + _FRAMES))
        try:
            yield
        finally:
            sys.setrecursionlimit(limit)
