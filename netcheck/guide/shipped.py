"""The pages of the guide that are installed with the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable


def topic_texts() -> dict[str, str]:
    """The Markdown text of every topic, by the topic's id."""
    return {file.name.removesuffix(".md"): file.read_text(encoding="utf-8") for file in _pages().iterdir() if file.name.endswith(".md")}


def sources_text() -> tuple[str, str]:
    """The text and the name of the file with the sources that only the guide cites."""
    return (_pages() / "sources.yaml").read_text(encoding="utf-8"), "guide/sources.yaml"


def _pages() -> Traversable:
    from importlib.resources import files

    return files("netcheck") / "guide" / "topics"
