"""What the shell offers when a word of the command line is completed."""

from __future__ import annotations

from netcheck import files, guide


def topics(incomplete: str) -> list[tuple[str, str]]:
    """The topics of the guide that start with a text, each with its title for the shells that show one."""
    return [(topic.id, topic.title) for topic in guide.topics(files.guide_texts()) if topic.id.startswith(incomplete)]
