"""A real terminal for tests: a program in a pseudo-terminal, keys sent to it, and the screen a person would see."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pexpect
import pyte

from netcheck.command.streams import ACCESSIBLE
from netcheck.terminal.hearing import FIRST_MOMENT
from tests.support.systems import skip_on_windows

try:
    import termios
except ImportError:
    termios = None  # type: ignore[assignment]

ROOT = Path(__file__).parent.parent.parent
KEYS = {
    "enter": "\r",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pagedown": "\x1b[6~",
    "escape": "\x1b",
    "space": " ",
    "c-c": "\x03",
    "c-d": "\x04",
    "c-z": "\x1a",
}
NOT_INHERITED = {"NO_COLOR", "PYTHONIOENCODING", "NETCHECK_PLAIN", *ACCESSIBLE, "COLUMNS", "LINES", "PYTHONUNBUFFERED"}
"""What would make another terminal of this one than a person has: a program that runs tests can have a width of its own."""

PATIENCE = 90
"""Seconds until what never comes is a failure. Far more than is needed, as machines can be busy."""

AT_WORK = {"R", "D"}
"""The states of a process that runs, waits for a processor, or waits for a disk."""


def hear_signals() -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.signal(signal.SIGQUIT, signal.SIG_DFL)


def _sessions_and_states() -> Iterator[tuple[int, str]]:
    for file in Path("/proc").glob("[0-9]*/stat"):
        # A process can end meanwhile.
        with contextlib.suppress(OSError):
            state, _, _, session, *_ = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            yield int(session), state


class RealTerminal:
    """One program in a terminal of so many columns and rows. Use it in a ``with`` block."""

    size = (80, 24)
    """The columns and rows where a test does not say others. The fixture ``both_sizes`` changes it."""

    patience = PATIENCE

    def __init__(
        self, *arguments: str, columns: int = 0, rows: int = 0, folder: Path = ROOT, program: str = "", **environment: str
    ) -> None:
        columns, rows = columns or self.size[0], rows or self.size[1]
        skip_on_windows("Windows has no terminal of Unix")
        inherited = {name: value for name, value in os.environ.items() if name not in NOT_INHERITED}
        self.screen = pyte.Screen(columns, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.bytes = b""
        self.child = pexpect.spawn(
            program or sys.executable,
            list(arguments),
            dimensions=(rows, columns),
            cwd=str(folder),
            env={**inherited, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), **environment},
            # Tests started in the background ignore SIGINT and SIGQUIT, those started by nohup SIGHUP, and a program inherits that.
            preexec_fn=hear_signals,
        )
        self.modes_before = termios.tcgetattr(self.child.child_fd)

    def __enter__(self) -> RealTerminal:
        return self

    def __exit__(self, *_: object) -> None:
        self.child.close(force=True)

    @property
    def text(self) -> str:
        """The screen as it is now, with single spaces and no line breaks."""
        return " ".join(" ".join(self.screen.display).split())

    @property
    def lines(self) -> list[str]:
        """The lines of the screen that hold something."""
        return [line.rstrip() for line in self.screen.display if line.strip()]

    def press(self, *keys: str) -> None:
        """Send keys by name, or text as typed."""
        for key in keys:
            self.child.send(KEYS.get(key, key))

    def read_until(self, has_come: Callable[[], bool], otherwise: str) -> None:
        """Read until something has come, or fail with what stands in ``otherwise`` and the screen."""
        end = time.monotonic() + self.patience
        while not has_come():
            assert time.monotonic() < end, f"{otherwise}\n" + "\n".join(self.lines)
            if not self._read():
                assert has_come(), f"ended: {otherwise}\n" + "\n".join(self.lines)
            self.waiting()

    def waiting(self) -> None:
        """What is done again and again while something has not come yet."""

    def wait_for(self, text: str) -> str:
        """Read until a text is on the screen, the screen is whole, and keys count on it; returns the whole screen."""
        self.read_until(lambda: text in self.text, f"never on the screen: {text!r}")
        self._settle()
        return self.text

    def _settle(self) -> None:
        """Read until the program waits for a key.

        The rest of a screen can come in a second piece, and its first moment has to pass. On a busy machine neither is a matter of
        seconds: a program that waits for a processor has not yet begun to count that moment. So it has to be at rest before the moment
        begins, to draw nothing in it, and to be at rest after it.
        """
        end = time.monotonic() + self.patience
        is_settled = False
        while not is_settled:
            assert time.monotonic() < end, "the program never waits for a key\n" + "\n".join(self.lines)
            was_at_rest, before = self._is_at_rest(), len(self.bytes)
            if not self._read(FIRST_MOMENT + 0.02):
                return
            is_settled = was_at_rest and len(self.bytes) == before and self._is_at_rest()

    def _is_at_rest(self) -> bool:
        """Whether nothing in this terminal runs or would like to. Systems without ``/proc`` cannot tell."""
        return not any(state in AT_WORK for session, state in _sessions_and_states() if session == self.child.pid)

    def read_for(self, seconds: float) -> None:
        """Read what comes in a time in which a person does nothing."""
        end = time.monotonic() + seconds
        while (rest := end - time.monotonic()) > 0:
            self._read(rest)

    def do(self, key: str, text: str) -> str:
        """Press a key and wait for what it leads to."""
        self.press(key)
        return self.wait_for(text)

    def stop(self, how: str) -> None:
        """Stop the program by a key, or by the name of a signal."""
        if how.startswith("SIG"):
            self.child.kill(getattr(signal, how))
        else:
            self.press(how)

    def resize(self, columns: int, rows: int) -> None:
        self.screen.resize(rows, columns)
        self.screen.reset()
        self.child.setwinsize(rows, columns)

    def hang_up(self) -> None:
        """Close the terminal as a person closes its window, and wait for the program to end."""
        self.child.ptyproc.fileobj.close()
        end = time.monotonic() + self.patience
        while self.child.isalive():
            assert time.monotonic() < end, "the program did not end"
            time.sleep(0.02)

    @property
    def status(self) -> int:
        """The exit status of a program that has ended."""
        self.child.wait()
        return int(self.child.exitstatus)

    def end(self) -> str:
        """Read until the program has ended; returns the last screen."""
        end = time.monotonic() + self.patience
        while self._read():
            self.waiting()
            assert time.monotonic() < end, "the program did not end\n" + "\n".join(self.lines)
        return self.text

    def is_restored(self) -> bool:
        """Whether the terminal is as it was before: its modes, a cursor to be seen, and not aside of its main screen."""
        as_before = termios.tcgetattr(self.child.child_fd) == self.modes_before
        return as_before and not self.screen.cursor.hidden and self.bytes.count(b"\x1b[?1049h") == self.bytes.count(b"\x1b[?1049l")

    def _read(self, patience: float = 0.05) -> bool:
        try:
            new = self.child.read_nonblocking(65536, timeout=patience)
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            return False
        self.bytes += new
        self.stream.feed(new)
        return True
