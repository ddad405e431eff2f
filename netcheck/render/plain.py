"""An outcome as plain text: no color, no drawing, for pipes, files and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.engine.outcome import Outcome
from netcheck.render.chapters import chapters
from netcheck.render.page import WHOLE, Block, Heading, Items, Paragraph, opening, title

WIDTH = 80


def render(outcome: Outcome, width: int = WIDTH, *, whole: bool = False) -> str:
    """What a person needs at once, or with ``whole`` all there is to say, ``width`` columns wide, ending in a line break."""
    head = "\n".join(_wrapped(title(outcome).upper(), width)) + "\n"
    if not whole:
        return head + blocks(opening(outcome), width)
    parts = [head, blocks(opening(outcome, WHOLE), width)]
    for chapter in chapters(outcome, WHOLE):
        parts += ["\n", "\n".join(_wrapped(chapter.title.upper(), width)), "\n", blocks(chapter.blocks, width)]
    return "".join(parts)


def blocks(parts: tuple[Block, ...], width: int = WIDTH) -> str:
    """Blocks as text that ends in a line break."""
    return "\n".join(lines(parts, width)) + "\n"


def lines(parts: tuple[Block, ...], width: int = WIDTH) -> list[str]:
    """Blocks as lines, each block after an empty one. A list stands directly under its heading."""
    found: list[str] = []
    after: Block | None = None
    for block in parts:
        if not (isinstance(after, Heading) and isinstance(block, Items)):
            found.append("")
        found += _lines(block, width)
        after = block
    return found


def _lines(block: Block, width: int) -> Iterator[str]:
    match block:
        case Heading(text):
            yield from _wrapped(f"{text}:", width)
        case Paragraph(text):
            yield from _wrapped(text, width)
        case Items(texts, steps):
            for number, text in enumerate(texts, 1):
                mark = f"  {number}. " if steps else "  - "
                yield from _wrapped(text, width, mark, " " * len(mark))


def _wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    # An address must stay whole to be copied, so long words are never broken. The standard library's wrapping takes
    # ten times as long, as much as everything else that makes an outcome.
    lines: list[str] = []
    line = start = first
    for word in text.split():
        if line == start:
            line += word
        elif len(line) + 1 + len(word) <= width:
            line += f" {word}"
        else:
            lines.append(line)
            start = rest
            line = rest + word
    return lines if line == start else [*lines, line]
