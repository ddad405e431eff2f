"""Sets of answers a second, in one process on one core: the shipped questionnaire, and the same decision with zen-engine."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable
from typing import Any

import zen
from made import decision_table, questionnaire
from walks import calm_walks, walk

from netcheck import Interview, Questionnaire, assess, load_questionnaire
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Answer

ROUNDS = 15


def seconds(one: Callable[[Any], Any], cases: Iterable[Any]) -> float:
    """Processor seconds to call ``one`` for each case once."""
    begun = time.process_time()
    for case in cases:
        one(case)
    return time.process_time() - begun


def rates(name: str, one: Callable[[Any], Any], cases: list[Any]) -> float:
    """Print how many cases a second, as median and best of several rounds; the median."""
    rounds = sorted(len(cases) / seconds(one, cases) for _ in range(ROUNDS))
    print(f"{name:58}{statistics.median(rounds):12,.0f} a second (median), {rounds[-1]:,.0f} (best)")
    return statistics.median(rounds)


def main() -> None:
    """Print rates and ratios. Both engines are first checked to give the same advice."""
    shipped()
    beside_zen()


def shipped() -> None:
    content = load_questionnaire()
    chance = random.Random(1)
    mixed = [walk(content, chance, 0.1) for _ in range(1000)]
    calm = calm_walks(content, 1000)
    print(f"shipped questionnaire: {len(content.questions)} questions, {len(content.advice)} pieces of advice")
    for name, some in (("random, some end early in an emergency", mixed), ("all 20 answers or more, no emergency", calm)):
        size = statistics.mean(len(interview.steps) for interview in some)
        rates(f"  {name} (mean {size:.0f} answers)", lambda interview: assess(Interview(content, interview.steps)), some)


def earned(content: Questionnaire, steps: tuple[tuple[str, Answer], ...]) -> set[str]:
    return {item.advice.id for item in assess(Interview(content, steps)).earned}


def beside_zen() -> None:
    content = load(questionnaire(30), "made")
    decision = zen.ZenEngine().create_decision(decision_table(30))
    chance = random.Random(2)
    words = [{id_: chance.choice(("yes", "no", "no")) for id_ in content.questions} for _ in range(500)]
    judged = [tuple((id_, frozenset({word})) for id_, word in case.items()) for case in words]
    for case, answers in zip(words, judged, strict=True):
        theirs = {row["advice"] for row in decision.evaluate(case)["result"]}
        assert theirs == earned(content, answers) - {"otherwise"}  # noqa: S101
    print("30 questions, 30 pieces of advice, 60 rules, one case at a time, in turn")
    ours, others = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda steps: earned(content, steps), judged) / len(judged))
        others.append(seconds(decision.evaluate, words) / len(words))
    print(f"  netcheck {1 / statistics.median(ours):,.0f} a second, zen-engine {1 / statistics.median(others):,.0f} a second")
    pairs = statistics.median(other / our for our, other in zip(ours, others, strict=True))
    print(f"  zen-engine / netcheck: {pairs:.1f} times as long")


if __name__ == "__main__":
    main()
