"""What every page of HTML is made of: words with their addresses as links, lists, the blocks of an outcome, a topic of the guide."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from html import escape

from netcheck.render.page import Block, Heading, Items, Paragraph

_ADDRESS = re.compile(r"https?://[^\s&<>\"']+[^\s&<>\"'.,)]")


def text(words: str) -> str:
    """Words with their addresses as links. Nothing is told to the page behind a link about where the reader came from."""
    return _ADDRESS.sub(r'<a href="\g<0>" rel="noreferrer">\g<0></a>', escape(words))


def paragraphs(texts: Iterable[str]) -> str:
    """A paragraph each."""
    return "".join(f"<p>{text(one)}</p>\n" for one in texts)


def listed(items: Iterable[str], kind: str = "ul") -> str:
    """Items that are HTML as a list."""
    lines = "".join(f"<li>{item}</li>\n" for item in items)
    return f"<{kind}>\n{lines}</{kind}>\n"


def details(title: str, inside: str) -> str:
    """What opens on its title; nothing where there is nothing inside."""
    return f"<details><summary>{escape(title)}</summary>{inside}</details>\n" if inside else ""


def blocks_html(blocks: Iterable[Block], item: Callable[[str], str] = text) -> str:
    """What an outcome says; ``item`` writes one item of a list."""
    return "".join(_block(block, item) for block in blocks)


def _block(block: Block, item: Callable[[str], str]) -> str:
    match block:
        case Heading(words):
            return f"<h2>{escape(words)}</h2>\n"
        case Paragraph(words, strong):
            return f"<p>{f'<strong>{text(words)}</strong>' if strong else text(words)}</p>\n"
        case Items(texts, steps):
            return listed(map(item, texts), "ol" if steps else "ul")


def topic_html(markdown: str) -> str:
    """A page of the guide: headings, lists, paragraphs and bold words, which is all the Markdown a guide has."""
    parts = []
    for paragraph in re.split(r"\n\s*\n", markdown.strip()):
        items = re.split(r"^- ", paragraph, flags=re.MULTILINE)[1:]
        hashes, _, words = paragraph.partition(" ")
        level = 0 if hashes.strip("#") else len(hashes)
        if items:
            parts.append(listed(map(_bold, items)))
        elif level:
            parts.append(f"<h{level}>{_bold(words)}</h{level}>\n")
        else:
            parts.append(f"<p>{_bold(paragraph)}</p>\n")
    return "".join(parts)


def _bold(words: str) -> str:
    return re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", text(" ".join(words.split())))
