"""The visit sheet as Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.render.markdown import escaped
from netcheck.render.sheet import Blank, Block, Items, Row, Rows, Sheet, Table

LINE = 30
"""The underscores of a line to write on."""


def render(shown: Sheet) -> str:
    """The sheet as Markdown, ending in a line break."""
    parts = [f"# {escaped(shown.title)}", "  ".join(_blank_line(blank) for blank in shown.head)]
    for part in (*shown.parts, *([shown.diary] if shown.diary else [])):
        parts += [f"## {escaped(part.title)}", *(_block(block) for block in part.blocks)]
    return "\n\n".join([*parts, *map(escaped, shown.small)]) + "\n"


def _block(block: Block) -> str:
    match block:
        case Rows(title, rows):
            return "\n".join([*([f"### {escaped(title)}", ""] if title else []), *_listed(rows, "")])
        case Items(texts):
            return "\n".join(f"- {escaped(text)}" for text in texts)
        case Table(caption, columns, _, rows):
            lines = [map(escaped, columns), ("---",) * len(columns), *(map(escaped, row) for row in rows)]
            return "\n".join([f"{escaped(caption)}:", "", *(f"| {' | '.join(line)} |" for line in lines)])
        case Blank():
            return _blank_line(block)


def _listed(rows: tuple[Row, ...], indent: str) -> Iterator[str]:
    for row in rows:
        yield f"{indent}- **{escaped(row.label)}:** {escaped(row.text)}"
        yield from _listed(row.under, f"{indent}  ")


def _blank_line(blank: Blank) -> str:
    return f"{escaped(blank.label)}: {'_' * LINE}"
