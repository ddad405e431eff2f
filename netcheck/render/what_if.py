"""What would raise the urgency, as plain text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from netcheck.author.what_if import Changed, Missing, WhatIf
from netcheck.questionnaire.model import Answer, Question, Urgency

FORMAT = 1

SHOWN = 3
"""How many pieces of advice of one urgency, parts of a condition or choices of a question the text names. The JSON holds all."""


def text(found: WhatIf) -> str:
    """Bounds, the smallest changes for each more urgent urgency, and what the nearest advice lacks."""
    return "\n".join(_lines(found)) + "\n"


def _lines(found: WhatIf) -> Iterator[str]:
    outcome = found.outcome
    state = "complete" if outcome.complete else f"not complete: at most {_urgency(outcome.at_most)}"
    yield f"Now: {_urgency(outcome.urgency)}. The interview is {state}."
    if outcome.is_emergency:
        yield "\nNothing is more urgent than this."
        return
    yield "\nWhat would raise it"
    for one in found.raises:
        number = len(one.changes)
        yield f"  {one.advice.urgency.id}, by '{one.advice.id}', with {number} other {'answer' if number == 1 else 'answers'}:"
        yield from (f"    {_change(change)}" for change in one.changes)
    if not found.raises:
        yield "  No few other answers would."
    if not found.searched:
        yield "  The search was stopped early: there may be smaller changes than these."
    yield "\nWhy it is not more urgent"
    yield from _not_earned(found)


def _not_earned(found: WhatIf) -> Iterator[str]:
    shown: dict[Urgency, int] = {}
    for one in found.not_earned:
        urgency = one.advice.urgency
        shown[urgency] = shown.get(urgency, 0) + 1
        if shown[urgency] <= SHOWN:
            yield f"  {one.advice.id} ({urgency.id}) needs:"
            yield from (f"    {line}" for line in _needs(one.missing))
    for urgency, number in shown.items():
        if number > SHOWN:
            yield f"  {number - SHOWN} more with urgency {urgency.id} need more changes, or as many."


def _needs(missing: Missing) -> Iterator[str]:
    if missing.question:
        if missing.given is not None:
            now = f"answered: {_words(missing.question, missing.given)}"
        else:
            now = "no answer yet" if missing.asked else "not asked"
        yield f"{missing.question.short}: {_some_of(missing.question.texts(missing.choices))} ({now})"
        return
    yield "all of:" if missing.more == len(missing.parts) else "one of:" if missing.more == 1 else f"{missing.more} of:"
    for part in missing.parts[:SHOWN] if missing.more == 1 else missing.parts:
        yield from (f"  {line}" for line in _needs(part))
    if missing.more == 1 and len(missing.parts) > SHOWN:
        yield f"  … or {len(missing.parts) - SHOWN} more"


def _some_of(texts: tuple[str, ...]) -> str:
    rest = len(texts) - SHOWN
    return " / ".join((*texts[:SHOWN], *([f"{rest} more"] if rest > 0 else [])))


def _change(change: Changed) -> str:
    now = "no answer yet" if change.before is None else f"now: {_words(change.question, change.before)}"
    return f"{change.question.short}: {_words(change.question, change.after)} ({now})"


def _words(question: Question, answer: Answer) -> str:
    return "; ".join(question.texts(answer))


def _urgency(urgency: Urgency) -> str:
    return f"{urgency.id} ({urgency.title})"


def to_json(found: WhatIf) -> str:
    """Everything found, for programs; keys are stable within ``format`` 1."""
    value = {
        "format": FORMAT,
        "urgency": found.outcome.urgency.id,
        "at_most": found.outcome.at_most.id,
        "complete": found.outcome.complete,
        "searched": found.searched,
        "raises": [{"urgency": one.advice.urgency.id, "advice": one.advice.id, "changes": _changes(one.changes)} for one in found.raises],
        "not_earned": [
            {
                "advice": one.advice.id,
                "urgency": one.advice.urgency.id,
                "changes": None if one.changes is None else len(one.changes),
                "missing": _missing(one.missing),
            }
            for one in found.not_earned
        ],
    }
    return json.dumps(value, indent=2) + "\n"


def _changes(changes: Iterable[Changed]) -> list[dict[str, Any]]:
    return [{"question": one.question.id, "from": one.before and sorted(one.before), "to": sorted(one.after)} for one in changes]


def _missing(missing: Missing) -> dict[str, Any]:
    if missing.question:
        return {
            "question": missing.question.id,
            "choices": sorted(missing.choices),
            "given": missing.given and sorted(missing.given),
            "asked": missing.asked,
        }
    return {"more": missing.more, "parts": [_missing(part) for part in missing.parts]}
