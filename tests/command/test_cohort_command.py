"""``netcheck cohort`` as it is called: tables in every format, faults, summaries, two editions."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import polars
import pytest

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


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["nowhere.csv"], "Cannot read nowhere.csv: "),
        (["people.xlsx"], "A table cannot be read from 'people.xlsx'. Give it a name that ends in .csv, .tsv, .parquet"),
        (["people.csv", "--output", "o.xlsx"], "A table cannot be written as 'o.xlsx'. Give it a name that ends in .csv, .parquet,"),
        (["people.csv", "--key", "name"], "The table has no column 'name'. It has: key, breathing,"),
        (["people.csv", "--output", "people.csv"], "name the same file"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(folder, arguments, says):
    done = run(folder, *arguments)

    assert done.returncode in {1, 2}
    assert says in done.stderr
    assert "Traceback" not in done.stderr
