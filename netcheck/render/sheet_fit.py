"""Fitting a visit sheet on one page: how large the type may be, what can be spared, and where a second column starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from netcheck.render.sheet import MOST, Blank, Items, Part, Row, Rows, Sheet, Table, flat

SIZES = (11.0, 10.5, 10.0, 9.5, 9.0)
"""The sizes of type, in points, largest first. Smaller print would be hard to read."""

PAGE_HEIGHT, PAGE_WIDTH, GAP = 722.0, 532.0, 18.0
"""Letter is the lower paper and A4 the narrower one: what fits this, in points without margins, fits both."""

LINE, NARROW, WIDE = 1.18, 0.29, 0.7
"""The height of a line, and the widths of a narrow and a wide letter, in ems."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sheet and the size to draw it in. ``is_one_page`` is false when even the smallest type needs another page."""

    sheet: Sheet
    size: float
    is_one_page: bool


def fitted(shown: Sheet, fits: Callable[[Sheet, float], bool]) -> Fitted:
    """The sheet in the largest type that fits. What can be spared goes before an answer moves to another page.

    ``fits`` says whether page one holds a sheet in a size of type.
    """
    for one in shorter(shown):
        if fits(one, SIZES[-1]):
            size = next(size for size in SIZES if fits(one, size))
            return Fitted(one, size, is_one_page=True)
    return Fitted(shown, SIZES[-1], is_one_page=False)


def shorter(shown: Sheet) -> Iterator[Sheet]:
    """The sheet, then the sheet with follow-ups run together, then with less and less beside the answers."""
    yield shown
    run_together = tuple(_with_run_together(part) for part in shown.parts)
    yield replace(shown, parts=run_together)
    one_line = tuple(_with_one_line(part) for part in run_together)
    for most in (MOST, 5, 3):
        yield replace(shown, parts=tuple(_with_few_items(part, most) for part in one_line))


def _with_run_together(part: Part) -> Part:
    blocks = (Rows(block.title, tuple(_run_together(block.rows))) if isinstance(block, Rows) else block for block in part.blocks)
    return replace(part, blocks=tuple(blocks))


def _run_together(rows: tuple[Row, ...]) -> Iterator[Row]:
    """One row for each question, with the follow-ups in brackets behind the answer they belong to."""
    for label, same in groupby(rows, lambda row: row.label):
        yield Row(label, "; ".join(map(_with_brackets, same)))


def _with_brackets(row: Row) -> str:
    under = "; ".join(f"{follow_up.label}: {follow_up.text}" for follow_up in flat(row.under))
    return f"{row.text} [{under}]" if under else row.text


def _with_one_line(part: Part) -> Part:
    return replace(part, blocks=tuple(replace(block, lines=1) if isinstance(block, Blank) else block for block in part.blocks))


def _with_few_items(part: Part, most: int) -> Part:
    return replace(part, blocks=tuple(Items(block.texts[:most]) if isinstance(block, Items) else block for block in part.blocks))


def split(heights: Sequence[float]) -> int:
    """Where the second of two columns starts, so that the taller of them is as short as it can be."""
    whole, first, best = sum(heights), 0.0, (sum(heights), len(heights))
    for index, height in enumerate(heights):
        best = min(best, (max(first, whole - first), index))
        first += height
    return best[1]


def has_table(part: Part) -> bool:
    """Whether a part goes across the page instead of into a column."""
    return any(isinstance(block, Table) for block in part.blocks)


def can_break(part: Part) -> bool:
    """Whether a part may go on in the second column: answers may, short lists and lines to fill in stay whole."""
    return any(isinstance(block, Rows) for block in part.blocks)


def fits_letter_and_a4(shown: Sheet, size: float) -> bool:
    """Whether page one holds the sheet on both papers, judged rather too strictly, where nothing can measure it."""
    return height(shown, size) <= PAGE_HEIGHT


def height(shown: Sheet, size: float) -> float:
    """How high page one will be in print, in points and rather too high than too low."""
    ems = 4.4 + sum(LINE * _lines(text, PAGE_WIDTH / size) for text in shown.small)
    for is_table, together in groupby(shown.parts, has_table):
        width = PAGE_WIDTH if is_table else (PAGE_WIDTH - GAP) / 2
        heights = [height for part in together for height in _kept_together(part, width / size)]
        at = len(heights) if is_table else split(heights)
        ems += max(sum(heights[:at]), sum(heights[at:]))
    return ems * size


def _kept_together(part: Part, width: float) -> Iterator[float]:
    heights = list(_heights(part, width))
    yield from heights if can_break(part) else [sum(heights)]


def _heights(part: Part, width: float) -> Iterator[float]:
    """The heights of what stays together in a column, in ems: a heading goes with what follows it."""
    heading = 2.7
    for block in part.blocks:
        match block:
            case Rows(title, rows):
                heading += 1.85 if title else 0
                for row in rows:
                    yield heading + _row_height(row, width - 1)
                    heading = 0
            case Items(texts):
                for text in texts:
                    yield heading + LINE * _lines(text, width - 1)
                    heading = 0
            case Table():
                yield heading + _table_height(block, width)
            case Blank(label, lines):
                beside = _width(label) + 5.8 <= width
                yield heading + 1.8 * lines + (0 if beside else 0.3 + LINE * _lines(label, width))
                heading = 0


def _row_height(row: Row, width: float) -> float:
    return LINE * _lines(f"{row.label}: {row.text}", width) + sum(_row_height(under, width - 1) for under in row.under)


def _table_height(table: Table, width: float) -> float:
    heights = [
        max(_lines(text, share * width / 100 - 1) for text, share in zip(row, table.shares, strict=True))
        for row in (table.columns, *table.rows)
    ]
    return LINE * _lines(table.caption, width) + sum(max(2.35, LINE * height + 0.4) for height in heights)


def _lines(text: str, width: float) -> int:
    lines, used = 1, 0.0
    for word in text.split():
        needed = _width(f"{word} ")
        if used and used + needed > width:
            lines, used = lines + 1, 0.0
        lines += int(needed // width)
        used += needed % width
    return lines


def _width(text: str) -> float:
    """How wide a text is in ems of a bold sans-serif type."""
    return sum(NARROW if letter in "fijlrt.,:;'!|()[]- " else WIDE if letter in "mwMW@%" or letter.isupper() else 0.56 for letter in text)
