"""The document that a health record keeps: nothing in it claims more than what was answered and advised."""

from __future__ import annotations

import json
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import netcheck
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.records.bundle import fhir_bundle

REAL = netcheck.load_questionnaire()
MOMENT = "2026-11-27T09:30:00+01:00"


def outcome(**answers: str | list[str]) -> Outcome:
    interview = Interview(REAL)
    for question, raw in answers.items():
        interview = interview.take(question, raw)
    return assess(interview)


def document(of: Outcome) -> dict[str, Any]:
    return fhir_bundle(of, MOMENT, "netcheck 1")


def resource(of: dict[str, Any], kind: str) -> dict[str, Any]:
    return next(one["resource"] for one in of["entry"] if one["resource"]["resourceType"] == kind)


def test_it_is_a_document_that_begins_with_what_to_do():
    made = document(outcome(breathing="yes"))

    first = made["entry"][0]["resource"]
    assert (made["type"], first["resourceType"]) == ("document", "Composition")
    assert [one["title"] for one in first["section"][:2]] == ["Please note", "What to do"]
    assert first["category"][0]["coding"][0]["code"] == "emergency"
    assert REAL.emergency.notice in first["section"][0]["text"]["div"]


def test_every_reference_is_found_in_the_document():
    made = document(outcome(breathing="yes"))

    inside = {one["fullUrl"] for one in made["entry"]}
    named = {part.split('"')[0] for part in json.dumps(made).split('"reference": "')[1:]}
    assert named <= inside
    assert len(inside) == len(made["entry"])


def test_it_states_no_illness_and_no_chance():
    kinds = {one["resource"]["resourceType"] for one in document(outcome(breathing="yes"))["entry"]}

    assert kinds <= {"Composition", "Patient", "QuestionnaireResponse", "FamilyMemberHistory"}


def test_what_is_not_complete_is_never_shown_as_nothing_found():
    made = resource(document(outcome(breathing="no")), "Composition")

    assert made["status"] == "preliminary"
    assert "category" not in made
    assert "Not complete yet. No advice so far." in made["title"]
    assert any("can still become: Get emergency help now" in one["text"]["div"] for one in made["section"])


def test_words_of_the_person_and_of_the_questionnaire_are_escaped():
    note = '<script>alert("x")</script>'
    about = REAL.questions["note_you"]
    asked = outcome(breathing="no")._replace(answered=((REAL.sections[1], about, netcheck_entered(note)),))
    made = document(asked._replace(questionnaire=replace(REAL, notice="Call <now> & go.")))

    for one in made["entry"]:
        parts = [one["resource"], *one["resource"].get("section", ())]
        for div in (part["text"]["div"] for part in parts if "text" in part):
            assert tags(div) <= {"div", "p", "ul", "li", "b"}
    assert "Call &lt;now&gt; &amp; go." in resource(made, "Composition")["section"][0]["text"]["div"]


def netcheck_entered(text: str) -> Any:
    from netcheck.questionnaire.model import Entered

    return Entered((), text)


def tags(html: str) -> set[str]:
    found: set[str] = set()

    class Tags(HTMLParser):
        def handle_starttag(self, tag: str, attrs: Any) -> None:  # noqa: ARG002
            found.add(tag)

    Tags().feed(html)
    return found


def test_the_same_answers_at_the_same_moment_are_the_same_document():
    assert document(outcome(breathing="yes")) == document(outcome(breathing="yes")) != document(outcome(breathing="no"))


def test_each_relative_named_is_a_family_history_of_what_was_said():
    family = ["men1", "vhl"]
    told = ("inherited", family), ("men1_who", ["self", "close", "far"]), ("vhl_who", ["negative"])
    steps = tuple((question, frozenset(choices)) for question, choices in (("breathing", ["no"]), *told))
    made = document(assess(Interview(REAL, steps)))

    histories = [one["resource"] for one in made["entry"] if one["resource"]["resourceType"] == "FamilyMemberHistory"]
    assert [one["relationship"]["coding"][0]["code"] for one in histories] == ["FAMMEMB", "EXT"]
    assert {one["condition"][0]["code"]["coding"][0]["code"] for one in histories} == {"inherited.men1"}
    assert [one["title"] for one in resource(made, "Composition")["section"]][-1] == "Family"
