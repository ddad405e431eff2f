"""One word for one thing, in the questions, the advice and the guide."""

from __future__ import annotations

import re

import pytest

from netcheck.author.every_text import passages
from tests.guide.test_topic import REAL, TOPICS

TEXTS = [*((one.where, one.text) for one in passages(REAL)), *((topic.id, " ".join(topic.body.split())) for topic in TOPICS)]


@pytest.mark.parametrize(
    ("other", "word"),
    [
        (r"(?<!Another word for poop is )\bstools?\b|\bfeces\b|\bbowel movements?\b", "poop"),
        (r"\bthrow(?:s|ing)? up\b|\bthrew up\b", "vomiting"),
        (r"\burine\b(?! (?:test|or blood test))|\burinat\w+", "pee; a 'urine test' is the name of a test"),
        (r"\bdoctors?\b(?!, a nurse)", "provider"),
        (r"\babdom(?:en|inal)\b(?!\))", "belly"),
        (r"\bphysicians?\b|\bclinicians?\b(?! (?:has reviewed|yet))", "provider"),
    ],
)
def test_one_word_for_one_thing(other: str, word: str) -> None:
    assert [(where, found[0]) for where, text in TEXTS if (found := re.search(other, text, re.IGNORECASE))] == [], f"Say: {word}"
