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

from netcheck import Interview, assess, load_questionnaire
from netcheck.engine.assessor import Assessor
from netcheck.questionnaire.load import load

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
    """Print rates and ratios. Every compared pair is first checked to give the same advice."""
    shipped()
    beside_zen()


def shipped() -> None:
    content = load_questionnaire()
    assessor = Assessor(content)
    chance = random.Random(1)
    mixed = [walk(content, chance, 0.1) for _ in range(1000)]
    calm = calm_walks(content, 1000)
    for interview in mixed + calm:
        plain = assess(Interview(content, interview.steps))
        found = assessor.assess(dict(interview.steps))
        assert (found.urgency, list(found.advice)) == (plain.urgency, [item.advice.id for item in plain.earned])  # noqa: S101
    print(f"shipped questionnaire: {len(content.questions)} questions, {len(content.advice)} pieces of advice")
    for name, some in (("random, some end early in an emergency", mixed), ("all 20 answers or more, no emergency", calm)):
        size = statistics.mean(len(interview.steps) for interview in some)
        rates(f"  {name} (mean {size:.0f} answers)", assessor.assess, [dict(interview.steps) for interview in some])
    rates("  plain evaluator, the second kind", lambda interview: assess(Interview(content, interview.steps)), calm[:300])


def beside_zen() -> None:
    content = load(questionnaire(30), "made")
    assessor, decision = Assessor(content), zen.ZenEngine().create_decision(decision_table(30))
    chance = random.Random(2)
    words = [{id_: chance.choice(("yes", "no", "no")) for id_ in content.questions} for _ in range(500)]
    judged = [{id_: frozenset({word}) for id_, word in case.items()} for case in words]
    for case, answers in zip(words, judged, strict=True):
        theirs = {row["advice"] for row in decision.evaluate(case)["result"]}
        assert theirs == set(assessor.assess(answers).advice) - {"otherwise"}  # noqa: S101
    print("30 questions, 30 pieces of advice, 60 rules, one case at a time, in turn")
    ours, others = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(assessor.assess, judged) / len(judged))
        others.append(seconds(decision.evaluate, words) / len(words))
    print(f"  netcheck {1 / statistics.median(ours):,.0f} a second, zen-engine {1 / statistics.median(others):,.0f} a second")
    pairs = statistics.median(other / our for our, other in zip(ours, others, strict=True))
    print(f"  zen-engine / netcheck: {pairs:.1f} times as long (at least 20)")


if __name__ == "__main__":
    main()
