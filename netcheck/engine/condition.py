"""Whether a condition holds, in three values, and which answers made it hold.

``known`` maps a question's id to its answer, or to None where the answer is not known yet. A question
that is not in ``known`` is off the path: nobody will be asked it, so it counts as not given.
"""

from __future__ import annotations

from collections.abc import Mapping

from netcheck.questionnaire.model import Answer, Condition, Given

Known = Mapping[str, Answer | None]

NOT_ASKED: Answer = frozenset()


def truth(condition: Condition, known: Known) -> bool | None:
    """True, False, or None while answers not known yet could still decide it."""
    if isinstance(condition, Given):
        answer = known.get(condition.question, NOT_ASKED)
        return None if answer is None else bool(answer & condition.choices)
    holds = open_ = 0
    for part in condition.of:
        value = truth(part, known)
        if value:
            holds += 1
        elif value is None:
            open_ += 1
    if holds >= condition.count:
        return True
    return None if holds + open_ >= condition.count else False


def reasons(condition: Condition, known: Known) -> dict[str, Answer]:
    """The choices that make a true condition true, by question; empty for one that is not true."""
    if truth(condition, known) is not True:
        return {}
    if isinstance(condition, Given):
        return {condition.question: (known[condition.question] or NOT_ASKED) & condition.choices}
    found: dict[str, Answer] = {}
    for part in condition.of:
        for question, choices in reasons(part, known).items():
            found[question] = found.get(question, NOT_ASKED) | choices
    return found
