"""Findings: what an author reads, in which order, with which example, and how one is accepted with a reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from netcheck import CannotDo, Interview
from netcheck.author.finding import Finding, explain
from netcheck.author.rules import RULES
from netcheck.engine import answers
from netcheck.engine.outcome import assess
from netcheck.guide.shipped import topic_texts
from netcheck.questionnaire.load import load
from netcheck.questionnaire.shipped import shipped_questionnaire
from tests.support.checking import check_text

CONTENT = Path(__file__).parent.parent / "content"
GOOD = (CONTENT / "good.yaml").read_text(encoding="utf-8")
TODAY = date(2026, 6, 1)


def findings(text: str, today: date = TODAY) -> tuple[Finding, ...]:
    return check_text(text, "questions.yaml", topics={"flushing"}, today=today)


def changed(*edits: tuple[str, str]) -> str:
    text = GOOD
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def test_a_sound_questionnaire_has_no_findings() -> None:
    assert findings(GOOD) == ()


def test_a_finding_says_what_where_and_how_to_mend_it() -> None:
    (one,) = findings(changed(("faint: Passed out}", "faint: Passed out, rash: A rash}")))
    assert one == Finding(
        code="N201",
        severity="warning",
        file="questions.yaml",
        line=38,
        column=68,
        where="danger.rash",
        message="Nothing depends on the choice 'rash' of 'danger'.",
        fix="Name the choice in the condition of some advice, give it a follow-up, or remove it.",
        example={"danger": frozenset({"rash"})},
    )
    assert one.place == "questions.yaml:38:68"


def test_findings_come_in_the_order_of_the_file() -> None:
    text = changed(("until: 2027-01-31", "until: 2026-01-31"), ("learn: [flushing]", "learn: [heat]"), ("Hot and wet", "Hot and dry"))
    assert [one.code for one in findings(text)] == ["N601", "N103", "N402"]


def test_a_file_that_cannot_be_loaded_is_one_finding_for_each_fault() -> None:
    first, second = findings(changed(("feel: [dry", "feel: [dri"), ("when: dry_heat", "when: heat")))
    assert (first.code, first.line, first.severity) == ("N001", 61, "error")
    assert first.message == "'dri' is not a choice of 'feel'. Did you mean 'dry'? The choices are: dry, sweaty, not_sure."
    assert second.line == 78


@pytest.mark.parametrize("file", sorted((CONTENT / "bad").glob("*.yaml")), ids=lambda file: file.stem)
def test_an_example_can_be_run_as_an_answers_file(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    for one in findings(text):
        if one.example is not None:
            questionnaire = load(text, "questions.yaml")
            interview = Interview(questionnaire, tuple(one.example.items()))
            assert answers.read(answers.write(interview), "answers.yaml", questionnaire).strict().steps == tuple(interview.answers.items())
            if one.where in {advice.id for advice in questionnaire.advice} and one.code != "N205":
                assert one.where in {item.advice.id for item in assess(interview).earned}


def test_what_the_author_allows_with_a_reason_is_no_finding() -> None:
    unused = ("urgencies:\n", "  leaflet: {title: A leaflet, publisher: A clinic, url: a, date: 2025, read: full}\nurgencies:\n")
    allowed = ("conditions:\n", "allow:\n  - {code: N101, where: leaflet, because: Kept for the next edition.}\nconditions:\n")
    assert [one.code for one in findings(changed(unused))] == ["N101"]
    assert findings(changed(unused, allowed)) == ()


def test_an_allow_line_for_another_place_allows_nothing() -> None:
    allow = ("conditions:\n", "allow:\n  - {code: N101, where: handbook, because: It was used.}\nconditions:\n")
    assert [(one.code, one.message) for one in findings(changed(allow))] == [("N104", "There is no N101 at 'handbook' to allow.")]


def test_a_reason_lets_an_emergency_be_asked_about_late() -> None:
    late = ("when: {danger: [chest, faint, not_sure]}", "when: {any: [{danger: [chest, faint, not_sure]}, {feel: sweaty}]}")
    reason = ("    sign: Chest pressure", "    late_because: It is asked only of people with heat.\n    sign: Chest pressure")
    assert [one.code for one in findings(changed(late))] == ["N302"]
    assert findings(changed(late, reason)) == ()


def test_a_review_holds_through_its_last_day() -> None:
    assert findings(GOOD, date(2027, 1, 31)) == ()
    assert [one.code for one in findings(GOOD, date(2027, 2, 1))] == ["N601"]


def test_no_and_none_may_change_nothing_and_so_may_the_only_other_choice() -> None:
    # "sweaty" is the harmless answer of a question that has no "no".
    assert findings(GOOD) == ()
    (one, other) = findings(changed(("sweaty: Hot and wet,", "sweaty: Hot and wet, cold: Cold and wet,")))
    assert (one.where, other.where) == ("feel.sweaty", "feel.cold")


def test_our_own_questionnaire_is_safe_to_ask() -> None:
    text, name = shipped_questionnaire()
    codes = {one.code for one in check_text(text, name, topics=topic_texts(), today=TODAY)}
    assert codes.isdisjoint({"N001", "N202", "N203", "N204", "N205", "N301", "N401", "N402", "N501"})


@pytest.mark.parametrize("code", RULES)
def test_every_code_is_explained(code: str) -> None:
    rule = RULES[code]
    assert explain(code.lower()).startswith(f"{code} ({rule.severity}): {rule.title}\n\n{rule.why}\n\nTo mend it: {rule.mend}\n")


def test_an_explanation_ends_with_how_to_allow_it() -> None:
    assert explain("N101") == (
        "N101 (warning): A source that nothing names\n\n"
        "Readers take the list of sources for what the content rests on. "
        "A source nobody uses may also mean that a fact lost its source.\n\n"
        "To mend it: Name the source where its fact stands, or remove it.\n\n"
        "Example:\n  sources: {leaflet: {…}}    # and no 'sources: [leaflet]' anywhere\n\n"
        "If it is right as it is, say why under 'allow:' at the top of the file:\n"
        "  - {code: N101, where: the id, because: your reason}\n"
    )


def test_an_unknown_code_lists_the_codes() -> None:
    with pytest.raises(CannotDo) as caught:
        explain("N999")
    assert str(caught.value) == f"There is no finding 'N999'. The codes are: {', '.join(RULES)}."
