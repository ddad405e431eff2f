"""Sheets of paper in a PDF: text that wraps, lines to write on, and a flow in one column or in two.

What is drawn is a function, so that it can be measured first on a page that has no end.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from fpdf import FPDF

from netcheck.errors import CannotDo, quoted
from netcheck.render.fit import split

WIDTH, HEIGHT, MARGIN, GAP = 612.0, 792.0, 32.0, 18.0
ENDLESS = 100 * HEIGHT
"""The height of a page to measure on: nothing breaks there."""

INNER = WIDTH - 2 * MARGIN
FONT, ENCODING = "Helvetica", "windows-1252"
LINE, RULE = 1.2, 1.8
"""The height of a line of type, and of a line to write on, in ems."""

Pieces = tuple[tuple[str, str], ...]
"""Text in parts, each with its style: "" or "B" or "I"."""

Draw = Callable[["Pen", float, float, float], float]
"""Draws something from x and y down in a width, and returns the y below it."""


class Pen:
    """A PDF being drawn, and the size of type to draw with."""

    def __init__(self, size: float, height: float, pdf: FPDF | None = None) -> None:
        self.size = size
        self.pdf = pdf or FPDF("portrait", "pt", (WIDTH, height))
        self.pdf.set_auto_page_break(auto=False)
        self.pdf.core_fonts_encoding = ENCODING
        self.pdf.c_margin = 0
        self.pdf.add_page()

    @cached_property
    def scratch(self) -> Pen:
        """A pen of the same size to measure with."""
        return self if self.is_scratch else Pen(self.size, ENDLESS)

    @property
    def is_scratch(self) -> bool:
        return float(self.pdf.h) >= ENDLESS

    def height(self, draw: Draw, width: float) -> float:
        """How high something will be in a width."""
        return draw(self.scratch, 0, 0, width)

    @property
    def bottom(self) -> float:
        return float(self.pdf.h) - MARGIN

    def text(self, x: float, y: float, width: float, pieces: Pieces, scale: float = 1) -> float:
        """Wrapped text; returns the y below it."""
        self.pdf.set_left_margin(x)
        self.pdf.set_right_margin(WIDTH - x - width)
        self.pdf.set_xy(x, y)
        for style, words in pieces:
            self.pdf.set_font(FONT, style, self.size * scale)
            self.pdf.write(self.size * scale * LINE, writable(words))
        return float(self.pdf.get_y()) + self.size * scale * LINE

    def line(self, x: float, y: float, end: float) -> None:
        self.pdf.set_line_width(0.6)
        self.pdf.line(x, y, end, y)


def writable(text: str) -> str:
    """The text in one line. Raises CannotDo for a letter that the built-in fonts do not hold."""
    one_line = text.replace("\n", " ")
    try:
        one_line.encode(ENCODING)
    except UnicodeEncodeError as error:
        letter, instead = one_line[error.start], "Give the sheet a name that ends in .html, and print it from a browser."
        raise CannotDo(f"A PDF sheet cannot show the letter {quoted(letter)} of this questionnaire. {instead}") from None
    return one_line


def flow(pen: Pen, elements: list[Draw], y: float) -> float:
    """The elements below each other, on a new page where one does not fit."""
    for element in elements:
        if not pen.is_scratch and y + pen.height(element, INNER) > pen.bottom and y > MARGIN:
            pen.pdf.add_page()
            y = MARGIN
        y = element(pen, MARGIN, y, INNER)
    return y


def flow_in_columns(pen: Pen, elements: list[Draw], top: float) -> float:
    """The elements in two columns of about the same height; what does not fit goes on a new page."""
    width = (INNER - GAP) / 2
    heights = [pen.height(element, width) for element in elements]
    at = split(heights)
    bottom = top + max(sum(heights[:at]), sum(heights[at:]))
    if pen.is_scratch:
        return bottom
    if bottom > pen.bottom:
        return _flow_over_pages(pen, list(zip(elements, heights, strict=True)), top, width)
    for index, column in enumerate((elements[:at], elements[at:])):
        y = top
        for element in column:
            y = element(pen, MARGIN + index * (width + GAP), y, width)
    return bottom


def _flow_over_pages(pen: Pen, elements: list[tuple[Draw, float]], top: float, width: float) -> float:
    column, y, lowest = 0, top, top
    for element, height in elements:
        if y + height > pen.bottom and y > top:
            column, y = column + 1, top
            if column == 2:
                pen.pdf.add_page()
                column, y, top, lowest = 0, MARGIN, MARGIN, MARGIN
        y = element(pen, MARGIN + column * (width + GAP), y, width)
        lowest = max(lowest, y)
    return lowest
