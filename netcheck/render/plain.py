"""An outcome as plain text: no color, no drawing, for pipes, files and screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.engine.outcome import Outcome
from netcheck.render.page import Block, Heading, Items, Paragraph, page

WIDTH = 80


def render(outcome: Outcome, width: int = WIDTH) -> str:
    """The whole page, ``width`` columns wide, ending in a line break."""
    return render_brief(outcome, width) + render_more(outcome, width)


def render_brief(outcome: Outcome, width: int = WIDTH) -> str:
    """What a person needs at once, the urgency first."""
    shown = page(outcome)
    return "\n".join(_wrapped(shown.title.upper(), width)) + "\n" + _blocks(shown.brief, width)


def render_more(outcome: Outcome, width: int = WIDTH) -> str:
    """What there is to read beyond that."""
    return _blocks(page(outcome).more, width)


def _blocks(parts: tuple[Block, ...], width: int = WIDTH) -> str:
    """Blocks as text, each after an empty line. A list stands directly under its heading."""
    lines: list[str] = []
    after: Block | None = None
    for block in parts:
        if not (isinstance(after, Heading) and isinstance(block, Items)):
            lines.append("")
        lines += _lines(block, width)
        after = block
    return "\n".join(lines) + "\n"


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
