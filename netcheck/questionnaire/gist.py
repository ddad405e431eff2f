"""What a label says, whatever its form: two labels of one gist say the same."""

from __future__ import annotations

import re

_SMALL = frozenset({"a", "an", "the", "of", "in", "on", "at", "to", "or", "and", "your", "you", "is", "are", "do", "does", "have", "has"})


def words(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return re.findall(r"[a-z0-9]+(?:['\u2019][a-z]+)?", text.lower())


def gist(label: str) -> tuple[str, ...]:
    """What a label says, without case, punctuation, order, small words and plural endings."""
    return tuple(sorted(re.sub(r"(?<=\w\w)s$", "", word) for word in words(label) if word not in _SMALL))
