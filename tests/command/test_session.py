"""An interview with a person in a real terminal: which driver, what is saved, and how it goes on later."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from netcheck.command import streams
from netcheck.command.session import NOBODY
from netcheck.engine import answers
from netcheck.questionnaire.load import load
from tests.conftest import SMALL
from tests.support.folders import questionnaire_folder
from tests.support.real_terminal import ROOT, RealTerminal
from tests.support.systems import is_for_its_owner_alone

FIRST = "Are you fighting for breath?"
SECOND = "Do you have any of these right now?"
THIRD = "Which of these do you have?"
AGAIN = f"netcheck --questions {SMALL} --resume mine.yaml --save mine.yaml"
SMALL_ONE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")


def terminal(folder, *arguments, **options):
    return RealTerminal("-m", "netcheck", "--questions", str(SMALL), *arguments, folder=folder, **options)


def two_answers(on):
    on.wait_for("Press Enter to begin")
    on.do("enter", FIRST)
    on.do("2\r", SECOND)
    on.do("none", "[x] None of these")
    on.do("enter", THIRD)


def saved(folder):
    return dict(answers.read((folder / "mine.yaml").read_text(encoding="utf-8"), "mine.yaml", SMALL_ONE).strict().steps)


TWO = {"breathing": {"no"}, "danger_signs": {"none"}}


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "c-c"])
def test_stopping_says_what_was_kept_and_how_to_go_on(tmp_path, how):
    with terminal(tmp_path, "--save", "mine.yaml", columns=200) as on:
        on.wait_for("Each one is saved as you give it, in mine.yaml.")
        two_answers(on)
        on.stop(how)

        assert f"Stopped. 2 answers saved in mine.yaml. Go on with: {AGAIN}" in on.end()
        assert on.status == 130
        assert on.is_restored()
    assert saved(tmp_path) == TWO
    assert is_for_its_owner_alone(tmp_path / "mine.yaml")


@pytest.mark.usefixtures("both_sizes")
@pytest.mark.parametrize("end", ["kill -9", "closed window"])
def test_every_answer_is_on_disk_as_soon_as_it_is_given(tmp_path, end):
    with terminal(tmp_path, "--save", "mine.yaml") as on:
        two_answers(on)
        if end == "kill -9":
            on.stop("SIGKILL")
            on.end()
        else:
            on.hang_up()
    assert saved(tmp_path) == TWO


@pytest.mark.usefixtures("both_sizes")
def test_going_on_from_saved_answers_starts_at_the_next_question(tmp_path):
    with terminal(tmp_path, "--save", "mine.yaml") as on:
        two_answers(on)
        on.press("c-c")
        on.end()
    with terminal(tmp_path, "--resume", "mine.yaml", "--save", "mine.yaml") as on:
        on.wait_for("You go on from 2 saved answers.")
        on.do("enter", THIRD)
        assert "3 of about 4" in on.text
        on.do("left", SECOND)
        on.press("c-c")
        on.end()
    assert saved(tmp_path) == {"breathing": {"no"}}


def test_answers_of_another_edition_that_do_not_fit_are_named_and_asked_again(tmp_path):
    (tmp_path / "mine.yaml").write_text("edition: 2020-01-01\nanswers:\n  breathing: no\n  danger_signs: [gone]\n", encoding="utf-8")
    with terminal(tmp_path, "--resume", "mine.yaml", columns=120, rows=40) as on:
        text = on.wait_for("Press Enter to begin")
        assert "You go on from 1 saved answer." in text
        assert "These answers are from edition 2020-01-01 of the questions. This is edition 2026-01-31." in text
        assert "mine.yaml:4: 'gone' is not a choice of 'danger_signs'." in text
        on.do("enter", SECOND)


def test_a_saved_answer_that_does_not_fit_stays_in_its_file_until_something_changes(tmp_path):
    before = "edition: 2020-01-01\nanswers:\n  breathing: no\n  danger_signs: [gone]  # mine\n"
    (tmp_path / "mine.yaml").write_text(before, encoding="utf-8")
    for keys in ((), ("enter",)):
        with terminal(tmp_path, "--resume", "mine.yaml", "--save", "mine.yaml", columns=120, rows=40) as on:
            on.wait_for("Press Enter to begin")
            for key in keys:
                on.do(key, SECOND)
            on.press("c-c")
            on.end()
        assert (tmp_path / "mine.yaml").read_text(encoding="utf-8") == before

    with terminal(tmp_path, "--resume", "mine.yaml", "--save", "mine.yaml", columns=120, rows=40) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", SECOND)
        on.press("none")
        on.do("enter", THIRD)
        on.press("c-c")
        on.end()
    assert saved(tmp_path) == TWO


@pytest.mark.usefixtures("both_sizes")
def test_without_save_nothing_is_ever_written(tmp_path):
    with terminal(tmp_path) as on:
        two_answers(on)
        on.press("c-c")

        assert "Stopped. Nothing was saved." in on.end()
    assert list(tmp_path.iterdir()) == []


NO_SCREEN = [{"TERM": "dumb"}, {"TERM": "unknown"}, {"TERM": "Unknown"}, {"TERM": ""}, {"NETCHECK_PLAIN": "1"}]
READ_ALOUD = [{"ACCESSIBLE": "1"}, {"ACCESSIBLE": "true"}, {"GH_ACCESSIBLE_PROMPTER": "yes"}, {"CLOUDSDK_ACCESSIBILITY_SCREEN_READER": "1"}]
DRAWN = [{}, {"ACCESSIBLE": ""}, {"ACCESSIBLE": "0"}, {"ACCESSIBLE": "No"}, {"TERM": "xterm-kitty"}]


@pytest.mark.usefixtures("both_sizes")
@pytest.mark.parametrize("environment", [*NO_SCREEN, *READ_ALOUD], ids=str)
def test_the_plain_driver_is_chosen_where_the_terminal_cannot_draw_or_it_is_wished_for(tmp_path, environment):
    with terminal(tmp_path, **environment) as on:
        on.wait_for("Press Enter to begin.")
        on.do("enter", "1. Yes 2. No 3. Not sure Your answer:")
        on.press("2")
        on.do("enter", "You answered: No.")
        on.press("q")
        on.press("enter")
        assert "Stopped. Nothing was saved." in on.end()
        assert b"\x1b" not in on.bytes


@pytest.mark.parametrize("environment", DRAWN, ids=str)
def test_elsewhere_the_screens_are_drawn(tmp_path, environment):
    with terminal(tmp_path, **environment) as on:
        on.wait_for("Press Enter to begin")
        assert b"\x1b[?1049h" in on.bytes


@pytest.mark.parametrize("name", ["dumb", "DUMB", "unknown", "Unknown", "xterm", "xterm-256color", "vt100", "linux", "screen", "ansi"])
def test_a_terminal_that_cannot_draw_is_one_that_the_libraries_cannot_draw_in(monkeypatch, name):
    from prompt_toolkit.utils import is_dumb_terminal
    from rich.console import Console

    monkeypatch.setenv("TERM", name)

    assert streams.can_draw() == (not is_dumb_terminal()) == (not Console(force_terminal=True).is_dumb_terminal)


def test_a_pipe_is_asked_in_lines_and_its_end_is_a_stop_and_no_answer(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "netcheck", "--questions", str(SMALL), "--save", "mine.yaml"],
        input="\n2\n",
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert run.returncode == 130
    assert run.stdout == ""
    assert "You answered: No." in run.stderr
    assert run.stderr.endswith(f"Stopped. 1 answer saved in mine.yaml. Go on with: {AGAIN}\n")
    assert saved(tmp_path) == {"breathing": {"no"}}


@pytest.mark.parametrize(
    ("lines", "status", "last_line"),
    [
        ("q\n", 130, "Stopped. Nothing was saved."),
        ("\nq\n", 130, "Stopped. Nothing was saved."),
        ("", 2, f"netcheck: {NOBODY}"),
        ("\n", 2, f"netcheck: {NOBODY}"),
        ("hello\n", 2, f"netcheck: {NOBODY}"),
    ],
    ids=repr,
)
def test_whoever_types_q_was_there_and_input_without_an_answer_is_nobody(tmp_path, lines, status, last_line):
    run = subprocess.run(
        [sys.executable, "-m", "netcheck", "--questions", str(SMALL), "--plain"],
        input=lines,
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )

    assert (run.returncode, run.stdout) == (status, "")
    assert run.stderr.endswith(f"{last_line}\n")


@pytest.mark.usefixtures("both_sizes")
def test_q_at_the_start_page_of_a_plain_terminal_is_stopping(tmp_path):
    with terminal(tmp_path, "--plain") as on:
        on.wait_for("Press Enter to begin.")
        on.press("q", "enter")
        assert "Stopped. Nothing was saved." in on.end()
        assert on.status == 130


def test_the_menu_after_the_result_reads_topics_aloud_and_names_the_whole_path_of_a_saved_file(tmp_path):
    questionnaire_folder(tmp_path / "small")
    lines = ["", "2", "3", "4", "2", "1", "1", "3", "1", "b", "2", "3", "5"]
    run = subprocess.run(
        [sys.executable, "-m", "netcheck", "--questions", "small", "--plain"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        encoding="utf-8",
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )
    said = run.stdout + run.stderr

    assert run.returncode == 0
    assert "What would you like to read?\n" in said
    assert "\nWhat is heat in the face?\n\nHeat is warm." in said
    assert f"Your visit sheet is saved in {tmp_path / 'netcheck-visit-sheet.html'}. Open that file in a web browser" in said
    again = "netcheck --questions small --resume"
    assert f"Your answers are saved in {tmp_path / 'netcheck-answers.yaml'}. To go on from them, type: {again}" in said
