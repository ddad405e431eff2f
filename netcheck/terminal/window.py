"""A screen in a terminal window as pure state: what the keys do, and the lines that are to be seen.

Nothing is chosen when a screen opens, so that Enter alone never answers. No terminal is needed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from netcheck.engine.interview import BACK, STOP
from netcheck.questionnaire.model import NONE, NOT_SURE
from netcheck.terminal.field import insert, type_key
from netcheck.terminal.screens import Reply, Row, Screen

STOPS = frozenset({"c-c", "c-d"})
BACKS = frozenset({"left", "escape"})
CLOSES_WHY = BACKS | {"?", "enter", " "}

FIRST_IN_A_LIST = f"{'Choose an answer first.'} Space picks a row, Enter goes on."
KEEP_OR_CHANGE = "These are your earlier answers. Change them, or press an arrow key and Enter to keep them."


@dataclass(frozen=True, slots=True)
class Window:
    """A screen and what the person has done on it so far.

    ``cursor`` is the highlighted row, None until an arrow key is pressed. ``top`` is the first line of the text that
    is to be seen; while a row is highlighted, that row decides instead. ``text`` is what is typed where something is,
    with the ``caret`` before one of its letters; it ``is_touched`` once a key was pressed.
    """

    screen: Screen
    cursor: int | None = None
    picks: frozenset[str] = frozenset()
    shows_why: bool = False
    message: str = ""
    top: int = 0
    in_broken_key: bool = False
    text: str = ""
    caret: int = 0
    is_touched: bool = False

    @classmethod
    def of(cls, screen: Screen) -> Window:
        """A screen that has just opened. In a list the earlier answers are picked."""
        if screen.field is not None:
            text = screen.field.text
            return cls(screen, cursor=0, text=text, caret=len(text), message=screen.message)
        return cls(screen, cursor=screen.cursor, picks=screen.given if screen.pick_any else frozenset())

    def press(self, key: str) -> Window | Reply:
        """The window after a key, or the reply when the key ends the screen.

        Keys are letters and digits as typed, and: enter, up, down, left, right, home, end, backspace, delete, escape, c-c, c-d.
        """
        if key in STOPS:
            return STOP
        if self.in_broken_key:
            return replace(self, in_broken_key=False)
        if self.screen.field is not None and not self.shows_why:
            return type_key(self, self.screen.field, key)
        if key == "[":
            # The middle of an arrow key that came in pieces over a slow line. Its last letter must not choose anything.
            return replace(self, in_broken_key=True)
        if self.shows_why:
            # Nothing is answered while the choices are not to be seen.
            return replace(self, shows_why=False, top=0) if key in CLOSES_WHY else self
        if key in BACKS:
            return BACK if self.screen.back else replace(self, message="This is the first screen.")
        if key == "?" and self.screen.why:
            return replace(self, shows_why=True, message="", top=0)
        return self._choose(key)

    def paste(self, text: str) -> Window:
        """The window after a text was pasted. It goes into a line to type into and answers nothing."""
        field = self.screen.field
        return self if field is None or self.shows_why else insert(self, field, text)

    def _choose(self, key: str) -> Window | Reply:
        if key == "enter":
            return self._enter()
        if key in {"up", "down", "home", "end"}:
            return self._move(key)
        if key == " ":
            row = None if self.cursor is None else self.screen.rows[self.cursor]
            return self._toggle(row) if row and self.screen.pick_any else self
        row = self._row_of(key)
        if row is None:
            return self
        return self._toggle(row) if self.screen.pick_any else (row.id,)

    def _row_of(self, key: str) -> Row | None:
        if key.isdigit() and key.isascii():
            rows = self.screen.rows[:9] if self.screen.has_digits else ()
            return rows[int(key) - 1] if 1 <= int(key) <= len(rows) else None
        return self.screen.row_of_letter(key)

    def _move(self, key: str) -> Window:
        last = len(self.screen.rows) - 1
        if last < 0:
            return self
        if key == "home" or (key == "down" and self.cursor is None):
            cursor = 0
        elif key == "end" or (key == "up" and self.cursor is None):
            cursor = last
        else:
            cursor = max(0, min(last, (self.cursor or 0) + (1 if key == "down" else -1)))
        return replace(self, cursor=cursor, message="")

    def _enter(self) -> Window | Reply:
        screen = self.screen
        if not screen.rows:
            return ()
        if not screen.pick_any:
            return replace(self, message=screen.nothing_chosen) if self.cursor is None else (screen.rows[self.cursor].id,)
        if not self.picks:
            return replace(self, message=FIRST_IN_A_LIST)
        if self.cursor is None:
            return replace(self, message=KEEP_OR_CHANGE)
        return tuple(row.id for row in screen.rows if row.id in self.picks)

    def _toggle(self, row: Row) -> Window:
        if row.id in self.picks:
            picks = self.picks - {row.id}
        elif row.id in {NONE, NOT_SURE}:
            picks = frozenset({row.id})
        else:
            picks = (self.picks | {row.id}) - {NONE, NOT_SURE}
        return replace(self, picks=picks, cursor=self.screen.rows.index(row), message="")
