"""Our own questionnaire, whole: every choice has an example person, and a weakened rule cannot slip through."""

from __future__ import annotations

from dataclasses import replace

import pytest

from netcheck.author.case_results import run
from netcheck.author.coverage import coverage
from netcheck.author.difference import diagram
from netcheck.author.difference.compare import difference
from netcheck.author.prove.proof import prove
from netcheck.questionnaire.load import load, load_with_places
from netcheck.questionnaire.model import URGENCIES
from netcheck.questionnaire.shipped import shipped_questionnaire
from tests.support.examples import CASES, cases_for

TEXT, NAME = shipped_questionnaire()
STRONG = "danger_chest: [chest_pressure, pain_spread"
WEAK = "danger_chest: [pain_spread"


@pytest.fixture(scope="module")
def weakened():
    """Our questionnaire in which pressure in the chest is no emergency any more."""
    assert TEXT.count(STRONG) == 1
    return load(TEXT.replace(STRONG, WEAK), "weakened.yaml")


def test_every_question_choice_advice_and_branch_is_used_by_a_case():
    loaded = load_with_places(TEXT, NAME)

    assert [part.what for part in coverage(loaded, cases_for(loaded.questionnaire)).unused] == []


def test_there_are_cases_for_every_urgency_and_section(real):
    answered = {real.section_of[question].id for case in CASES for question, _ in case.steps}

    assert {case.expected.urgency for case in CASES} == set(URGENCIES)
    assert answered == {section.id for section in real.sections}
    assert len(CASES) >= 120


def test_the_cases_notice_a_weakened_emergency(weakened):
    assert [case.name for case in cases_for(weakened) if run(case, weakened)]


def test_the_proof_notices_a_weakened_emergency(weakened):
    assert [finding for finding in prove(weakened).refuted if "chest_pressure" in finding.about]


def test_the_difference_lists_a_weakened_emergency_as_lowered(real, weakened):
    found = difference(real, weakened)

    assert found.lowered
    assert found.lowered[0].count > 0


def test_an_edition_of_which_much_is_gone_is_compared_exactly_in_little_room(real, monkeypatch):
    monkeypatch.setattr(diagram, "LARGEST", 1_000_000)
    gone = real.advice[5::24]
    found = difference(real, replace(real, advice=tuple(advice for advice in real.advice if advice not in gone)))

    assert [change.advice for change in found.advice if not change.gained] == [advice.id for advice in gone]
    assert found.lowered
    assert len(found.lowered) == len(found.urgency)
