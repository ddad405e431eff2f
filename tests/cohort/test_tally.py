"""What a whole table came to: the counts of its batches, and how they are told."""

from __future__ import annotations

import json

import pytest

import netcheck
from netcheck.cohort.columns import Columns
from netcheck.cohort.tally import Tally
from netcheck.command import cohort_engines, cohort_faults
from netcheck.errors import PackageMissing
from netcheck.render import cohort
from tests.conftest import SMALL

QUESTIONNAIRE = netcheck.load_questionnaire(str(SMALL))
FAULT = "Column symptoms: 'flushin' is not a choice."


def counted() -> Tally:
    tally = Tally()
    for urgency, is_complete, fault, people in (
        ("soon", True, None, 1), ("emergency", True, None, 1), (None, None, FAULT, 1), (None, False, None, 1), ("soon", False, None, 1),
    ):  # fmt: skip
        tally.add(urgency, is_complete, fault, people)
    tally.advice.update({"dry_flushing": 2, "breathing_emergency": 1})
    return tally


def test_batches_add_up_and_nobody_is_lost():
    tally = counted()

    assert (tally.people, tally.refused, tally.open, tally.incomplete) == (5, 1, 1, 2)
    assert (tally.urgencies["soon"], tally.urgencies["emergency"]) == (2, 1)


def test_the_summary_in_words_names_everybody_the_faults_and_who_gets_another_urgency():
    tally = counted()
    for change, people, keys in (
        (("", "soon"), 1, ["4"]), (("soon", "routine"), 2, ["1", "7"]),
        (("soon", "refused"), 1, ["9"]), (("soon", "routine"), 3, ["8", "10"]),
    ):  # fmt: skip
        tally.compare(change, people, keys)
    text = cohort.text(tally, QUESTIONNAIRE, is_compared=True)

    assert text.startswith("5 people, edition ")
    assert "  1 times: Column symptoms: 'flushin' is not a choice." in text
    assert "Not complete: 2. More answers can make their advice more urgent, never less." in text
    titles = {urgency.id: urgency.title for urgency in QUESTIONNAIRE.urgencies}
    assert text.endswith(
        f"Under the other edition, lowered first:\n  {titles['soon']} → refused: 1, for example 9\n"
        f"  {titles['soon']} → {titles['routine']}: 5, for example 1, 7, 8\n"
        f"  nothing yet → {titles['soon']}: 1, for example 4\n\n{QUESTIONNAIRE.notice}\n"
    )


def test_what_is_more_than_a_screen_holds_is_counted():
    tally = Tally()
    tally.advice.update({f"advice_{number}": 1 for number in range(25)})
    for number in range(12):
        tally.add(None, None, f"Fault {number}.", 1)
    text = cohort.text(tally, QUESTIONNAIRE, is_compared=True)

    assert "  … and 5 more.\n" in text
    assert "  … and 2 more kinds.\n" in text
    assert "Under the other edition everybody gets the same urgency." in text


def test_one_person_and_the_summary_for_programs():
    tally = Tally()
    tally.add("soon", False, None, 1)
    tally.compare(("soon", "today"), 1, ["1"])
    found = json.loads(cohort.to_json(tally, QUESTIONNAIRE, is_compared=True))

    assert cohort.text(tally, QUESTIONNAIRE).startswith("1 person, edition ")
    assert (found["people"], found["urgency"]["soon"], found["incomplete"]) == (1, 1, 1)
    assert found["changes"] == [{"before": "soon", "after": "today", "people": 1, "examples": ["1"]}]


def test_many_values_that_do_not_fit_do_not_fill_the_memory(monkeypatch):
    monkeypatch.setattr(cohort_faults, "MOST", 2)
    say = cohort_faults.sayer({"symptoms": QUESTIONNAIRE.questions["symptoms"]}, Columns(), with_values=True)

    assert ["the value does not fit" in say("symptoms", value) for value in ("a", "b", "c", "a")] == [False, False, True, False]


@pytest.mark.parametrize(("engine", "lacking"), [("duckdb", "duckdb"), ("spark", "pyarrow"), ("spark", "pyspark.sql")])
def test_an_engine_that_is_not_installed_is_named_with_its_package(engine, lacking, monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", sys)
    monkeypatch.setitem(sys.modules, lacking, None)

    with pytest.raises(PackageMissing, match=f"The engine {engine} needs the package"), cohort_engines.opened(engine, "local[*]"):
        pass
