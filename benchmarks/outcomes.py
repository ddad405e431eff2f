"""How much an outcome says, over all example cases: words at once and altogether, and what an 80 by 24 window shows of it.

Usage: python benchmarks/outcomes.py. Prints for each urgency the middle and the most of the words, and in how many cases the first
screen needs no scrolling. Words are what somebody says who reads it out: what stands between spaces and holds a letter or a digit,
the numbers of steps and the deadline in the title too, "over" in 180/120, an address as one word; not the line that names --full.
"""

from __future__ import annotations

import re
import statistics
from collections import defaultdict
from pathlib import Path

from netcheck import assess, load_questionnaire
from netcheck.author.cases import read_cases
from netcheck.engine.outcome import Outcome
from netcheck.questionnaire.model import URGENCIES
from netcheck.render import plain
from netcheck.terminal import screens
from netcheck.terminal.drawing import draw
from netcheck.terminal.window import Window

CASES = Path(__file__).parent.parent / "tests" / "cases"
ACTIONS = ("Save a visit sheet to take with you", "Save my answers")


def main() -> None:
    """Print one line for each urgency."""
    questionnaire = load_questionnaire()
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for file in sorted(CASES.glob("*.yaml")):
        for case in read_cases(file.read_text(encoding="utf-8"), file.name, questionnaire):
            outcome = assess(case.interview(questionnaire))
            found[outcome.urgency.id].append(outcome)
    print("urgency       cases   words at once: middle, most   everything: middle, most   first screen fits")
    for urgency in URGENCIES:
        outcomes = found[urgency]
        at_once = [_words(outcome, plain.render(outcome)) for outcome in outcomes]
        everything = [_words(outcome, plain.render(outcome, whole=True)) for outcome in outcomes]
        fits = sum(_fits(outcome) for outcome in outcomes)
        once, whole = (f"{statistics.median(words):8.0f}{max(words):6}" for words in (at_once, everything))
        print(f"{urgency:12}{len(outcomes):7}{once:>22}{whole:>27}{fits:>20}")


def _words(outcome: Outcome, text: str) -> int:
    # In an emergency the title is the deadline.
    by = "" if outcome.is_emergency else outcome.by
    said = re.sub(r"(?<=\d)/(?=\d)", " over ", text.split("\nEverything else, with sources:")[0])
    return len(re.findall(r"\S*\w\S*", f"{by} {said}"))


def _fits(outcome: Outcome) -> bool:
    lines = draw(Window.of(screens.outcome(outcome, ACTIONS, ())), 80, 24)
    return not any("More below" in text for _, text in lines)


if __name__ == "__main__":
    main()
