"""Questions and choices with a new id: answers and cases with the old one go on counting."""

from __future__ import annotations

import pytest

from netcheck.author.case_results import run
from netcheck.author.cases import read_cases
from netcheck.author.difference.compare import difference
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.load import load
from tests.engine.test_ask_if import SMALL, TEXT

NEW_TEXT = (
    TEXT.replace("id: sex,", "id: born_as, earlier_ids: [sex],")
    .replace("sex:", "born_as:")
    .replace("back: In the back", "spine: {say: In the back, earlier_ids: [back]}")
    .replace("back or leg or not_sure:", "spine or leg or not_sure:")
    .replace("id: days,", "id: for_days, earlier_ids: [days, how_long],")
    .replace("{days:", "{for_days:")
)
NEW = load(NEW_TEXT, "new.yaml")


def test_saved_answers_follow_their_questions_and_choices():
    saved = answers.read("answers: {sex: male, pain: [back, leg], how_long: yes}", "me.yaml", NEW).strict()

    assert saved.steps == (("born_as", {"male"}), ("pain", {"spine", "leg"}), ("for_days", {"yes"}))
    assert assess(Interview(NEW, saved.steps)).earned[0].advice.id == "days_routine"
    assert "born_as: male" in answers.write(Interview(NEW, saved.steps))


def test_the_old_and_the_new_id_together_are_refused():
    with pytest.raises(AnswersRefused) as refused:
        answers.read("answers:\n  sex: male\n  born_as: female\n", "me.yaml", NEW).strict()

    assert str(refused.value) == "me.yaml:3: 'sex' and 'born_as' are one question, now called 'born_as'. Keep one of them."


def test_cases_follow_them_too():
    expected = "{urgency: routine, asked: [days], not_asked: [pregnant]}"
    text = f"cases:\n- {{name: a, answers: {{sex: male, pain: [back], days: yes}}, expect: {expected}}}"
    (case,) = read_cases(text, "cases.yaml", NEW)

    assert run(case, NEW) == ()


def test_a_new_name_changes_nothing_in_meaning():
    told = difference(SMALL, NEW)

    assert told.is_none
    assert [(edit.part, edit.before, edit.after) for edit in told.structure] == [
        ("id of question born_as", "sex", "born_as"),
        ("id of question for_days", "days", "for_days"),
        ("id of choice pain.spine", "back", "spine"),
    ]
    assert told.wording == ()


def test_without_it_a_new_name_is_another_question():
    assert not difference(SMALL, load(NEW_TEXT.replace("earlier_ids: [days, how_long],", ""), "new.yaml")).is_none
