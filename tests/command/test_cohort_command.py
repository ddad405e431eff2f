"""``netcheck cohort`` as it is called: tables in every format, faults, summaries, two editions."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import polars
import pytest

import netcheck
from netcheck.cohort import assess
from netcheck.command import cohort_table
from tests.conftest import SMALL, TESTS
from tests.support.systems import is_for_its_owner_alone, make_link

ROOT = TESTS.parent
PEOPLE = "key,breathing,danger_signs,symptoms,flushing_feel,flushing_faint,family,note\n"
ROWS = "1,no,none,flushing|diarrhea,dry,no,no,a\n2,yes,,,,,,b\n3,no,none,flushin,,,no,c\n4,no,none,,,,no,d\n"


def run(folder: Path, *arguments: str, typed: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "netcheck", "cohort", *arguments, "--questions", str(SMALL)],
        capture_output=True, encoding="utf-8", timeout=300, cwd=folder, check=False, input=typed,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "people.csv").write_text(PEOPLE + ROWS, encoding="utf-8")
    return tmp_path


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_every_row_has_an_outcome_or_its_fault_and_the_summary_counts_them(folder):
    done = run(folder, "people.csv", "--output", "o.ndjson")
    rows = rows_of(folder / "o.ndjson")

    assert done.returncode == 0
    assert [(row["key"], row["urgency"], row["complete"]) for row in rows] == [
        ("1", "soon", True), ("2", "emergency", True), ("3", None, None), ("4", None, False),
    ]  # fmt: skip
    assert rows[2]["fault"].startswith("Column symptoms: 'flushin' is not a choice of 'symptoms'. Did you mean 'flushing'?")
    assert rows[0]["advice"] == "dry_flushing;several_symptoms"
    assert "4 people, edition " in done.stdout
    assert "Refused, a value does not fit" in done.stdout
    assert "  1 times: Column symptoms: 'flushin' is not a choice" in done.stdout
    assert "These columns are no question and are left out: note. Keep them with --keep." in done.stderr
    assert is_for_its_owner_alone(folder / "o.ndjson")


def test_columns_can_be_kept_and_reasons_added_and_values_left_out(folder):
    run(folder, "people.csv", "--keep", "--reasons", "--no-values", "--output", "o.ndjson")
    rows = rows_of(folder / "o.ndjson")

    assert [row["note"] for row in rows] == ["a", "b", "c", "d"]
    assert rows[1]["reasons"] == "breathing=yes"
    assert rows[2]["fault"] == "Column symptoms: the value does not fit."


def test_a_fault_refuses_the_whole_table_when_none_is_allowed(folder):
    (folder / "o.csv").write_text("before", encoding="utf-8")
    done = run(folder, "people.csv", "--strict", "--output", "o.csv")

    assert done.returncode == 1
    assert "Nothing was written: 1 kind of value does not fit, and --strict allows none." in done.stderr
    assert (folder / "o.csv").read_text(encoding="utf-8") == "before"


def test_a_fault_sends_nothing_into_a_pipe_when_none_is_allowed(folder):
    done = run(folder, "people.csv", "--strict", "--output", "/dev/stdout")

    assert (done.returncode, done.stdout) == (1, "")


def test_a_table_without_a_fault_is_written_when_none_is_allowed(folder):
    (folder / "people.csv").write_text(PEOPLE + ROWS.replace("flushin,", "flushing,"), encoding="utf-8")

    assert len(run(folder, "people.csv", "--strict", "--output", "/dev/stdout").stdout.splitlines()) == 5


def test_of_a_value_only_the_first_letters_are_told_and_without_values_none(folder):
    (folder / "people.csv").write_text("key,symptoms\n1,I have had a secret illness\n", encoding="utf-8")

    for arguments, shown in ((), "'I have had a…'"), (("--no-values",), "the value does not fit"):
        done = run(folder, "people.csv", *arguments, "--output", "o.csv", "--summary", "json")
        everything = done.stdout + done.stderr + (folder / "o.csv").read_text(encoding="utf-8")
        assert shown in everything
        assert "secret" not in everything


def test_a_column_that_the_output_has_too_is_refused_before_it_is_lost(folder):
    (folder / "people.csv").write_text("key,breathing,fault\n1,no,x\n", encoding="utf-8")
    done = run(folder, "people.csv", "--keep")

    assert (done.returncode, "has a column 'fault' of its own" in done.stderr) == (2, True)


def test_duckdb_writes_the_same_file(folder):
    for engine in ("polars", "duckdb"):
        done = run(folder, "people.csv", "--engine", engine, "--reasons", "--output", f"{engine}.csv")
        assert done.returncode == 0, done.stderr

    assert (folder / "duckdb.csv").read_text(encoding="utf-8") == (folder / "polars.csv").read_text(encoding="utf-8")


def test_spark_writes_the_same_file(folder):
    for package in ("pyspark.sql", "pyarrow", "pandas"):
        pytest.importorskip(package, reason="Spark is no package of the tests: benchmarks/README.md says how to run this")
    for engine in ("polars", "spark"):
        done = run(folder, "people.csv", "--engine", engine, "--reasons", "--output", f"{engine}.csv")
        assert done.returncode == 0, done.stderr

    assert (folder / "spark.csv").read_text(encoding="utf-8") == (folder / "polars.csv").read_text(encoding="utf-8")


STOPPED = """
import os, signal, sys
from netcheck.command import cohort_faults
from netcheck.__main__ import main

def sayer(*_, **__):
    def say(column, value):
        os.kill(os.getpid(), signal.SIGINT)
        return "stopped"
    return say

cohort_faults.sayer = sayer
main()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no signal to send to oneself here")
def test_ctrl_c_in_the_middle_leaves_the_file_that_was_there_and_no_half_one(folder):
    (folder / "o.csv").write_text("before", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-c", STOPPED, "cohort", "people.csv", "--output", "o.csv", "--questions", str(SMALL)],
        capture_output=True, encoding="utf-8", timeout=120, cwd=folder, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip

    assert done.returncode == 130, done.stderr
    assert "Traceback" not in done.stderr
    assert (folder / "o.csv").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["o.csv", "people.csv"]


@pytest.mark.parametrize(("is_terminal", "seconds", "shown"), [(True, 3, "\r1 people"), (True, 1, ""), (False, 3, "")])
def test_how_far_it_is_stands_on_a_terminal_after_two_seconds_and_in_no_pipe(is_terminal, seconds, shown, monkeypatch):
    clock = iter([0, seconds])
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setattr(cohort_table.time, "monotonic", lambda: next(clock))
    outcomes = assess(polars.LazyFrame({"key": ["1"], "breathing": ["no"]}), netcheck.load_questionnaire(str(SMALL)))

    cohort_table.write(cohort_table.rows(outcomes, None, lambda *_: "", netcheck.load_questionnaire(str(SMALL)), "key"), None, None)

    assert stream.getvalue() == shown


@pytest.mark.parametrize(("said", "read"), [({}, "1"), ({"POLARS_ROW_GROUP_PREFETCH_SIZE": "3"}, "3")])
def test_of_a_large_file_only_the_next_part_is_read_before_it_is_needed(folder, said, read, monkeypatch):
    polars.read_csv(folder / "people.csv", infer_schema=False).write_parquet(folder / "people.parquet", row_group_size=1)
    monkeypatch.delenv("POLARS_ROW_GROUP_PREFETCH_SIZE", raising=False)
    for name, value in {**said, "POLARS_VERBOSE": "1"}.items():
        monkeypatch.setenv(name, value)

    done = run(folder, "people.parquet", "--output", "o.csv")

    assert done.returncode == 0
    assert re.search(rf"row_group_prefetch_size: {read}\b", done.stderr)


@pytest.mark.parametrize("ending", ["csv", "parquet", "arrow", "ndjson"])
def test_every_format_is_read_alike(folder, ending):
    frame = polars.read_csv(folder / "people.csv", infer_schema=False)
    path = folder / f"again.{ending}"
    {"csv": frame.write_csv, "parquet": frame.write_parquet, "arrow": frame.write_ipc, "ndjson": frame.write_ndjson}[ending](path)

    for table in (f"again.{ending}", f"ag*.{ending}"):
        done = run(folder, table, "--output", "o.csv", "--summary", "json")
        assert json.loads(done.stdout)["urgency"]["soon"] == 1, done.stderr
    assert run(folder, "people.csv", "--output", "other.csv", "--summary", "none").stdout == ""
    assert (folder / "other.csv").read_text(encoding="utf-8") == (folder / "o.csv").read_text(encoding="utf-8")


def test_standard_input_is_csv_and_rows_on_standard_output_stand_alone(folder):
    done = run(folder, "-", "--output", "/dev/stdout", typed=PEOPLE + ROWS)

    assert done.stdout.splitlines()[0] == "key,urgency,at_most,complete,unanswered,advice,fault,edition,content_hash"
    assert len(done.stdout.splitlines()) == 5
    assert "4 people" in done.stderr


def test_a_device_a_pipe_and_a_link_are_treated_as_everywhere(folder):
    assert "4 people" in run(folder, "people.csv", "--output", os.devnull).stderr
    (folder / "kept.csv").write_text("before", encoding="utf-8")
    make_link(folder / "link.csv", folder / "kept.csv")
    done = run(folder, "people.csv", "--output", "link.csv")

    assert "link.csv is not an ordinary file, so it is not overwritten." in done.stderr
    assert (folder / "kept.csv").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in folder.iterdir()) == ["kept.csv", "link.csv", "people.csv"]


def test_a_mapping_names_other_columns_and_codes(folder):
    (folder / "map.yaml").write_text('columns: {q1: breathing}\ncodes: {breathing: {"1": "yes", "0": "no"}}\n', encoding="utf-8")
    (folder / "coded.csv").write_text("id,q1\n7,1\n", encoding="utf-8")
    done = run(folder, "coded.csv", "--columns", "map.yaml", "--output", "/dev/stdout", "--summary", "none")
    assert done.stdout.splitlines()[1].startswith("7,emergency,")

    (folder / "map.yaml").write_text("columns: {q1: famly}\n", encoding="utf-8")
    done = run(folder, "coded.csv", "--columns", "map.yaml")
    assert done.returncode == 1
    assert "map.yaml:1: The question 'famly' does not exist. Did you mean 'family'?" in done.stderr


def test_another_edition_is_compared_lowered_first(folder):
    other = SMALL.read_text(encoding="utf-8").replace("urgency: soon", "urgency: routine")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    done = run(folder, "people.csv", "--compare", "other.yaml", "--summary", "json")

    assert json.loads(done.stdout)["changes"] == [{"before": "soon", "after": "routine", "people": 1, "examples": ["1"]}]


def test_a_question_that_only_the_other_edition_has_counts_there(folder):
    other = SMALL.read_text(encoding="utf-8").replace("id: breathing\n", "id: breath\n").replace("{breathing:", "{breath:")
    (folder / "other.yaml").write_text(other, encoding="utf-8")
    (folder / "people.csv").write_text("key,breath,danger_signs\n1,yes,none\n2,no,none\n3,oh,none\n", encoding="utf-8")
    done = run(folder, "people.csv", "--compare", "other.yaml", "--summary", "json", "--output", "o.csv")

    assert [(one["before"], one["after"], one["examples"]) for one in json.loads(done.stdout)["changes"]] == [
        ("", "refused", ["3"]), ("", "emergency", ["1"]),
    ]  # fmt: skip
    assert "breath" not in (folder / "o.csv").read_text(encoding="utf-8").splitlines()[0]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.csv"], "Cannot read nowhere.csv: "),
        (["people.xlsx"], "A table cannot be read from 'people.xlsx'. Give it a name that ends in .csv, .tsv, .parquet"),
        (["people.csv", "--output", "o.xlsx"], "A table cannot be written as 'o.xlsx'. Give it a name that ends in .csv, .parquet,"),
        (["people.csv", "--today", "tomorrow"], "'tomorrow' is no day. Write it like 2026-01-31."),
        (["people.csv", "--key", "name"], "The table has no column 'name'. It has: key, breathing,"),
        (["people.csv", "--output", "people.csv"], "name the same file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder, arguments, says):
    done = run(folder, *arguments)

    assert done.returncode in {1, 2}
    assert says in done.stderr
    assert "Traceback" not in done.stderr
