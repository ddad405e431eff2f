"""Answers files: what is accepted, every way of being refused, and the round trip."""

from __future__ import annotations

import json

import pytest
from hypothesis import given

from netcheck import answers
from netcheck.errors import AnswersRefused
from netcheck.interview import Interview
from netcheck.load import load
from netcheck.outcome import assess
from tests.conftest import SMALL
from tests.walks import interviews

QUESTIONNAIRE = load(SMALL.read_text(), "small.yaml")


def read(text):
    return answers.read(text, "a.yaml", QUESTIONNAIRE).strict()


def refused(text):
    with pytest.raises(AnswersRefused) as error:
        read(text)
    return str(error.value)


def test_yes_and_no_stay_words():
    assert read("answers: {breathing: no, family: yes}").steps == (("breathing", {"no"}), ("family", {"yes"}))


def test_json_is_read_also_when_it_is_indented_with_tabs():
    text = json.dumps({"edition": "2026-01-31", "answers": {"symptoms": ["wheeze"], "family": None}}, indent="\t")

    assert read(text).steps == (("symptoms", {"wheeze"}),)


def test_a_question_left_empty_is_not_answered():
    assert read("answers:\n  breathing:\n  family: yes\n").steps == (("family", {"yes"}),)


def test_windows_line_ends_are_read():
    assert read("answers:\r\n  breathing: no\r\n").steps == (("breathing", {"no"}),)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answers:\n  breathng: no\n", "a.yaml:2: The question 'breathng' does not exist. Did you mean 'breathing'?"),
        ("answers:\n  breathing: on\n", "a.yaml:2: 'on' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        ("answers:\n  breathing: [no]\n", "a.yaml:2: 'breathing' takes one choice, not a list. Write one of: yes, no, not_sure."),
        ("answers:\n  symptoms: {wheeze: yes}\n", "a.yaml:2: 'symptoms' takes a choice, or a list of choices in [brackets]."),
        ("answers:\n  breathing: {a: b}\n", "a.yaml:2: 'breathing' takes one choice."),
        ("answers:\n  symptoms: []\n", "a.yaml:2: 'symptoms' has an empty list. Write none if none of the choices fits."),
        ("answers:\n  breathing: ''\n", "a.yaml:2: '' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        (
            "answers:\n  breathing: no\n  breathing: yes\n",
            "a.yaml:3: 'breathing' stands here a second time; the first is in line 2. Keep one of them.",
        ),
        (
            "anwers: {}\n",
            "a.yaml:1: An answers file has no key 'anwers'. Did you mean 'answers'?\n"
            "a.yaml:1: An answers file needs the key 'answers'. Add it.",
        ),
        ("answers: 5\n", "a.yaml:1: answers must be 'key: value' lines, not the text '5'."),
        ("", "a.yaml: This file is empty. An answers file starts with 'answers:'."),
        ("- breathing\n", "a.yaml:1: An answers file must be 'key: value' lines, not a list."),
        (
            "answers: &all {family: yes}\nedition: *all\n",
            "a.yaml:1: This part is used twice through an anchor (&) and an alias (*). Write it out instead.",
        ),
        ("answers: {family: !!bool yes}\n", "a.yaml:1: The tag 'tag:yaml.org,2002:bool' is not used here. Remove it."),
    ],
)
def test_a_fault_is_named_with_its_line_and_mend(text, message):
    assert refused(text) == message


def test_every_fault_is_named_at_once():
    message = refused("answers:\n  breathng: no\n  family: maybe\n  symptoms: [wheze]\n  family: no\n")

    assert [line.split(": ")[0] for line in message.splitlines()] == ["a.yaml:2", "a.yaml:3", "a.yaml:4", "a.yaml:5"]


def test_a_file_that_is_not_yaml_is_refused_with_its_line():
    assert refused("answers:\n  breathing: 'no\n").startswith("a.yaml:3: This is not readable as YAML:")


def test_what_does_not_fit_another_edition_is_kept_apart_from_what_does():
    saved = answers.read("edition: 2020-01-01\nanswers: {old_question: yes, family: yes}", "a.yaml", QUESTIONNAIRE)

    assert saved.edition == "2020-01-01"
    assert saved.steps == (("family", {"yes"}),)
    assert len(saved.misfits) == 1


def test_the_unfilled_template_is_accepted_as_not_complete():
    saved = read(answers.template(QUESTIONNAIRE))

    assert saved.steps == ()
    assert assess(Interview(QUESTIONNAIRE, saved.steps)).is_nothing_yet


def test_the_template_shows_every_question_and_choice():
    text = answers.template(QUESTIONNAIRE)

    for question in QUESTIONNAIRE.questions.values():
        assert f"\n  {question.id}:\n" in text
        for choice in question.choices:
            assert f"  #   {choice.id} " in text


def test_a_filled_template_gives_its_answers():
    filled = answers.template(QUESTIONNAIRE).replace("\n  breathing:\n", "\n  breathing: yes\n")

    assert assess(Interview(QUESTIONNAIRE, read(filled).steps)).urgency.id == "emergency"


@given(interviews(QUESTIONNAIRE))
def test_written_answers_are_read_back_to_the_same_outcome(interview):
    again = Interview(QUESTIONNAIRE, read(answers.write(interview)).steps)

    assert again.answers == interview.answers
    assert assess(again).earned == assess(interview).earned
