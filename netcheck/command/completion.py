"""What the shell offers when a word of the command line is completed."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from itertools import pairwise

OPTIONS = ("--install-completion", "--show-completion")


def obey_named_shell(words: Sequence[str], environment: MutableMapping[str, str]) -> None:
    """Where a shell is named after one of the options, let Typer take it or refuse it; otherwise it finds out which one runs."""
    named = [word for option, word in pairwise(words) if option in OPTIONS]
    if any(word and not word.startswith("-") for word in named):
        # The name that Typer has for this.
        environment["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "yes"


def topics(incomplete: str) -> list[tuple[str, str]]:
    """The topics of the guide that start with a text, each with its title for the shells that show one."""
    # Imported here because every run loads this module and only a shell calls it.
    from netcheck.guide.shipped import topic_texts
    from netcheck.guide.topic import topics

    return [(topic.id, topic.title) for topic in topics(topic_texts()) if topic.id.startswith(incomplete)]
