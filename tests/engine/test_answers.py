"""Answers files: what is accepted, every way of being refused, and the round trip."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given

from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.engine.template import template
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Choice, FollowUps, Question, Section, Why
from tests.conftest import SMALL
from tests.support.walks import interviews

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")


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
        ("answers:\n  symptoms: [wheeze, [flushing]]\n", "a.yaml:2: 'symptoms' takes a choice, or a list of choices in [brackets]."),
        ("answers:\n  breathing: {a: b}\n", "a.yaml:2: 'breathing' takes one choice."),
        ("answers:\n  symptoms: []\n", "a.yaml:2: 'symptoms' has an empty list. Write none if none of the choices fits."),
        ("answers:\n  breathing: ''\n", "a.yaml:2: '' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        (
            "answers:\n  breathing: no\n  breathing: yes\n",
            "a.yaml:3: 'breathing' stands here a second time; the first is in line 2. Keep one of them.",
        ),
        (
            "answers:\n  symptoms:\n    - wheeze\n  symptoms: none\n",
            "a.yaml:4: 'symptoms' stands here a second time; the first is in line 2. Keep one of them.",
        ),
        (
            "anwers: {}\n",
            "a.yaml:1: An answers file has no key 'anwers'. Did you mean 'answers'?",
        ),
        (
            "answers:\nbreathing: no\n",
            "a.yaml:2: A question stands outside 'answers': breathing. "
            "Write 'answers:' in a line of its own, and below it every question with two spaces before its name.",
        ),
        (
            "edition: 2026-01-31\nbreathing: no\nfamily: yes\nsymptoms: none\nflushing_feel: dry\n",
            "a.yaml:2: 4 questions stand outside 'answers': breathing, family, symptoms and 1 more. "
            "Write 'answers:' in a line of its own, and below it every question with two spaces before its name.",
        ),
        (
            '{"breathing": "no", "family": "yes"}',
            "a.yaml:1: 2 questions stand outside 'answers': breathing, family. "
            'Write every question inside it: {"answers": {"breathing": …}}.',
        ),
        (
            "answers: {family: maybe}\nbreathing: no\nedtion: 1\n",
            "a.yaml:1: 'maybe' is not a choice of 'family'. The choices are: yes, no, not_sure.\n"
            "a.yaml:2: A question stands outside 'answers': breathing. "
            "Write 'answers:' in a line of its own, and below it every question with two spaces before its name.\n"
            "a.yaml:3: An answers file has no key 'edtion'. Did you mean 'edition'?",
        ),
        (
            "answers:\n\u00a0 breathing: no\n",
            "a.yaml:2: The key '<U+00A0> breathing' holds a letter that cannot be seen, U+00A0 (no-break space). Leave it out.",
        ),
        (
            "answers:\n  family: no\u200b\n",
            "a.yaml:2: 'no<U+200B>' is not a choice of 'family'. Did you mean 'no'? The choices are: yes, no, not_sure.",
        ),
        (
            "---\nanswers:\n  family: no\n---\nanswers:\n  family: yes\n",
            "a.yaml:4: A second document begins here, after '---'. Keep one document in a file.",
        ),
        ("answers: 5\n", "a.yaml:1: answers must be 'key: value' lines, not the text '5'."),
        ("", "a.yaml: This file is empty. An answers file starts with 'answers:'."),
        ("- breathing\n", "a.yaml:1: An answers file must be 'key: value' lines, not a list."),
        (
            "answers: &all {family: yes}\nedition: *all\n",
            "a.yaml:1: This part is used twice through an anchor (&) and an alias (*). Write it out instead.",
        ),
        ("edition: [2026]\nanswers: {}\n", "a.yaml:1: edition must be text, not a list."),
        ("answers: {family: !!bool yes}\n", "a.yaml:1: The tag 'tag:yaml.org,2002:bool' is not used here. Remove it."),
    ],
)
def test_a_fault_is_named_with_its_line_and_mend(text, message):
    assert refused(text) == message


def test_every_fault_is_named_at_once():
    message = refused("answers:\n  breathng: no\n  family: maybe\n  symptoms: [wheze]\n  family: no\n")

    assert [line.split(": ")[0] for line in message.splitlines()] == ["a.yaml:2", "a.yaml:3", "a.yaml:4", "a.yaml:5"]


def test_a_text_that_is_no_answers_file_is_refused_with_what_is_wrong_with_its_answers():
    with pytest.raises(AnswersRefused) as error:
        answers.read("answers: {breathing: on}\nedtion: 2026-01-31\n", "a.yaml", QUESTIONNAIRE)

    assert str(error.value).splitlines() == [
        "a.yaml:1: 'on' is not a choice of 'breathing'. The choices are: yes, no, not_sure.",
        "a.yaml:2: An answers file has no key 'edtion'. Did you mean 'edition'?",
    ]


def test_a_file_that_is_not_yaml_is_refused_with_its_line():
    assert refused("answers:\n  breathing: 'no\n").startswith("a.yaml:3: This is not readable as YAML:")


def test_what_does_not_fit_another_edition_is_kept_apart_from_what_does():
    saved = answers.read("edition: 2020-01-01\nanswers: {old_question: yes, family: yes}", "a.yaml", QUESTIONNAIRE)

    assert saved.edition == "2020-01-01"
    assert saved.steps == (("family", {"yes"}),)
    assert len(saved.misfits) == 1


def test_answers_that_name_no_edition_have_none():
    assert read("answers: {family: yes}").edition == ""


def test_the_unfilled_template_is_accepted_as_not_complete():
    saved = read(template(QUESTIONNAIRE))

    assert saved.steps == ()
    assert assess(Interview(QUESTIONNAIRE, saved.steps)).is_nothing_yet


def test_the_template_shows_every_question_and_choice():
    text = template(QUESTIONNAIRE)

    for question in QUESTIONNAIRE.questions.values():
        assert f"\n  {question.id}:\n" in text
        for choice in question.choices:
            assert f"  #   {choice.id} " in text


def test_the_template_says_how_to_fill_it_in_and_what_depends_on_what():
    words = "all the words that do not fit in a single line of the file "
    below = Question("told", "Told", "Who told you?", Why("", ()), (Choice("nurse", "A nurse"), Choice("not_sure", "Not sure")))
    below = below._replace(hint="Count a doctor, too.")
    choices = (Choice("heat", "Heat in the face, with " + words * 2), Choice("none", "None of these"))
    question = Question("signs", "Signs", "Which of these do you have, with " + words * 2, Why("", ()), choices, pick_any=True)
    question = question._replace(then=(FollowUps(frozenset(("heat",)), (below,)),))
    text = template(replace(QUESTIONNAIRE, sections=(Section("first", "First things", (question,), "Take your time."),)))

    assert text == """\
# yaml-language-server: $schema=answers.schema.json
# To have names completed in an editor:  netcheck schema answers --output answers.schema.json
# Answers file for netcheck. Write a choice behind a question's name, as in:  breathing: no
# Where any number may be picked, put them in brackets:  [first_choice, second_choice]
# Leave a question empty when you do not want to answer it. The outcome then says that it is not complete.
# A question marked 'Only if' counts only when the answer above it leads there.
edition: 2026-01-31
answers:

  # ---- First things ----
  # Take your time.

  # Which of these do you have, with all the words that do not fit in a single line of the file all
  # the words that do not fit in a single line of the file
  # Any number of these:
  #   heat  Heat in the face, with all the words that do not fit in a single line of the file all
  #         the words that do not fit in a single line of the file
  #   none  None of these
  signs:

  # Only if signs is heat:
  # Who told you?
  # Count a doctor, too.
  #   nurse     A nurse
  #   not_sure  Not sure
  told:
"""


def test_a_filled_template_gives_its_answers():
    filled = template(QUESTIONNAIRE).replace("\n  breathing:\n", "\n  breathing: yes\n")

    assert assess(Interview(QUESTIONNAIRE, read(filled).steps)).urgency.id == "emergency"


@given(interviews(QUESTIONNAIRE))
def test_written_answers_are_read_back_to_the_same_outcome(interview):
    again = Interview(QUESTIONNAIRE, read(answers.write(interview)).steps)

    assert again.answers == interview.answers
    assert assess(again).earned == assess(interview).earned


def test_saved_answers_say_that_they_are_personal_and_can_be_read_by_a_person():
    interview = Interview(QUESTIONNAIRE).take("breathing", "no").take("danger_signs", ["none"]).take("symptoms", ["wheeze", "diarrhea"])

    assert answers.write(interview) == """\
# Answers to netcheck. This is personal health information: keep it where only you can read it.
edition: 2026-01-31
answers:
  breathing: no
  danger_signs: [none]
  symptoms: [diarrhea, wheeze]
"""


def test_an_example_in_one_line_can_be_pasted_into_an_answers_file():
    line = answers.in_one_line({"danger_signs": frozenset({"none"}), "symptoms": frozenset({"wheeze", "diarrhea"})})

    assert line == "{danger_signs: none, symptoms: [diarrhea, wheeze]}"
    assert read(f"answers: {line}").steps == (("danger_signs", {"none"}), ("symptoms", {"wheeze", "diarrhea"}))
