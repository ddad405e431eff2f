"""The shortest answers that show something: found whenever there are any, and never when there are none."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netcheck import Interview, Questionnaire
from netcheck.author.shortest_answers import Answers, ShortestAnswers
from netcheck.engine.condition import truth
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import NOT_SURE, AtLeast, Given
from tests.support.questionnaires import every_interview, questionnaires

SOME = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def walked(questionnaire: Questionnaire, answers: Answers) -> Interview:
    return Interview(questionnaire, tuple(answers.items()))


def earns(interview: Interview, advice: str, *, emergency: bool) -> bool:
    earned = {item.advice.id for item in assess(interview).earned}
    return advice in earned and interview.is_emergency == emergency


def test_the_shortest_answers_for_each_advice(small: Questionnaire) -> None:
    search = ShortestAnswers(small)
    assert {advice.id: search.earning(advice) for advice in small.advice} == {
        "breathing_emergency": {"breathing": {"yes"}},
        "danger_emergency": {"danger_signs": {"chest_pressure"}},
        "dry_flushing": {"symptoms": {"flushing"}, "flushing_feel": {"dry"}, "flushing_faint": {"no"}},
        "several_symptoms": {"symptoms": {"flushing", "diarrhea"}},
        "family_history": {"family": {"yes"}},
    }


def test_a_follow_up_needs_the_choice_above_it(small: Questionnaire) -> None:
    search = ShortestAnswers(small)
    assert search.asking("breathing") == {}
    assert search.asking("breathing_plain") == {"breathing": {NOT_SURE}}
    assert search.giving("flushing_feel", "sweaty") == {"symptoms": {"flushing"}, "flushing_feel": {"sweaty"}}


def test_an_emergency_on_the_way_is_no_way(small: Questionnaire) -> None:
    faint_and_dry = AtLeast(2, (Given("flushing_faint", frozenset({"yes"})), Given("flushing_feel", frozenset({"dry"}))))
    assert ShortestAnswers(small).making(faint_and_dry) is None


def test_what_must_never_hold_is_kept_out(small: Questionnaire) -> None:
    wheeze = Given("symptoms", frozenset({"wheeze"}))
    flushing = Given("symptoms", frozenset({"flushing"}))
    two = next(advice.when for advice in small.advice if advice.id == "several_symptoms")
    assert ShortestAnswers(small).making(two, never=(wheeze,), complete=True) == {"symptoms": {"flushing", "diarrhea"}}
    assert ShortestAnswers(small).making(AtLeast(2, (wheeze, flushing)), never=(two,), complete=True) is None


def test_a_choice_that_changes_nothing_is_an_answer_where_all_others_are_emergencies(small: Questionnaire) -> None:
    asked = small.questions["symptoms"]
    others = frozenset(choice.id for choice in asked.choices) - {"diarrhea"}
    together = AtLeast(2, (Given(asked.id, others - {"none", NOT_SURE}), Given(asked.id, frozenset({"diarrhea"}))))
    wanted = next(advice for advice in small.advice if advice.id == "family_history")
    emergencies = [advice._replace(when=when) for advice in small.emergencies for when in (Given(asked.id, others), together)]
    search = ShortestAnswers(replace(small, advice=(*emergencies, wanted)))

    assert search.earning(wanted) == {asked.id: {"diarrhea"}, "family": {"yes"}}


def test_the_real_questionnaire_every_witness_holds_in_the_engine(real: Questionnaire) -> None:
    search = ShortestAnswers(real)
    for advice in real.advice:
        answers = search.earning(advice)
        assert answers is not None
        assert earns(walked(real, answers), advice.id, emergency=advice.urgency.rank == 0)
    # What is only kept for the visit sheet decides nothing, so nobody needs to be led there.
    for question in (one.id for one in real.questions.values() if one.decides):
        answers = search.asking(question)
        assert answers is not None
        assert question in {one.id for one in walked(real, answers).path}


@SOME
@given(st.data())
def test_advice_has_a_witness_exactly_when_some_walk_earns_it(small: Questionnaire, data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(small))
    search, interviews = ShortestAnswers(questionnaire), list(every_interview(Interview(questionnaire)))
    for advice in questionnaire.advice:
        emergency = advice.urgency.rank == 0
        answers = search.earning(advice)
        assert (answers is not None) == any(earns(one, advice.id, emergency=emergency) for one in interviews)
        if answers is not None:
            assert earns(walked(questionnaire, answers), advice.id, emergency=emergency)


@SOME
@given(st.data())
def test_a_question_has_a_witness_exactly_when_some_walk_asks_it(small: Questionnaire, data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(small))
    search = ShortestAnswers(questionnaire)
    asked = {one.question.id for one in every_interview(Interview(questionnaire)) if one.question}
    assert {question for question in questionnaire.questions if search.asking(question) is not None} == asked


@SOME
@given(st.data())
def test_what_complete_interviews_can_show_is_found(small: Questionnaire, data: st.DataObject) -> None:
    questionnaire = data.draw(questionnaires(small))
    ends = [one for one in every_interview(Interview(questionnaire)) if one.is_complete and not one.is_emergency]
    first, last = questionnaire.advice[0].when, questionnaire.advice[-1].when
    found = ShortestAnswers(questionnaire).making(first, never=(last,), complete=True)
    assert (found is not None) == any(truth(first, one.answers) and not truth(last, one.answers) for one in ends)
    if found is not None:
        assert truth(first, found)
        assert not truth(last, found)
