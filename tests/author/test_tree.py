"""The tree of a questionnaire as lines, as Mermaid and as DOT: every question, choice and advice is in it once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from netcheck import CannotDo, Questionnaire
from netcheck.author.tree import Tree, dot, mermaid, text, tree
from netcheck.questionnaire.load import load
from tests.conftest import TESTS

EXAMPLES = TESTS.parent / "examples"


def test_lines_show_follow_ups_under_their_choice_and_advice_by_urgency(small: Questionnaire) -> None:
    assert text(tree(small)) == (
        "A small questionnaire\n"
        "├── Right now\n"
        "│   ├── breathing: Breathing right now\n"
        "│   │   ├── yes → emergency: breathing_emergency\n"
        "│   │   ├── no\n"
        "│   │   └── not_sure\n"
        "│   │       └── breathing_plain: Saying a sentence\n"
        "│   │           ├── yes → emergency: breathing_emergency\n"
        "│   │           ├── no\n"
        "│   │           └── not_sure → emergency: breathing_emergency\n"
        "│   └── danger_signs: Danger signs\n"
        "│       ├── chest_pressure, fainted → emergency: danger_emergency\n"
        "│       ├── none\n"
        "│       └── not_sure → emergency: danger_emergency\n"
        "└── Symptoms\n"
        "    ├── symptoms: Symptoms\n"
        "    │   ├── flushing → soon with other answers: several_symptoms\n"
        "    │   │   ├── flushing_feel: How the heat feels\n"
        "    │   │   │   ├── dry → soon with other answers: dry_flushing\n"
        "    │   │   │   ├── sweaty\n"
        "    │   │   │   └── not_sure → soon with other answers: dry_flushing\n"
        "    │   │   └── flushing_faint: Faint with the heat\n"
        "    │   │       ├── yes → emergency: danger_emergency\n"
        "    │   │       └── no, not_sure → soon with other answers: dry_flushing\n"
        "    │   ├── diarrhea, wheeze → soon with other answers: several_symptoms\n"
        "    │   └── none, not_sure\n"
        "    └── family: Family\n"
        "        ├── yes → routine: family_history\n"
        "        ├── no\n"
        "        └── not_sure → routine: family_history\n"
    )


def test_a_part_is_one_question_and_what_hangs_under_it(small: Questionnaire) -> None:
    assert text(tree(small, "breathing_plain")) == (
        "A small questionnaire\n"
        "└── Right now\n"
        "    └── breathing_plain: Saying a sentence\n"
        "        ├── yes → emergency: breathing_emergency\n"
        "        ├── no\n"
        "        └── not_sure → emergency: breathing_emergency\n"
    )


def test_an_unknown_question_is_refused_with_the_nearest(small: Questionnaire) -> None:
    with pytest.raises(CannotDo) as caught:
        tree(small, "breating")
    assert str(caught.value) == "There is no question 'breating'. Did you mean 'breathing'?"


def test_the_real_tree_fits_a_page_and_holds_every_question_and_choice(real: Questionnaire) -> None:
    drawn = text(tree(real))
    assert max(map(len, drawn.splitlines())) <= 100
    under = {below.id: above for above in real.questions.values() for one in above.then for below in one.questions}
    for question in real.questions.values():
        # One follow-up under several choices stands below each of them.
        leading = [one for one in under[question.id].then if question in one.questions] if question.id in under else []
        times = len(leading[0].choices) * drawn.count(f"── {under[question.id].id}: ") if leading else 1
        assert drawn.count(f"── {question.id}: {question.short.split()[0]}") == times


def test_what_is_asked_only_with_certain_answers_says_so() -> None:
    example = load((EXAMPLES / "tick-bites" / "questions.yaml").read_text(encoding="utf-8"), "questions.yaml")
    drawn = " ".join(text(tree(example)).replace("│", " ").split())

    assert "looked_at: Looked at before (only if skin is hot, ring or not_sure, or body is flu, heart," in drawn


def test_mermaid_tells_advice_earned_alone_from_advice_that_needs_more(small: Questionnaire) -> None:
    assert mermaid(tree(small, "flushing_faint")) == (
        "flowchart LR\n"
        '  subgraph section_0["Symptoms"]\n'
        '    q_flushing_faint["Faint with the heat"]\n'
        "  end\n"
        '  a_danger_emergency(["emergency: danger_emergency"]):::emergency\n'
        '  a_dry_flushing(["soon: dry_flushing"]):::soon\n'
        '  q_flushing_faint -->|"yes"| a_danger_emergency\n'
        '  q_flushing_faint -.->|"no, not_sure"| a_dry_flushing\n'
        "  classDef emergency fill:#f4b6b6\n"
        "  classDef today fill:#f8d3a8\n"
        "  classDef soon fill:#f7ecaa\n"
        "  classDef routine fill:#cfe6c4\n"
        "  classDef information fill:#d7e3f0\n"
    )


def test_dot_draws_the_same(small: Questionnaire) -> None:
    assert dot(tree(small, "flushing_faint")) == (
        "digraph netcheck {\n"
        "  rankdir=LR;\n"
        '  size="7.3,10";\n'
        "  node [shape=box];\n"
        "  subgraph cluster_0 {\n"
        '    label="Symptoms";\n'
        '    q_flushing_faint [label="Faint with the heat"];\n'
        "  }\n"
        '  a_danger_emergency [label="emergency: danger_emergency", shape=ellipse, style=filled, fillcolor="#f4b6b6"];\n'
        '  a_dry_flushing [label="soon: dry_flushing", shape=ellipse, style=filled, fillcolor="#f7ecaa"];\n'
        '  q_flushing_faint -> a_danger_emergency [label="yes"];\n'
        '  q_flushing_faint -> a_dry_flushing [label="no, not_sure", style=dashed];\n'
        "}\n"
    )


@pytest.mark.parametrize("draw", [mermaid, dot])
def test_every_arrow_of_a_diagram_ends_at_something_drawn(real: Questionnaire, draw: Callable[[Tree], str]) -> None:
    drawn = draw(tree(real))
    nodes = set(re.findall(r"^\s*([qa]_\w+)(?:\[| \[|\()", drawn, re.MULTILINE))
    arrows = re.findall(r"^\s*([qa]_\w+) (?:-->|-\.->|->)(?:\|.*\|)? ([qa]_\w+)", drawn, re.MULTILINE)
    assert len(arrows) > 100
    assert {end for arrow in arrows for end in arrow} <= nodes
    assert {f"q_{question}" for question in real.questions} <= nodes


def test_words_cannot_break_out_of_their_quotes(small: Questionnaire) -> None:
    rude = replace(small, sections=(small.sections[0]._replace(title='A "b" \\ #c'),))
    assert 'label="A \\"b\\" \\\\ #c";' in dot(tree(rude))
    assert '["A #quot;b#quot; \\ #35;c"]' in mermaid(tree(rude))
