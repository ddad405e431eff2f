"""What a whole table came to: the counts of its batches, and how they are told."""

from __future__ import annotations

import json

import polars
import pytest

import netcheck
from netcheck.cohort.tally import Tally
from netcheck.command import cohort_engines
from netcheck.errors import PackageMissing
from netcheck.render import cohort
from tests.conftest import SMALL

QUESTIONNAIRE = netcheck.load_questionnaire(str(SMALL))
BATCHES = (
    {
        "urgency": ["soon", "emergency", None, None],
        "complete": [True, True, None, False],
        "advice": ["dry_flushing;several_symptoms", "breathing_emergency", None, None],
        "fault_column": [None, None, "symptoms", None],
        "fault_value": [None, None, "flushin", None],
    },
    {"urgency": ["soon"], "complete": [False], "advice": ["dry_flushing"], "fault_column": [None], "fault_value": [None]},
)
MESSAGES = {("symptoms", "flushin"): "Column symptoms: 'flushin' is not a choice."}


def counted() -> Tally:
    tally = Tally()
    for batch in BATCHES:
        tally.add(polars.DataFrame(batch))
    return tally


def test_batches_add_up_and_nobody_is_lost():
    tally = counted()

    assert (tally.people, tally.refused, tally.open, tally.incomplete) == (5, 1, 1, 2)
    assert (tally.urgencies["soon"], tally.urgencies["emergency"]) == (2, 1)
    assert tally.advice == {"dry_flushing": 2, "several_symptoms": 1, "breathing_emergency": 1}


def test_the_summary_in_words_names_everybody_the_faults_and_who_gets_another_urgency():
    text = cohort.text(counted(), QUESTIONNAIRE, MESSAGES, {("soon", "routine"): (2, ["1", "7"]), ("", "soon"): (1, ["4"])})

    assert text.startswith("5 people, edition ")
    assert "  1 times: Column symptoms: 'flushin' is not a choice." in text
    assert "Not complete: 2. More answers can make their advice more urgent, never less." in text
    titles = {urgency.id: urgency.title for urgency in QUESTIONNAIRE.urgencies}
    assert f"  {titles['soon']} → {titles['routine']}: 2, for example 1, 7\n" in text
    assert f"  nothing yet → {titles['soon']}: 1, for example 4\n" in text
    assert text.endswith(f"{QUESTIONNAIRE.notice}\n")


def test_what_is_more_than_a_screen_holds_is_counted():
    tally = Tally(people=1000)
    tally.advice.update({f"advice_{number}": 1 for number in range(25)})
    tally.faults.update({("symptoms", f"word {number}"): 1 for number in range(12)})
    text = cohort.text(tally, QUESTIONNAIRE, {fault: f"Fault {fault[1]}." for fault in tally.faults}, {})

    assert "  … and 5 more.\n" in text
    assert "  … and 2 more kinds.\n" in text
    assert "Under the other edition everybody gets the same urgency." in text


def test_one_person_and_the_summary_for_programs():
    tally = Tally()
    tally.add(polars.DataFrame(BATCHES[1]))
    found = json.loads(cohort.to_json(tally, QUESTIONNAIRE, {}, {("soon", "today"): (1, ["1"])}))

    assert cohort.text(tally, QUESTIONNAIRE, {}).startswith("1 person, edition ")
    assert (found["people"], found["urgency"]["soon"], found["incomplete"]) == (1, 1, 1)
    assert found["changes"] == [{"before": "soon", "after": "today", "people": 1, "examples": ["1"]}]


@pytest.mark.parametrize(("engine", "lacking"), [("duckdb", "pyarrow"), ("duckdb", "duckdb"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed_is_named_with_its_package(engine, lacking, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", sys)
    monkeypatch.setitem(sys.modules, lacking, None)

    with pytest.raises(PackageMissing, match=f"The engine {engine} needs the package"):
        cohort_engines.run(engine, polars.LazyFrame({"a": [1]}), lambda frame: frame, "local[*]")
