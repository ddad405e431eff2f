"""Smart Forms, the reference renderer of Structured Data Capture, draws the exported form, and cases are answered there by clicks.

Its 740 packages take minutes to install, so only ``NETCHECK_SMART_FORMS=3`` runs this, with so many cases.
"""

from __future__ import annotations

import os

import pytest

from tests.page.conftest import browser as browser
from tests.records.outside.drawn import FORM, answer_as, page_of, some_cases
from tests.records.outside.smart_forms import PAGE, SmartForms, built

COUNT = int(os.environ.get("NETCHECK_SMART_FORMS", "0"))

pytestmark = pytest.mark.skipif(not COUNT, reason="Smart Forms takes minutes to install; NETCHECK_SMART_FORMS=3 says to")


@pytest.fixture(scope="module")
def page(tmp_path_factory, browser):
    with page_of(built(tmp_path_factory.mktemp("smart_forms")), PAGE, browser) as page:
        yield page


@pytest.mark.parametrize("case", some_cases(COUNT or 1), ids=lambda case: case.name)
def test_a_case_that_is_clicked_there_is_told_the_same_and_gives_back_what_was_clicked(page, case):
    answer_as(case, SmartForms(page, FORM))
