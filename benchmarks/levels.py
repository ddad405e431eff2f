"""How often the advice has the right level, for people who were given one before anything was asked.

Usage: python benchmarks/levels.py. Prints how many get the right level, a more urgent one or a milder one, the emergencies that are
missed and those of people without one, and the names of all who get another level than the one written down.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from netcheck import assess, load_questionnaire
from netcheck.author.cases import read_cases
from netcheck.questionnaire.model import URGENCIES

PATIENTS = Path(__file__).parent / "patients"


def main() -> None:
    """Print the figures, a table of right and given levels, and whoever gets another one."""
    questionnaire = load_questionnaire()
    levels: Counter[tuple[str, str]] = Counter()
    others: list[str] = []
    for file in sorted(PATIENTS.glob("*.yaml")):
        for case in read_cases(file.read_text(encoding="utf-8"), file.name, questionnaire):
            right, given = case.expected.urgency, assess(case.interview(questionnaire)).urgency.id
            levels[right, given] += 1
            if right != given:
                milder = URGENCIES.index(given) > URGENCIES.index(right)
                others.append(f"{'TOO MILD' if milder else 'too urgent'}: {right} → {given}: {case.name}")
    people = levels.total()
    mild = sum(count for (right, given), count in levels.items() if URGENCIES.index(given) > URGENCIES.index(right))
    calm = sum(count for (right, _), count in levels.items() if right != "emergency")
    exact = sum(levels[one, one] for one in URGENCIES)
    missed = sum(count for (right, given), count in levels.items() if right == "emergency" != given)
    print(f"{people} people: safe {100 * (people - mild) / people:.1f} %, right level {100 * exact / people:.1f} %")
    print(f"missed emergencies: {missed}")
    print(f"emergencies for people without one: {sum(levels[one, 'emergency'] for one in URGENCIES[1:])} of {calm}")
    print(f"{'right level':12}" + "".join(f"{one:>13}" for one in URGENCIES))
    for right in URGENCIES:
        print(f"{right:12}" + "".join(f"{levels[right, given]:13}" for given in URGENCIES))
    print("\n".join(sorted(others)))


if __name__ == "__main__":
    main()
