"""The document of an outcome is read by software that we did not write: it must be whole there, and answer the form that we export."""

from __future__ import annotations

import copy
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.records.bundle import fhir_bundle
from tests.records.outside import invariants
from tests.records.outside.answered import Resource, every_item
from tests.records.outside.drawn import FORM, REAL, some_cases

MOMENT = "2026-11-27T09:30:00+01:00"
FAMILY = (("breathing", ["no"]), ("inherited", ["men1"]), ("men1_who", ["close", "far"]), ("age_group", ["adult"]))
DOCUMENT = fhir_bundle(assess(Interview(REAL, tuple((question, frozenset(choices)) for question, choices in FAMILY))), MOMENT, "netcheck 1")


faults = partial(invariants.faults, Bundle.model_validate, invariants.broken_document)


def resource(document: Resource, kind: str) -> Resource:
    return next(one["resource"] for one in document["entry"] if one["resource"]["resourceType"] == kind)


def response(document: Resource) -> Resource:
    return resource(document, "QuestionnaireResponse")


def answered(document: Resource) -> Resource:
    return next(item for item in every_item(response(document)) if "answer" in item)


@pytest.mark.parametrize("case", some_cases(12), ids=lambda case: case.name)
def test_models_and_rules_of_r4_find_nothing_wrong(case):
    assert faults(fhir_bundle(assess(case.interview(REAL)), MOMENT, "netcheck 1")) == []


@pytest.mark.parametrize("case", some_cases(12), ids=lambda case: case.name)
def test_its_response_gives_what_the_form_asks_where_it_asks_it(case):
    asked = {item["linkId"]: (group["linkId"], item) for group in FORM["item"] for item in group.get("item", ())}
    made = response(fhir_bundle(assess(case.interview(REAL)), MOMENT, "netcheck 1"))

    assert made["questionnaire"] == f"{FORM['url']}|{FORM['version']}"
    for group in made["item"]:
        for item in group["item"]:
            where, question = asked[item["linkId"]]
            offered = [option["valueCoding"] for option in question.get("answerOption", ())]
            assert where == group["linkId"]
            for answer in item["answer"]:
                assert answer["valueCoding"] in offered if offered else [*answer] == [f"value{value_of(question['type'])}"]


def value_of(kind: str) -> str:
    return {"text": "String"}.get(kind, kind.capitalize())


MUTANTS: dict[str, Callable[[Any], object]] = {
    "no identifier": lambda made: made.pop("identifier"),
    "no moment": lambda made: made.pop("timestamp"),
    "a moment that is none": lambda made: made.update(timestamp="yesterday"),
    "a type that is none": lambda made: made.update(type="letter"),
    "a Composition that is not the first": lambda made: made["entry"].reverse(),
    "an address twice": lambda made: made["entry"][1].update(fullUrl=made["entry"][0]["fullUrl"]),
    "a reference to nothing": lambda made: response(made)["subject"].update(reference="urn:uuid:00000000-0000-0000-0000-000000000000"),
    "a resource that nothing refers to": lambda made: made["entry"].append({**made["entry"][1], "fullUrl": "urn:x"}),
    "a section that says nothing": lambda made: made["entry"][0]["resource"]["section"][0].pop("text"),
    "a Composition without its title": lambda made: made["entry"][0]["resource"].pop("title"),
    "a Composition without its author": lambda made: made["entry"][0]["resource"].pop("author"),
    "a status of another resource": lambda made: made["entry"][0]["resource"].update(status="completed"),
    "a response without its status": lambda made: response(made).pop("status"),
    "a response with a status that is none": lambda made: response(made).update(status="done"),
    "an answer with two values": lambda made: answered(made)["answer"][0].update(valueString="Yes"),
    "an answer without a value": lambda made: answered(made)["answer"][0].pop("valueCoding"),
    "a linkId twice": lambda made: response(made)["item"][0]["item"].append(answered(made)),
    "no linkId": lambda made: answered(made).pop("linkId"),
    "an item below an answered item": lambda made: answered(made).update(item=[{"linkId": "below"}]),
    "a relative without a relationship": lambda made: resource(made, "FamilyMemberHistory").pop("relationship"),
    "a relative of nobody": lambda made: resource(made, "FamilyMemberHistory").pop("patient"),
    "a narrative without its words": lambda made: resource(made, "Patient")["text"].pop("div"),
    "an element that is not in the standard": lambda made: resource(made, "Patient").update(risk="high"),
    "an element with nothing in it": lambda made: response(made).update(item=[]),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_document_is_found_to_be_broken(name):
    broken = copy.deepcopy(DOCUMENT)
    MUTANTS[name](broken)

    assert faults(DOCUMENT) == []
    assert faults(broken) != []
