"""The program as a whole process: what it prints where, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

import netcheck
from tests.conftest import SMALL, SMALL_TEXT
from tests.support.real_terminal import RealTerminal
from tests.support.systems import PATIENCE, bash, is_for_its_owner_alone

COMPLETE = "answers: {breathing: no, danger_signs: [none], symptoms: [diarrhea, wheeze], family: no}"
EMERGENCY = "answers: {breathing: yes}"
NOTHING = "answers: {breathing: no, danger_signs: [none], symptoms: [none], family: no}"
ROUTINE = "answers: {breathing: no, danger_signs: [none], symptoms: [none], family: yes}"


def run(*args, stdin="", env=None, questions=True, folder=None, output_encoding="utf-8"):
    chosen = ["--questions", str(SMALL)] if questions else []
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NETCHECK_")}
    return subprocess.run(
        [sys.executable, "-m", "netcheck", *chosen, *args],
        input=stdin,
        capture_output=True,
        encoding=output_encoding,
        timeout=PATIENCE,
        env={**clean, **(env or {})},
        cwd=folder,
        check=False,
    )


def on_answers(text, *args, **more):
    return run("--answers", "-", *args, stdin=text, **more)


def test_an_answers_file_gives_an_outcome_on_standard_output_and_nothing_else(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    done = run("--answers", str(path))

    assert done.returncode == 0
    assert done.stdout.startswith("SEE A PROVIDER SOON\n")
    assert done.stderr == ""


@pytest.mark.parametrize(
    ("text", "status"), [(EMERGENCY, 40), (COMPLETE, 20), (ROUTINE, 10), (NOTHING, 0), ("answers: {breathing: no}", 5)]
)
def test_the_exit_status_tells_the_urgency_when_asked_to(text, status):
    assert on_answers(text, "--exit-code").returncode == status
    assert on_answers(text).returncode == 0


def test_json_and_markdown_go_to_standard_output():
    assert json.loads(on_answers(EMERGENCY, "--format", "json").stdout)["urgency"]["id"] == "emergency"
    assert on_answers(EMERGENCY, "--format", "markdown").stdout.startswith("# Go to the emergency room now\n")


def test_an_output_file_gets_the_outcome_and_only_its_owner_can_read_it(tmp_path):
    path = tmp_path / "outcome.md"
    done = on_answers(COMPLETE, "--format", "markdown", "--output", str(path))

    assert path.read_text(encoding="utf-8").startswith("# See a provider soon")
    assert is_for_its_owner_alone(path)
    assert (done.stdout, done.stderr) == ("", f"Written to {path}.\n")


def test_answers_from_a_file_make_a_visit_sheet_too(tmp_path):
    path = tmp_path / "sheet.md"
    done = on_answers(COMPLETE, "--sheet", str(path))

    assert done.stdout.startswith("SEE A PROVIDER SOON\n")
    assert done.stderr == f"The visit sheet is in {path}.\n"
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert is_for_its_owner_alone(path)


def test_a_scripted_outcome_in_a_terminal_has_its_accent_and_none_in_a_dumb_one(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(COMPLETE, encoding="utf-8")
    for term, has_accent in (("xterm-256color", True), ("dumb", False)):
        with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--answers", str(path), rows=60, TERM=term) as on:
            assert "SEE A PROVIDER SOON" in on.end()
            assert (b"\x1b[" in on.bytes) == has_accent


def test_every_fault_of_an_answers_file_is_named_and_nothing_is_printed_as_a_result():
    done = on_answers("answers:\n  breathng: no\n  family: maybe\n")

    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr == (
        "netcheck: standard input:2: The question 'breathng' does not exist. Did you mean 'breathing'?\n"
        "standard input:3: 'maybe' is not a choice of 'family'. The choices are: yes, no, not_sure.\n"
    )


def test_the_template_is_accepted_as_not_complete(tmp_path):
    path = tmp_path / "t.yaml"
    run("template", "--output", str(path))
    done = run("--answers", str(path))

    assert done.returncode == 0
    assert done.stdout.startswith("NOT FINISHED: THIS IS NOT A RESULT\n")


def test_answers_that_were_not_asked_are_listed():
    done = on_answers("answers: {breathing: no, danger_signs: [none], symptoms: [none], flushing_feel: dry, family: no}")

    assert "1 answer was not used, because its question was not asked." in done.stdout
    everything = on_answers("answers: {breathing: no, danger_signs: [none], symptoms: [none], flushing_feel: dry, family: no}", "--full")
    assert "Answers that were not used, because these questions were not asked:\n  - flushing_feel\n" in everything.stdout


def test_a_closed_pipe_ends_quietly():
    command = f"printf '{COMPLETE}' | {sys.executable} -m netcheck --questions {SMALL} --answers - | head -1"
    done = bash(command)

    assert (done.stdout, done.stderr) == ("SEE A PROVIDER SOON\n", "")


@pytest.mark.parametrize("redirect", ["<&-", "</dev/null"])
def test_with_nobody_to_ask_it_says_what_to_do(redirect):
    command = f"{sys.executable} -m netcheck --questions {SMALL} {redirect}"
    done = bash(command)

    assert done.returncode == 2
    assert "netcheck --answers FILE" in done.stderr
    assert "Traceback" not in done.stderr


def test_closed_standard_output_is_one_message():
    command = f"printf '{COMPLETE}' | {sys.executable} -m netcheck --questions {SMALL} --answers - >&-"
    done = bash(command)

    assert (done.returncode, done.stderr) == (
        1, "netcheck: Standard output is closed, so there is nowhere to write. Leave it open.\n",
    )  # fmt: skip


def test_version_names_program_edition_and_content():
    questionnaire = netcheck.load_questionnaire(str(SMALL))
    done = run("--version")

    program = f"netcheck {netcheck.__version__} (netcheck-questionnaire)"
    assert done.stdout == f"{program}, edition 2026-01-31, content {questionnaire.content_hash}\n"


def test_every_option_has_an_environment_name(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text(EMERGENCY, encoding="utf-8")
    env = {"NETCHECK_ANSWERS": str(path), "NETCHECK_QUESTIONS": str(SMALL), "NETCHECK_FORMAT": "json", "NETCHECK_EXIT_CODE": "1"}
    done = run(env=env, questions=False)

    assert done.returncode == 40
    assert json.loads(done.stdout)["questionnaire"]["edition"] == "2026-01-31"


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["--answers", "a", "--resume", "b"], "--answers asks nothing and --resume goes on asking. Use one of them."),
        (["--fromat", "json"], "No such option"),
        (["--format", "xml"], "'xml' is not one of"),
        (["lern"], "No such command 'lern'"),
    ],
)
def test_wrong_usage_exits_with_2(args, message):
    done = run(*args)

    assert done.returncode == 2
    assert message in done.stderr


def test_a_broken_questionnaire_is_refused_with_every_fault(tmp_path):
    path = tmp_path / "q.yaml"
    path.write_text(SMALL_TEXT.replace("choices: yes_no", "choices: yes_on", 1).replace("family: [yes", "famly: [yes"), encoding="utf-8")
    done = run("--questions", str(path), "--answers", "-", stdin=EMERGENCY, questions=False)

    assert done.returncode == 1
    assert [line.split(":", 2)[1] if n else "" for n, line in enumerate(done.stderr.splitlines())][1:]
    assert "'choices of" not in done.stdout
    assert "Did you mean 'family'?" in done.stderr
    assert done.stdout == ""


def test_learn_lists_topics_and_shows_one():
    assert "carcinoid-syndrome" in run("learn", questions=False).stdout
    assert run("learn", "men1", questions=False).stdout.startswith("# ")


def test_the_outcome_survives_a_terminal_without_unicode():
    done = on_answers(COMPLETE, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"})

    assert done.returncode == 0
    assert done.stdout.startswith("SEE A PROVIDER SOON")


COMMANDS = ["template", "learn", "new", "check", "explain", "diff", "what-if", "tree", "schema"]


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_every_command_has_help_with_an_example(command):
    done = run(*command, "--help", questions=False)

    assert done.returncode == 0
    assert "Example: netcheck" in done.stdout
