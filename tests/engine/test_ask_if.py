"""``ask_if``: what is asked and offered only with certain answers, and follow-ups under several choices."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.engine.template import template
from netcheck.errors import AnswerRefused, AnswersRefused
from netcheck.questionnaire.load import load
from tests.support.small_questionnaires import possible_answers, questionnaires

TEXT = """
format: 1
edition: 2026-01-31
title: A small questionnaire
review: {by: a nurse, on: 2026-01-31}
start: [Call for help in an emergency.]
notice: This is not a diagnosis.
sources:
  handbook: {title: A handbook, publisher: A press, url: "https://example.org/a", date: 2025, read: full}
urgencies:
  emergency: {title: Go now, by: Now}
  today: {title: Call today, by: Today}
  soon: {title: Visit soon, by: Within 2 weeks}
  routine: {title: Next visit, by: At your next visit}
  information: {title: Nothing, by: In your own time}
sections:
  - id: signs
    title: Signs
    questions:
      - {id: sex, short: Sex, ask: Which sex?, why: {say: Why., sources: [handbook]}, kind: context,
         choices: {female: Female, male: Male, not_sure: Not sure}}
      - id: pain
        short: Pain
        ask: Where does it hurt?
        pick: any
        why: {say: Why., sources: [handbook]}
        choices:
          womb: {say: In the womb, ask_if: {sex: [female, not_sure]}}
          back: In the back
          leg: In a leg
        then:
          womb: [{id: cycle, short: Cycle, ask: Monthly?, why: {say: Why., sources: [handbook]}, choices: yes_no}]
          back or leg or not_sure: [{id: days, short: Days, ask: For days?, why: {say: Why., sources: [handbook]}, choices: yes_no}]
      - {id: pregnant, short: Pregnant, ask: Are you pregnant?, why: {say: Why., sources: [handbook]}, choices: yes_no,
         ask_if: unless_male}
  - id: more
    title: More
    ask_if: {pregnant: [yes, not_sure]}
    questions:
      - {id: weeks, short: Weeks, ask: Over 12 weeks?, why: {say: Why., sources: [handbook]}, choices: yes_no}
conditions:
  unless_male: {sex: [female, not_sure]}
advice:
  - {id: womb_today, urgency: today, when: {pain: womb}, say: Call., sources: [handbook]}
  - {id: weeks_soon, urgency: soon, when: {weeks: [yes, not_sure]}, say: Go., sources: [handbook]}
  - {id: days_routine, urgency: routine, when: {days: [yes, not_sure]}, say: Tell., sources: [handbook]}
otherwise: {say: Nothing., sources: [handbook]}
"""
SMALL = load(TEXT, "small.yaml")


def asked(interview: Interview) -> list[str]:
    return [question.id for question in interview.path]


def given_(**answers_: str | list[str]) -> Interview:
    interview = Interview(SMALL)
    for question, answer in answers_.items():
        interview = interview.take(question, answer)
    return interview


def test_what_ask_if_names_brings_up_a_question_a_section_and_a_choice():
    assert asked(given_(sex="male")) == ["sex", "pain"]
    assert asked(given_(sex="female")) == ["sex", "pain", "pregnant"]
    assert asked(given_(sex="female", pain="back", pregnant="yes")) == ["sex", "pain", "days", "pregnant", "weeks"]
    offered = {sex: [choice.id for choice in given_(sex=sex).path[1].choices] for sex in ("female", "male")}
    assert offered == {"female": ["womb", "back", "leg", "none", "not_sure"], "male": ["back", "leg", "none", "not_sure"]}


def test_whoever_is_not_sure_is_asked():
    assert asked(given_(sex="not_sure", pain="none", pregnant="not_sure")) == ["sex", "pain", "pregnant", "weeks"]


def test_while_it_is_not_known_nobody_is_asked_and_the_outcome_counts_on_it():
    interview = Interview(SMALL)
    assert asked(interview) == ["sex", "pain"]
    assert assess(interview).at_most.id == "today"
    assert assess(interview.take("sex", "male").take("pain", "none")).at_most.id == "information"
    assert assess(interview.take("pain", "none")).at_most.id == "soon"


def test_a_question_under_several_choices_is_asked_once():
    assert asked(given_(sex="male", pain=["back", "leg"])) == ["sex", "pain", "days"]
    assert asked(given_(sex="male", pain="not_sure")) == ["sex", "pain", "days"]
    assert asked(given_(sex="female", pain=["leg", "womb"])) == ["sex", "pain", "cycle", "days", "pregnant"]


def test_an_answer_that_ask_if_hides_counts_as_not_given_until_it_is_asked_again():
    mother = given_(sex="female", pain=["womb", "leg"], cycle="no", days="no", pregnant="yes", weeks="yes")
    father = mother.take("sex", "male")

    assert assess(mother).urgency.id == "today"
    assert father.answers == {"sex": {"male"}, "pain": {"leg"}, "days": {"no"}}
    assert father.is_complete
    assert assess(father).urgency.id == "information"
    assert father.back() == mother
    assert father.take("sex", "female").answers == mother.answers


def test_an_answer_of_which_nothing_is_left_is_asked_for_again():
    changed = given_(sex="female", pain="womb").take("sex", "male")

    assert changed.question is not None
    assert changed.question.id == "pain"


NOT_OFFERED = "'womb' is offered to 'pain' only if sex is female or not_sure. With these answers it is not: take another choice."


def test_a_choice_that_is_not_offered_is_refused():
    with pytest.raises(AnswerRefused) as refused:
        given_(sex="male").take("pain", ["womb"])
    assert str(refused.value) == NOT_OFFERED


@pytest.mark.parametrize("sex", ["male", ""])
def test_an_answers_file_cannot_give_a_choice_that_is_not_offered(sex: str) -> None:
    saved = answers.read(f"answers:\n  pain: [womb, leg]\n  sex: {sex}\n", "me.yaml", SMALL)

    assert [id_ for id_, _ in saved.steps] == (["sex"] if sex else [])
    with pytest.raises(AnswersRefused) as refused:
        saved.strict()
    assert str(refused.value) == f"me.yaml:2: {NOT_OFFERED}"


def test_an_answers_file_gives_it_where_it_is_offered_in_any_order():
    saved = answers.read("answers:\n  pain: [womb, leg]\n  sex: female\n", "me.yaml", SMALL).strict()

    assert Interview(SMALL, saved.steps).answers["pain"] == {"womb", "leg"}


def test_the_template_says_what_is_asked_only_if() -> None:
    lines = [line.strip() for line in template(SMALL).splitlines() if "nly if" in line and "marked" not in line]

    assert lines == [
        "#   womb      In the womb (only if sex is female or not_sure)",
        "# Only if pain is womb:",
        "# Only if pain is back, leg or not_sure:",
        "# Only if sex is female or not_sure:",
        "# Only if pregnant is yes or not_sure, all of this part:",
    ]


@given(st.data())
def test_laws_with_every_way_of_asking(data: st.DataObject) -> None:
    """One step back is the state before; more answers ask for more, and never lower the urgency or go above what is possible."""
    questionnaire = data.draw(questionnaires(most=4))
    interview = Interview(questionnaire)
    while (question := data.draw(st.sampled_from((*interview.unanswered, None)) if interview.question else st.none())) is not None:
        before, was = interview, assess(interview)
        offered = {choice.id for choice in question.choices}
        taken = data.draw(st.sampled_from([answer for answer in possible_answers(question) if answer <= offered]))
        interview = interview.take(question.id, taken if question.pick_any else next(iter(taken)))
        now = assess(interview)
        assert interview.back() == before
        assert now.urgency.rank <= was.urgency.rank
        assert now.urgency.rank >= was.at_most.rank
        assert interview.is_emergency or {*asked(before)} <= {*asked(interview)}
