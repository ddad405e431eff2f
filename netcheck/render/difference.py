"""A difference as plain text for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from netcheck.author.difference.compare import Change, Difference
from netcheck.author.difference.edits import Edit
from netcheck.questionnaire.model import Entered

FORMAT = 1

EXACT_UP_TO = 10**15
"""Larger numbers are rounded in the text. The JSON holds every number exactly."""

DIGITS_AT_ONCE = 4_000


def text(found: Difference) -> str:
    """The difference in plain text: lowered urgency first, then raised, advice, parts and words."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: Difference) -> Iterator[str]:
    yield f"Editions {found.old.edition} and {found.new.edition}, compared for all {number(found.answer_sets)} ways to answer both."
    raised = tuple(change for change in found.urgency if not change.is_lower)
    for title, changes in (("LOWERED URGENCY", found.lowered), ("Raised urgency", raised), ("Advice", found.advice)):
        if changes:
            yield f"\n{title}"
            for change in changes:
                yield f"  {_what(change)}: {number(change.count)} {'answer set' if change.count == 1 else 'answer sets'}."
                yield f"    For example: {'; '.join(_answers(found, change)) or 'whatever is answered'}."
    if found.is_none:
        yield "\nNothing changed in meaning: everyone gets the same urgency and advice."
    for title, edits in (("Parts", found.structure), ("Words", found.wording)):
        if edits:
            yield f"\n{title}"
            yield from map(_edit, edits)


def _what(change: Change) -> str:
    if change.advice:
        return f"{change.advice} is {'now' if change.gained else 'no longer'} earned"
    return f"{change.before.id if change.before else ''} becomes {change.after.id if change.after else ''}"


def _answers(found: Difference, change: Change) -> Iterator[str]:
    """The answers of the example in words, of the new edition where it has them."""
    for id_, answer in change.example:
        editions = [edition.questions[id_] for edition in (found.new, found.old) if id_ in edition.questions]
        texts = {choice.id: choice.text for question in reversed(editions) for choice in question.choices}
        words = [text for choice, text in texts.items() if choice in answer]
        # What is in no band of both editions is said as the least number that a person may type for it.
        typed = [editions[0].entered(Entered((), choice)) for choice in sorted(answer) if choice not in texts]
        yield f"{editions[0].short}: {', '.join(words + typed)}"


def _edit(edit: Edit) -> str:
    before, after = (" / ".join(words.splitlines()) for words in (edit.before, edit.after))
    if edit.kind == "changed":
        return f"  {edit.part} changed from '{before}' to '{after}'."
    return f"  {edit.part} {edit.kind}: '{after or before}'."


def number(count: int) -> str:
    """A count: exact with commas, or rounded to two figures where nobody could read it."""
    if count < EXACT_UP_TO:
        return f"{count:,}"
    mantissa, _, exponent = f"{count:.1e}".partition("e") if count < 10**300 else (digits(count)[0], "", str(len(digits(count)) - 1))
    return f"about {mantissa} x 10^{int(exponent)}"


def digits(count: int) -> str:
    """A count in digits. Python itself refuses to write numbers of more than 4,300."""
    above, below = divmod(count, 10**DIGITS_AT_ONCE)
    return f"{digits(above)}{below:0{DIGITS_AT_ONCE}}" if above else str(below)


def to_json(found: Difference) -> str:
    """The difference for programs; keys are stable within ``format`` 1. Counts are text, because JSON readers round large numbers."""
    value = {
        "format": FORMAT,
        "old": found.old.edition,
        "new": found.new.edition,
        "answer_sets": digits(found.answer_sets),
        "is_lowered": bool(found.lowered),
        "urgency": [{**_step(change), "lowered": change.is_lower, **_counted(change)} for change in found.urgency],
        "advice": [{"advice": change.advice, "gained": change.gained, **_counted(change)} for change in found.advice],
        "parts": _edits(found.structure),
        "words": _edits(found.wording),
    }
    return json.dumps(value, indent=2) + "\n"


def _step(change: Change) -> dict[str, str]:
    return {key: urgency.id for key, urgency in (("from", change.before), ("to", change.after)) if urgency}


def _counted(change: Change) -> dict[str, Any]:
    return {"answer_sets": digits(change.count), "example": {id_: sorted(answer) for id_, answer in change.example}}


def _edits(edits: Iterable[Edit]) -> list[dict[str, str]]:
    return [{"part": edit.part, "kind": edit.kind, "before": edit.before, "after": edit.after} for edit in edits]
