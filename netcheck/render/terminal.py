"""An outcome for a terminal: rich objects that read the same without color."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from netcheck.outcome import Outcome
from netcheck.render.page import Block, Heading, Items, Page, Paragraph, page

ACCENTS = {"emergency": "bold red", "today": "bold magenta", "soon": "bold yellow", "routine": "bold cyan", "information": "bold blue"}
"""One accent for each urgency, from the 16 colors every terminal sets for its own background."""


def render(outcome: Outcome) -> RenderableType:
    """The whole page."""
    return Group(render_brief(outcome), render_more(outcome))


def render_brief(outcome: Outcome) -> RenderableType:
    """What a person needs at once, the urgency first."""
    shown = page(outcome)
    return Group(*_title(shown), *_blocks(shown.brief))


def render_more(outcome: Outcome) -> RenderableType:
    """What there is to read beyond that."""
    return Group(*_blocks(page(outcome).more))


def _title(shown: Page) -> list[RenderableType]:
    accent = ACCENTS[shown.urgency]
    return [Text(""), Text(shown.title.upper(), style=accent)]


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
        case Items(texts, steps):
            table = Table.grid(padding=(0, 1))
            table.add_column(justify="right")
            table.add_column(overflow="fold")
            for number, text in enumerate(texts, 1):
                table.add_row(f"{number}." if steps else "-", Text(text))
            return Padding(table, (0, 0, 0, 2))
