"""What is no response of ours, or one of another release of FHIR, gets one clear message."""

from __future__ import annotations

import pytest

from tests.records.given import answers_of, coded, refusal, response


@pytest.mark.parametrize(
    "more",
    [
        {"meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/profile-QuestionnaireResponse"]}},
        {"meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse|4.0.1", "http://example.com/5.0/profile"]}},
        {"identifier": {"system": "urn:ietf:rfc:3986", "value": "urn:uuid:5e8cd9b6-33f1-4aa6-9d5b-9c1d0a3c8c4f"}},
        {"extension": [{"url": "http://hl7.org/fhir/5.0/StructureDefinition/extension-QuestionnaireResponse.identifier"}]},
    ],
    ids=["R4 with what R5 adds", "R4 by its profile", "one identifier", "an extension for what R5 adds"],
)
def test_what_r4_allows_is_not_taken_for_another_release(more):
    assert answers_of(response(coded("breathing", "breathing.no"), **more)) == {"breathing": ["no"]}


@pytest.mark.parametrize(
    ("more", "release", "sign"),
    [
        ({"meta": {"profile": ["http://hl7.org/fhir/5.0/StructureDefinition/QuestionnaireResponse"]}}, "R5", "meta"),
        ({"meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse|5.0.0"]}}, "R5", "meta"),
        ({"meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse|6.0.0-ballot4"]}}, "R6", "meta"),
        ({"identifier": [{"value": "1"}]}, "R5", "identifier"),
        ({"meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/QuestionnaireResponse"]}}, "STU3", "meta"),
        ({"questionnaire": {"reference": "Questionnaire/1"}}, "STU3", "questionnaire"),
        ({"parent": [{"reference": "Procedure/1"}]}, "STU3", "parent"),
        ({"context": {"reference": "Encounter/1"}}, "STU3", "context"),
        ({"questionnaire": {"reference": "Questionnaire/1"}, "group": {"linkId": "root"}}, "DSTU2", "group"),
    ],
)
def test_a_response_of_another_release_is_told_by_what_only_that_has(more, release, sign):
    said = refusal(response({"linkId": "breathing", "subject": {"reference": "Patient/1"}}, **more))

    taken = "--answers takes one QuestionnaireResponse of FHIR R4, in JSON. Ask the system that wrote it for R4."
    assert said.split(": ", 1)[1] == f"This response is of FHIR {release}, as its '{sign}' shows. {taken}"


@pytest.mark.parametrize(
    ("resource", "message"),
    [
        ({"resourceType": "Bundle", "entry": []}, "This is 'Bundle'."),
        ({"resourceType": "Questionnaire"}, "This is 'Questionnaire'."),
        ({"resourceType": {"value": "QuestionnaireResponse"}}, "This is no resource."),
        ("<QuestionnaireResponse xmlns='http://hl7.org/fhir'/>", "This is XML. --answers takes one QuestionnaireResponse"),
        ('{"resourceType": "QuestionnaireResponse", "item": [' + '{"item": [' * 10_000 + "]}" * 10_000 + "]}", "levels deep"),
        (response(status="entered-in-error"), "was entered in error"),
        (response(modifierExtension=[{"url": "http://example.com/not"}]), "has a modifierExtension, which may change its meaning."),
        (response(items=[]), "A QuestionnaireResponse has no key 'items'. Did you mean 'item'?"),
        ('{"resourceType": "QuestionnaireResponse", "item": [', "This is not readable as JSON"),
    ],
)
def test_what_is_no_response_of_ours_gets_one_clear_message(resource, message):
    said = refusal(resource)

    assert message in said
    assert len(said.splitlines()) == 1
