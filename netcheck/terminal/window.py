"""A screen in a terminal window as pure state: what the keys do, and the lines that are to be seen.

Nothing is chosen when a screen opens, so that Enter alone never answers. No terminal is needed here.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from netcheck.engine.interview import BACK, STOP
from netcheck.errors import quoted
from netcheck.terminal.field import insert, type_key
from netcheck.terminal.screens import CHOOSE_FIRST, Reply, Screen, Turn
from netcheck.terminal.typed import fitting, has_words, is_number

STOPS = frozenset({"c-c", "c-d"})
BACKS = frozenset({"left", "escape"})
CLOSES_WHY = BACKS | {"?", "enter", " "}

FIRST_IN_A_LIST = f"{CHOOSE_FIRST} Space picks a row, Enter answers."
KEEP_OR_CHANGE = "These are your earlier answers. Change them, or press an arrow key and Enter to keep them."
TOO_EARLY = "That key came too early. Wait a moment, then press it again."
R_REVIEWS = "Enter: review your answers. Or go on typing."

LONGEST = 500
"""The letters that are remembered of what is typed: more than any row has."""


@dataclass(frozen=True, slots=True)
class Window:
    """A screen and what the person has done on it so far.

    ``cursor`` is the highlighted row, None until a key chooses one. ``picks`` are the picked rows of a list. ``typed`` are the
    letters or the number typed to choose a row; until that is over, ``before`` are the picks without it. ``top`` is the first
    line of the text that is to be seen; while a row is highlighted, that row decides instead. ``text`` is what is typed where
    there is a line to type into, with the ``caret`` before one of its letters; it ``is_touched`` once a key was pressed.
    """

    screen: Screen
    cursor: int | None = None
    picks: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    typed: str = ""
    shows_why: bool = False
    message: str = ""
    top: int = 0
    text: str = ""
    caret: int = 0
    is_touched: bool = False

    @classmethod
    def of(cls, screen: Screen) -> Window:
        """A screen that has just opened. In a list the earlier answers are picked."""
        if screen.field is not None:
            text = screen.field.text
            return cls(screen, cursor=0, text=text, caret=len(text), message=screen.message)
        picks = screen.given if screen.pick_any else frozenset()
        return cls(screen, cursor=screen.cursor, picks=picks, before=picks)

    def settled(self) -> Window:
        """The same with nothing half typed: what it chose stays chosen."""
        return replace(self, typed="", before=self.picks, message="")

    def too_early(self) -> Window:
        """The same after a key that did not count."""
        return replace(self, message=TOO_EARLY)

    def press(self, key: str) -> Window | Reply:
        """The window after a key, or the reply when the key ends the screen.

        Keys are letters and digits as typed, and: enter, up, down, left, right, home, end, backspace, delete, escape, c-c, c-d.
        """
        if key in STOPS:
            return STOP
        if self.screen.field is not None and not self.shows_why:
            return type_key(self, self.screen.field, key)
        if self.shows_why:
            # Nothing is answered while the choices are not to be seen.
            return replace(self, shows_why=False, top=0) if key in CLOSES_WHY else self
        if key in BACKS:
            return BACK if self.screen.back else replace(self, message="This is the first screen.")
        if key == "?" and self.screen.why:
            return replace(self.settled(), shows_why=True, top=0)
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
        if key == "backspace":
            return self._type(self.typed[:-1]) if self.typed else self
        if key == " ":
            return self._space()
        if key.lower() == "r" and self.screen.can_review and self._begins_anew(key) and not self._fitting(key):
            return Turn.REVIEW
        if len(key) > 1 or not key.isprintable() or not self.screen.rows or len(self.typed) >= LONGEST:
            return self
        return self._letter(key)

    def _fitting(self, typed: str) -> tuple[int, ...]:
        return fitting(self.screen.rows, typed, has_numbers=self.screen.has_digits)

    def _letter(self, key: str) -> Window:
        """A letter or digit more. Where it cannot go on with what was typed, a digit begins anew, and so does a letter after a number."""
        return self.settled()._type(key) if self._begins_anew(key) else self._type(self.typed + key)

    def _begins_anew(self, key: str) -> bool:
        is_over = is_number(self.typed.strip()) or (is_number(key) and len(self._fitting(self.typed)) == 1)
        return not self.typed or (is_over and not self._fitting(self.typed + key))

    def _space(self) -> Window:
        """A space between two words. In a list it also picks the highlighted row, and ends what was typed."""
        if not self.screen.pick_any:
            return self._type(f"{self.typed} ") if self.typed else self
        if not self.typed:
            return self if self.cursor is None else replace(self._toggled(self.cursor), before=self._toggled(self.cursor).picks)
        places = self._fitting(self.typed)
        if any(has_words(row.text, f"{self.typed} ") for row in self.screen.rows):
            return self._type(f"{self.typed} ")
        return self.settled() if len(places) == 1 else self

    def _type(self, typed: str) -> Window:
        """With this typed, instead of what was typed before."""
        window = replace(self, typed=typed, picks=self.before, cursor=None, message="")
        places = self._fitting(typed)
        if typed.lower() == "r" and self.screen.can_review:
            return replace(window, message=R_REVIEWS)
        if len(places) != 1:
            return replace(window, message=_several_or_none(typed.strip(), len(places)))
        if not self.screen.pick_any:
            return replace(window, cursor=places[0])
        is_picked = self.screen.rows[places[0]].id in window.picks
        # A number once more takes its row out again. Words name what is to be picked.
        return replace(window, cursor=places[0]) if is_picked and not is_number(typed) else window._toggled(places[0])

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
        return replace(self.settled(), cursor=cursor)

    def _enter(self) -> Window | Reply:
        screen = self.screen
        if not screen.rows:
            return ()
        if self.typed.lower() == "r" and screen.can_review:
            return Turn.REVIEW
        if self.typed and self.cursor is None:
            # What fits no row, or several, answers nothing, whatever was picked before.
            return self
        if not screen.pick_any:
            return replace(self, message=screen.nothing_chosen) if self.cursor is None else (screen.rows[self.cursor].id,)
        if not self.picks:
            return replace(self, message=FIRST_IN_A_LIST)
        if self.cursor is None and self.picks == screen.given:
            return replace(self, message=KEEP_OR_CHANGE)
        return tuple(row.id for row in screen.rows if row.id in self.picks)

    def _toggled(self, place: int) -> Window:
        row = self.screen.rows[place]
        if row.id in self.picks:
            picks = self.picks - {row.id}
        elif row.alone:
            picks = frozenset({row.id})
        else:
            picks = (self.picks | {row.id}) - {other.id for other in self.screen.rows if other.alone}
        return replace(self, picks=picks, cursor=place, message="")


def _several_or_none(typed: str, count: int) -> str:
    """What to do when the typed fits several rows or none."""
    if not typed:
        return ""
    if is_number(typed):
        return f"{typed} fits {count} rows. Use the arrow keys." if count else f"There is no row {typed}."
    if count:
        return f"{quoted(typed)} fits {count} rows. Type more letters."
    return f"{quoted(typed)} fits no row. Press Backspace or an arrow key."
