"""LHC-Forms draws the exported form in a real browser, and cases are answered there by clicks as a person would.

A few cases each time; ``NETCHECK_CLICKED_CASES=30`` clicks through more of them.
"""

from __future__ import annotations

import json
import os

import pytest

from tests.page.conftest import browser as browser
from tests.records.outside.drawn import FORM, answer_as, page_of, some_cases
from tests.records.outside.lhc_forms import PAGE, LhcForms
from tests.records.outside.packages import LHC_FORMS, unpacked

COUNT = int(os.environ.get("NETCHECK_CLICKED_CASES", "3"))


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):
    files = unpacked(LHC_FORMS, tmp_path_factory.mktemp("lhc_forms"))
    with page_of(files / "dist" / "lforms", PAGE, browser) as page:
        yield page


@pytest.mark.parametrize("case", some_cases(COUNT), ids=lambda case: case.name)
def test_a_case_that_is_clicked_there_is_told_the_same_and_gives_back_what_was_clicked(page, case):
    answer_as(case, LhcForms(page, FORM))


def test_a_choice_that_excludes_the_others_is_sent_as_the_standard_says(page):
    there = LhcForms(page, FORM)
    there.choose("breathing", ["breathing.no"])

    there.wait_for({"danger_chest"}, {"swelling_where"})
    assert json.dumps(there.response()).count('"breathing.no"') == 1
