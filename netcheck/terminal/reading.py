"""A page of Markdown as a screen, for systems without a program that shows long texts page by page."""

from __future__ import annotations

import re

from netcheck.render.page import Block, Heading, Items, Paragraph
from netcheck.terminal.screens import Screen


def page(text: str) -> Screen:
    """The screen that shows a page to its end and then closes. Its first heading is the title."""
    title, blocks = "", list[Block]()
    for part in re.split(r"\n\s*\n", text.replace("**", "").strip()):
        if heading := re.fullmatch(r"#+ (.*)", part.strip()):
            if title:
                blocks.append(Heading(heading[1]))
            else:
                title = heading[1]
        elif part.startswith("- "):
            blocks.append(Items(tuple(" ".join(item.split()) for item in re.split(r"^- ", part, flags=re.MULTILINE)[1:])))
        else:
            blocks.append(Paragraph(" ".join(part.split())))
    return Screen(title, openings=(tuple(blocks),), enter="close", back="")
