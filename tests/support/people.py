"""People at each driver, for tests: they see a screen and do something with it, as a person would."""

from __future__ import annotations

import io
from collections.abc import Callable, Collection, Iterable

from netcheck.engine.interview import BACK, Move
from netcheck.terminal.drawing import draw, press
from netcheck.terminal.screens import Reply, Row, Screen
from netcheck.terminal.window import Window

COLUMNS, ROWS = 80, 24


def at_window(screen: Screen, keys: Iterable[str], columns: int = COLUMNS, rows: int = ROWS) -> Window | Reply:
    """What a screen has become after some keys: still a window, or a reply."""
    state: Window | Reply = Window.of(screen)
    for key in keys:
        assert isinstance(state, Window), f"the screen was left before {key!r}"
        state = press(state, key, columns, rows)
    return state


def seen(window: Window, columns: int = COLUMNS, rows: int = ROWS) -> str:
    """The window as text, without spaces at the ends of lines."""
    return "\n".join(text.rstrip() for _, text in draw(window, columns, rows)).strip("\n")


def keys_to(window: Window, picks: Collection[str]) -> list[str]:
    """Keys that answer a screen: arrows and space in a list, arrows and Enter elsewhere."""
    rows, keys, cursor = window.screen.rows, [], window.cursor
    wrong = [row for row in rows if row.id in window.picks and row.id not in picks]
    missing = [row for row in rows if row.id in picks and row.id not in window.picks]
    if cursor is None and rows:
        keys.append("down")
        cursor = 0
    for row in wrong + missing:
        steps = rows.index(row) - cursor
        keys += ["down" if steps > 0 else "up"] * abs(steps)
        cursor += steps
        if window.screen.pick_any:
            keys.append(" ")
    return [*keys, "enter"]


def line_for(screen: Screen, picks: Iterable[str]) -> str:
    """The line that answers a screen in plain mode."""
    return " ".join(str(number) for number, row in enumerate(screen.rows, 1) if row.id in picks)


class Lines(io.StringIO):
    """Input for the plain driver: lines typed one by one, then the end of input."""

    def __init__(self, *lines: str) -> None:
        super().__init__("".join(f"{line}\n" for line in lines))


class Scripted:
    """A ``present`` for conversations: replies in turn, and remembers every screen."""

    def __init__(self, *replies: Reply | str | Callable[[Screen], Reply]) -> None:
        self.replies = list(replies)
        self.screens: list[Screen] = []

    def __call__(self, screen: Screen) -> Reply:
        self.screens.append(screen)
        if not self.replies:
            raise EOFError
        reply = self.replies.pop(0)
        if isinstance(reply, str):
            return (row(screen, reply).id,)
        return reply(screen) if callable(reply) else reply

    @property
    def titles(self) -> list[str]:
        return [screen.ask or screen.title for screen in self.screens]


def row(screen: Screen, text: str) -> Row:
    """The row with this text."""
    return next(row for row in screen.rows if row.text == text or row.id == text)


def is_move(reply: object) -> bool:
    return isinstance(reply, Move) or reply is BACK
