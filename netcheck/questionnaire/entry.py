"""What is typed in answer to a question, as frozen data: a number or a day with its bands, or a note, and the answer it becomes."""

from collections.abc import Iterable
from typing import NamedTuple, Self


class Entered(frozenset[str]):
    """An answer that was typed: the band it falls into, which is all that conditions see, and ``text`` as it is kept.

    A note, and a number without bands, are in no band. ``text`` is "" where the person left it empty.
    """

    text: str

    def __new__(cls, choices: Iterable[str], text: str) -> Self:
        made = super().__new__(cls, choices)
        made.text = text
        return made


class Band(NamedTuple):
    """The numbers that mean one choice, both ends included: in tenths, or for a date in days ago."""

    choice: str
    least: int
    most: int


class Entry(NamedTuple):
    """What a person types where there is nothing to choose from.

    ``kind`` is number, date or note. A number is kept in tenths, ``step`` 10 where only whole ones are taken and 1 where
    one decimal is; a date in days ago. ``bands`` cover ``least`` to ``most``, or there are none. With ``if_reported`` it
    is asked once something was reported in its section.
    """

    kind: str
    unit: str = ""
    least: int = 0
    most: int = 0
    step: int = 10
    bands: tuple[Band, ...] = ()
    if_reported: bool = False

    @property
    def is_note(self) -> bool:
        """Whether it is the person's own words, which are never looked at."""
        return self.kind == "note"
