"""One voice: a complaint has one deadline, one to call, and no warning of what is so already."""

from __future__ import annotations

import json

from hypothesis import given, settings

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.load import load
from netcheck.render import json as render_json
from netcheck.render import plain
from netcheck.render.chapters import chapters
from netcheck.render.page import WHOLE, opening
from tests.conftest import TESTS
from tests.support.walks import interviews

VOICE = """
subjects: {skin: The heat in the face}
whom_to_call:
  - {id: clinic, say: your skin clinic, when: {family: yes}}
  - {id: provider, say: your provider}
advice:
  - id: danger_emergency
    urgency: emergency
    when: {any: [{breathing: yes}, {sentence: [yes, not_sure]}, {danger: [chest, faint, not_sure]}]}
    sign: A danger sign
    say: Get help now.
    sources: [handbook]
  - id: heat_today
    urgency: today
    about: skin
    when: {feel: sweaty}
    say: Wet heat needs a call today.
    do: ["Call {whom} today."]
    tell_provider: [When you sweat.]
    sources: [handbook]
  - id: heat_soon
    urgency: soon
    about: skin
    when: {flushing: [yes, not_sure]}
    say: Heat in the face needs a visit soon.
    do: ["Book a visit with {whom}."]
    sooner_if:
      - {say: The heat turns wet. Call today., if: {feel: sweaty}, then_at_least: today}
      - {say: You feel faint. Call 911., if: {danger: faint}, then_at_least: emergency}
    ask_provider: [What is behind it?]
    sources: [handbook]
  - id: family_routine
    urgency: routine
    when: {family: [yes, not_sure]}
    say: Tell {whom} about your family.
    sources: [handbook]
"""

GOOD = (TESTS / "content" / "good.yaml").read_text(encoding="utf-8")
TEXT = GOOD[: GOOD.index("conditions:")] + VOICE.lstrip() + GOOD[GOOD.index("otherwise:") :]
QUESTIONNAIRE = load(TEXT, "voice.yaml")
CALM = {"breathing": "no", "danger": "none"}


def outcome(**answers: str) -> Outcome:
    interview = Interview(QUESTIONNAIRE)
    for question, answer in {**CALM, **answers}.items():
        interview = interview.take(question, answer)
    return assess(interview)


def outcome_with(old: str, new: str, **answers: str) -> Outcome:
    """The outcome of the same questionnaire with other words in one place."""
    assert TEXT.count(old) == 1
    interview = Interview(load(TEXT.replace(old, new), "voice.yaml"))
    for question, answer in {**CALM, **answers}.items():
        interview = interview.take(question, answer)
    return assess(interview)


def said(found: Outcome) -> list[str]:
    return [item.advice.say for item in (*found.most_urgent, *found.less_urgent)]


def test_of_advice_about_one_complaint_the_most_urgent_speaks():
    found = outcome(flushing="yes", feel="sweaty", family="no")

    assert said(found) == ["Wet heat needs a call today."]
    assert found.steps == ("Call your provider today.", "Call today.")
    assert [item.advice.id for item in found.earned] == ["heat_today", "heat_soon"]


def test_what_the_silent_advice_knows_is_still_asked_and_cited():
    found = outcome(flushing="yes", feel="sweaty", family="no")

    assert [text for item in found.earned for text in item.advice.ask_provider] == ["What is behind it?"]
    assert [(one["id"], one["speaks"]) for one in json.loads(render_json.render(found, "1"))["advice"]] == [
        ("heat_today", True),
        ("heat_soon", False),
    ]


def test_no_warning_names_what_is_so_already_or_is_no_more_urgent_than_what_is_said():
    assert warnings(outcome(flushing="yes", feel="dry", family="no")) == ["The heat turns wet. Call today.", "You feel faint. Call 911."]
    assert warnings(outcome(flushing="yes", feel="sweaty", family="no")) == ["You feel faint. Call 911."]


def warnings(found: Outcome) -> list[str]:
    return [line.say for item in found.earned for line in item.advice.sooner_if]


def test_there_is_one_to_call_and_it_is_the_first_who_fits():
    assert outcome(flushing="no", family="yes").earned[0].advice.say == "Tell your skin clinic about your family."
    assert outcome(flushing="no", family="not_sure").earned[0].advice.say == "Tell your provider about your family."


SOON = "  soon: {title: See a provider soon, "
FAMILY_SOON = """
  - id: family_soon
    urgency: soon
    by: This week
    first_step: Call {whom} about the family.
    when: {family: [yes, not_sure]}
    say: The family makes it soon.
    sources: [handbook]
  - id: heat_soon
"""


def test_one_call_is_made_and_it_is_the_first_step():
    called = SOON + 'first_step: "Call {whom} to book.", '

    assert outcome_with(SOON, called, flushing="yes", feel="dry", family="no").steps[0] == "Call your provider to book."
    found = outcome_with("\n  - id: heat_soon\n", FAMILY_SOON, flushing="yes", feel="dry", family="yes")
    assert found.steps == ("Call your skin clinic about the family.", "Book a visit with your skin clinic.", "Book a visit.")


def test_a_deadline_of_its_own_is_the_one_of_the_outcome_and_is_said_everywhere():
    found = outcome_with("\n  - id: heat_soon\n", FAMILY_SOON, flushing="yes", feel="dry", family="yes")

    assert found.by == "This week"
    assert "What to do this week:" in plain.render(found)
    assert json.loads(render_json.render(found, "1"))["urgency"]["by"] == "This week"
    assert outcome(flushing="yes", feel="dry", family="no").by == "Within 2 weeks"


def test_of_two_as_urgent_about_one_complaint_the_one_with_the_sooner_deadline_speaks():
    about_skin = FAMILY_SOON.replace("    by:", "    about: skin\n    by:")

    found = outcome_with("\n  - id: heat_soon\n", about_skin, flushing="yes", feel="dry", family="yes")
    assert said(found)[0] == "The family makes it soon."
    assert "Heat in the face needs a visit soon." not in said(found)


def test_what_can_wait_is_told_at_the_same_time():
    found = outcome(flushing="yes", feel="sweaty", family="yes")

    assert "Tell your provider about this at the same time. By itself it could wait longer." in plain.render(found, whole=True)


@given(interviews(QUESTIONNAIRE))
@settings(max_examples=100)
def test_whatever_is_answered_a_complaint_has_one_deadline(interview):
    found = assess(interview)
    deadlines = {(item.advice.about, item.advice.urgency.id) for item in found.earned if item.speaks and item.advice.about}

    assert len(deadlines) == len({about for about, _ in deadlines})
    assert bool(found.earned) == bool(found.most_urgent)
    assert "{whom}" not in repr((opening(found, WHOLE), chapters(found, WHOLE)))
