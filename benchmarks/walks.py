"""Random complete interviews, the same for the same seed."""

from __future__ import annotations

import random

from netcheck import Interview, Questionnaire, load_questionnaire
from netcheck.engine import answers
from netcheck.questionnaire.model import NONE, Question


def walk(questionnaire: Questionnaire, chance: random.Random, ill: float) -> Interview:
    """A complete interview in which each sign is picked with the probability ``ill``."""
    interview = Interview(questionnaire)
    while (question := interview.question) is not None:
        interview = interview.take(question.id, _reply(question, chance, ill))
    return interview


def _reply(question: Question, chance: random.Random, ill: float) -> str | list[str]:
    ids = [choice.id for choice in question.choices]
    if question.pick_any:
        picked = [id_ for id_ in ids if id_ not in question.alone and chance.random() < ill]
        return picked or [NONE if NONE in ids else ids[0]]
    return chance.choice(ids) if "no" not in ids or chance.random() < ill else "no"


def calm_walks(questionnaire: Questionnaire, count: int, seed: int = 1) -> list[Interview]:
    """Different complete interviews that do not end early in an emergency, with 20 answers or more: the longest work."""
    chance = random.Random(seed)
    found: dict[tuple[tuple[str, frozenset[str]], ...], Interview] = {}
    while len(found) < count:
        interview = walk(questionnaire, chance, 0.05)
        if not interview.is_emergency and len(interview.answers) >= 20:
            found[interview.steps] = interview
    return list(found.values())


if __name__ == "__main__":
    # The text of an answers file for the shipped questionnaire.
    print(answers.write(calm_walks(load_questionnaire(), 1)[0]), end="")
