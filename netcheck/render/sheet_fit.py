"""Fitting a visit sheet on one page: how large the type may be, what can be spared, and where a second column starts."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from netcheck.render.sheet import Blank, Half, Items, Part, Rows, Sheet, Table

MOST_BLANKS = 13
"""More lines to fill in than any sheet has: with it only their number of lines is cut to one."""

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
    """The sheet in the largest type that fits, with half a page for the provider where any size allows it.

    What can be spared goes before an answer moves to another page. ``fits`` says whether page one holds a sheet in a size of type.
    """
    for one in shorter(shown):
        if fits(one, SIZES[-1]):
            sizes = [size for size in SIZES if fits(one, size)]
            size = next((size for size in sizes if provider_has_half(one, size)), sizes[0])
            return Fitted(one, size, is_one_page=True)
    return Fitted(shown, SIZES[-1], is_one_page=False)


def provider_has_half(shown: Sheet, size: float) -> bool:
    """Whether what the provider reads takes half a page at most. An emergency has nothing else on its page."""
    return len(shown.halves) < 2 or height_of_half(shown.halves[0], size) <= PAGE_HEIGHT / 2


def shorter(shown: Sheet) -> Iterator[Sheet]:
    """The sheet, then the sheet with less and less room to write beside the answers, which all stay."""
    yield shown
    for most in (MOST_BLANKS, 8, 5, 3):
        halves = tuple(replace(half, parts=tuple(_with_less_room(part, most) for part in half.parts)) for half in shown.halves)
        yield replace(shown, halves=halves)


def _with_less_room(part: Part, most: int) -> Part:
    blanks = [replace(block, lines=1) for block in part.blocks if isinstance(block, Blank)][:most]
    others = (Items(block.texts[:most]) if isinstance(block, Items) else block for block in part.blocks if not isinstance(block, Blank))
    return replace(part, blocks=(*blanks, *others))


def split(heights: Sequence[float]) -> int:
    """Where the second of two columns starts, so that the taller of them is as short as it can be."""
    whole, first, best = sum(heights), 0.0, (sum(heights), len(heights))
    for index, height in enumerate(heights):
        best = min(best, (max(first, whole - first), index))
        first += height
    return best[1]


def can_break(part: Part) -> bool:
    """Whether a part may go on in the second column: answers and lines to fill in may, a short list stays whole."""
    return not any(isinstance(block, Items) for block in part.blocks)


def fits_letter_and_a4(shown: Sheet, size: float) -> bool:
    """Whether page one holds the sheet on both papers, judged rather too strictly, where nothing can measure it."""
    return height(shown, size) <= PAGE_HEIGHT


def height(shown: Sheet, size: float) -> float:
    """How high page one will be in print, in points and rather too high than too low."""
    ems = 4.4 + sum(LINE * _lines(text, PAGE_WIDTH / size) for text in shown.small)
    return ems * size + sum(height_of_half(half, size) for half in shown.halves)


def height_of_half(half: Half, size: float) -> float:
    """How high a half of the page will be in print, in points and rather too high than too low."""
    width = (PAGE_WIDTH - GAP) / 2
    heights = [height for part in half.parts for height in _kept_together(part, width / size)]
    at = split(heights)
    return (2.7 + max(sum(heights[:at]), sum(heights[at:]))) * size


def _kept_together(part: Part, width: float) -> Iterator[float]:
    heights = list(_heights(part, width))
    yield from heights if can_break(part) else [sum(heights)]


def _heights(part: Part, width: float) -> Iterator[float]:
    """The heights of what stays together in a column, in ems: a heading goes with what follows it."""
    heading = 1.9
    for block in part.blocks:
        match block:
            case Rows(rows):
                for row in rows:
                    yield heading + LINE * _lines(f"{row.label}: {row.text}", width - 1)
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
