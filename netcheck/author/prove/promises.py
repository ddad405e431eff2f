"""The author's own properties: whenever a condition holds, the outcome is at least this urgent.

Proved for all answers, complete or not. The condition looks at the answers that count, as advice does. A
promise whose condition never holds says nothing and is a fault.
"""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.author.prove.prover import Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.engine.condition import truth
from netcheck.questionnaire.model import Always


def prove_promises(prover: Prover) -> Iterator[Finding]:
    """One finding for each line of ``always``."""
    for promise in prover.questionnaire.always:
        yield checked("always", promise.id, lambda promise=promise: _promise(prover, promise))  # type: ignore[misc]


def _promise(prover: Prover, promise: Always) -> Finding:
    when, least = prover.logic.counted(promise.when), promise.then_at_least

    def breaks(answers: Answers) -> bool:
        interview = prover.interview(answers)
        return bool(truth(promise.when, interview.answers)) and prover.rank(answers) > least.rank

    found = prover.find(prover.holds(when), prover.denied(prover.logic.as_urgent_as(least.rank)))
    if found is not None:
        answers = smallest(found, breaks)
        urgency = prover.urgency(answers)
        message = f"The promise '{promise.id}' is broken: these answers give {urgency}, not at least {least.id}."
        example = Example(f"Breaks {promise.id}: {urgency}", prover.interview(answers))
        return Finding("always", promise.id, Verdict.REFUTED, message, (example,))
    if prover.find(prover.comes_true(when)) is None:
        message = f"The promise '{promise.id}' says nothing: its condition can never hold."
        return Finding("always", promise.id, Verdict.REFUTED, message)
    return Finding("always", promise.id, Verdict.PROVED, f"The promise '{promise.id}' is kept: always at least {least.id}.")
