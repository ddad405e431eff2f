"""Every example case in tests/cases holds for the questionnaire that comes with netcheck. Its sentence is the test's name."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck import load_questionnaire
from netcheck.author.case_results import run
from netcheck.author.cases import Case, read_cases

FILES = sorted((Path(__file__).parent.parent / "cases").glob("*.yaml"))
QUESTIONNAIRE = load_questionnaire() if FILES else None
CASES = [case for file in FILES for case in read_cases(file.read_text(encoding="utf-8"), file.name, QUESTIONNAIRE)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example(case: Case) -> None:
    assert run(case, QUESTIONNAIRE) == ()
