"""An outcome for a terminal: rich objects that read the same without color."""

from __future__ import annotations

from collections.abc import Iterable

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netcheck.engine.outcome import Outcome
from netcheck.render.chapters import chapters
from netcheck.render.page import WHOLE, Block, Heading, Items, Paragraph, opening, title

ACCENTS = {
    "emergency": "bold white on red",
    "today": "bold white on magenta",
    "soon": "black on yellow",
    "routine": "black on cyan",
    "information": "bold white on blue",
}
"""One accent for each urgency. Each brings its own background: yellow letters alone cannot be read on a white one."""

COLUMN = 37
"""How wide a column of a long list is: a window of 80 takes two, one of 40 takes one."""


def render(outcome: Outcome, *, whole: bool = False) -> RenderableType:
    """What a person needs at once, or with ``whole`` all there is to say, the urgency first."""
    head = [Text(""), Text(title(outcome).upper(), style=ACCENTS[outcome.urgency.id])]
    if not whole:
        return Group(*head, *_blocks(opening(outcome)))
    behind = [part for chapter in chapters(outcome, WHOLE) for part in (Text(""), Text(chapter.title.upper()), *_blocks(chapter.blocks))]
    return Group(*head, *_blocks(opening(outcome, WHOLE)), *behind)


def _blocks(blocks: tuple[Block, ...]) -> list[RenderableType]:
    drawn: list[RenderableType] = []
    after: Block | None = None
    for block in blocks:
        if not (isinstance(after, Heading) and isinstance(block, Items)):
            drawn.append(Text(""))
        drawn.append(_draw(block))
        after = block
    return drawn


def _draw(block: Block) -> RenderableType:
    # Text objects, never markup strings: what stands in the questionnaire must not be read as markup.
    match block:
        case Heading(text):
            return Text(text, style="bold underline")
        case Paragraph(text, strong):
            return Text(text, style="bold" if strong else "")
        case Items(texts, steps, long):
            marked = [(f"{number}." if steps else "-", text) for number, text in enumerate(texts, 1)]
            if long:
                listed: RenderableType = Columns([_marked([item]) for item in marked], width=COLUMN, column_first=True)
            else:
                listed = _marked(marked)
            return Padding(listed, (0, 0, 0, 2))


def _marked(items: Iterable[tuple[str, str]]) -> Table:
    """Texts with their marks before them, so that a second line begins under the first."""
    table = Table.grid(padding=(0, 1))
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for mark, text in items:
        table.add_row(mark, Text(text))
    return table
