"""The lines of a window: a screen laid out for so many columns and rows, in pieces of text with the name of a style.

The title stays at the top and the keys at the bottom; what is between them scrolls.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from netcheck.render.page import Block, Heading, Items, Paragraph
from netcheck.terminal.field import lines
from netcheck.terminal.safe_text import columns_of, harmless, wrapped
from netcheck.terminal.screens import Reply, Row, Screen
from netcheck.terminal.window import Window

Line = tuple[str, str]
"""A style, which is empty for plain text, and the text of one line."""

SCROLLS = {"pageup": -1, "pagedown": 1}
WIDEST = 96
"""The longest line that reads well."""

FEWEST = 3
"""The fewest rows the text between title and keys gets; the keys give way to it in a small window."""

SEPARATOR = " · "


class _Part(NamedTuple):
    """A line of the text between title and keys, and the number of the row it belongs to."""

    style: str
    text: str
    row: int | None = None


def draw(window: Window, columns: int, rows: int) -> list[Line]:
    """The window as ``rows`` lines of at most ``columns``."""
    layout = _lay_out(window, columns, rows)
    seen = [(part.style, part.text) for part in layout.parts[layout.top : layout.top + layout.room]]
    drawn = [*layout.head, *seen, *layout.foot]
    drawn[len(drawn) - len(layout.foot) : len(drawn) - len(layout.foot)] = [("", "")] * (rows - len(drawn))
    return drawn[:rows]


def press(window: Window, key: str, columns: int, rows: int) -> Window | Reply:
    """``window.press``, and the keys that scroll, which need to know the size of the window."""
    if key in SCROLLS or (key in {"up", "down"} and (window.shows_why or not window.screen.rows)):
        layout = _lay_out(window, columns, rows)
        step = SCROLLS[key] * max(1, layout.room - 1) if key in SCROLLS else 1 if key == "down" else -1
        # The highlighted row may leave the window by this, so nothing is highlighted any more.
        cursor = window.cursor if window.shows_why else None
        return replace(window.settled(), top=max(0, min(layout.top + step, layout.last_top)), cursor=cursor)
    if key in {"up", "down"} and window.cursor is None and window.top:
        # After scrolling the first row in sight is highlighted.
        layout = _lay_out(window, columns, rows)
        in_sight = [part.row for part in layout.parts[layout.top :] if part.row is not None]
        return replace(window.settled(), cursor=next(iter(in_sight), None))
    return window.press(key)


class _Layout(NamedTuple):
    """Title, text and keys of a window; ``room`` rows of the text are seen, from ``top`` on."""

    head: list[Line]
    parts: list[_Part]
    foot: list[Line]
    room: int
    top: int

    @property
    def last_top(self) -> int:
        return max(0, len(self.parts) - self.room)


def _lay_out(window: Window, columns: int, rows: int) -> _Layout:
    columns = max(1, min(columns, WIDEST))
    head, foot = _head(window, columns), _foot(window, columns)
    for parts, is_close in _versions(window, columns):
        if is_close:
            # In an outcome every row counts: what it says comes before the empty lines around it.
            head, foot = [line for line in head if line[1]], [line for line in foot if line[1]]
        room = rows - len(head) - len(foot)
        if len(parts) <= room:
            return _Layout(head, parts, foot, room, 0)
    # One row less, for the line that says there is more; and the keys give way before the text does.
    room = max(room - 1, FEWEST)
    top = _top(window, parts, room)
    if top == 0:
        more = "More below: press Down"
    else:
        more = "More above: press Up" if top + room >= len(parts) else "More above and below: press Up or Down"
    return _Layout(head, parts, [("more", wrapped(more, columns)[0]), *foot][: max(0, rows - len(head) - room)], room, top)


def _top(window: Window, parts: list[_Part], room: int) -> int:
    """The first line to be seen: the whole text from its start while that shows the highlighted row, else that row in the middle."""
    top = window.top
    if window.cursor is not None and not window.shows_why:
        lines = [number for number, part in enumerate(parts) if part.row == window.cursor]
        top = 0 if lines[-1] < room else (lines[0] + lines[-1]) // 2 - room // 2
    return max(0, min(top, len(parts) - room))


def _head(window: Window, columns: int) -> list[Line]:
    screen = window.screen
    title = f"{screen.title}{SEPARATOR}{screen.place}" if screen.place else screen.title
    return [*((screen.urgency or "title", line) for line in wrapped(title, columns)), ("", "")]


def _foot(window: Window, columns: int) -> list[Line]:
    message = [("message", line) for line in wrapped(window.message, columns)] if window.message else []
    return [("", ""), *message, *(("keys", line) for line in _flowed(_keys(window), columns))]


def _keys(window: Window) -> list[str]:
    screen = window.screen
    if window.shows_why:
        return ["Up, Down: read on", "?: back", "Ctrl-C: stop"]
    keys = [*_keys_that_choose(screen)]
    if screen.back:
        keys.append(f"{'Left' if screen.field is None else 'Esc'}: {screen.back}")
    if screen.why:
        keys.append(f"?: {screen.why_title.lower()}")
    if screen.can_review:
        keys.append("r: review" if screen.field is None else "r and Enter: review")
    return [*keys, "Ctrl-C: stop"]


def _keys_that_choose(screen: Screen) -> list[str]:
    if screen.field is not None:
        return ["Enter: go on", *(["s: not sure"] if screen.field.takes_not_sure else [])]
    if not screen.rows:
        return [f"Press Enter to {screen.enter}"]
    numbers = f"1-{len(screen.rows)}" if screen.has_digits and len(screen.rows) > 1 else "1" if screen.has_digits else ""
    ways = f"{numbers}, letters" if numbers else "letters"
    if screen.pick_any:
        return [f"{ways}, or arrows and Space: pick", "Enter: answer"]
    return [f"{ways} or arrows: choose", "Enter: answer"] if screen.ask else [f"{ways} or arrows and Enter: choose"]


def _flowed(parts: list[str], columns: int) -> list[str]:
    """Short texts side by side, as many to a line as fit."""
    lines: list[str] = []
    for part in parts:
        if lines and columns_of(lines[-1]) + len(SEPARATOR) + columns_of(part) <= columns:
            lines[-1] += SEPARATOR + part
        else:
            lines += wrapped(part, columns)
    return lines


def _versions(window: Window, columns: int) -> Iterator[tuple[list[_Part], bool]]:
    """The text between title and keys, ever shorter where the screen can be said shorter, and whether lines stand close."""
    openings = window.screen.openings or ((),)
    yield _parts(window, columns, openings[0], is_close=False), False
    if len(openings) > 1:
        for opening in openings:
            yield _parts(window, columns, opening, is_close=True), True


def _parts(window: Window, columns: int, opening: tuple[Block, ...], *, is_close: bool) -> list[_Part]:
    screen = window.screen
    blocks = [("note", note) for note in screen.notes] + [("", text) for text in screen.say]
    if screen.ask:
        blocks.append(("ask", screen.ask))
    if window.shows_why:
        blocks += [("heading", screen.why_title), *(("", text) for text in screen.why)]
    elif screen.hint:
        blocks.append(("", screen.hint))
    parts: list[_Part] = []
    for style, text in blocks:
        parts += [*(_Part(style, line) for line in wrapped(text, columns)), _Part("", "")]
    parts += _blocks(opening, columns, is_close=is_close)
    if screen.field is not None and not window.shows_why:
        return parts + _typed(window, screen.field.how, columns)
    if window.shows_why or not screen.rows:
        return parts[:-1]
    heading = ""
    for number, row in enumerate(screen.rows):
        if row.heading != heading:
            heading = row.heading
            parts += [*([_Part("", "")] if number else []), *(_Part("heading", line) for line in wrapped(heading, columns))]
        parts += _row(window, number, row, columns)
    return parts


def _typed(window: Window, how: str, columns: int) -> list[_Part]:
    """How to answer, and the line that is typed into, as long as it gets. The line with the caret stays in sight."""
    typed, place = lines(harmless(window.text), window.caret, max(columns - 2, 1))
    shown = [_Part("cursor", f"{'  ' if number else '> '}{line}", 0 if number == place else None) for number, line in enumerate(typed)]
    return [*(_Part("", line) for line in wrapped(how, columns)), _Part("", ""), *shown]


def _blocks(blocks: tuple[Block, ...], columns: int, *, is_close: bool) -> list[_Part]:
    """What an outcome says, with an empty line after it, and after each of its parts unless lines stand close."""
    parts: list[_Part] = []
    for number, block in enumerate(blocks):
        match block:
            case Heading(text):
                parts += [_Part("heading", line) for line in wrapped(f"{text}:", columns)]
            case Paragraph(text, strong):
                parts += [_Part("ask" if strong else "", line) for line in wrapped(text, columns)]
            case Items(texts, steps):
                for place, text in enumerate(texts, 1):
                    parts += _item(f" {place}. " if steps else " - ", text, columns)
        is_last = number == len(blocks) - 1
        if is_last or not (is_close or isinstance(block, Heading)):
            parts.append(_Part("", ""))
    return parts


def _item(mark: str, text: str, columns: int) -> list[_Part]:
    lines = wrapped(text, max(columns - len(mark), 1))
    return [_Part("", (" " * len(mark) if number else mark) + line) for number, line in enumerate(lines)]


def _row(window: Window, number: int, row: Row, columns: int) -> list[_Part]:
    screen, is_here = window.screen, number == window.cursor
    mark = "> " if is_here else "  "
    if screen.has_digits:
        mark += f"{number + 1:>{len(str(len(screen.rows)))}}  "
    if screen.pick_any:
        mark += "[x] " if row.id in window.picks else "[ ] "
    text = f"{row.text} (your answer before)" if row.id in screen.given and not screen.pick_any else row.text
    # Without a number before it, a row that goes on in a second line would read as two rows.
    indent = " " * (len(mark) + (0 if screen.has_digits else 2))
    lines = wrapped(text, max(columns - len(indent), 1))
    starts = [mark, *[indent] * (len(lines) - 1)]
    return [_Part("cursor" if is_here else "", start + line, number) for start, line in zip(starts, lines, strict=True)]
