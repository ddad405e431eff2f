"""The compiled questionnaire earns what the plain evaluator earns."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netcheck
from netcheck.engine.assessor import Assessment, Assessor
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.errors import AnswerRefused
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import AtLeast, Given
from tests.conftest import SMALL
from tests.support.walks import answers_to, interviews

SMALL_ONE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
REAL_ONE = netcheck.load_questionnaire()
BOTH = pytest.mark.parametrize("questionnaire", [SMALL_ONE, REAL_ONE], ids=["small", "real"])


def plainly(questionnaire, answers):
    outcome = assess(Interview(questionnaire, tuple(answers.items())))
    return Assessment(outcome.urgency, tuple(item.advice.id for item in outcome.earned), outcome.complete)


@BOTH
def test_it_agrees_on_complete_interviews(questionnaire):
    assessor = Assessor(questionnaire)

    @settings(max_examples=300, deadline=None)
    @given(interviews(questionnaire, complete=True))
    def holds(interview):
        answers = dict(interview.steps)
        assert assessor.assess(answers) == plainly(questionnaire, answers)

    holds()


@BOTH
def test_it_agrees_on_any_answers_on_the_path_or_off_it(questionnaire):
    assessor = Assessor(questionnaire)
    some = st.fixed_dictionaries({}, optional={id_: answers_to(question) for id_, question in questionnaire.questions.items()})
    all_ = st.fixed_dictionaries({id_: answers_to(question) for id_, question in questionnaire.questions.items()})

    @settings(max_examples=300, deadline=None)
    @given(st.one_of(some, all_))
    def holds(answers):
        assert assessor.assess(answers) == plainly(questionnaire, answers)

    holds()


@BOTH
def test_it_agrees_when_one_answer_of_a_quiet_interview_changes(questionnaire):
    assessor = Assessor(questionnaire)
    quiet = {
        id_: frozenset({next((choice.id for choice in question.choices if choice.id in {"no", "none"}), question.choices[0].id)})
        for id_, question in questionnaire.questions.items()
    }
    for id_, question in questionnaire.questions.items():
        for choice in question.choices:
            answers = {**quiet, id_: frozenset({choice.id})}
            assert assessor.assess(answers) == plainly(questionnaire, answers)


def test_nothing_said_is_not_taken_for_nothing_found():
    assert Assessor(SMALL_ONE).assess({}) == Assessment(SMALL_ONE.urgencies[-1], (), False)


@pytest.mark.parametrize("answer", [frozenset(), frozenset({"maybe"}), frozenset({"yes", "no"})])
def test_an_answer_that_does_not_fit_is_refused(answer):
    answers = {"breathing": answer, "danger_signs": frozenset({"none"})}
    with pytest.raises(AnswerRefused):
        Assessor(SMALL_ONE).assess(answers)


CHOICES = [(id_, choice.id) for id_, question in SMALL_ONE.questions.items() for choice in question.choices]
GIVEN = st.sampled_from([Given(id_, frozenset({choice})) for id_, choice in CHOICES])


def several(parts):
    return st.lists(parts, min_size=1, max_size=4).flatmap(
        lambda of: st.integers(1, len(of)).map(lambda count: AtLeast(count, tuple(of)))
    )


@settings(max_examples=500, deadline=None)
@given(st.lists(st.recursive(GIVEN, several, max_leaves=12), min_size=1, max_size=10), st.data())
def test_it_agrees_on_every_shape_of_condition(conditions, data):
    ranks = st.sampled_from(SMALL_ONE.urgencies)
    advice = [SMALL_ONE.otherwise._replace(id=f"a{number}", urgency=data.draw(ranks), when=when) for number, when in enumerate(conditions)]
    questionnaire = replace(SMALL_ONE, advice=tuple(advice))
    answers = data.draw(st.fixed_dictionaries({id_: answers_to(question) for id_, question in questionnaire.questions.items()}))

    assert Assessor(questionnaire).assess(answers) == plainly(questionnaire, answers)
