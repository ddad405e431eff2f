"""What we export is read by software that we did not write: it must be whole there, and mean what our own engine means."""

from __future__ import annotations

import copy
import json
import os
import re
import subprocess
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from fhir.resources.R4B.questionnaire import Questionnaire as R4Questionnaire
from fhirpathpy import compile as compiled
from fhirpathpy.models import models

import netcheck
from netcheck.author.cases import read_cases
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.records.questionnaire import fhir_questionnaire
from tests.conftest import TESTS
from tests.page.conftest import installed
from tests.records.outside import invariants
from tests.records.outside.answered import Resource, every_item, expressions, response_to
from tests.records.outside.drawn import FORM, REAL, how_soon
from tests.render.test_sheet_in_browser import needed

TICKS = fhir_questionnaire(netcheck.load_questionnaire(str(TESTS.parent / "examples" / "tick-bites" / "questions.yaml")))
FILES = sorted((TESTS / "cases").glob("*.yaml"))
ALL_CASES = [case for file in FILES for case in read_cases(file.read_text("utf-8"), file.name, REAL)]
SHOWN = expressions(FORM, "enableWhenExpression").items()
ADVICE = {link.removeprefix("advice."): text for link, text in SHOWN if link.startswith("advice.")}
FHIRPATH = "fhirpath@5.2.2"
EACH = 1 if os.environ.get("NETCHECK_ALL_CASES") else 24
"""One case in so many is evaluated each time; with ``NETCHECK_ALL_CASES=1`` every one is, which takes minutes."""
CASES = ALL_CASES[::EACH]
SLOWER = 1 if EACH == 1 else 8
"""The engine in Python takes a second for each case, and half a minute before the first."""


def told(interview: Interview) -> set[str]:
    """The advice that a person hears, by our own engine."""
    return {earned.advice.id for earned in assess(interview).earned if earned.speaks}


faults = partial(invariants.faults, R4Questionnaire.model_validate, invariants.broken)


def test_models_and_rules_of_r4_find_nothing_wrong():
    assert faults(FORM) == []


def test_the_form_of_another_questionnaire_has_no_faults_either():
    assert faults(TICKS) == []


def test_fhirpathpy_finds_the_advice_that_our_engine_gives():
    held = {id_: compiled(text, models["r4"]) for id_, text in ADVICE.items()}
    found: dict[object, object] = {}
    for case in CASES[::SLOWER]:
        interview = case.interview(REAL)
        response = response_to(FORM, interview)
        seen = {id_: (id_, *what_it_sees(text, response)) for id_, text in ADVICE.items()}
        for id_, key in seen.items():
            if key not in found:
                found[key] = held[id_](response, {"resource": response})

        results = {id_: found[key] for id_, key in seen.items()}
        assert all(result in ([True], [False]) for result in results.values())
        assert {id_ for id_, result in results.items() if result == [True]} == told(interview), case.name


def what_it_sees(text: str, response: Resource) -> tuple[object, ...]:
    """All that an expression looks at in a response: which of its texts stand in the codes, and what was typed where it names."""
    answered = [item for item in every_item(response) if "answer" in item]
    codes = [answer["valueCoding"]["code"] for item in answered for answer in item["answer"] if "valueCoding" in answer]
    joined = "|".join(["", *codes, ""])
    typed = [str(item) for item in answered if f"linkId = '{item['linkId']}'" in text]
    return (*typed, *(part for part in re.findall(r"contains\('([^']*)'\)", text) if part in joined))


def test_fhirpath_js_finds_all_that_our_engine_says(tmp_path):
    needed("node")
    modules = installed(tmp_path, "install", FHIRPATH)
    interviews = [case.interview(REAL) for case in CASES]
    texts = {**expressions(FORM, "enableWhenExpression"), **expressions(FORM, "calculatedExpression")}
    asked = {"expressions": [*texts.values()], "responses": [response_to(FORM, interview) for interview in interviews]}

    script = TESTS / "records" / "outside" / "every_expression.mjs"
    done = subprocess.run(["node", script, modules], input=json.dumps(asked), capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stderr
    for case, interview, values in zip(CASES, interviews, json.loads(done.stdout), strict=True):
        given, ours = dict(zip(texts, values, strict=True)), said(interview)
        assert {link: given[link] for link in ours} == ours, case.name


def said(interview: Interview) -> dict[str, bool | str]:
    """What our own engine says, by the linkIds of the form: how soon, which advice, and what is asked if no emergency ends it."""
    outcome = assess(interview)
    found = {"outcome.urgency": how_soon(outcome), "outcome.not_complete": not outcome.complete}
    found |= {f"advice.{id_}": id_ in told(interview) for id_ in ADVICE}
    if not outcome.is_emergency:
        asked = {question.id for question in interview.path}
        found |= {link: link in asked for link, _ in SHOWN if link in REAL.questions and REAL.questions[link].entry is None}
    return found


def first(form: Resource, key: str, value: object = None) -> Resource:
    """The first item that has an element, or has it with this value."""
    return next(item for item in every_item(form) if (key in item if value is None else item.get(key) == value))


def choice(form: Resource) -> Resource:
    return first(form, "answerOption")


def follow_up(form: Resource) -> Resource:
    return first(form, "enableWhen")


def several(form: Resource) -> Resource:
    return next(item for item in every_item(form) if len(item.get("enableWhen", ())) > 1)


MUTANTS: dict[str, Callable[[Any], object]] = {
    "a linkId twice": lambda form: choice(form).update(linkId="outcome.notice"),
    "no linkId": lambda form: choice(form).pop("linkId"),
    "no choices": lambda form: choice(form).pop("answerOption"),
    "an empty list of choices": lambda form: choice(form).update(answerOption=[]),
    "a choice twice": lambda form: choice(form)["answerOption"].append(choice(form)["answerOption"][0]),
    "a choice with two values": lambda form: choice(form)["answerOption"][0].update(valueString="Yes"),
    "an operator of a programming language": lambda form: follow_up(form)["enableWhen"][0].update(operator="=="),
    "a behavior that is none": lambda form: follow_up(form).update(enableBehavior="some"),
    "several conditions and no behavior": lambda form: several(form).pop("enableBehavior"),
    "a condition on a question that is not there": lambda form: follow_up(form)["enableWhen"][0].update(question="nobody"),
    "a condition without its question": lambda form: follow_up(form)["enableWhen"][0].pop("question"),
    "a condition without its answer": lambda form: follow_up(form)["enableWhen"][0].pop("answerCoding"),
    "a condition on a code that nobody can choose": lambda form: follow_up(form)["enableWhen"][0]["answerCoding"].update(code="x.y"),
    "a type of R5": lambda form: choice(form).update(type="coding"),
    "a type that is none": lambda form: choice(form).update(type="radio"),
    "a line of text with something below it": lambda form: form["item"][0].update(item=[{"linkId": "below", "type": "string"}]),
    "a section with nothing in it": lambda form: first(form, "type", "group").pop("item"),
    "a line of text that is required": lambda form: form["item"][0].update(required=True),
    "an element that is not in the standard": lambda form: choice(form).update(exclusive=True),
    "a word where a truth value belongs": lambda form: first(form, "repeats").update(repeats="many"),
    "an extension without an address": lambda form: first(form, "extension")["extension"][0].pop("url"),
    "an extension that says nothing": lambda form: first(form, "extension").update(extension=[{"url": "http://example.org/nothing"}]),
    "a longest text on a list": lambda form: choice(form).update(maxLength=5),
}


@pytest.mark.parametrize("name", MUTANTS)
def test_a_broken_form_is_found_to_be_broken(name):
    broken = copy.deepcopy(TICKS)
    MUTANTS[name](broken)

    assert faults(broken) != []
