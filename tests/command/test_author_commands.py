"""The commands for those who write questionnaires, as they are called: what they print, what they write, and their exit status."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from tests.command.test_cli import run
from tests.conftest import SMALL, SMALL_TEXT, TESTS
from tests.support.real_terminal import ROOT
from tests.support.systems import WINDOWS

SAFE = TESTS / "content" / "safe.yaml"
UNSAFE = TESTS / "content" / "unsafe"
HOLDS = "cases: [{name: a family history, rest: no, source: [leaflet], answers: {family: yes}, expect: {urgency: routine}}]"


def author(*words, **more):
    return run(*map(str, words), questions=False, **more)


@pytest.fixture
def weakened(tmp_path):
    """The small questionnaire with fainting taken out of its emergency."""
    file = tmp_path / "weakened.yaml"
    file.write_text(SMALL_TEXT.replace("[chest_pressure, fainted, not_sure]", "[chest_pressure, not_sure]"), encoding="utf-8")
    return file


def test_check_has_nothing_to_say_about_the_shipped_questionnaire():
    done = author("check")

    assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings.\n")


def test_check_names_each_finding_and_exits_with_1():
    done = author("check", SMALL)

    assert done.returncode == 1
    assert f"{SMALL}:83:11: error N302: The emergency 'danger_emergency' depends on 'flushing_faint'" in done.stdout
    assert "4 errors, 0 warnings." in done.stdout


def test_check_of_a_file_that_cannot_be_read_as_a_questionnaire_runs_nothing_on_it(tmp_path):
    broken = tmp_path / "broken.yaml"
    broken.write_text(SMALL_TEXT.replace("urgency: routine", "urgency: later"), encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(HOLDS, encoding="utf-8")
    done = author("check", broken, "--cases", tmp_path / "cases.yaml", "--prove")

    assert done.returncode == 1
    assert "N001" in done.stdout
    assert "Proved" not in done.stdout
    assert "case" not in done.stdout


@pytest.mark.parametrize(
    ("format_", "codes"),
    [
        ("json", lambda text: [one["code"] for one in json.loads(text)["findings"]]),
        ("sarif", lambda text: [one["ruleId"] for one in json.loads(text)["runs"][0]["results"]]),
        ("github", lambda text: [line.split("title=")[1][:4] for line in text.splitlines()]),
    ],
)
def test_check_writes_its_findings_for_other_programs(format_, codes):
    done = author("check", "--format", format_, SMALL)

    assert done.returncode == 1
    assert codes(done.stdout) == ["N302", "N402", "N401", "N401"]


def test_check_runs_cases_and_says_what_they_leave_untested(tmp_path):
    (tmp_path / "cases.yaml").write_text(HOLDS, encoding="utf-8")
    done = author("check", SMALL, "--cases", tmp_path)

    assert "1 case" in done.stdout
    assert "dry_flushing" in done.stdout


def test_a_case_that_comes_out_otherwise_is_a_fault(tmp_path):
    cases = tmp_path / "cases.yaml"
    cases.write_text(HOLDS.replace("urgency: routine", "urgency: soon"), encoding="utf-8")
    done = author("check", SMALL, "--cases", cases)

    assert done.returncode == 1
    assert "a family history" in done.stdout
    assert "soon" in done.stdout


def test_the_cases_of_a_folder_are_run_whatever_the_ending_and_however_deep(tmp_path):
    wrong = HOLDS.replace("urgency: routine", "urgency: soon")
    (tmp_path / "in" / "deep").mkdir(parents=True)
    for name, text in {"b.yaml": HOLDS, "a.yml": wrong, "in/deep/C.YAML": wrong, ".hidden.yaml": "no", "in/notes.txt": "no"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = author("check", SMALL, "--cases", tmp_path)

    assert done.returncode == 1
    assert f"{tmp_path / 'a.yml'}:1: a family history" in done.stdout
    assert f"{tmp_path / 'in' / 'deep' / 'C.YAML'}:1: a family history" in done.stdout
    assert done.stdout.endswith("1 of 3 cases hold, read from 3 files.\n")


def test_the_faults_of_all_files_of_cases_are_told_file_by_file(tmp_path):
    (tmp_path / "a.yaml").write_text(f"\n\n{HOLDS.replace('routine', 'rutine')}", encoding="utf-8")
    (tmp_path / "b.yml").write_text(HOLDS.replace("family: yes", "family: maybe"), encoding="utf-8")
    done = author("check", SMALL, "--cases", tmp_path)

    assert done.returncode == 1
    assert [line.split(": ")[0] for line in done.stderr.removeprefix("netcheck: ").splitlines()] == [
        f"{tmp_path / 'a.yaml'}:3",
        f"{tmp_path / 'b.yml'}:1",
    ]


def test_a_folder_without_cases_is_refused(tmp_path):
    done = author("check", SMALL, "--cases", tmp_path)

    assert (done.returncode, done.stderr) == (1, f"netcheck: {tmp_path} has no file that ends in .yaml or .yml.\n")


def test_check_proves_a_safe_questionnaire():
    done = author("check", SAFE, "--prove")

    assert "Everything is proved for all answers, complete or not." in done.stdout


def test_what_cannot_be_proved_is_a_fault():
    done = author("check", UNSAFE / "threshold_too_high.yaml", "--prove")

    assert done.returncode == 1
    assert "Everything is proved" not in done.stdout
    assert "answers:" in done.stdout


def test_explain_tells_of_a_code_and_refuses_another():
    assert author("explain", "N302").stdout.startswith("N302 (error): An emergency that is asked about late\n")
    unknown = author("explain", "N999")
    assert unknown.returncode == 1
    assert unknown.stderr.startswith("netcheck: There is no finding 'N999'. The codes are: N001, ")


def test_diff_names_the_answers_whose_urgency_is_lowered(weakened):
    done = author("diff", SMALL, weakened)

    assert done.returncode == 0
    assert "LOWERED URGENCY\n" in done.stdout
    assert "danger_emergency is no longer earned: 435 answer sets.\n    For example: Danger signs: Fainted.\n" in done.stdout


def test_diff_can_fail_when_any_urgency_is_lowered(weakened):
    assert author("diff", SMALL, weakened, "--fail-if-lowered").returncode == 1
    assert author("diff", weakened, SMALL, "--fail-if-lowered").returncode == 0


def test_diff_as_json(weakened):
    assert json.loads(author("diff", SMALL, weakened, "--format", "json").stdout)["is_lowered"] is True


@pytest.fixture
def repository(tmp_path):
    """A folder under git with the small questionnaire committed and then weakened."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path / "repository"
    folder.mkdir()
    file = folder / "mine.yaml"
    file.write_text(SMALL_TEXT, encoding="utf-8")
    name = ["-c", "user.name=An author", "-c", "user.email=author@example.org"]
    for words in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "First"]):
        subprocess.run(["git", *name, *words], cwd=folder, check=True)
    file.write_text(SMALL_TEXT.replace("[chest_pressure, fainted, not_sure]", "[chest_pressure, not_sure]"), encoding="utf-8")
    return folder


def in_folder(folder, *words, path=None):
    where = {"PYTHONPATH": str(ROOT)} if path is None else {"PYTHONPATH": str(ROOT), "PATH": path}
    return author(*words, env=where, folder=folder)


def test_diff_reads_what_git_keeps(repository):
    done = in_folder(repository, "diff", "HEAD:mine.yaml", "mine.yaml", "--fail-if-lowered")

    assert done.returncode == 1
    assert "LOWERED URGENCY" in done.stdout


def test_a_revision_that_git_does_not_know_is_one_message(repository):
    done = in_folder(repository, "diff", "yesterday:mine.yaml", "mine.yaml")

    assert done.returncode == 1
    assert done.stderr == "netcheck: Cannot read yesterday:mine.yaml: invalid object name 'yesterday'.\n"


def test_without_git_a_revision_is_one_message_and_a_program_that_lies_beside_the_file_is_not_run(tmp_path):
    # A program of that name is found beside the file first on Windows, unless it is told not to look there.
    shutil.copyfile(sys.executable, tmp_path / "git.exe")
    done = in_folder(tmp_path, "diff", "HEAD:mine.yaml", "mine.yaml", path=os.devnull)

    assert done.returncode == 1
    why = "no such file or directory" if WINDOWS else "not a directory"
    assert done.stderr == f"netcheck: Cannot read HEAD:mine.yaml: git cannot be started ({why}).\n"


def test_what_if_says_which_answers_would_be_more_urgent():
    answers = "answers: {breathing: no, danger_signs: [none], symptoms: [none], family: yes}"
    done = author("what-if", "-", "--questions", SMALL, stdin=answers)

    assert done.returncode == 0
    assert "breathing" in done.stdout
    as_json = author("what-if", "-", "--questions", SMALL, "--format", "json", stdin=answers)
    assert json.loads(as_json.stdout)["urgency"] == "routine"


def test_what_if_refuses_answers_that_do_not_fit():
    done = author("what-if", "-", "--questions", SMALL, stdin="answers: {breathng: no}")

    assert done.returncode == 1
    assert done.stderr.startswith("netcheck: standard input:1")


def test_the_tree_is_drawn_in_three_ways_and_written_to_a_file(tmp_path):
    assert author("tree", SMALL).stdout.startswith("A small questionnaire\n├── Right now\n")
    assert author("tree", SMALL, "--format", "mermaid").stdout.startswith("flowchart")
    assert author("tree", SMALL, "--format", "dot").stdout.startswith("digraph")

    file = tmp_path / "tree.txt"
    done = author("tree", SMALL, "--question", "family", "--output", file)
    assert (done.stdout, done.stderr) == ("", f"Written to {file}.\n")
    assert "family: Family" in file.read_text(encoding="utf-8")
    assert "breathing" not in file.read_text(encoding="utf-8")


def test_the_schemas_are_those_of_the_questionnaire_named():
    assert json.loads(author("schema").stdout) == json.loads((ROOT / "netcheck" / "questions.schema.json").read_text(encoding="utf-8"))
    of_answers = json.loads(author("schema", "answers", "--questions", SMALL).stdout)
    assert set(of_answers["properties"]["answers"]["anyOf"][0]["properties"]) == {
        "breathing", "breathing_plain", "danger_signs", "symptoms", "flushing_feel", "flushing_faint", "family",
    }  # fmt: skip


def test_check_leads_through_a_half_written_file(tmp_path):
    file = tmp_path / "half.yaml"
    file.write_text("format: 1\nedition: 2026-01-31\ntitle: Half\n", encoding="utf-8")
    done = author("check", file)
    found = json.loads(author("check", file, "--format", "json").stdout)["findings"]

    assert done.returncode == 1
    assert done.stdout == (
        f"{file}:1:1: error N001: A questionnaire needs the key 'review'. "
        "Who has signed the content off, when, and until when that holds.\n"
        "    Add this at the end of the file, as it stands, and check again:\n\n"
        "review: {by: no clinician yet, on: not reviewed}\n\n"
        "    Still to come: start, notice, sources, urgencies, sections, advice, otherwise.\n\n"
        "1 error, 0 warnings. 'netcheck explain CODE' says more about a code.\n"
    )
    assert [one["code"] for one in found] == ["N001"]
