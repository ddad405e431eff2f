"""A table says of every row what one interview says of the same answers."""

from __future__ import annotations

import random
from collections.abc import Mapping

import duckdb
import polars
import pytest
from hypothesis import given, settings

import netcheck
from netcheck.cohort.assessment import assess
from netcheck.cohort.columns import Columns
from netcheck.engine import condition, outcome
from netcheck.errors import WrongUsage
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Question, Questionnaire
from tests.conftest import TESTS
from tests.support.examples import CASES, REAL, interview_of
from tests.support.small_questionnaires import interview, people, questionnaires

COLUMNS = ("urgency", "at_most", "complete", "advice", "unanswered")


def expected(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[object, ...]:
    found = outcome.assess(interview(questionnaire, answers))
    urgency = None if found.is_nothing_yet else found.urgency.id
    ids = ";".join(item.advice.id for item in found.earned)
    return urgency, found.at_most.id, found.complete, ids or None, len(found.unanswered)


def table(questionnaire: Questionnaire, rows: list[Mapping[str, Answer]]) -> polars.DataFrame:
    columns = {id_: ["|".join(sorted(row[id_])) if id_ in row else None for row in rows] for id_ in questionnaire.questions}
    kinds = {"key": polars.Int64, **dict.fromkeys(columns, polars.String)}
    return polars.DataFrame({"key": list(range(len(rows))), **columns}, schema=kinds)


@settings(max_examples=25, deadline=None)
@given(questionnaires(most=3))
def test_every_way_to_answer_a_small_questionnaire_gets_the_outcome_of_its_interview(questionnaire):
    rows = list(people(questionnaire))
    assessed = assess(table(questionnaire, rows), questionnaire).rows(named=True)

    for row, found in zip(rows, assessed, strict=True):
        running = interview(questionnaire, row)
        if any(running.not_offered()):
            assert (found["urgency"], found["fault_column"] in questionnaire.questions) == (None, True)
        else:
            said = tuple(found[name] for name in COLUMNS)
            # Where an answer waits for its question, the engine counts on every other answer to it, too.
            waits = not questionnaire.sometimes_offered.isdisjoint(running.unused)
            wanted = expected(questionnaire, row)
            assert said == wanted or (waits and said[:1] + said[2:] == wanted[:1] + wanted[2:])


@settings(max_examples=4, deadline=None)
@given(questionnaires(most=3))
def test_duckdb_works_out_the_same_as_polars(questionnaire):
    rows = list(people(questionnaire))[:200]
    values = table(questionnaire, rows)
    connection = duckdb.connect()
    connection.execute(f"create table people ({', '.join(f'{name} varchar' for name in values.columns)})")
    connection.executemany(f"insert into people values ({', '.join('?' * len(values.columns))})", values.rows())  # noqa: S608

    assessed = assess(connection.table("people"), questionnaire)

    found = sorted(assessed.select(f"key, {', '.join(COLUMNS)}").fetchall(), key=lambda row: int(row[0]))
    assert [tuple(row[1:]) for row in found] == assess(values, questionnaire).select(COLUMNS).rows()


def test_every_example_person_gets_the_outcome_of_the_questionnaire_that_we_ship():
    rows = [dict(interview_of(case).steps) for case in CASES]
    assessed = assess(table(REAL, rows), REAL)

    assert assessed.select(COLUMNS).rows() == [expected(REAL, row) for row in rows]


def test_people_who_answer_at_random_and_leave_much_out_get_the_outcome_of_their_interview():
    rows = [dict(_random_answers(random.Random(seed))) for seed in range(400)]  # noqa: S311
    assessed = assess(table(REAL, rows), REAL, with_reasons=True)

    assert assessed.select(COLUMNS).rows() == [expected(REAL, row) for row in rows]
    for row, said in zip(rows, assessed["reasons"], strict=True):
        assert set(filter(None, said.split(";"))) == set(_reasons(row))


def _random_answers(random_: random.Random):
    for question in REAL.questions.values():
        if question.decides and random_.random() < 0.9:
            yield question.id, _random_answer(random_, question)


def _random_answer(random_: random.Random, question: Question) -> Answer:
    ids = [choice.id for choice in question.choices]
    if not question.pick_any:
        return frozenset(["no" if "no" in ids and random_.random() < 0.8 else random_.choice(ids)])
    signs = [id_ for id_ in ids if id_ not in {NONE, NOT_SURE}]
    return frozenset([NONE] if random_.random() < 0.8 else random_.sample(signs, min(len(signs), 2)))


def _reasons(answers: Mapping[str, Answer]):
    found = outcome.assess(interview(REAL, answers))
    for item in found.earned:
        if item.advice.urgency == found.urgency:
            for id_, choices in condition.reasons(item.advice.when, interview(REAL, answers).answers).items():
                yield from (f"{id_}={choice}" for choice in choices)


# What other people's tables look like

SMALL = netcheck.load_questionnaire(str(TESTS / "content" / "small.yaml"))
ANSWERS = {"breathing": "no", "danger_signs": "none", "symptoms": "flushing;diarrhea", "flushing_feel": "dry", "family": "no"}


def of(columns: Mapping[str, object], named: Columns | None = None) -> dict[str, object]:
    return assess(polars.DataFrame({name: [value] for name, value in columns.items()}), SMALL, named).row(0, named=True)


USUAL = of(ANSWERS)


@pytest.mark.parametrize(
    "changed",
    [
        {"symptoms": "diarrhea | flushing"},
        {"symptoms": ["flushing", "diarrhea"]},
        {"symptoms": " flushing;diarrhea "},
        {"breathing": False, "family": False},
        {"symptoms": None, "symptoms___flushing": 1, "symptoms___diarrhea": "1", "symptoms___wheeze": 0, "symptoms___none": None},
    ],
    ids=["bars", "a list", "spaces", "true and false", "ticked boxes"],
)
def test_several_choices_are_read_however_they_are_written(changed):
    columns = {name: value for name, value in {**ANSWERS, **changed}.items() if value is not None or "___" in name}

    assert USUAL["fault_column"] is None
    assert of(columns) == USUAL


def test_other_names_and_codes_are_mapped():
    named = Columns({"q1": "breathing", "hot": "symptoms.flushing", "loose": "symptoms.diarrhea"}, {"breathing": {"0": "no", "1": "yes"}})
    columns = {"q1": 0, "hot": 1, "loose": 1, **{name: text for name, text in ANSWERS.items() if name not in {"breathing", "symptoms"}}}

    assert of(columns, named) == USUAL


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("symptoms", "flushing;cough"),
        ("symptoms", "flushing;flushing"),
        ("symptoms", "none;flushing"),
        ("symptoms", "flushing diarrhea"),
        ("symptoms", "not_sure;none"),
        ("breathing", "yes;no"),
        ("breathing", "Yes"),
        ("breathing", "1"),
    ],
)
def test_a_row_with_a_value_that_does_not_fit_names_it_and_has_no_urgency(column, value):
    row = of({**ANSWERS, column: value})

    assert (row["fault_column"], row["fault_value"]) == (column, value)
    assert [row[name] for name in COLUMNS] == [None] * len(COLUMNS)


@pytest.mark.parametrize(("typed", "same_as"), [("44", "adult"), ("12", "child"), (" 44 ", "adult"), (44, "adult"), (44.0, "adult")])
def test_a_number_falls_into_its_band(typed, same_as):
    tables = [polars.DataFrame({"breathing": ["no"], "age_group": [value]}) for value in (typed, same_as)]
    numbered, banded = (assess(one, REAL).row(0, named=True) for one in tables)

    assert numbered["fault_column"] is None
    assert numbered == banded


@pytest.mark.parametrize("typed", ["444", "4.5", "forty", "-1"])
def test_a_number_that_does_not_fit_is_a_fault(typed):
    row = assess(polars.DataFrame({"age_group": [typed]}), REAL).row(0, named=True)

    assert (row["fault_column"], row["fault_value"], row["urgency"]) == ("age_group", typed, None)


def test_boxes_that_contradict_each_other_are_a_fault():
    row = of({"symptoms___flushing": 1, "symptoms___none": 1, "symptoms___wheeze": 0})

    assert (row["fault_column"], row["fault_value"]) == ("symptoms___flushing", "flushing|none")
    assert of({"symptoms___flushing": 2})["fault_value"] == "2"


def test_what_is_no_question_stays_and_a_name_that_clashes_is_refused():
    assert of({"key": 7, **ANSWERS})["key"] == 7
    with pytest.raises(WrongUsage, match="has a column 'advice' of its own"):
        of({"advice": "x", **ANSWERS})
    with pytest.raises(WrongUsage, match="No column of this table is a question"):
        of({"name": "x"})


def test_a_lazy_frame_stays_lazy():
    lazy = assess(polars.LazyFrame({name: [value] for name, value in ANSWERS.items()}), SMALL)

    assert isinstance(lazy, polars.LazyFrame)
    assert lazy.collect().row(0, named=True) == USUAL
