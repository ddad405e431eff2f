"""Which keys count: none pressed before its screen was to be seen or in the first moment after, nor the rest of a word begun then."""

from __future__ import annotations

from dataclasses import dataclass, replace

from netcheck.terminal.window import STOPS

FIRST_MOMENT = 0.15
"""Seconds after a screen is to be seen in which nobody can have read it."""

WORD_PAUSE = 1.2
"""Seconds without a key after which a word is over. Whoever types slower than a key a second looks at the screen between two keys."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """What counts on one screen. ``is_open`` from its first moment on; ``missed`` is when the latest key that did not count was pressed,
    and ``pause`` the seconds of quiet after it from which on keys count again.

    Without this, the end of a word typed too early would be another word: "red" of "tired".
    """

    is_open: bool = False
    missed: float | None = None
    pause: float = WORD_PAUSE

    def opened(self) -> Hearing:
        """From now on keys count, but for the rest of a word."""
        return replace(self, is_open=True)

    def hear(self, key: str, at: float) -> tuple[Hearing, bool]:
        """How it goes on after a key pressed ``at`` so many seconds, and whether the key counts."""
        if key in STOPS:
            return self, True
        if self.is_open and (self.missed is None or at - self.missed >= self.pause or not _is_of_a_word(key)):
            return replace(self, missed=None), True
        if not _is_of_a_word(key):
            return self, False
        # Enter is the end of its word, and what comes then is a new one; but a text of many lines goes on without a pause.
        return replace(self, missed=at, pause=FIRST_MOMENT if key == "enter" else WORD_PAUSE), False


def _is_of_a_word(key: str) -> bool:
    return key == "enter" or len(key) == 1
