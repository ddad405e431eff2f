"""What answers earn, how it is ordered, and what is said while answers are missing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import NOT_SURE
from netcheck.questionnaire.records import Emergency
from tests.conftest import SMALL
from tests.support.examples import REAL
from tests.support.walks import answers_to, interviews, take

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")


def outcome_of(**given_answers):
    steps = [(question, frozenset([answer] if isinstance(answer, str) else answer)) for question, answer in given_answers.items()]
    return assess(Interview(QUESTIONNAIRE, tuple(steps)))


def test_the_most_urgent_advice_comes_first_and_less_urgent_advice_stays():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["diarrhea", "wheeze"], family="yes")

    assert outcome.urgency.id == "soon"
    assert [item.advice.id for item in outcome.earned] == ["several_symptoms", "family_history"]
    assert [item.advice.id for item in outcome.most_urgent] == ["several_symptoms"]
    assert [item.advice.id for item in outcome.less_urgent] == ["family_history"]


def test_advice_names_the_answers_that_earned_it_in_the_persons_words():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["diarrhea", "wheeze"], family="no")
    (reason,) = outcome.earned[0].because

    assert reason.question.short == "Symptoms"
    assert reason.texts == ("Watery stools", "Wheezing")


def test_the_answers_that_earned_advice_are_named_in_the_order_they_were_asked():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["flushing"], flushing_faint="no", flushing_feel="dry")

    assert [reason.question.id for reason in outcome.earned[0].because] == ["flushing_feel", "flushing_faint"]


def test_nothing_earned_by_a_complete_interview_gives_the_otherwise_advice():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["none"], family="no")

    assert outcome.complete
    assert [(item.advice.id, item.because) for item in outcome.earned] == [("otherwise", ())]
    assert (outcome.urgency.id, outcome.at_most.id) == ("information", "information")


def test_nothing_earned_yet_is_never_the_otherwise_advice():
    outcome = outcome_of(breathing="no")

    assert outcome.is_nothing_yet
    assert not outcome.complete
    assert outcome.at_most.id == "emergency"
    assert [question.id for question in outcome.unanswered] == ["danger_signs", "symptoms", "family"]


def test_what_is_still_possible_shrinks_with_the_answers():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["wheeze"])

    assert (outcome.urgency.id, outcome.at_most.id) == ("information", "routine")


def test_the_most_urgent_of_what_is_still_possible_is_named():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["flushing"], flushing_faint="no")

    assert [question.id for question in outcome.unanswered] == ["flushing_feel", "family"]
    assert (outcome.urgency.id, outcome.at_most.id) == ("information", "soon")


def test_in_an_emergency_the_call_is_the_first_step_and_else_what_fits_this_person():
    emergency = outcome_of(breathing="yes")
    soon = outcome_of(breathing="no", danger_signs=["none"], symptoms=["flushing"], flushing_feel="dry", flushing_faint="no", family="yes")

    assert (emergency.is_emergency, emergency.steps) == (True, ("Call 911.", "Sit upright."))
    assert (soon.is_emergency, soon.steps) == (False, ("Note when it happens.", "Book a visit."))


def test_no_step_is_named_before_any_advice_is_earned():
    *others, mildest = QUESTIONNAIRE.urgencies
    questionnaire = replace(QUESTIONNAIRE, urgencies=(*others, mildest._replace(do=("Read on.",))))

    assert assess(Interview(questionnaire)).steps == ()


def test_what_was_answered_is_listed_in_the_order_it_is_asked_with_its_section():
    outcome = outcome_of(symptoms=["wheeze"], family="no", breathing="not_sure")

    assert [(section.title, question.short, set(answer)) for section, question, answer in outcome.answered] == [
        ("Right now", "Breathing right now", {"not_sure"}),
        ("Symptoms", "Symptoms", {"wheeze"}),
        ("Symptoms", "Family", {"no"}),
    ]


def test_the_sources_of_what_was_earned_come_in_the_order_they_are_cited():
    outcome = outcome_of(breathing="no", danger_signs=["none"], symptoms=["wheeze", "diarrhea"], family="yes")

    assert outcome.sources == {"leaflet": QUESTIONNAIRE.sources["leaflet"], "handbook": QUESTIONNAIRE.sources["handbook"]}
    assert list(outcome.sources) == ["leaflet", "handbook"]


def test_an_emergency_is_final_and_lists_nothing_as_unanswered():
    outcome = outcome_of(danger_signs=["fainted"], family="yes")

    assert (outcome.urgency.id, outcome.at_most.id, outcome.complete) == ("emergency", "emergency", True)
    assert outcome.unanswered == ()
    assert outcome.unused == ("family",)


def test_every_outcome_carries_the_notice_and_the_signs_of_an_emergency():
    outcome = outcome_of(breathing="no")

    assert outcome.notice == QUESTIONNAIRE.notice
    assert outcome.emergency_signs == ("Fighting for breath", "Pressure in the chest, or fainting")


def test_an_emergency_carries_the_short_notice_where_there_is_one():
    urgent = replace(QUESTIONNAIRE, emergency=Emergency("call 911", "911", "Not a diagnosis."))

    assert assess(Interview(urgent).take("breathing", "yes")).notice == "Not a diagnosis."
    assert assess(Interview(urgent).take("breathing", "no")).notice == QUESTIONNAIRE.notice
    assert outcome_of(breathing="yes").notice == QUESTIONNAIRE.notice


def more_of(answer, question, data):
    """The same answer or one with more signs: no, not sure, yes; or a list with more picked."""
    if question.pick_any:
        if answer & question.alone:
            return answer
        rest = [choice.id for choice in question.choices if not choice.alone]
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
