"""Conditions over raw answers, as authors' tools calculate with them: joined, narrowed to one answer, and taken apart."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping

from netcheck.questionnaire.model import Answer, AtLeast, Condition, Given

UNANSWERED = ""
"""What stands for a question's answer while it has none. No choice has this id."""

ALWAYS: Condition = AtLeast(0, ())
NEVER: Condition = AtLeast(1, ())


def at_least(count: int, parts: Iterable[Condition]) -> Condition:
    """The condition that ``count`` of ``parts`` hold, without parts that always or never hold."""
    open_: list[Condition] = []
    for part in parts:
        if part == ALWAYS:
            count -= 1
        elif part != NEVER:
            open_.append(part)
    if count <= 0:
        return ALWAYS
    if len(open_) < count:
        return NEVER
    return open_[0] if len(open_) == 1 else AtLeast(count, tuple(open_))


def both(*parts: Condition) -> Condition:
    """The condition that every part holds."""
    return at_least(len(parts), parts)


def either(parts: Iterable[Condition]) -> Condition:
    """The condition that some part holds."""
    return at_least(1, dict.fromkeys(parts))


def replaced(condition: Condition, by: Callable[[Given], Condition]) -> Condition:
    """The condition with every ``Given`` in it replaced."""
    if isinstance(condition, Given):
        return by(condition)
    return at_least(condition.count, (replaced(part, by) for part in condition.of))


def restricted(condition: Condition, question: str, answer: Answer) -> Condition:
    """What is left of a condition once the raw answer to one question is known."""

    def by(given: Given) -> Condition:
        if given.question != question:
            return given
        return ALWAYS if given.choices & answer else NEVER

    return replaced(condition, by)


def up_to(condition: Condition, order: Mapping[str, int], last: int) -> Condition:
    """What a condition says of the answers to the questions up to one place."""
    return replaced(condition, lambda given: given if order[given.question] <= last else NEVER)


def alternatives(condition: Condition) -> Iterator[Condition]:
    """The conditions any of which makes a condition true."""
    if isinstance(condition, AtLeast) and condition.count == 1:
        for part in condition.of:
            yield from alternatives(part)
    else:
        yield condition


def unanswered(question: str) -> Condition:
    """That a question has no answer."""
    return Given(question, frozenset((UNANSWERED,)))


def raw(questions: Collection[str], given: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers as the conditions here look at them: ``UNANSWERED`` for every question without one."""
    return {question: given.get(question, frozenset((UNANSWERED,))) for question in questions}
