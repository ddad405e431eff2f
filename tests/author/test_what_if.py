"""What would raise the urgency: the fewest changed answers, and what the conditions lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netcheck.author import what_if as what_if_module
from netcheck.author.what_if import what_if
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Answer, Questionnaire
from netcheck.render.what_if import text, to_json
from tests.support.small_questionnaires import interview, people, questionnaires

SAFE = load((Path(__file__).parent.parent / "content" / "safe.yaml").read_text(encoding="utf-8"), "safe.yaml")


def answered(**answers: str) -> Interview:
    """An interview of the safe questionnaire; a list's picks are joined by +."""
    return Interview(SAFE, tuple((id_, frozenset(answer.split("+"))) for id_, answer in answers.items()))


def cost(before: dict[str, Answer], after: dict[str, Answer]) -> int:
    return sum(before.get(id_) != answer for id_, answer in after.items())


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(most=3), st.data())
def test_no_fewer_changes_would_do(questionnaire: Questionnaire, choose: st.DataObject) -> None:
    everyone = list(people(questionnaire))
    person = choose.draw(st.sampled_from(everyone))
    found = what_if(interview(questionnaire, person))
    now = found.outcome.urgency.rank
    ranks = [(assess(interview(questionnaire, other)).urgency.rank, cost(person, other)) for other in everyone if set(other) >= set(person)]
    for urgency in questionnaire.urgencies[:now]:
        listed = min((changes for rank, changes in ranks if rank <= urgency.rank), default=None)
        few = [len(one.changes) for one in found.not_earned if one.advice.urgency.rank <= urgency.rank and one.changes is not None]
        assert min(few, default=None) == listed
    for one in found.raises:
        assert assess(one.interview).urgency == one.advice.urgency
        assert cost(person, dict(one.interview.steps)) == len(one.changes)
    assert {one.advice.id for one in found.not_earned} == {advice.id for advice in questionnaire.advice if advice.urgency.rank < now}
    assert found.searched


def test_each_more_urgent_urgency_has_its_smallest_change() -> None:
    found = what_if(answered(breathing="no", danger="none", flushing="no"))
    assert [(one.advice.urgency.id, one.advice.id, len(one.changes)) for one in found.raises] == [
        ("routine", "flush", 1),
        ("soon", "dry", 2),
        ("today", "today_dry", 3),
        ("emergency", "go_now", 1),
    ]


def test_the_text_says_what_would_raise_it_and_what_is_missing() -> None:
    assert text(what_if(answered(breathing="no", danger="none", flushing="yes", feel="sweaty"))) == RAISED


RAISED = """\
Now: routine (Bring it up). The interview is complete.

What would raise it
  soon, by 'dry', with 1 other answer:
    Feel: Dry (now: Sweaty)
  today, by 'today_dry', with 2 other answers:
    Breathing: Not sure (now: No)
    Feel: Dry (now: Sweaty)
  emergency, by 'go_now', with 1 other answer:
    Breathing: Yes (now: No)

Why it is not more urgent
  dry (soon) needs:
    Feel: Dry / Not sure (answered: Sweaty)
  today_dry (today) needs:
    all of:
      Feel: Dry / Not sure (answered: Sweaty)
      Breathing: Not sure (answered: No)
  go_now (emergency) needs:
    one of:
      Breathing: Yes (answered: No)
      Breathing plain: Yes / Not sure (not asked)
  er_danger (emergency) needs:
    one of:
      Danger: Chest / Faint (answered: None of these)
      Danger plain: Yes / Not sure (not asked)
"""


def test_an_interview_that_is_not_complete_says_how_urgent_it_can_get() -> None:
    found = text(what_if(answered(flushing="yes")))
    assert found.startswith(
        "Now: routine (Bring it up). The interview is not complete: at most emergency (Go to the emergency room now).\n"
    )
    assert "    Feel: Dry (no answer yet)\n" in found


def test_nothing_is_above_an_emergency() -> None:
    found = what_if(answered(breathing="yes"))
    assert (found.raises, found.not_earned) == ((), ())
    assert text(found) == "Now: emergency (Go to the emergency room now). The interview is complete.\n\nNothing is more urgent than this.\n"


def test_picks_that_are_there_stay() -> None:
    found = what_if(answered(danger="none"))
    assert found.raises[-1].changes[0].question.id == "breathing"
    few = {one.advice.id: one.changes for one in found.not_earned}
    assert few["er_danger"] is not None
    assert few["er_danger"][0].after == frozenset(("chest",))


def test_the_data_is_json() -> None:
    found = json.loads(to_json(what_if(answered(breathing="no", danger="none", flushing="yes", feel="sweaty"))))
    assert found["urgency"] == "routine"
    assert found["at_most"] == "routine"
    assert found["raises"][0] == {
        "urgency": "soon", "advice": "dry", "changes": [{"question": "feel", "from": ["sweaty"], "to": ["dry"]}],
    }  # fmt: skip
    assert found["not_earned"][0] == {
        "advice": "dry", "urgency": "soon", "changes": 1,
        "missing": {"question": "feel", "choices": ["dry", "not_sure"], "given": ["sweaty"], "asked": True},
    }  # fmt: skip


def test_a_search_that_was_stopped_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(what_if_module, "STEPS", 1)
    found = what_if(answered(breathing="no"))
    assert not found.searched
    assert "The search was stopped early: there may be smaller changes than these.\n" in text(found)


def test_of_a_long_list_the_nearest_are_named_and_the_rest_are_counted(real: Questionnaire) -> None:
    calm = [(id_, frozenset({"no" if "no" in ids else "none" if "none" in ids else ids[0]})) for id_, ids in (
        (question.id, [choice.id for choice in question.choices]) for question in real.deciding.questions.values()
    )]  # fmt: skip
    lines = text(what_if(Interview(real, tuple(calm)))).splitlines()

    assert lines[0].startswith("Now: ")
    emergencies = len(real.emergencies)
    named = [line for line in lines if line.endswith("(emergency) needs:")]
    (rest,) = [line for line in lines if "more with urgency emergency need more changes, or as many." in line]
    assert len(named) + int(rest.split()[0]) == emergencies
    assert any(line.strip().startswith("… or ") for line in lines)
