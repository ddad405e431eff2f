"""Asking, going back, changing an answer, and the early end of an emergency."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.engine.answers import unjudged
from netcheck.engine.interview import BACK, STOP, Interview, conduct, judge
from netcheck.engine.outcome import assess
from netcheck.errors import AnswerRefused
from netcheck.questionnaire.load import load
from tests.conftest import SMALL
from tests.support.walks import answers_to, interviews, take

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
START = Interview(QUESTIONNAIRE)


def walked(*steps):
    interview = START
    for question, answer in steps:
        interview = interview.take(question, answer)
    return interview


def test_questions_come_in_the_order_of_the_file_with_follow_ups_under_their_choice():
    interview = walked(("breathing", "no"), ("danger_signs", ["none"]), ("symptoms", ["wheeze", "flushing"]))

    assert [question.id for question in interview.path] == [
        "breathing", "danger_signs", "symptoms", "flushing_feel", "flushing_faint", "family",
    ]  # fmt: skip
    assert interview.question.id == "flushing_feel"


def test_an_emergency_ends_the_interview_at_once():
    interview = walked(("breathing", "yes"))

    assert interview.is_emergency
    assert interview.question is None
    assert [question.id for question in interview.path] == ["breathing"]


def test_a_slip_into_an_emergency_can_be_taken_back():
    interview = walked(("breathing", "yes")).back()

    assert interview == START
    assert interview.question.id == "breathing"


def test_an_answer_that_left_the_path_no_longer_counts():
    interview = walked(
        ("breathing", "no"), ("danger_signs", ["none"]), ("symptoms", ["flushing"]), ("flushing_feel", "dry"), ("symptoms", ["wheeze"])
    )

    assert "flushing_feel" not in interview.answers
    assert interview.unused == ("flushing_feel",)
    assert interview.back().answers["flushing_feel"] == {"dry"}


def test_changing_an_earlier_answer_keeps_the_later_ones_and_asks_what_became_needed():
    interview = walked(("breathing", "no"), ("danger_signs", ["none"]), ("symptoms", ["none"]), ("family", "no"))
    changed = interview.take("symptoms", ["flushing"])

    assert changed.question.id == "flushing_feel"
    assert changed.answers["family"] == {"no"}
    assert changed.back() == interview


def test_an_unanswered_question_does_not_hide_a_danger_sign_behind_it():
    interview = Interview(QUESTIONNAIRE, (("danger_signs", frozenset({"fainted"})),))

    assert interview.is_emergency
    assert interview.question is None


def test_progress_counts_answers_on_the_path():
    assert START.progress == (1, 4)
    assert walked(("breathing", "not_sure")).progress == (2, 5)


def test_conduct_asks_until_stop_and_takes_back_and_change():
    replies = iter([("breathing", "not_sure"), BACK, ("breathing", "no"), ("danger_signs", ["none"]), ("breathing", "not_sure"), STOP])
    interview = conduct(START, lambda _: next(replies))

    assert [question.id for question in interview.path][:2] == ["breathing", "breathing_plain"]
    assert interview.answers["danger_signs"] == {"none"}


@pytest.mark.parametrize(
    ("question", "reply", "message"),
    [
        ("breathing", "yess", "'yess' is not a choice of 'breathing'. Did you mean 'yes'? The choices are: yes, no, not_sure."),
        ("breathing", "7", "'7' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        ("breathing", ["yes"], "'breathing' takes one choice, not a list. Write one of: yes, no, not_sure."),
        ("symptoms", [], "'symptoms' has an empty list. Write none if none of the choices fits."),
        ("symptoms", ["wheeze", "wheeze"], "'symptoms' names a choice twice. Name each choice once."),
        (
            "symptoms",
            ["wheeze", "none"],
            "'symptoms': none cannot stand beside other choices. Leave out none, or leave out all of these: wheeze.",
        ),
        (
            "symptoms",
            ["not_sure", "wheeze"],
            "'symptoms': not_sure cannot stand beside other choices. Leave out not_sure, or leave out all of these: wheeze.",
        ),
    ],
)
def test_a_reply_that_does_not_fit_is_refused_with_the_reason(question, reply, message):
    with pytest.raises(AnswerRefused) as refused:
        judge(QUESTIONNAIRE.questions[question], reply)
    assert str(refused.value) == message


def test_a_list_question_takes_a_single_word_too():
    assert judge(QUESTIONNAIRE.questions["symptoms"], "wheeze") == {"wheeze"}


@given(interviews(QUESTIONNAIRE), st.data())
def test_back_undoes_any_answer_exactly(interview, data):
    question = data.draw(st.sampled_from(interview.path))
    answer = data.draw(answers_to(question))

    assert take(interview, question, answer).back() == interview


@given(interviews(QUESTIONNAIRE))
def test_every_walk_ends_and_no_question_is_asked_twice(interview):
    ids = [question.id for question in interview.path]

    assert len(ids) == len(set(ids)) <= len(QUESTIONNAIRE.questions)


@given(interviews(QUESTIONNAIRE, complete=True))
def test_giving_the_answers_all_at_once_leads_to_the_same_outcome(interview):
    at_once = Interview(QUESTIONNAIRE, tuple(reversed(interview.steps)))

    assert assess(at_once) == assess(interview)


@given(interviews(QUESTIONNAIRE, complete=True))
def test_conducting_an_interview_gives_what_taking_its_answers_gives(interview):
    def respond(current):
        question = current.question
        return STOP if question is None else (question.id, unjudged(question, interview.answers[question.id]))

    assert conduct(START, respond) == interview
