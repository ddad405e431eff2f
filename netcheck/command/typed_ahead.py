"""What was typed into a terminal before it was asked for."""

from __future__ import annotations

import contextlib
import sys
import time

SETTLED_SECONDS = 0.02
"""How long nothing must come from a terminal until a pasted text counts as over."""

MOST_ROUNDS = 100
"""How often that is looked for. Without an end a key held down would hang the program."""


def forget() -> None:
    """Drop the lines that came with the one just read: a pasted text must not answer questions that nobody has seen."""
    if not sys.stdin.isatty():
        return
    if sys.platform == "win32":
        import msvcrt

        for _ in range(MOST_ROUNDS):
            if not msvcrt.kbhit():
                time.sleep(SETTLED_SECONDS)
            if not msvcrt.kbhit():
                return
            while msvcrt.kbhit():
                msvcrt.getwch()
    else:
        import select
        import termios

        with contextlib.suppress(OSError, termios.error):
            for _ in range(MOST_ROUNDS):
                if not select.select([sys.stdin], [], [], SETTLED_SECONDS)[0]:
                    return
                termios.tcflush(sys.stdin, termios.TCIFLUSH)
