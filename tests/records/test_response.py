"""A response that another system wrote is judged as strictly as an answers file, and becomes the same answers."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings

from netcheck.author.cases import read_cases
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.errors import AnswersRefused
from netcheck.records.bundle import fhir_response
from netcheck.records.names import canonical
from tests.conftest import TESTS
from tests.records.given import REAL, answers_of, coded, refusal, response, taken
from tests.support.small_questionnaires import interview, people, questionnaires

MOMENT = "2026-11-27T09:30:00+01:00"


def written(outcome: Outcome) -> dict[str, Any]:
    return fhir_response(outcome, MOMENT, "urn:uuid:5e8cd9b6-33f1-4aa6-9d5b-9c1d0a3c8c4f")


def test_codes_become_the_choices_that_they_name():
    chest = coded("danger_chest", "danger_chest.inhaler", "danger_chest.sudden_breath")
    found = answers_of(response(coded("breathing", "breathing.no"), chest))

    assert found == {"breathing": ["no"], "danger_chest": ["inhaler", "sudden_breath"]}


@pytest.mark.parametrize("value", [{"valueInteger": 58}, {"valueDecimal": 58}, {"valueString": "58"}, {"valueQuantity": {"value": 58}}])
def test_a_number_falls_into_its_band_whatever_type_it_comes_in(value):
    assert answers_of(response({"linkId": "age_group.entered", "answer": [value]})) == {"age_group": ["older"]}


def test_a_quantity_of_another_scale_is_converted():
    found = taken(response({"linkId": "fever_highest", "answer": [{"valueQuantity": {"value": 38.5, "unit": "C"}}]}))

    assert [answer.text for _, answer in found.saved.steps] == ["101.3"]


@pytest.mark.parametrize("unit", [{"code": "Cel"}, {"unit": "degrees", "code": "Cel"}, {"unit": "°C"}])
def test_a_quantity_says_its_scale_by_its_code_or_its_words(unit):
    found = taken(response({"linkId": "fever_highest", "answer": [{"valueQuantity": {"value": 38.5, **unit}}]}))

    assert [answer.text for _, answer in found.saved.steps] == ["101.3"]


def test_items_are_found_under_groups_and_under_answers():
    nested = coded("breathing", "breathing.not_sure")
    nested["answer"][0]["item"] = [coded("breathing_plain", "breathing_plain.no")]

    assert answers_of({**response(), "item": [nested]}) == {"breathing": ["not_sure"], "breathing_plain": ["no"]}


def test_what_stands_around_the_questions_is_no_answer():
    urgency = {"linkId": "outcome.urgency", "answer": [{"valueString": "Get emergency help now"}]}

    assert answers_of({**response(), "item": [{"linkId": "outcome.all", "item": [urgency]}]}) == {}


@pytest.mark.parametrize(
    ("item", "message"),
    [
        (coded("breathng", "breathng.no"), "The question 'breathng' does not exist. Did you mean 'breathing'?"),
        (coded("breathing", "breathing.nope"), "'nope' is not a choice"),
        (coded("breathing", "danger_chest.none"), "'breathing': 'danger_chest.none' is no code of its choices."),
        (coded("breathing", "breathing.no", system="http://loinc.org"), "is of another system, 'http://loinc.org'"),
        (coded("breathing", "breathing.no", "breathing.yes"), "'breathing' takes one choice, not a list."),
        (coded("danger_chest", "danger_chest.none", "danger_chest.inhaler"), "none cannot stand beside other choices."),
        ({"linkId": "breathing", "answer": [{"valueBoolean": True}]}, "'breathing' takes a valueCoding, not valueBoolean."),
        ({"linkId": "breathing", "answer": [{}]}, "has no values."),
        (
            {"linkId": "fever_highest", "answer": [{"valueQuantity": {"value": 101, "comparator": "<"}}]},
            "'fever_highest' takes one of valueInteger, valueDecimal, valueDate, valueString, not valueQuantity with a comparator.",
        ),
        ({"linkId": "age_group.entered", "answer": [{"valueInteger": 300}]}, "'300' is more than can be."),
        ({"linkId": "note_you", "answer": [{"valueString": "a" * 501}]}, "has 501 letters. Shorten it to 500 or fewer."),
        ({"linkId": "breathing", "anser": []}, "An item has no key 'anser'. Did you mean 'answer'?"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_line(item, message):
    said = refusal(response(item))

    assert message in said
    assert said.startswith("response.json:")


def test_every_fault_is_named_at_once():
    said = refusal(response(coded("breathng", "breathng.no"), coded("danger_chest", "danger_chest.nope")))

    assert len(said.splitlines()) == 2


def test_one_question_answered_twice_is_refused():
    typed = {"linkId": "age_group.entered", "answer": [{"valueInteger": 12}]}

    said = refusal(response(typed, coded("age_group", "age_group.adult")))
    assert "'age_group' has two answers. Keep one of them." in said


def test_another_edition_is_named_and_its_ids_are_followed():
    breathing = REAL.questions["breathing"]
    renamed = breathing._replace(id="breath_now", earlier_ids=("breathing",), then=())
    section = REAL.sections[0]._replace(questions=(renamed,))
    later = replace(REAL, edition="2027-01-01", sections=(section,), advice=())

    found = taken(response(coded("breathing", "breathing.no")), later)

    assert found.saved.strict().steps == (("breath_now", frozenset({"no"})),)
    assert found.saved.notes(later) == [f"These answers are from edition {REAL.edition} of the questions. This is edition 2027-01-01."]


def test_a_response_to_another_questionnaire_is_refused():
    other = response(questionnaire="http://example.com/q|1")

    assert "This response answers another questionnaire: 'http://example.com/q'." in refusal(other)


def test_a_response_goes_on_fitting_when_the_title_changes():
    renamed = replace(REAL, title="Another title", earlier_titles=(REAL.title,))
    again = replace(REAL, title="A third title", earlier_titles=(REAL.title, "Another title"))
    unnoted = replace(REAL, title="Another title")

    assert canonical(REAL) == canonical(renamed) == canonical(again) != canonical(unnoted)
    for edition in (REAL, renamed, unnoted):
        codes = [{"valueCoding": {"system": canonical(edition, "CodeSystem"), "code": "breathing.no"}}]
        given = response({"linkId": "breathing", "answer": codes}, questionnaire=canonical(edition))
        assert taken(given, again).saved.strict().steps == (("breathing", frozenset({"no"})),)
    with pytest.raises(AnswersRefused, match="answers another questionnaire"):
        taken(response(coded("breathing", "breathing.no")), unnoted)


def test_answers_that_were_not_reached_are_left_unused():
    found = taken(response(coded("breathing", "breathing.no"), coded("breathing_plain", "breathing_plain.yes")))

    outcome = assess(Interview(REAL, found.saved.strict().steps))
    assert (outcome.unused, outcome.is_emergency) == (("breathing_plain",), False)


def test_what_stands_beside_the_answers_is_kept_out_and_named_once():
    unknown = [{"url": "http://example.com/a", "valueString": "x"}]
    item = {**coded("breathing", "breathing.no", extension=unknown), "extension": unknown, "_linkId": {"id": "1"}}
    other = {**coded("danger_chest", "danger_chest.none"), "_text": {"extension": [{"url": "http://example.com/b"}]}}
    text = {"status": "generated", "div": "<div><script>alert(1)</script></div>"}
    found = taken(response(item, other, text=text, contained=[{"resourceType": "Patient", "id": "p"}]))

    assert len(found.saved.strict().steps) == 2
    assert found.kept_out == (
        "the narrative", "the contained Patient", "the extension http://example.com/a", "the extension http://example.com/b",
    )  # fmt: skip


def example_people() -> list[Interview]:
    cases = [case for path in sorted((TESTS / "cases").glob("*.yaml")) for case in read_cases(path.read_text("utf-8"), path.name, REAL)]
    return [case.interview(REAL) for case in random.Random(15).sample(cases, 40)]  # noqa: S311  a fixed choice


@pytest.mark.parametrize("running", example_people())
def test_what_we_write_we_read_again(running):
    outcome = assess(running)

    again = assess(Interview(REAL, taken(written(outcome)).saved.strict().steps))

    assert [item.advice.id for item in again.earned] == [item.advice.id for item in outcome.earned]
    assert (again.urgency, again.complete, again.unused) == (outcome.urgency, outcome.complete, ())


@settings(max_examples=20, deadline=None)
@given(questionnaires(most=3))
def test_what_we_write_of_any_small_questionnaire_we_read_again(questionnaire):
    for row in list(people(questionnaire))[:30]:
        outcome = assess(interview(questionnaire, row))
        again = assess(Interview(questionnaire, taken(written(outcome), questionnaire).saved.strict().steps))
        assert [item.advice.id for item in again.earned] == [item.advice.id for item in outcome.earned]
        assert again.complete == outcome.complete
