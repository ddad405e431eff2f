"""Sets of answers as decision diagrams: joined, cut and counted exactly, without listing them.

A diagram is the number of its root node. Node 0 is the empty set and node 1 holds everything; every other node asks one variable and has
one diagram below for each of its values. Equal sets have equal numbers. Variables are numbered in the order in which they are looked at.

The library dd was measured too, with a yes-or-no variable for every choice. In Python it takes 1.5 to 3.7 times the time of the same here
and 2 times the memory; its compiled part, for Linux only, counts in floating point, where a count here must be exact.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from netcheck.errors import CannotDo

EMPTY, EVERYTHING = 0, 1

LARGEST = 1_200_000
"""How many nodes there may be at once; so many take 350 MB. Our own questionnaire beside one with a single changed line needs 430,000,
beside one of five days before, in which all was changed, 730,000.
"""


class Diagrams:
    """All diagrams over one row of variables. Raises CannotDo when they grow past ``LARGEST``.

    ``idle`` has an entry for each value of each variable: how many of the variables after it mean nothing once it has that value.
    """

    def __init__(self, idle: Sequence[Sequence[int]]) -> None:
        self.idle = idle
        self._nodes: list[tuple[int, ...]] = [(len(idle),), (len(idle),)]
        self._numbers: dict[tuple[int, ...], int] = {}

    def node(self, level: int, *below: int) -> int:
        """What is in one of the diagrams below: in the first with the first value of a variable, and so on."""
        first = below[0]
        if first == below[-1] and below.count(first) == len(below):
            return first
        node = (level, *below)
        number = self._numbers.get(node)
        if number is None:
            if len(self._nodes) > LARGEST:
                raise CannotDo("These questionnaires cannot be compared exactly: too many conditions hang together across all questions.")
            number = self._numbers[node] = len(self._nodes)
            self._nodes.append(node)
        return number

    @contextmanager
    def aside(self) -> Iterator[None]:
        """What is made inside is forgotten afterwards: its numbers mean nothing any more."""
        kept = len(self._nodes)
        try:
            yield
        finally:
            for node in self._nodes[kept:]:
                del self._numbers[node]
            del self._nodes[kept:]

    def join(self, one: int, other: int) -> int:
        """What is in one or the other."""
        return self._apply(_join, one, other)

    def meet(self, one: int, other: int) -> int:
        """What is in both."""
        return self._apply(_meet, one, other)

    def without(self, one: int, other: int) -> int:
        """What is in one and not in the other."""
        return self._apply(_without, one, other)

    def _apply(self, plain: Callable[[int, int], int | None], one: int, other: int) -> int:
        """Two diagrams combined, level by level. The work waits in a list: calls would go as deep as there are variables."""
        nodes, known = self._nodes, {}
        waiting = [(one, other, 0)]
        done: list[int] = []
        while waiting:
            one, other, pair = waiting.pop()
            if pair:
                found = known[pair] = self.node(one, *done[other:])
                done[other:] = [found]
                continue
            result = plain(one, other) if one <= EVERYTHING or other <= EVERYTHING or one == other else None
            if result is None:
                pair = one << 32 | other
                result = known.get(pair)
            if result is not None:
                done.append(result)
                continue
            first, second = nodes[one], nodes[other]
            level = first[0]
            if level == second[0]:
                waiting.append((level, -len(first) + 1, pair))
                waiting += [(below, beside, 0) for below, beside in zip(first[:0:-1], second[:0:-1], strict=True)]
            elif level < second[0]:
                waiting.append((level, -len(first) + 1, pair))
                waiting += [(below, other, 0) for below in first[:0:-1]]
            else:
                waiting.append((second[0], -len(second) + 1, pair))
                waiting += [(one, below, 0) for below in second[:0:-1]]
        return done[0]

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
        """How many members are in a diagram, exactly. The variables that it does not look at must have two values."""
        nodes, counts = self._nodes, {EMPTY: 0, EVERYTHING: 1}
        for number in self._below(root):
            level, *below = nodes[number]
            count = 0
            for child, idle in zip(below, self.idle[level], strict=True):
                if child != EMPTY:
                    count += counts[child] << (nodes[child][0] - level - 1 - idle)
            counts[number] = count
        return counts[root] << nodes[root][0]

    def cheapest(self, root: int, costs: Mapping[tuple[int, int], int]) -> dict[int, int]:
        """The values of the variables that a diagram looks at, in a member with the least cost; a value without a cost is free.

        Of two at the same cost the earlier value is taken. Raises ValueError for the empty set.
        """
        if root == EMPTY:
            raise ValueError
        best: dict[int, tuple[int, int] | None] = {EMPTY: None, EVERYTHING: (0, 0)}
        for number in self._below(root):
            level, *below = self._nodes[number]
            options = ((best[child], costs.get((level, value), 0), value) for value, child in enumerate(below))
            best[number] = min((least[0] + cost, value) for least, cost, value in options if least)
        values = {}
        while root != EVERYTHING:
            level, *below = self._nodes[root]
            chosen = best[root]
            values[level] = chosen[1] if chosen else 0
            root = below[values[level]]
        return values

    def _below(self, root: int) -> Iterator[int]:
        """The nodes of a diagram, each after those below it, which are always made first."""
        seen, waiting = {EMPTY, EVERYTHING}, [root]
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting += self._nodes[number][1:]
        return iter(sorted(seen)[2:])


def _join(one: int, other: int) -> int | None:
    """The answer where it is plain, None where the levels below must be looked at. The same for the two below."""
    if EVERYTHING in (one, other):
        return EVERYTHING
    if one in (EMPTY, other) or other == EMPTY:
        return one or other
    return None


def _meet(one: int, other: int) -> int | None:
    if EMPTY in (one, other):
        return EMPTY
    if one in (EVERYTHING, other):
        return other
    return one if other == EVERYTHING else None


def _without(one: int, other: int) -> int | None:
    if one in (EMPTY, other) or other == EVERYTHING:
        return EMPTY
    return one if other == EMPTY else None
