"""An outcome as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from netcheck.engine.outcome import Outcome
from netcheck.render.chapters import chapters
from netcheck.render.page import WHOLE, Block, Heading, Items, Paragraph, opening, title


def render(outcome: Outcome) -> str:
    """The whole page as Markdown, ending in a line break."""
    parts = [f"# {escaped(title(outcome))}", *_texts(opening(outcome, WHOLE), "##")]
    for chapter in chapters(outcome, WHOLE):
        parts += [f"## {escaped(chapter.title)}", *_texts(chapter.blocks, "###")]
    return "\n\n".join(parts) + "\n"


def _texts(blocks: tuple[Block, ...], level: str) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading(text):
                yield f"{level} {escaped(text)}"
            case Paragraph(text, strong):
                yield f"**{escaped(text)}**" if strong else escaped(text)
            case Items(texts, steps):
                yield "\n".join(f"{f'{number}.' if steps else '-'} {escaped(text)}" for number, text in enumerate(texts, 1))


def escaped(text: str) -> str:
    """Text that Markdown and the HTML in it will show as it stands."""
    one_line = " ".join(text.split())
    shown = re.sub(r"([\\`*_\[\]<>#|~&])", r"\\\1", one_line)
    return re.sub(r"^(\d+)([.)])|^([-+])", lambda mark: f"{mark[1]}\\{mark[2]}" if mark[1] else f"\\{mark[3]}", shown)
