"""The form that health-record systems read: whole, in order, and named so that answers find back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

import netcheck
from netcheck.questionnaire.records import Review
from netcheck.records.questionnaire import fhir_questionnaire
from tests.conftest import TESTS

REAL = netcheck.load_questionnaire()
FORM = fhir_questionnaire(REAL)
TICKS = netcheck.load_questionnaire(str(TESTS.parent / "examples/tick-bites/questions.yaml"))


def items(of: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for item in of.get("item", ()):
        yield item
        yield from items(item)


def item(link_id: str, form: dict[str, Any] = FORM) -> dict[str, Any]:
    return next(one for one in items(form) if one["linkId"] == link_id)


def extensions(of: dict[str, Any], ending: str) -> list[Any]:
    found = [one for one in of.get("extension", ()) if one["url"].endswith(ending)]
    return [value for one in found for key, value in one.items() if key.startswith("value")]


def test_the_notice_stands_before_every_question():
    assert FORM["item"][0] == {"linkId": "outcome.notice", "text": REAL.notice, "type": "display"}


def test_every_question_section_and_advice_has_an_item_of_its_own():
    links = [one["linkId"] for one in items(FORM)]

    assert len(links) == len(set(links))
    wanted = {*REAL.questions, *(f"section.{one.id}" for one in REAL.sections), *(f"advice.{one.id}" for one in REAL.advice)}
    assert wanted <= {*links}


def test_a_code_stands_for_one_choice_of_one_question():
    listed = [concept["code"] for concept in FORM["contained"][0]["concept"]]
    offered = [option["valueCoding"]["code"] for one in items(FORM) for option in one.get("answerOption", ())]

    assert len(set(listed)) == len(listed) == FORM["contained"][0]["count"]
    assert sorted(offered) == sorted(listed)


def test_it_is_a_draft_until_somebody_has_signed():
    signed = fhir_questionnaire(replace(REAL, review=Review("Dr. A. Example", "2026-11-01")))

    assert (FORM["status"], signed["status"]) == ("draft", "active")


def test_its_address_stays_and_its_version_is_the_edition():
    later = fhir_questionnaire(replace(REAL, edition="2027-01-01"))

    assert later["url"] == FORM["url"] != fhir_questionnaire(TICKS)["url"]
    assert (later["version"], FORM["version"]) == ("2027-01-01", REAL.edition)


def test_none_and_not_sure_exclude_the_other_choices_of_a_list():
    options = item("danger_chest")["answerOption"]

    alone = {one["valueCoding"]["code"] for one in options if extensions(one, "questionnaire-optionExclusive") == [True]}
    assert alone == {"danger_chest.none", "danger_chest.not_sure"}
    assert item("danger_chest")["repeats"]


def test_a_follow_up_is_a_sibling_that_names_the_choices_above_it():
    follow_up = item("net_who")

    assert follow_up in item("section.family")["item"]
    assert [(one["question"], one["operator"], one["answerCoding"]["code"]) for one in follow_up["enableWhen"]] == [
        ("family_signs", "=", "family_signs.net")
    ] or follow_up["enableBehavior"] == "all"


def test_no_item_has_both_plain_conditions_and_an_expression():
    assert not [one["linkId"] for one in items(FORM) if "enableWhen" in one and extensions(one, "enableWhenExpression")]


def test_what_a_condition_names_is_asked_above_it():
    seen: set[str] = set()
    for one in items(FORM):
        assert {when["question"] for when in one.get("enableWhen", ())} <= seen
        seen.add(one["linkId"])


def test_a_number_has_its_limits_and_unit_and_choices_for_whoever_does_not_know_it():
    typed, chosen = item("age_group.entered"), item("age_group")

    assert (typed["type"], extensions(typed, "/minValue"), extensions(typed, "/maxValue")) == ("integer", [0], [120])
    assert extensions(typed, "questionnaire-unit") == [{"system": "http://unitsofmeasure.org", "code": "a", "display": "years"}]
    assert chosen["enableWhen"] == [{"question": "age_group.entered", "operator": "exists", "answerBoolean": False}]


def test_a_note_has_room_for_as_many_letters_as_are_taken():
    assert (item("note_signs")["type"], item("note_signs")["maxLength"]) == ("text", 500)
    assert extensions(item("note_signs"), "enableWhenExpression")


def test_a_date_is_compared_with_the_day_of_asking():
    expression = extensions(item("outcome.not_complete", fhir_questionnaire(TICKS)), "enableWhenExpression")[0]["expression"]

    assert item("bite_time.entered", fhir_questionnaire(TICKS))["type"] == "date"
    assert "bite_time.entered" in expression


def test_each_question_says_why_it_is_asked_and_links_to_its_sources():
    breathing = item("breathing")

    assert breathing["item"][0]["text"] == REAL.questions["breathing"].why.say
    assert extensions(breathing, "supportLink") == [REAL.sources[id_].url for id_ in REAL.questions["breathing"].why.sources]


def test_nobody_is_told_to_call_a_placeholder():
    assert not [one["linkId"] for one in items(FORM) if "{" in one.get("text", "")]
    assert "your NET or cancer team" in item("outcome.whom.team")["text"]


@pytest.mark.parametrize("form", [FORM, fhir_questionnaire(TICKS)], ids=["nets", "ticks"])
def test_advice_shows_itself_by_an_expression(form):
    for one in items(form):
        if one["linkId"].startswith("advice."):
            assert one["type"] == "display"
            assert [when["language"] for when in extensions(one, "enableWhenExpression")] == ["text/fhirpath"]


def test_sections_after_an_emergency_are_hidden():
    assert not extensions(item("section.right_now"), "enableWhenExpression")
    hidden = extensions(item("section.signs"), "enableWhenExpression")[0]["expression"]
    assert hidden.endswith(".not())")
    assert "breathing.yes" in hidden


def test_a_choice_carries_its_term_of_the_ontology_with_the_release():
    listed = FORM["contained"][0]
    terms = {one["code"]: one["property"][0]["valueCoding"] for one in listed["concept"] if "property" in one}

    assert terms["spell_signs.flushing"] == {
        "system": "http://human-phenotype-ontology.org",
        "version": "2025-01-16",
        "code": "HP:0031284",
        "display": "Flushing",
    }
    assert "2025-01-16" in listed["copyright"]
    assert "copyright" not in fhir_questionnaire(TICKS)["contained"][0]
