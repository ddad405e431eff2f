"""A difference counts exactly for which answers urgency and advice change, and keeps words apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from netcheck.author.difference import diagram as diagram_module
from netcheck.author.difference.compare import Difference, difference
from netcheck.author.logic import Logic
from netcheck.engine.condition import truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.errors import CannotDo
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Answer, Questionnaire
from netcheck.render.difference import digits, number, text, to_json
from tests.support.small_questionnaires import possible_answers, questionnaires

SAFE = (Path(__file__).parent.parent / "content" / "safe.yaml").read_text(encoding="utf-8")
Person = dict[str, Answer]


def edited(*replacements: tuple[str, str]) -> Difference:
    new = SAFE
    for right, wrong in replacements:
        assert right in new
        new = new.replace(right, wrong)
    return difference(load(SAFE, "old.yaml"), load(new, "new.yaml"))


def people_of_both(old: Questionnaire, new: Questionnaire) -> Iterator[Person]:
    """Every answer set of two editions, by listing them."""
    questions = {**old.questions, **new.questions}
    possible = {
        id_: [answer for edition in (old, new) if id_ in edition.questions for answer in possible_answers(edition.questions[id_])]
        for id_ in questions
    }
    logics = [Logic(old), Logic(new)]
    seen = set()
    for answers in product(*possible.values()):
        given_ = dict(zip(questions, answers, strict=True))
        person = {
            id_: answer
            for id_, answer in given_.items()
            if any(id_ in logic.questionnaire.questions and truth(logic.reached(id_), given_) for logic in logics)
        }
        key = frozenset(person.items())
        if key not in seen and all(_is_offered(logics, id_, choice, person) for id_, answer in person.items() for choice in answer):
            seen.add(key)
            yield person


def _is_offered(logics: list[Logic], question: str, choice: str, person: Person) -> bool:
    """Whether some edition that has a choice offers it."""
    having = (logic for logic in logics if question in logic.questionnaire.questions)
    return any(truth(logic.offered(question, choice), person) for logic in having)


def urgency(questionnaire: Questionnaire, person: Person) -> str:
    steps = tuple((id_, answer) for id_, answer in person.items() if id_ in questionnaire.questions)
    return assess(Interview(questionnaire, steps)).urgency.id


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(most=4, editable=True), questionnaires(most=3, editable=True))
def test_counts_agree_with_a_list_of_all_answers(old: Questionnaire, new: Questionnaire) -> None:
    found = difference(old, new)
    everyone = list(people_of_both(old, new))
    assert found.answer_sets == len(everyone)
    listed = Counter((urgency(old, person), urgency(new, person)) for person in everyone)
    expected = {pair: count for pair, count in listed.items() if pair[0] != pair[1]}
    assert {(change.before.id, change.after.id): change.count for change in found.urgency} == expected
    for change in found.urgency:
        assert (urgency(old, dict(change.example)), urgency(new, dict(change.example))) == (change.before.id, change.after.id)
    assert [change.is_lower for change in found.urgency] == sorted((change.is_lower for change in found.urgency), reverse=True)
    assert {(change.advice, change.gained): change.count for change in found.advice} == dict(_advice(old, new, everyone))


def _advice(old: Questionnaire, new: Questionnaire, everyone: list[Person]) -> Counter:
    logics, counts = [Logic(old), Logic(new)], Counter()
    emergencies = {advice.id for edition in (old, new) for advice in edition.emergencies}
    for person in everyone:
        calm = not any(truth(logic.emergency, person) for logic in logics)
        before, after = ({id_ for id_, condition in logic.earned.items() if truth(condition, person)} for logic in logics)
        for id_ in before ^ after:
            if calm or id_ in emergencies:
                counts[id_, id_ in after] += 1
    return counts


def test_the_same_questionnaire_has_no_difference() -> None:
    found = edited()
    assert found.is_none
    assert text(found) == (
        "Editions 2026-11-22 and 2026-11-22, compared for all 175 ways to answer both.\n\n"
        "Nothing changed in meaning: everyone gets the same urgency and advice.\n"
    )


def test_a_weakened_emergency_is_lowered_urgency_first_with_its_smallest_example() -> None:
    found = edited(("{danger: [chest, faint]}", "{danger: chest}"), ("id: flush\n    urgency: routine", "id: flush\n    urgency: soon"))
    assert [(change.before.id, change.after.id) for change in found.lowered] == [
        ("emergency", "information"),
        ("emergency", "soon"),
        ("emergency", "today"),
    ]
    assert found.lowered[0].example == (("danger", frozenset(("faint",))),)
    assert [change.is_lower for change in found.urgency] == [True, True, True, False]
    assert text(found) == WEAKENED


WEAKENED = """\
Editions 2026-11-22 and 2026-11-22, compared for all 175 ways to answer both.

LOWERED URGENCY
  emergency becomes information: 2 answer sets.
    For example: Danger: Faint.
  emergency becomes soon: 6 answer sets.
    For example: Danger: Faint; Flushing: Not sure.
  emergency becomes today: 2 answer sets.
    For example: Breathing: Not sure; Danger: Faint; Flushing: Yes; Feel: Not sure.

Raised urgency
  routine becomes soon: 8 answer sets.
    For example: Flushing: Not sure.

Advice
  er_danger is no longer earned: 25 answer sets.
    For example: Danger: Faint.

Parts
  urgency of advice flush changed from 'routine' to 'soon'.
"""


def test_words_are_apart_from_meaning() -> None:
    found = edited(("ask: Flushing?", "ask: Do you flush?"), ("say: See the steps.", "say: Please see the steps."))
    assert found.is_none
    assert "ask of question flushing" in [edit.part for edit in found.wording]
    assert "  ask of question flushing changed from 'Flushing?' to 'Do you flush?'.\n" in text(found)
    assert found.structure == ()


def test_a_new_choice_is_left_out_by_the_edition_that_does_not_know_it() -> None:
    found = edited(("{chest: Chest, faint: Faint}", "{chest: Chest, faint: Faint, numb: Numb}"), ("[chest, faint]", "[chest, faint, numb]"))
    assert found.lowered == ()
    assert {(change.before.id, change.after.id) for change in found.urgency} >= {("information", "emergency")}
    assert found.urgency[-1].example == (("danger", frozenset(("numb",))),)
    assert [edit.part for edit in found.structure] == ["choice danger.numb"]


def test_a_new_question_changes_nothing_by_itself() -> None:
    added = "      - {id: cough, short: Cough, ask: Cough?, why: {say: It matters., sources: [nhs]}, choices: yes_no}\nadvice:"
    found = edited(("advice:", added))
    assert found.is_none
    assert found.answer_sets == 525
    assert "place of question cough added: 'in section signs'." in text(found)


def test_the_data_is_json_and_keeps_counts_exact() -> None:
    again = json.loads(to_json(edited(("{danger: [chest, faint]}", "{danger: chest}"))))
    assert again["is_lowered"] is True
    assert again["urgency"][0] == {
        "from": "emergency", "to": "information", "lowered": True, "answer_sets": "2", "example": {"danger": ["faint"]},
    }  # fmt: skip


@pytest.mark.parametrize(
    ("count", "words"),
    [(1234, "1,234"), (10**15, "about 1.0 x 10^15"), (3 * 10**70, "about 3.0 x 10^70"), (7 * 10**400, "about 7 x 10^400")],
)
def test_numbers_can_be_read(count: int, words: str) -> None:
    assert number(count) == words


def test_what_is_too_entangled_is_refused_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(diagram_module, "LARGEST", 10)
    with pytest.raises(CannotDo) as caught:
        edited()
    assert str(caught.value).startswith("These questionnaires cannot be compared exactly")


def test_a_changed_word_of_the_review_is_one_edit() -> None:
    found = edited(("by: no clinician yet", "by: A. Nurse"))

    assert [edit.part for edit in found.wording] == ["by of the review"]


def test_a_count_of_more_digits_than_python_writes_is_shown_all_the_same() -> None:
    assert number(3 * 10**5_000 + 7) == "about 3 x 10^5000"
    assert digits(3 * 10**5_000 + 7) == f"3{'0' * 4_999}7"
    assert digits(0) == "0"


TYPED = (Path(__file__).parent.parent / "content" / "typed.yaml").read_text(encoding="utf-8")


def with_age(child: int, older: int) -> Questionnaire:
    """The questionnaire of what is typed, with other bands of the age."""
    bands = f"child: under {child}, adult: {child} to {older - 1}, older: {older} or more"
    return load(TYPED.replace("child: under 18, adult: 18 to 64, older: 65 or more", bands), "typed.yaml")


def test_a_band_that_holds_other_numbers_changes_the_advice_of_those_in_between() -> None:
    found = difference(with_age(18, 65), with_age(16, 65))
    lowered = [line for line in text(found).splitlines() if "child_today" in line or "Age: 1" in line]
    assert lowered == [
        "    For example: Age: 16 years; Temperature: 38 to 38.4 C.",
        "    For example: Age: 16 years; Temperature: 38 to 38.4 C; Cough: Not sure.",
        "  child_today is no longer earned: 7 answer sets.",
        "    For example: Age: 16 years; Temperature: 38 to 38.4 C.",
    ]
    assert "choice age.child changed from 'Under 18 years' to 'Under 16 years'." in text(found)


@settings(max_examples=40, deadline=None)
@given(st.tuples(st.integers(1, 60), st.integers(62, 119)), st.tuples(st.integers(1, 60), st.integers(62, 119)))
def test_bands_are_compared_for_every_number(before: tuple[int, int], after: tuple[int, int]) -> None:
    old, new = with_age(*before), with_age(*after)
    changed = set()
    for age in range(121):
        sides = []
        for edition in (old, new):
            start = Interview(edition).take("breathing", "no").take("age", str(age)).take("fever", "38.2").take("cough", "no")
            sides.append(assess(start).urgency.id)
        if sides[0] != sides[1]:
            changed.add((sides[0], sides[1]))
    found = {(change.before.id, change.after.id) for change in difference(old, new).urgency if change.before and change.after}
    assert changed == {pair for pair in found if "soon" not in pair}


def test_what_a_number_takes_and_a_note_that_is_new_are_named() -> None:
    old = TYPED.replace("most: 120", "most: 110").replace("        kind: note\n        asked: if_reported\n", "        kind: note\n")
    lines = text(difference(load(old, "old.yaml"), load(TYPED, "new.yaml"))).splitlines()
    assert "  kind of question age changed from 'number from 0 to 110 (years)' to 'number from 0 to 120 (years)'." in lines
    assert "  kind of question more changed from 'note' to 'note, asked if something was reported'." in lines
