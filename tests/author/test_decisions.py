"""What a clinician is asked to sign: the page beside the questionnaire is the one the program makes, and misses no decision."""

from __future__ import annotations

import re
from pathlib import Path

from netcheck.questionnaire.load import load
from netcheck.render import review_sheet

ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "questions.yaml").read_text(encoding="utf-8")
QUESTIONNAIRE = load(TEXT, "questions.yaml")


def test_the_review_page_is_never_out_of_date():
    page = (ROOT / "CLINICAL-REVIEW.md").read_text(encoding="utf-8")
    assert page == review_sheet.render(QUESTIONNAIRE), "Write it anew: netcheck review-sheet --output CLINICAL-REVIEW.md"


def test_whatever_the_file_calls_a_project_decision_is_on_the_review_page():
    known = {*QUESTIONNAIRE.questions, *(advice.id for advice in QUESTIONNAIRE.advice)}
    signed = {id_ for decision in QUESTIONNAIRE.decisions for id_ in decision.where}
    missing: list[str] = []
    at: str | None = None
    for line in TEXT.splitlines():
        if (found := re.match(r" *- id: (\w+)|(?=[a-z])", line)) and (not found[1] or found[1] in known):
            at = found[1]
        if re.search(r"#.*\bPD\b(?! unless)", line) and at and at not in signed:
            missing.append(f"{at}: {line.strip()}")

    assert missing == []


def test_a_decision_has_its_alternative_its_sources_and_a_line_to_sign():
    page = review_sheet.render(QUESTIONNAIRE)

    for number, decision in enumerate(QUESTIONNAIRE.decisions, 1):
        assert f"## {number}. " in page
        for id_ in decision.where:
            assert f"`{id_}`" in page
    assert page.count("- Instead: ") == page.count("[ ] Agree") == page.count("Signed: ") == len(QUESTIONNAIRE.decisions)
    assert page.count("- Sources seen: ") == len(QUESTIONNAIRE.decisions)
