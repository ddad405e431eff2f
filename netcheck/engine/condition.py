"""Whether a condition holds, in three values, and which answers made it hold.

``known`` maps a question's id to its answer, or to None where the answer is not known yet. A question
that is not in ``known`` is off the path: nobody will be asked it, so it counts as not given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, AtLeast, Condition, Given

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


def in_words(condition: Condition) -> str:
    """A condition as it is said, with the ids that people write in their files."""
    if isinstance(condition, Given):
        return f"{condition.question} is {listed(sorted(condition.choices, key=lambda choice: (choice in _LAST, choice)))}"
    parts = [f"({in_words(part)})" if isinstance(part, AtLeast) else in_words(part) for part in condition.of]
    if len(parts) == 1:
        return in_words(condition.of[0])
    if condition.count == len(parts):
        return " and ".join(parts)
    return ", or ".join(parts) if condition.count == 1 else f"at least {condition.count} of these: {'; '.join(parts)}"


_LAST = (NONE, NOT_SURE)


def listed(words: Sequence[str]) -> str:
    """Words as alternatives: ``a``, ``a or b``, ``a, b or c``."""
    return " or ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)
