"""Outcomes in a real terminal, as a person finds them: no key pressed after "Show my result"."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from tests.support.examples import CASES, interview_of, outcome_of
from tests.support.real_terminal import RealTerminal
from tests.support.visits import long_interview

SIXTY = CASES[:: len(CASES) // 60][:60]
SHOWN = {
    urgency: next(interview_of(case) for case in CASES if case.expected.urgency == urgency)
    for urgency in ("emergency", "today", "soon", "routine", "information")
} | {"a long history": long_interview(2)}


def on_first_screen(interview: Interview, folder: Path, columns: int, rows: int) -> RealTerminal:
    """A terminal that shows the outcome of answers that were saved before."""
    while (question := interview.question) is not None:
        # A note, which may be left empty: example people have none.
        interview = interview.take(question.id, "")
    (folder / "mine.yaml").write_text(answers.write(interview), encoding="utf-8")
    on = RealTerminal("-m", "netcheck", "--resume", str(folder / "mine.yaml"), columns=columns, rows=rows)
    if assess(interview).is_emergency:
        on.wait_for("choose" if rows < 24 else "Was that a slip?")
    else:
        on.wait_for("Press Enter")
        on.do("enter", "Show my result")
        on.do("enter", "Finish" if rows == 24 else assess(interview).urgency.title.split()[0])
    return on


@pytest.mark.parametrize("case", SIXTY, ids=[case.name for case in SIXTY])
def test_how_soon_why_what_first_and_when_to_call_are_on_the_screen(case, tmp_path):
    outcome = outcome_of(case)

    with on_first_screen(interview_of(case), tmp_path, 80, 24) as on:
        said = on.text
        assert said.startswith(outcome.urgency.title)
        assert "Because you answered" in said or not outcome.most_urgent[0].because
        for step in outcome.steps[:3]:
            assert " ".join(step.split()) in said
        assert outcome.short_notice in said
        assert "911" in said
        assert "More below" not in said


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 20)])
@pytest.mark.parametrize("kind", SHOWN)
def test_the_first_screen_of_every_kind_of_outcome(kind, columns, rows, tmp_path, snapshot):
    with on_first_screen(SHOWN[kind], tmp_path, columns, rows) as on:
        assert "\n".join(line.rstrip() for line in on.screen.display) == snapshot
