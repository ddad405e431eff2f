"""The visit sheet as a PDF on Letter paper, drawn by fpdf2: the optional extra ``netcheck[pdf]``.

Two libraries were compared. WeasyPrint (BSD) would print our HTML as it stands, tagged for screen readers, but needs
the system library Pango, which pip cannot install and Windows does not have, and loads in twice the time. fpdf2
(LGPL, kept by the py-pdf organization, several releases a year) is installed by pip alone on every system. It has
no public way to tag text: outline, title and language are set here, and who needs a tagged PDF prints the HTML sheet
from a browser. Its built-in fonts hold the letters of Western Europe; another letter is refused, never left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby

from fpdf.prefs import ViewerPreferences

from netcheck.render.fit import SIZES, can_break, fitted, has_table
from netcheck.render.paper import ENDLESS, GAP, HEIGHT, INNER, LINE, MARGIN, RULE, Draw, Pen, Pieces, flow, flow_in_columns, writable
from netcheck.render.sheet import Blank, Items, Part, Row, Rows, Sheet, Table

DIARY_SIZE, DIARY_ROW = 9.5, 44.0
NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""The same answers give the same file, and the file does not tell when it was made."""


def render(whole: Sheet) -> bytes:
    """The sheet as the bytes of a PDF. Raises CannotDo for a letter that the built-in fonts do not hold."""
    fit = fitted(whole, lambda shown, size: _page_one_height(shown, size) <= HEIGHT - 2 * MARGIN)
    pen = Pen(fit.size, HEIGHT)
    pen.pdf.set_title(whole.title)
    pen.pdf.set_lang("en-US")
    pen.pdf.set_creation_date(NO_DATE)
    pen.pdf.viewer_preferences = ViewerPreferences(display_doc_title=True)
    _draw_page_one(pen, fit.sheet, more=not fit.is_one_page)
    if whole.diary:
        diary = Pen(DIARY_SIZE, HEIGHT, pen.pdf)
        flow(diary, [_heading(whole.diary.title, 1.15, "B"), *_elements(whole.diary, DIARY_ROW)], MARGIN)
    return bytes(pen.pdf.output())


def _page_one_height(shown: Sheet, size: float) -> float:
    return _draw_page_one(Pen(size, ENDLESS), shown, more=False) - MARGIN


def _draw_page_one(pen: Pen, shown: Sheet, *, more: bool) -> float:
    y = _heading(shown.title, 1.6, "")(pen, MARGIN, MARGIN, INNER)
    if more:
        y = pen.text(MARGIN, y, INNER, (("", "More on the next page."),))
    width = (INNER - GAP * (len(shown.head) - 1)) / len(shown.head)
    y = max(_blank(blank)(pen, MARGIN + index * (width + GAP), y, width) for index, blank in enumerate(shown.head))
    for is_table, together in groupby(shown.parts, has_table):
        elements = [element for part in together for element in _part(part)]
        y = (flow if is_table else flow_in_columns)(pen, elements, y + pen.size * 0.45)
    small = [_paragraph((("", text),), max(0.9, SIZES[-1] / pen.size)) for text in shown.small]
    return flow(pen, small, y + pen.size * 0.6)


def _part(part: Part) -> list[Draw]:
    """The elements of a part, the heading together with the first; one element where the part stays whole."""
    heading, (first, *others) = _heading(part.title, 1.15, "B"), _elements(part)
    elements = [_together([heading, first]), *others]
    return elements if can_break(part) or has_table(part) else [_together(elements)]


def _together(elements: list[Draw]) -> Draw:
    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        for element in elements:
            y = element(pen, x, y, width)
        return y

    return draw


def _elements(part: Part, row_height: float = 0) -> Iterator[Draw]:
    for block in part.blocks:
        match block:
            case Rows(title, rows):
                heading = [_heading(title, 1, "I")] if title else []
                yield _together([*heading, _row(rows[0])])
                yield from map(_row, rows[1:])
            case Items(texts):
                yield from (_bullet((("", text),)) for text in texts)
            case Table():
                yield from _table(block, row_height)
            case Blank():
                yield _blank(block)


def _paragraph(pieces: Pieces, scale: float = 1) -> Draw:
    return lambda pen, x, y, width: pen.text(x, y, width, pieces, scale)


def _heading(text: str, scale: float, style: str) -> Draw:
    """A title without style, a heading over a rule ("B"), or the heading of a group ("I")."""

    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        if style == "I":
            return pen.text(x, y + pen.size * 0.4, width, (("BI", text),), scale)
        pen.pdf.set_y(y)
        pen.pdf.start_section(writable(text), level=1 if style else 0)
        below = pen.text(x, y + (pen.size * 0.7 if style else 0), width, (("B", text),), scale)
        if style:
            pen.line(x, below + 1, x + width)
        return below + pen.size * 0.35

    return draw


def _bullet(pieces: Pieces) -> Draw:
    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        pen.text(x, y, width, (("", "\N{BULLET}"),))
        return pen.text(x + pen.size, y, width - pen.size, pieces)

    return draw


def _row(row: Row) -> Draw:
    return _together([_bullet((("B", f"{row.label}: "), ("", row.text))), *(_indented(under, 2) for under in row.under)])


def _indented(row: Row, ems: int) -> Draw:
    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        indent = pen.size * ems
        y = pen.text(x + indent, y, width - indent, (("", f"{row.label}: {row.text}"),))
        for under in row.under:
            y = _indented(under, ems + 1)(pen, x, y, width)
        return y

    return draw


def _blank(blank: Blank) -> Draw:
    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        height = pen.size * RULE
        label = pen.text(x, y + height - pen.size * LINE, width, (("", f"{blank.label}: "),)) - pen.size * 0.1
        start = pen.pdf.get_x()
        pen.line(start, label, x + width)
        for number in range(1, blank.lines):
            pen.line(x, label + number * height, x + width)
        return label + (blank.lines - 1) * height

    return draw


def _table(table: Table, row_height: float) -> Iterator[Draw]:
    caption, columns = _paragraph((("", table.caption),)), _cells(table.columns, table.shares, "B", 0)
    yield _together([caption, columns])
    yield from (_cells(row, table.shares, "", row_height) for row in table.rows)


def _cells(row: tuple[str, ...], shares: tuple[int, ...], style: str, at_least: float) -> Draw:
    def draw(pen: Pen, x: float, y: float, width: float) -> float:
        padding, left, below = pen.size * 0.35, x, []
        for index, (text, share) in enumerate(zip(row, shares, strict=True)):
            cell = width * share / 100
            pieces = ((style or ("" if index else "B"), text),)
            below.append(pen.text(left + padding, y + padding, cell - 2 * padding, pieces))
            left += cell
        height = max(at_least, pen.size * 2.3 if not style else 0, max(below) - y + padding)
        left = x
        for share in shares:
            pen.pdf.rect(left, y, width * share / 100, height)
            left += width * share / 100
        return y + height

    return draw
