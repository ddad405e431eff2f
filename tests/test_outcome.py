"""What answers earn, how it is ordered, and what is said while answers are missing."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

import netcheck
from netcheck.interview import Interview
from netcheck.load import load
from netcheck.model import NONE, NOT_SURE
from netcheck.outcome import assess
from tests.conftest import SMALL
from tests.walks import answers_to, interviews, take

QUESTIONNAIRE = load(SMALL.read_text(), "small.yaml")
REAL = netcheck.load_questionnaire()


def outcome_of(**given_answers):
    steps = [(question, frozenset([answer] if isinstance(answer, str) else answer)) for question, answer in given_answers.items()]
    return assess(Interview(QUESTIONNAIRE, tuple(steps)))


def test_the_most_urgent_advice_comes_first_and_less_urgent_advice_stays():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["diarrhea", "wheeze"], family="yes")

    assert outcome.urgency.id == "soon"
    assert [item.advice.id for item in outcome.earned] == ["several_symptoms", "family_history"]


def test_advice_names_the_answers_that_earned_it_in_the_persons_words():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["diarrhea", "wheeze"], family="no")
    (reason,) = outcome.earned[0].because

    assert reason.question.short == "Symptoms"
    assert reason.texts == ("Watery stools", "Wheezing")


def test_nothing_earned_by_a_complete_interview_gives_the_otherwise_advice():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["none"], family="no")

    assert outcome.complete
    assert [item.advice.id for item in outcome.earned] == ["otherwise"]
    assert outcome.urgency.id == "information"


def test_nothing_earned_yet_is_never_the_otherwise_advice():
    outcome = outcome_of(breathing="no")

    assert outcome.is_nothing_yet
    assert not outcome.complete
    assert outcome.at_most.id == "emergency"
    assert [question.id for question in outcome.unanswered] == ["danger_signs", "symptoms", "family"]


def test_what_is_still_possible_shrinks_with_the_answers():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["wheeze"])

    assert (outcome.urgency.id, outcome.at_most.id) == ("information", "routine")


def test_an_emergency_is_final_and_lists_nothing_as_unanswered():
    outcome = outcome_of(danger_signs=["fainted"], family="yes")

    assert (outcome.urgency.id, outcome.at_most.id, outcome.complete) == ("emergency", "emergency", True)
    assert outcome.unanswered == ()
    assert outcome.unused == ("family",)


def test_every_outcome_carries_the_notice_and_the_signs_of_an_emergency():
    outcome = outcome_of(breathing="no")

    assert outcome.notice == QUESTIONNAIRE.notice
    assert outcome.emergency_signs == ("Fighting for breath", "Pressure in the chest, or fainting")


def more_of(answer, question, data):
    """The same answer or one with more signs: no, not sure, yes; or a list with more picked."""
    if question.pick_any:
        if answer & {NONE, NOT_SURE}:
            return answer
        rest = [choice.id for choice in question.choices if choice.id not in {NONE, NOT_SURE}]
        return answer | data.draw(st.frozensets(st.sampled_from(rest)))
    ladder = ["no", NOT_SURE, "yes"]
    here = next(iter(answer))
    if here not in ladder or {choice.id for choice in question.choices} != set(ladder):
        return answer
    return frozenset({data.draw(st.sampled_from(ladder[ladder.index(here) :]))})


def more_signs_are_never_less_urgent(questionnaire, interview, data):
    more = Interview(questionnaire)
    while (question := more.question) is not None:
        before = interview.answers.get(question.id)
        answer = data.draw(answers_to(question)) if before is None else more_of(before, question, data)
        more = take(more, question, answer)
    assert assess(more).urgency.rank <= assess(interview).urgency.rank


@given(interviews(QUESTIONNAIRE, complete=True), st.data())
def test_more_signs_are_never_less_urgent(interview, data):
    more_signs_are_never_less_urgent(QUESTIONNAIRE, interview, data)


@settings(max_examples=60, deadline=None)
@given(interviews(REAL, complete=True), st.data())
def test_in_the_real_questionnaire_more_signs_are_never_less_urgent(interview, data):
    more_signs_are_never_less_urgent(REAL, interview, data)


@settings(max_examples=60, deadline=None)
@given(interviews(REAL), st.data())
def test_the_bounds_of_an_unfinished_interview_hold_however_it_goes_on(interview, data):
    bounds = assess(interview)
    while (question := interview.question) is not None:
        interview = take(interview, question, data.draw(answers_to(question)))
    assert bounds.at_most.rank <= assess(interview).urgency.rank <= bounds.urgency.rank


@settings(max_examples=60, deadline=None)
@given(interviews(REAL, complete=True))
def test_every_complete_interview_of_the_real_questionnaire_ends_with_advice(interview):
    assert assess(interview).earned
