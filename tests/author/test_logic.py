"""The encoding says of every interview what the running engine says of it."""

from __future__ import annotations

from hypothesis import given, settings

from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import raw
from netcheck.engine.condition import truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Questionnaire
from tests.support.small_questionnaires import interview, people, questionnaires


@settings(max_examples=40, deadline=None)
@given(questionnaires(most=3))
def test_the_encoding_agrees_with_the_engine_on_every_interview(questionnaire: Questionnaire) -> None:
    logic = Logic(questionnaire)
    possible = {advice.id: logic.possible(advice.when) for advice in questionnaire.advice}
    for answers in people(questionnaire):
        person, running = raw(questionnaire.questions, answers), interview(questionnaire, answers)
        outcome = assess(running)
        earned = {item.advice.id for item in outcome.earned} - {"otherwise"}
        assert bool(truth(logic.emergency, person)) == outcome.is_emergency
        assert [id_ for id_ in questionnaire.questions if _asked(logic, id_, person)] == [question.id for question in running.path]
        assert {advice.id for advice in questionnaire.advice if _comes_up(logic, advice, person)} == {
            id_ for id_ in earned if not outcome.is_emergency or id_ in {advice.id for advice in questionnaire.emergencies}
        }
        urgencies = [urgency.id for urgency in questionnaire.urgencies if truth(logic.as_urgent_as(urgency.rank), person)]
        assert urgencies[0] == outcome.urgency.id
        if not outcome.is_emergency:
            at_most = [urgency.id for urgency in questionnaire.urgencies if truth(logic.as_urgent_as(urgency.rank, possible), person)]
            assert at_most[0] == outcome.at_most.id or _waits_for_an_offer(running)
            assert outcome.at_most.rank <= next(urgency.rank for urgency in questionnaire.urgencies if urgency.id == at_most[0])


def _waits_for_an_offer(running: Interview) -> bool:
    """Whether an answer waits for its question, or a choice for its offer: then the engine counts on every other answer, too."""
    return any(running.not_offered()) or not running.questionnaire.sometimes_offered.isdisjoint(running.unused)


def _asked(logic: Logic, question: str, person: dict) -> bool:
    return bool(truth(logic.reached(question), person)) and not truth(logic.emergency_before(question), person)


def _comes_up(logic: Logic, advice, person: dict) -> bool:
    if advice.urgency.rank:
        return bool(truth(logic.earned[advice.id], person)) and not truth(logic.emergency, person)
    return any(truth(earned, person) and not truth(ended, person) for earned, ended in logic.comes_true_at(logic.earned[advice.id]))
