"""The lines of a window: a screen laid out for so many columns and rows, in pieces of text with the name of a style.

The title stays at the top and the keys at the bottom; what is between them scrolls.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from netcheck.letters import columns_of, wrapped
from netcheck.model import NOT_SURE
from netcheck.screens import Reply, Row, Screen
from netcheck.window import Window

Line = tuple[str, str]
"""A style, which is empty for plain text, and the text of one line."""

SCROLLS = {"pageup": -1, "pagedown": 1}
FEWEST = 3
"""The fewest rows the text between title and keys gets; the keys give way to it in a small window."""

SEPARATOR = " · "


@dataclass(frozen=True, slots=True)
class _Part:
    """A line of the text between title and keys, and the number of the row it belongs to."""

    style: str
    text: str
    row: int | None = None


def draw(window: Window, columns: int, rows: int) -> list[Line]:
    """The window as lines of at most ``columns``: ``rows`` of them, or fewer for a screen that stays below an outcome."""
    columns, rows = max(columns, 4), max(rows, 1)
    head, parts, foot = _head(window, columns), _parts(window, columns), _foot(window, columns)
    room = rows - len(head) - len(foot)
    if len(parts) > room:
        foot = [("more", "(more: Page Down, Page Up)" if window.screen.rows and not window.shows_why else "(more: Down, Up)"), *foot]
        room = max(rows - len(head) - len(foot), FEWEST)
        foot = foot[: max(0, rows - len(head) - room)]
    top = _top(window, parts, room)
    seen = [(part.style, part.text) for part in parts[top : top + room]]
    empty = 0 if window.screen.stays_below else max(0, rows - len(head) - len(seen) - len(foot))
    return [*head, *seen, *[("", "")] * empty, *foot][:rows]


def press(window: Window, key: str, columns: int, rows: int) -> Window | Reply:
    """``window.press``, and the keys that scroll, which need to know the size of the window."""
    is_text = not window.screen.rows or window.shows_why
    if key in SCROLLS or (is_text and key in {"up", "down"}):
        parts = _parts(window, columns)
        room = max(rows - len(_head(window, columns)) - len(_foot(window, columns)) - 1, FEWEST)
        step = SCROLLS[key] * max(1, room - 1) if key in SCROLLS else 1 if key == "down" else -1
        top = _top(window, parts, room) + step
        # The highlighted row may leave the window by this, so nothing is highlighted any more.
        cursor = window.cursor if window.shows_why else None
        return replace(window, top=max(0, min(top, len(parts) - room)), cursor=cursor, message="")
    if key in {"up", "down"} and window.cursor is None and window.top:
        # After scrolling the first row in sight is highlighted.
        in_sight = [part.row for part in _parts(window, columns)[window.top :] if part.row is not None]
        return replace(window, cursor=next(iter(in_sight), None), message="")
    return window.press(key)


def _top(window: Window, parts: list[_Part], room: int) -> int:
    top = window.top
    if window.cursor is not None and not window.shows_why:
        lines = [number for number, part in enumerate(parts) if part.row == window.cursor]
        top = (lines[0] + lines[-1]) // 2 - room // 2
        if lines[0] < room and lines[-1] < room:
            top = 0
    return max(0, min(top, len(parts) - room))


def _head(window: Window, columns: int) -> list[Line]:
    screen = window.screen
    title = f"{screen.title}{SEPARATOR}{screen.place}" if screen.place else screen.title
    return [*(("title", line) for line in wrapped(title, columns)), ("", "")]


def _foot(window: Window, columns: int) -> list[Line]:
    message = [("message", line) for line in wrapped(window.message, columns)] if window.message else []
    return [("", ""), *message, *(("keys", line) for line in _flowed(_keys(window), columns))]


def _keys(window: Window) -> list[str]:
    screen = window.screen
    if window.shows_why:
        return ["Up, Down: read on", "? or Esc: back to the question", "Ctrl-C: stop"]
    keys = [*_keys_that_choose(screen)]
    if any(row.id == NOT_SURE for row in screen.rows):
        keys.append("s: not sure")
    if screen.can_go_back:
        keys.append("Left or Esc: back")
    if screen.why:
        keys.append("?: why we ask")
    return [*keys, "Ctrl-C: stop"]


def _keys_that_choose(screen: Screen) -> list[str]:
    if not screen.rows:
        return ["Press Enter to begin"]
    letters = [row.letter for row in screen.rows if row.letter and row.id != NOT_SURE]
    digits = [f"1-{min(9, len(screen.rows))}"] if screen.has_digits else []
    at_once = ", ".join(digits + letters)
    if screen.pick_any:
        return [f"{at_once} or Space: pick", "Up, Down: move", "Enter: go on"]
    return [f"{at_once} or Up, Down, Enter: choose"]


def _flowed(parts: list[str], columns: int) -> list[str]:
    """Short texts side by side, as many to a line as fit."""
    lines: list[str] = []
    for part in parts:
        if lines and columns_of(lines[-1]) + len(SEPARATOR) + columns_of(part) <= columns:
            lines[-1] += SEPARATOR + part
        else:
            lines += wrapped(part, columns)
    return lines


def _parts(window: Window, columns: int) -> list[_Part]:
    screen = window.screen
    blocks = [("note", note) for note in screen.notes] + [("", text) for text in screen.say]
    if screen.ask:
        blocks.append(("ask", screen.ask))
    if window.shows_why:
        blocks += [("heading", "Why we ask"), *(("", text) for text in screen.why)]
    elif screen.hint:
        blocks.append(("", screen.hint))
    parts: list[_Part] = []
    for style, text in blocks:
        parts += [*(_Part(style, line) for line in wrapped(text, columns)), _Part("", "")]
    if window.shows_why or not screen.rows:
        return parts[:-1]
    heading = ""
    for number, row in enumerate(screen.rows):
        if row.heading != heading:
            heading = row.heading
            parts += [*([_Part("", "")] if number else []), *(_Part("heading", line) for line in wrapped(heading, columns))]
        parts += _row(window, number, row, columns)
    return parts


def _row(window: Window, number: int, row: Row, columns: int) -> list[_Part]:
    screen, is_here = window.screen, number == window.cursor
    mark = "> " if is_here else "  "
    if screen.has_digits:
        mark += f"{number + 1}  " if number < 9 else "   "
    if screen.pick_any:
        mark += "[x] " if row.id in window.picks else "[ ] "
    text = f"{row.text} (your answer before)" if row.id in screen.given and not screen.pick_any else row.text
    lines = wrapped(text, max(columns - len(mark), 1))
    starts = [mark, *[" " * len(mark)] * (len(lines) - 1)]
    return [_Part("cursor" if is_here else "", start + line, number) for start, line in zip(starts, lines, strict=True)]
