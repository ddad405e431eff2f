"""Questionnaires of any size, made up for measuring, and the decision table with the same rules."""

from __future__ import annotations

import json

SOURCE = "{title: T, publisher: P, url: https://example.org, date: not dated, read: full}"
LEVELS = ("emergency", "today", "soon", "routine", "information")


def rules(questions: int) -> list[tuple[str, list[list[int]]]]:
    """A piece of advice for every question: its urgency, and the pairs of questions of which one must both be yes."""
    return [
        (LEVELS[1 + number % 4], [[number, (number * 7 + 1) % questions], [number, (number * 5 + 2) % questions]])
        for number in range(questions)
    ]


def questionnaire(questions: int) -> str:
    """The text of a questionnaire with that many questions, every fifth a follow-up, and one piece of advice for each."""
    lines = ["format: 1", "edition: 2026-01-01", "title: T", "review: {by: no clinician yet, on: not reviewed}", "start: [S.]"]
    lines += ["notice: N.", "sources:", f"  s: {SOURCE}", "urgencies:"]
    lines += [f"  {level}: {{title: T {level}, by: B, do: [D.]}}" for level in LEVELS]
    lines += ["sections:", "  - id: all_of_them", "    title: T", "    questions:"]
    for number in range(questions):
        lines += [f"      - id: q{number}", f"        short: Question {number}", f"        ask: Do you have sign {number}?"]
        lines += ["        why: {say: It matters., sources: [s]}", "        choices: yes_no"]
    lines += ["advice:"]
    for number, (level, pairs) in enumerate(rules(questions)):
        both = ", ".join(f"{{all: [{', '.join(f'{{q{one}: yes}}' for one in pair)}]}}" for pair in pairs)
        lines += [f"  - id: a{number}", f"    urgency: {level}", f"    when: {{any: [{both}]}}", f"    say: Advice {number}."]
        lines += ["    sources: [s]"]
    return "\n".join([*lines, "otherwise: {say: Nothing., sources: [s]}", ""])


def decision_table(questions: int) -> str:
    """The same rules for zen-engine: a table that collects the id of every rule that holds."""
    inputs = [{"id": f"i{number}", "name": f"q{number}", "field": f"q{number}", "type": "expression"} for number in range(questions)]
    rows = [
        {"_id": f"r{number}_{which}", "o": f'"a{number}"', **{f"i{one}": '"yes"' if one in pair else "" for one in range(questions)}}
        for number, (_, pairs) in enumerate(rules(questions))
        for which, pair in enumerate(pairs)
    ]
    table = {"hitPolicy": "collect", "inputs": inputs, "outputs": [{"id": "o", "name": "advice", "field": "advice"}], "rules": rows}
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode", "position": {"x": 0, "y": 0}},
        {"id": "t", "name": "t", "type": "decisionTableNode", "position": {"x": 1, "y": 0}, "content": table},
        {"id": "out", "name": "out", "type": "outputNode", "position": {"x": 2, "y": 0}},
    ]
    edges = [{"id": f"{a}{b}", "type": "edge", "sourceId": a, "targetId": b} for a, b in (("in", "t"), ("t", "out"))]
    return json.dumps({"nodes": nodes, "edges": edges})
