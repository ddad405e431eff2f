"""LHC-Forms draws the exported form in a real browser, and cases are answered there by clicks as a person would.

A few cases each time; ``NETCHECK_CLICKED_CASES=30`` clicks through more of them.
"""

from __future__ import annotations

import json
import os

import pytest

import netcheck
from netcheck.author.cases import read_cases
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Entered
from netcheck.records import response
from netcheck.records.questionnaire import fhir_questionnaire
from tests.conftest import TESTS
from tests.page.conftest import browser as browser
from tests.records.outside.answered import every_item, response_to
from tests.records.outside.lhc_forms import lhc_forms
from tests.records.outside.packages import LHC_FORMS, unpacked

REAL = netcheck.load_questionnaire()
FORM = fhir_questionnaire(REAL)
SYSTEM = FORM["contained"][0]["url"]
TYPES = {item["linkId"]: item["type"] for item in every_item(FORM)}
COUNT = int(os.environ.get("NETCHECK_CLICKED_CASES", "3"))


def some_cases():
    files = sorted((TESTS / "cases").glob("*.yaml"))
    cases = [case for file in files for case in read_cases(file.read_text("utf-8"), file.name, REAL)]
    return cases[:: len(cases) // COUNT][:COUNT]


@pytest.fixture(scope="module")
def render(tmp_path_factory, browser):
    with lhc_forms(unpacked(LHC_FORMS, tmp_path_factory.mktemp("lhc_forms")), browser) as render:
        yield render


def without_words(answered):
    """What was answered, without what a renderer adds: displays, texts, and the result it calculates."""
    found = {}
    for group in answered.get("item", ()):
        for item in group.get("item", ()):
            if TYPES[item["linkId"]] != "display" and not item["linkId"].startswith("outcome."):
                found[item["linkId"]] = sorted(
                    str(answer.get("valueCoding", {}).get("code") or next(iter(answer.values()))) for answer in item.get("answer", ())
                )
    return found


@pytest.mark.parametrize("case", some_cases(), ids=lambda case: case.name)
def test_a_case_that_is_clicked_there_is_told_the_same_and_gives_back_what_was_clicked(render, case):
    interview = case.interview(REAL)
    there = render(FORM)
    for question, answer in interview.answers.items():
        if isinstance(answer, Entered):
            there.type_in(f"{question}.entered" if TYPES.get(f"{question}.entered") else question, answer.text)
        else:
            there.choose(question, SYSTEM, [f"{question}.{choice}" for choice in sorted(answer)])

    told = {earned.advice.id for earned in assess(interview).earned if earned.speaks}
    there.page.wait_for_function(
        "([shown, all]) => all.every(id => !!document.getElementById(`item-advice.${id}/1/1`) === shown.includes(id))",
        arg=[sorted(told), [advice.id for advice in REAL.advice]],
    )
    given = there.response()
    assert without_words(given) == without_words(response_to(FORM, interview))
    taken = response.read(json.dumps(given), "response.json", REAL)
    assert assess(Interview(REAL, taken.saved.strict().steps)) == assess(interview)


def test_a_choice_that_excludes_the_others_is_sent_as_the_standard_says(render):
    there = render(FORM)
    there.choose("breathing", SYSTEM, ["breathing.no"])

    assert there.is_shown("danger_chest")
    assert not there.is_shown("swelling_where")
    assert json.dumps(there.response()).count('"breathing.no"') == 1
