"""What a whole table came to: counted batch by batch, so that it never has to be in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Tally:
    """Counts over the rows of outcomes seen so far. ``faults`` counts the rows by column and value that did not fit."""

    people: int = 0
    incomplete: int = 0
    urgencies: Counter[str] = field(default_factory=Counter)
    advice: Counter[str] = field(default_factory=Counter)
    faults: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, columns: Mapping[str, Iterable[Any]]) -> None:
        """Count one batch: the columns of an outcome, each with its values in the order of the rows."""
        urgencies = list(columns["urgency"])
        self.people += len(urgencies)
        self.urgencies.update(urgency or "" for urgency in urgencies)
        self.incomplete += sum(is_complete is False for is_complete in columns["complete"])
        for ids, count in Counter(columns["advice"]).items():
            for id_ in filter(None, (ids or "").split(";")):
                self.advice[id_] += count
        faults = zip(columns["fault_column"], columns["fault_value"], strict=True)
        self.faults.update((column, value or "") for column, value in faults if column is not None)

    @property
    def refused(self) -> int:
        """How many rows have a value that does not fit."""
        return self.faults.total()

    @property
    def open(self) -> int:
        """How many rows have earned nothing yet because answers are missing."""
        return self.urgencies[""] - self.refused
