"""Every example case in tests/cases holds for the questionnaire that comes with netcheck. Its sentence is the test's name."""

from __future__ import annotations

import pytest

from netcheck.author.case_results import run
from netcheck.author.cases import Case
from tests.support.examples import CASES, REAL


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_example(case: Case) -> None:
    assert run(case, REAL) == ()
