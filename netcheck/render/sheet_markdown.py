"""The visit sheet as Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from netcheck.render.markdown import escaped
from netcheck.render.sheet import Blank, Block, Items, Row, Rows, Sheet, Table

LINE = 30
"""The underscores of a line to write on."""


def render(shown: Sheet) -> str:
    """The sheet as Markdown, ending in a line break."""
    parts = [f"# {escaped(shown.title)}", "  ".join(_blank_line(blank) for blank in shown.head)]
    for half in shown.halves:
        parts.append(f"## {escaped(half.title)}")
        for part in half.parts:
            parts += [f"### {escaped(part.title)}", *_blocks(part.blocks)]
    if shown.diary:
        parts += [f"## {escaped(shown.diary.title)}", *_blocks(shown.diary.blocks)]
    return "\n\n".join([*parts, *map(escaped, shown.small)]) + "\n"


def _blocks(blocks: tuple[Block, ...]) -> Iterator[str]:
    """One paragraph a block; lines to fill in stand together."""
    for is_blank, together in groupby(blocks, lambda block: isinstance(block, Blank)):
        if is_blank:
            yield "\n".join(f"- {_blank_line(blank)}" for blank in together if isinstance(blank, Blank))
        else:
            yield from map(_block, together)


def _block(block: Block) -> str:
    match block:
        case Rows(rows):
            return "\n".join(f"- {_line(row)}" for row in rows)
        case Items(texts):
            return "\n".join(f"- {escaped(text)}" for text in texts)
        case Table(caption, columns, rows):
            lines = [map(escaped, columns), ("---",) * len(columns), *(map(escaped, row) for row in rows)]
            return "\n".join([f"{escaped(caption)}:", "", *(f"| {' | '.join(line)} |" for line in lines)])
        case Blank():
            return _blank_line(block)


def _line(row: Row) -> str:
    return f"**{escaped(row.label)}:** {escaped(row.text)}" if row.text else f"**{escaped(row.label)}**"


def _blank_line(blank: Blank) -> str:
    return f"{escaped(blank.label)}: {'_' * LINE}"
