"""Whether what is said together fits together: advice that contradicts other advice, and steps that are said twice.

Which advice can stand in one outcome is decided exactly, by looking for the fewest answers that earn both. Of advice about one
complaint only the most urgent speaks, and an emergency stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import NamedTuple

from netcheck.author.shortest_answers import Answers, ShortestAnswers
from netcheck.engine.condition import truth
from netcheck.questionnaire.gist import gist
from netcheck.questionnaire.model import NONE, NOT_SURE, Advice, AtLeast, Question, Questionnaire

NO_SIGN = ("no", NONE, NOT_SURE)

FEWEST_SHARED = 2
"""How many words a danger sign and another choice must share to be taken for each other."""


class Clash(NamedTuple):
    """Two texts that must not stand as they do: which advice or choice has the second, and answers that show both."""

    key: tuple[str, ...]
    where: str
    message: str
    example: Answers | None


def both_said(shortest: ShortestAnswers, one: Advice, other: Advice) -> Answers | None:
    """The fewest answers whose outcome says both pieces of advice, or None when no outcome does."""
    if (one.urgency.rank == 0) != (other.urgency.rank == 0):
        return None
    wanted = AtLeast(2, (one.when, other.when))
    if one.urgency.rank == 0:
        return shortest.making_at_once(wanted)
    louder = (advice for advice in shortest.questionnaire.advice if any(silences(advice, said) for said in (one, other)))
    return shortest.making(wanted, never=tuple(advice.when for advice in louder))


def silences(advice: Advice, other: Advice) -> bool:
    """Whether advice speaks in place of other advice about the same complaint."""
    return bool(advice.about) and advice.about == other.about and advice.how_soon < other.how_soon


def contradictions(questionnaire: Questionnaire, shortest: ShortestAnswers) -> Iterator[Clash]:
    """Advice that stands in one outcome with advice that it excludes."""
    by_id = {advice.id: advice for advice in questionnaire.advice}
    for advice in questionnaire.advice:
        for id_ in advice.excludes:
            if (answers := both_said(shortest, advice, by_id[id_])) is not None:
                message = f"'{advice.id}' excludes '{id_}', but one outcome can say both."
                yield Clash(("advice", advice.id, "excludes"), advice.id, message, answers)


def steps_said_twice(questionnaire: Questionnaire, shortest: ShortestAnswers) -> Iterator[Clash]:
    """Steps of one outcome that say the same in other words. The same words are said once anyway."""
    for advice in questionnaire.advice:
        own = [advice.first_step or advice.urgency.first_step, *advice.urgency.do, *advice.do]
        for first, second in combinations(own, 2):
            if _same_step(first, second):
                message = f"'{second}' says the same as '{first}', which is said with it."
                yield Clash(("advice", advice.id, "do"), advice.id, message, shortest.earning(advice))
    for one, other in combinations(questionnaire.advice, 2):
        twice = ((first, second) for first in one.do for second in other.do if _same_step(first, second))
        if (pair := next(twice, None)) is not None and (answers := both_said(shortest, one, other)) is not None:
            message = f"'{pair[1]}' says the same as '{pair[0]}' of '{one.id}', and one outcome can say both."
            yield Clash(("advice", other.id, "do"), other.id, message, answers)


def _same_step(first: str, second: str) -> bool:
    return first != second and gist(first) == gist(second)


def danger_alike(questionnaire: Questionnaire) -> Iterator[Clash]:
    """Choices that a person may take for a danger sign which is no part of an emergency."""
    named = [(question, choice.id) for question in questionnaire.questions.values() for choice in question.choices]
    signs = {(question.id, choice): _words(question, choice) for question, choice in named if choice not in NO_SIGN}
    danger = [sign for sign in signs if _is_danger(questionnaire, *sign)]
    part_of_danger = {sign for sign in signs if _is_named(questionnaire, *sign)}
    for sign, said in signs.items():
        if sign in part_of_danger:
            continue
        for other in danger:
            # In one list, also where the other choice says less: whoever reads it first takes it.
            is_alike = signs[other] <= said or (sign[0] == other[0] and said <= signs[other])
            if is_alike and len(said & signs[other]) >= FEWEST_SHARED:
                message = f"'{'.'.join(sign)}' is no danger sign, but its words are those of the danger sign '{'.'.join(other)}'."
                yield Clash(("choice", *sign), ".".join(sign), message, None)
                break


def _words(question: Question, choice: str) -> frozenset[str]:
    """What a choice says; a plain yes says what its question is about."""
    (text,) = question.texts(frozenset((choice,)))
    return frozenset(gist(question.short if choice == "yes" else text))


def _is_danger(questionnaire: Questionnaire, question: str, choice: str) -> bool:
    """Whether a choice is an emergency by itself."""
    return any(truth(advice.when, {question: frozenset((choice,))}) for advice in questionnaire.emergencies)


def _is_named(questionnaire: Questionnaire, question: str, choice: str) -> bool:
    waiting = [advice.when for advice in questionnaire.emergencies]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, AtLeast):
            waiting += condition.of
        elif condition.question == question and choice in condition.choices:
            return True
    return False
