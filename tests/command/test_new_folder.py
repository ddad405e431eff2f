"""Beginning: 'netcheck new' writes a whole questionnaire that is proved as it stands, and never over one that is there."""

from __future__ import annotations

import datetime
from pathlib import Path

from netcheck.command.installing import for_shell
from netcheck.questionnaire.load import load
from tests.command.test_author_commands import author
from tests.command.test_cli import run
from tests.support.systems import WINDOWS
from tests.test_topic import OURS


def test_a_new_questionnaire_is_whole_and_proved_as_it_stands(tmp_path):
    made = author("new", "my own", folder=tmp_path)
    done = author("check", "my own", "--prove", folder=tmp_path)

    assert made.stdout == (
        f"A small whole questionnaire is in my own. Write over it part by part, from the top of {Path('my own/questions.yaml')}.\n"
        f"To see what is wrong: {for_shell(['netcheck', 'check', 'my own'])}\n"
        f"To ask it: {for_shell(['netcheck', '--questions', 'my own'])}\n"
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("0 errors, 0 warnings.\n3 of 3 cases hold")
    assert "Everything is proved for all answers" in done.stdout
    assert OURS.findall((tmp_path / "my own" / "questions.yaml").read_text(encoding="utf-8")) == []


def test_it_is_as_small_as_it_can_be(tmp_path):
    author("new", tmp_path / "new")
    text = (tmp_path / "new" / "questions.yaml").read_text(encoding="utf-8")
    made = load(text, "questions.yaml")

    assert made.edition == datetime.datetime.now(tz=datetime.UTC).date().isoformat()
    assert [len(section.questions) for section in made.sections] == [1, 1]
    assert len(made.questions) == 3
    assert {advice.urgency.id for advice in made.advice} == {"emergency", "today", "soon", "routine"}
    assert len(made.sources) == 1
    assert len(text.splitlines()) < 110


def test_it_can_be_asked_at_once(tmp_path):
    author("new", tmp_path / "new")
    asked = run("--questions", tmp_path / "new", "--plain", stdin="\n1\n2\n", questions=False)

    assert "GET EMERGENCY HELP NOW" in (asked.stdout + asked.stderr).upper()
    assert "1. Call your local emergency number." in asked.stdout + asked.stderr


def test_nothing_that_is_there_is_written_over(tmp_path):
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "people.yaml").write_text("mine", encoding="utf-8")
    done = author("new", tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"netcheck: {tmp_path / 'cases' / 'people.yaml'} exists already, and nothing was written. Name a new folder.\n"
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["cases", "people.yaml"]


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = author("new", tmp_path / "file" / "new")

    assert done.returncode == 1
    why = "file exists" if WINDOWS else "not a directory"
    assert done.stderr.startswith(f"netcheck: Cannot make the folder {tmp_path / 'file' / 'new'}: {why}.")
