"""The application that draws one screen after the other, and that signals end at a moment when the terminal can be left as it was."""

from __future__ import annotations

import contextlib
import os
import signal
from asyncio import AbstractEventLoop
from collections.abc import Iterator
from enum import Enum
from types import FrameType
from typing import Any

from prompt_toolkit.application import Application

from netcheck.engine.interview import STOP
from netcheck.terminal.screens import Reply

SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK") if hasattr(signal, name))


STOPPING, GOING_ON = (getattr(signal, name, None) for name in ("SIGTSTP", "SIGCONT"))
"""What a shell sends for Ctrl-Z, and for fg. Windows has neither."""


class Pause(Enum):
    """Why a screen has to be drawn anew, with what was done on it."""

    STOPPED = "the program is to be stopped, to go on later"
    GONE_ON = "the program was stopped, and the terminal may be another than before"


def stop_until_told_to_go_on() -> None:
    """Stop this program, and those it shares a pipe with, as the shell does for Ctrl-Z. Where no shell could go on, nothing happens."""
    if STOPPING is not None:
        os.kill(0, STOPPING)


class StoppableApplication(Application[Reply | Pause]):
    """An application that signals end with STOP or a Pause, at a moment when the terminal can be left as it was found.

    An exception raised by a signal handler would come up anywhere inside prompt_toolkit, also where it cannot be undone.
    """

    came: frozenset[int] = frozenset()
    """The signals that stopped it."""

    @contextlib.contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """While this lasts, signals stop the application. Those that are ignored, as under nohup, stay ignored."""
        answers = dict.fromkeys(SIGNALS, self._stop) | {number: self._pause for number in (STOPPING, GOING_ON) if number is not None}
        before = {number: signal.getsignal(number) for number in answers}
        caught = {number: handler or signal.SIG_DFL for number, handler in before.items() if handler is not signal.SIG_IGN}
        for number in caught:
            signal.signal(number, answers[number])
        try:
            yield
        finally:
            for number, handler in caught.items():
                # A closed terminal sends its signal twice. The second must not come up while the first is being answered.
                signal.signal(number, signal.SIG_IGN if number in self.came else handler)

    def run(self, *_: Any, **__: Any) -> Reply | Pause:
        """Run until there is a reply. It can run again. SIGINT is ours, and a signal that came before the first drawing counts."""
        return super().run(pre_run=self._begin, set_exception_handler=False, handle_sigint=False)

    def _begin(self) -> None:
        if self.loop is not None:
            self.loop.set_exception_handler(self._fail)
        self._exit_if_stopped()

    def _fail(self, _loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave with a fault of our own. prompt_toolkit would print it, answers and all, and wait for Enter."""
        if self.is_running and not self.is_done:
            self.exit(exception=context.get("exception") or RuntimeError())

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.came |= {number}
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._exit_if_stopped)

    def _pause(self, number: int, _frame: FrameType | None) -> None:
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self.pause, Pause.STOPPED if number == STOPPING else Pause.GONE_ON)

    def pause(self, why: Pause) -> None:
        """End with a pause, unless there is an end already."""
        if self.is_running and not self.is_done:
            self.exit(result=why)

    def _exit_if_stopped(self) -> None:
        if self.came and self.is_running and not self.is_done:
            self.exit(result=STOP)
