"""Codes of other systems are checked against stored copies: a wrong one would tell a record something that nobody said."""

from __future__ import annotations

from dataclasses import replace

import pytest

import netcheck
from netcheck.author.codes import findings
from netcheck.questionnaire.model import Questionnaire

REAL = netcheck.load_questionnaire()


def coded(system: str, code: str) -> Questionnaire:
    breathing = REAL.questions["breathing"]
    choices = (breathing.choices[0]._replace(codes=((system, code),)), *breathing.choices[1:])
    section = REAL.sections[0]
    return replace(REAL, sections=(section._replace(questions=(breathing._replace(choices=choices, then=()),)),))


@pytest.mark.parametrize(
    ("system", "code", "fault"),
    [
        ("hpo", "HP:0002094 Cough", "has another name there: Dyspnea"),
        ("hpo", "HP:9999999 Dyspnea", "does not stand in the ontology of 2025-01-16"),
        ("hpo", "HP:0003157 Peripheral neuropathy", "is not used any more; now it is HP:0009830 Peripheral neuropathy"),
        ("hpo", "Dyspnea", "is not written as an id and its name, like HP:0002094 Dyspnea"),
        ("relative", "AUNTY", "is none of: FAMMEMB, EXT"),
    ],
)
def test_a_code_that_says_something_else_is_found(system, code, fault):
    found = list(findings(coded(system, code)))

    assert [(one.code, one.where) for one in found] == [("N701", "breathing.yes")]
    assert fault in found[0].message


@pytest.mark.parametrize(("system", "code"), [("hpo", "HP:0002094 Dyspnea"), ("relative", "EXT")])
def test_a_code_as_it_stands_in_its_system_is_none(system, code):
    assert not list(findings(coded(system, code)))


def test_our_own_choices_have_codes():
    systems = {system for question in REAL.questions.values() for choice in question.choices for system, _ in choice.codes}

    assert systems == {"hpo", "relative"}
    assert not list(findings(REAL))
