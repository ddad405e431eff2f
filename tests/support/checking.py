"""What ``check`` finds in a text, also in one that cannot be loaded."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from netcheck.author.check import check
from netcheck.author.finding import Finding, refusal
from netcheck.errors import QuestionnaireRefused
from netcheck.guide.marks import AdviceLine
from netcheck.questionnaire.load import load_with_places


def check_text(text: str, name: str, *, topics: Collection[str], today: date, lines: Collection[AdviceLine] = ()) -> tuple[Finding, ...]:
    """All findings; one for each fault when the text cannot be loaded."""
    try:
        loaded = load_with_places(text, name)
    except QuestionnaireRefused as refused:
        return tuple(map(refusal, refused.faults))
    return check(loaded, topics=topics, today=today, lines=lines)
