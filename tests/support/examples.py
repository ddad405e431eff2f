"""Our own questionnaire and the example people in tests/cases, read once for all tests of a process: reading them takes seconds."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import netcheck
from netcheck.author.cases import Case, read_cases
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import Questionnaire

REAL = netcheck.load_questionnaire()
FILES = sorted((Path(__file__).parent.parent / "cases").glob("*.yaml"))


def cases_for(questionnaire: Questionnaire) -> tuple[Case, ...]:
    return tuple(case for file in FILES for case in read_cases(file.read_text(encoding="utf-8"), file.name, questionnaire))


CASES = cases_for(REAL)


@cache
def interview_of(case: Case) -> Interview:
    return case.interview(REAL)


@cache
def outcome_of(case: Case) -> Outcome:
    return assess(interview_of(case))
