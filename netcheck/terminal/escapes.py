"""What comes from a terminal without the escape sequences that are not ours: a report or an unknown key does nothing at all.

Terminals send many of them unasked: that the window got the focus, where the mouse is, that a key was let go, what color they have.
Read letter by letter, such a report would be Esc, which goes back, and letters, which choose.
"""

from __future__ import annotations

import re

ESCAPE = "\x1b"
STOPS = {"\x03", "\x04"}
"""Ctrl-C and Ctrl-D, which count even in the middle of a sequence that never ends."""

OURS = frozenset(
    f"{ESCAPE}{rest}"
    for rest in [f"{begin}{letter}" for begin in "[O" for letter in "ABCDHF"] + ["[1~", "[3~", "[4~", "[5~", "[6~", "[7~", "[8~"]
)
"""The arrow keys, Home, End, Delete and the keys that page, as terminals send them without Shift, Ctrl or Alt."""

MEANT = {f"{ESCAPE}[{report}": key for key, code in (("\x03", 99), ("\x04", 100)) for report in (f"{code};5u", f"27;5;{code}~")}
"""Ctrl-C and Ctrl-D, as terminals send them that were left reporting keys."""

PASTE, PASTE_END = f"{ESCAPE}[200~", f"{ESCAPE}[201~"

WHOLE = re.compile(
    r"""
    \[M[^\x00-\x1f]{3}                   # the mouse of X10: three letters follow
    | \[\[.                              # the keys F1 to F5 of a console
    | \[(?!\[|M)[0-?]*[\ -/]*[@-~]       # all other keys and reports
    | O[0-9;]*[@-~]
    | [P\]X^_][^\x00-\x1f]*(?:\x07|\x1b\\)  # a text: a color, a name or what else was asked for, up to its end
    """,
    re.VERBOSE,
)
"""What follows Esc in a sequence."""

BEGUN = re.compile(r"\[M[^\x00-\x1f]{0,2}|\[\[|\[(?!\[|M)[0-?]*[ -/]*|O[0-9;]*|[P\]X^_][^\x00-\x1f]*\x1b?")
"""The beginning of what follows Esc."""

LONGEST = 10_000
"""The letters that are held back at most. What is longer is no sequence."""


class Escapes:
    """The letters of a terminal in, those that are ours out. What may still become a sequence is held back."""

    def __init__(self) -> None:
        self._held = ""
        self._pastes = self._is_quiet = self._escaped = False

    def feed(self, data: str) -> str:
        """What of the data, and of what was held back before, can be handed on."""
        if self._pastes and self._is_quiet and data[:1] in STOPS:
            # The end of a pasted text got lost. Stopping must still be possible.
            self._pastes, self._held, data = False, "", f"{PASTE_END}{data}"
            return data
        if self._escaped and data[:1] == "[":
            # The rest of an arrow key that came so late that its Esc has gone back already.
            self._held = ESCAPE * 2
        self._is_quiet = self._escaped = False
        given, self._held = self._held + data, ""
        kept = []
        while given:
            taken, length = self._next(given)
            kept.append(taken)
            if length == 0:
                self._held = given[len(taken) :]
                break
            given = given[length:]
        return "".join(kept)

    def flush(self) -> str:
        """What is handed on when nothing came for a while: an Esc that nothing followed is the key Esc.

        The rest of a longer beginning can be late, so that is still held back; but for Alt and a letter that begins like a text.
        """
        self._is_quiet = True
        if self._pastes:
            return ""
        if self._held and not self._held.strip(ESCAPE):
            self._held, self._escaped = "", True
            return ESCAPE
        if len(self._held) == 2 and self._held[1] not in "[O":
            self._held = ""
        return ""

    def _next(self, given: str) -> tuple[str, int]:
        """What is handed on of the beginning, and how many letters that settles: none of it when more must come first."""
        if self._pastes:
            return self._of_paste(given)
        if given[0] != ESCAPE:
            end = given.find(ESCAPE)
            return (given, len(given)) if end < 0 else (given[:end], end)
        rest = given.lstrip(ESCAPE)
        escapes = len(given) - len(rest)
        if not rest:
            return "", 0
        if whole := WHOLE.match(rest):
            sequence = ESCAPE * escapes + whole[0]
            self._pastes = sequence == PASTE
            is_ours = sequence in OURS or self._pastes
            return MEANT.get(sequence, sequence if is_ours else ""), len(sequence)
        begun = BEGUN.match(rest)
        if begun is None:
            # Alt and a letter.
            return (rest[0] if rest[0] in STOPS else ""), escapes + 1
        if begun[0] == rest and len(rest) < LONGEST:
            return "", 0
        # Something else came in the middle, as Enter does: that counts, and what was begun does not.
        return "", escapes + len(begun[0].rstrip(ESCAPE))

    def _of_paste(self, given: str) -> tuple[str, int]:
        end = given.find(PASTE_END)
        if end >= 0:
            self._pastes = False
            return given[: end + len(PASTE_END)], end + len(PASTE_END)
        # The end may have come in part.
        held = next((size for size in range(len(PASTE_END) - 1, 0, -1) if given.endswith(PASTE_END[:size])), 0)
        return given[: len(given) - held], 0
