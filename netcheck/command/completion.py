"""What the shell offers when a word of the command line is completed."""

from __future__ import annotations


def topics(incomplete: str) -> list[tuple[str, str]]:
    """The topics of the guide that start with a text, each with its title for the shells that show one."""
    # Imported here because every run loads this module and only a shell calls it.
    from netcheck.guide.shipped import topic_texts
    from netcheck.guide.topic import topics

    return [(topic.id, topic.title) for topic in topics(topic_texts()) if topic.id.startswith(incomplete)]
