"""A table says of every row what one interview says of the same answers."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import duckdb
import polars
import pytest
from hypothesis import given, settings

import netcheck
from netcheck.cohort import faults
from netcheck.cohort.assessment import assess
from netcheck.cohort.columns import Columns
from netcheck.engine import condition, outcome
from netcheck.engine.interview import judge
from netcheck.errors import AnswerRefused, WrongUsage
from netcheck.questionnaire.model import NONE, Answer, Band, Choice, Entered, Entry, Given, Question, Questionnaire
from netcheck.questionnaire.quantity import OLDEST
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
    columns = {id_: [_written(row.get(id_)) for row in rows] for id_ in questionnaire.questions}
    kinds = {"key": polars.Int64, **dict.fromkeys(columns, polars.String)}
    return polars.DataFrame({"key": list(range(len(rows))), **columns}, schema=kinds)


def _written(answer: Answer | None) -> str | None:
    """A number as it was typed, or choices."""
    return None if answer is None else answer.text if isinstance(answer, Entered) else "|".join(sorted(answer))


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
    signs = [id_ for id_ in ids if id_ not in question.alone]
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


@pytest.mark.parametrize("codes", [1, 1.0, "1", "1.0"])
def test_codes_are_known_as_numbers_and_as_text(codes):
    assert of({**ANSWERS, "breathing": codes}, Columns(codes={"breathing": {"1": "no"}})) == USUAL


def test_a_list_of_codes_is_known_too():
    assert of({**ANSWERS, "symptoms": [2, 1]}, Columns(codes={"symptoms": {"1": "flushing", "2": "diarrhea"}})) == USUAL
    assert of({**ANSWERS, "symptoms": ["flushing", "flushing"]})["fault_value"] == "a list that does not fit"


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


def asking(question: Question) -> Questionnaire:
    """A questionnaire of one question, with advice of its name for each choice."""
    every = [(choice.id, Given(question.id, frozenset((choice.id,)))) for choice in question.choices]
    advice = [SMALL.advice[0]._replace(id=id_, urgency=SMALL.urgencies[1], when=when) for id_, when in every]
    return replace(SMALL, sections=(SMALL.sections[0]._replace(questions=(question._replace(then=()),)),), advice=tuple(advice))


AGE = asking(REAL.questions["age_group"])


@pytest.mark.parametrize(
    ("typed", "band"),
    [
        ("44", "adult"), ("4", "child"), (" 44 ", "adult"), ("44.00", "adult"), ("0", "child"), ("adult", "adult"),
        (44, "adult"), (44.0, "adult"), (Decimal("44.00"), "adult"), (120, "older"),
    ],
)  # fmt: skip
def test_a_number_falls_into_its_band(typed, band):
    row = assess(polars.DataFrame({"age_group": [typed]}), AGE).row(0, named=True)

    assert (row["fault_column"], row["advice"]) == (None, band)


@pytest.mark.parametrize("typed", ["444", "4.5", "forty", "-1", "44.01", 4.5, 121])
def test_a_number_that_does_not_fit_is_a_fault(typed):
    row = assess(polars.DataFrame({"age_group": [typed]}), AGE).row(0, named=True)

    assert (row["fault_column"], row["fault_value"], row["urgency"]) == ("age_group", str(typed), None)


@pytest.mark.parametrize(
    ("typed", "band"), [("-0.5", "frost"), ("-12,0", "frost"), ("0", "mild"), (0.25, None), ("39.9", "mild"), (40, None)]
)
def test_a_number_with_a_decimal_may_be_below_nought(typed, band):
    bands = (Band("frost", -200, -1), Band("mild", 0, 399))
    question = DAYS._replace(choices=tuple(Choice(one.choice, "") for one in bands), entry=Entry("number", "C", -200, 399, 1, bands))
    row = assess(polars.DataFrame({"started": [typed]}), asking(question)).row(0, named=True)

    assert (row["advice"], row["fault_column"] is None) == (band, band is not None)


# A question for a day.
BANDS = (Band("new", 0, 1), Band("weeks", 2, 30), Band("old", 31, OLDEST))
CHOICES, ENTRY = tuple(Choice(band.choice, "") for band in BANDS), Entry("date", most=OLDEST, bands=BANDS)
DAYS = Question("started", "Start", "?", SMALL.questions["family"].why, CHOICES, entry=ENTRY)
DATED = asking(DAYS)
TODAY = date(2024, 3, 1)


@pytest.mark.parametrize("kind", [str, date.fromisoformat, datetime.fromisoformat])
@pytest.mark.parametrize("day", ["2024-03-01", "2024-02-29", "2024-02-28", "2024-01-31", "2024-01-30", "2000-02-29", "1900-01-01"])
def test_a_day_falls_into_the_band_of_an_interview_on_that_day(day, kind):
    row = assess(polars.DataFrame({"started": [kind(day)]}), DATED, Columns(today=TODAY)).row(0, named=True)

    assert (row["fault_column"], {row["advice"]}) == (None, judge(DAYS, day, TODAY))


@pytest.mark.parametrize("day", ["2024-03-02", "2023-02-29", "1900-02-29", "2024-04-31", "2024-13-01", "1800-01-01", "1.2.2024", "soon"])
def test_a_day_that_is_none_or_cannot_have_been_is_a_fault_as_in_an_interview(day):
    with pytest.raises(AnswerRefused):
        judge(DAYS, day, TODAY)
    row = assess(polars.DataFrame({"started": [day]}), DATED, Columns(today=TODAY)).row(0, named=True)

    assert (row["fault_column"], row["fault_value"], row["urgency"]) == ("started", day, None)


def test_a_day_needs_a_day_to_count_from_and_the_name_of_a_band_does_not():
    rows = assess(polars.DataFrame({"started": ["2024-02-29", "weeks"]}), DATED).rows(named=True)

    assert [(row["fault_value"], row["advice"]) for row in rows] == [("2024-02-29", None), (None, "weeks")]
    assert "Write how long ago it is" in faults.message(DAYS, "started", "2024-02-29", Columns())


def test_boxes_that_contradict_each_other_are_a_fault():
    row = of({"symptoms___flushing": 1, "symptoms___none": 1, "symptoms___wheeze": 0})

    assert (row["urgency"], row["fault_column"], row["fault_value"]) == (None, "symptoms___flushing", "flushing|none")


def test_a_box_that_is_neither_ticked_nor_empty_is_a_fault_of_its_own_column():
    row = of({"symptoms___flushing": "1", "symptoms___wheeze": "maybe"})

    assert (row["urgency"], row["fault_column"], row["fault_value"]) == (None, "symptoms___wheeze", "flushing|maybe")


@pytest.mark.parametrize(
    ("ticked", "empty"), [("1", "0"), ("1.0", "0.0"), ("Checked", "Unchecked"), ("TRUE", "FALSE"), (1, 0), (True, False), (1.0, None)]
)
def test_boxes_are_read_however_a_program_exports_them(ticked, empty):
    boxes = {"symptoms___flushing": ticked, "symptoms___diarrhea": ticked, "symptoms___wheeze": empty, "symptoms___none": empty}

    assert of({**{name: text for name, text in ANSWERS.items() if name != "symptoms"}, **boxes}) == USUAL


def test_boxes_of_which_none_is_ticked_are_no_answer():
    row = of({**{name: text for name, text in ANSWERS.items() if name != "symptoms"}, "symptoms___flushing": 0, "symptoms___none": 0})

    assert (row["fault_column"], row["complete"], row["unanswered"]) == (None, False, 1)


def test_two_columns_for_one_question_are_refused():
    for columns in ({"symptoms": "none", "symptoms___wheeze": 1}, {"breathing": "no", "q1": "yes"}):
        with pytest.raises(WrongUsage, match=r"answer the same question, '(symptoms|breathing)'. Leave one of them out"):
            of(columns, Columns({"q1": "breathing"}))


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
