"""How proof and difference grow with the questionnaire: made-up questionnaires of 50, 200 and 1,000 questions.

    python benchmarks/questionnaires.py [NUMBER OF QUESTIONS ...]

Each is like our own in shape: danger lists first, symptoms with follow-ups, lists, context, advice that joins two to five
questions, and one that counts signs from everywhere. The second edition of each weakens one emergency and one count. Times are
processor seconds; the last columns say how each grew from the line before, beside the growth in questions.
"""

from __future__ import annotations

import sys
import time

from netcheck.author.difference.compare import difference
from netcheck.author.prove.proof import prove
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Questionnaire

SIZES = (50, 200, 1_000)

HEAD = """format: 1
edition: 2026-11-22
title: Made up
review: {by: no clinician yet, on: not reviewed}
start: [Made up to measure.]
notice: Not a diagnosis.
sources:
  book: {title: A book, publisher: Us, url: "https://example.org", date: not dated, read: all of it}
urgencies:
  emergency: {title: Emergency, by: Now}
  today: {title: Today, by: Today}
  soon: {title: Soon, by: In 2 weeks}
  routine: {title: Routine, by: Next visit}
  information: {title: Nothing, by: No hurry}
"""

COMMON = "why: {say: It matters., sources: [book]}"


def made_up(size: int, weakened: bool = False) -> str:
    """A questionnaire of about ``size`` questions, or its second edition."""
    groups = max(size // 5, 2)
    danger = max(groups // 10, 1)
    sections = ["sections:", "  - id: right_now", "    title: Right now", "    questions:"]
    for number in range(danger):
        sections += [
            f"      - {{id: danger{number}, short: Danger {number}, ask: Danger?, pick: any, {COMMON}, choices: {{a: A, b: B, c: C}},",
            f"         then: {{not_sure: [{{id: plain{number}, short: Plain, ask: Plain?, {COMMON}, choices: yes_no}}]}}}}",
        ]
    sections += ["  - id: signs", "    title: Signs", "    questions:"]
    for number in range(groups - danger):
        sections += [
            f"      - {{id: sign{number}, short: Sign {number}, ask: Sign?, {COMMON}, choices: yes_no, then: {{yes: [",
            f"         {{id: long{number}, short: How long, ask: How long?, {COMMON}, choices: {{days: D, weeks: W, not_sure: N}}}},",
            f"         {{id: feel{number}, short: Feel, ask: Feel?, {COMMON}, choices: {{dry: D, wet: W, not_sure: N}}}}]}}}}",
            f"      - {{id: list{number}, short: List {number}, ask: Any?, pick: any, {COMMON},",
            "         choices: {p: P, q: Q, r: R, s: S, t: T}}",
            f"      - {{id: life{number}, short: Life {number}, ask: Life?, kind: context, {COMMON}, choices: yes_no}}",
        ]
    return HEAD + "\n".join([*sections, *_advice(groups - danger, danger, weakened)]) + "\n"


def _advice(signs: int, danger: int, weakened: bool) -> list[str]:
    lines = ["advice:"]

    def add(id_: str, urgency: str, when: str) -> None:
        sign = ", sign: A danger sign" if urgency == "emergency" else ""
        lines.append(f"  - {{id: {id_}, urgency: {urgency}{sign}, say: Do this., sources: [book], when: {when}}}")

    for number in range(danger):
        picks = "[a, b]" if weakened and number == danger // 2 else "[a, b, c]"
        add(f"danger{number}_now", "emergency", f"{{any: [{{danger{number}: {picks}}}, {{plain{number}: [yes, not_sure]}}]}}")
    for number in range(signs):
        beside = (number + 1) % signs
        add(f"sign{number}_long", "soon", f"{{long{number}: [weeks, not_sure]}}")
        add(f"sign{number}_pair", "today", f"{{all: [{{feel{number}: [dry, not_sure]}}, {{list{beside}: [p, q]}}]}}")
        add(f"list{number}_seen", "routine", f"{{any: [{{list{number}: [r, s, t]}}, {{sign{number}: [yes, not_sure]}}]}}")
        add(f"life{number}_sign", "soon", f"{{all: [{{life{number}: [yes, not_sure]}}, {{sign{number}: yes}}, {{list{number}: p}}]}}")
    many = ", ".join(f"{{long{number}: [weeks]}}" for number in range(min(signs, 12)))
    add("many", "today", f"{{at_least: {{count: {3 if weakened else 2}, of: [{many}]}}}}")
    return [*lines, "otherwise: {say: Nothing., sources: [book]}"]


def _seconds(work: object) -> float:
    started = time.process_time()
    work()  # type: ignore[operator]
    return time.process_time() - started


def main(sizes: tuple[int, ...]) -> None:
    """Print a line for each size."""
    print(f"{'questions':>9}  {'load':>7}  {'prove':>7}  {'difference':>10}   growth: questions, load, prove, difference")
    before: tuple[float, ...] | None = None
    for size in sizes:
        editions: list[Questionnaire] = []
        loading = _seconds(lambda size=size, editions=editions: editions.append(load(made_up(size), "old.yaml")))
        editions.append(load(made_up(size, weakened=True), "new.yaml"))
        old, new = editions
        proving = _seconds(lambda old=old: prove(old))
        comparing = _seconds(lambda old=old, new=new: difference(old, new))
        now = (len(old.questions), loading, proving, comparing)
        ratios = () if before is None else (later / max(earlier, 0.001) for earlier, later in zip(before, now, strict=True))
        growth = ", ".join(f"x{ratio:.1f}" for ratio in ratios)
        print(f"{now[0]:>9}  {loading:>6.2f}s  {proving:>6.2f}s  {comparing:>9.2f}s   {growth}", flush=True)
        before = now


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
