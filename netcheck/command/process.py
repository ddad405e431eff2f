"""The process while somebody is asked: what may end it, what it may leave behind, and what was typed before it could read."""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Iterator
from types import FrameType

SETTLED_SECONDS = 0.02
"""How long nothing must come from a terminal until a pasted text counts as over."""

MOST_ROUNDS = 100
"""How often that is looked for. Without an end a key held down would hang the program."""

ENDING = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""What asks the program to end. The last is Ctrl-Break, and the closing of a window, on Windows."""


def forget_typed_ahead() -> None:
    """Drop the lines that came with the one just read: a pasted text must not answer questions that nobody has seen."""
    if not sys.stdin.isatty():
        return
    # Each round waits for what a terminal still sends of a long text.
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


def leave_no_core_file() -> None:
    """Let no crash, and no key that makes one, write this process with the answers in it into a file."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))


@contextlib.contextmanager
def stopped_by_signals() -> Iterator[None]:
    """Let a closed terminal or a request to end stop the interview like the person would. Under nohup they stay ignored."""

    def stop(number: int, _frame: FrameType | None) -> None:
        # A closed terminal sends its signal twice. The second must not come up while the first is being answered.
        signal.signal(number, signal.SIG_IGN)
        raise KeyboardInterrupt

    before = {number: signal.getsignal(number) for name in ENDING if (number := getattr(signal, name, None))}
    caught = {number: handler for number, handler in before.items() if handler is not signal.SIG_IGN}
    for number in caught:
        signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in caught.items():
            signal.signal(number, handler or signal.SIG_DFL)
