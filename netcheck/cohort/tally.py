"""What a whole table came to: counted batch by batch, so that it never has to be in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

KEYS = 3
"""How many people are named as examples of a change."""

REFUSED = "refused"
"""Stands for the urgency of a row with a value that does not fit, where editions are compared."""


@dataclass
class Tally:
    """Counts over the people seen so far. ``faults`` are by what is said of them, ``changes`` by the urgency before and after."""

    incomplete: int = 0
    urgencies: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)
    faults: Counter[str] = field(default_factory=Counter)
    changes: Counter[tuple[str, str]] = field(default_factory=Counter)
    examples: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def add(self, urgency: str | None, is_complete: bool | None, fault: str | None, people: int) -> None:
        """Count people of whom all this is the same."""
        self.urgencies[urgency or ""] += people
        self.incomplete += people if is_complete is False else 0
        if fault is not None:
            self.faults[fault] += people

    def compare(self, change: tuple[str, str], people: int, keys: Iterable[str]) -> None:
        """Count people who get another urgency under another edition."""
        self.changes[change] += people
        self.examples[change] = [*self.examples.get(change, ()), *keys][:KEYS]

    def lowered_first(self, urgencies: Sequence[str]) -> list[tuple[str, str]]:
        """The changes of ``urgencies``, which stand most urgent first; nothing yet is below them all."""
        ranks = {id_: rank for rank, id_ in enumerate([*urgencies, "", REFUSED])}
        return sorted(self.changes, key=lambda change: (ranks[change[0]] - ranks[change[1]], ranks[change[0]]))

    @property
    def people(self) -> int:
        """How many rows there are."""
        return self.urgencies.total()

    @property
    def refused(self) -> int:
        """How many rows have a value that does not fit."""
        return self.faults.total()

    @property
    def open(self) -> int:
        """How many rows have earned nothing yet because answers are missing."""
        return self.urgencies[""] - self.refused
