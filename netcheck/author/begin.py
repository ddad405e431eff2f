"""The smallest whole questionnaire, for people to begin with: its questions and its example cases, each with comments."""

from __future__ import annotations

import pkgutil

QUESTIONS = "questions.yaml"
FILES = (QUESTIONS, "cases/people.yaml")
EDITION = "2026-01-31"


def beginning(edition: str = EDITION) -> dict[str, str]:
    """The text of each of its files, by the name inside its folder. ``edition`` is the day it is of, like 2026-01-31."""
    texts = {name: (pkgutil.get_data("netcheck", f"author/beginning/{name}") or b"").decode() for name in FILES}
    return {name: text.replace(EDITION, edition) for name, text in texts.items()}
