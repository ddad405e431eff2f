"""Keys in the console of Windows, drawn by Wine. .ci/windows makes the Windows Python that this needs, and runs it."""

from __future__ import annotations

import os

import pytest

from netcheck.engine import answers
from netcheck.questionnaire.load import load
from tests.conftest import SMALL, SMALL_TEXT
from tests.support.windows_console import CTRL_BREAK, PROGRAM, WindowsConsole, windows_name

pytestmark = pytest.mark.skipif(PROGRAM not in os.environ, reason=".ci/windows makes the Windows Python that this needs")

FIRST = "Are you fighting for breath?"
DANGER = "Do you have any of these right now?"
SYMPTOMS = "Which of these do you have?"
FAMILY = "Has a close relative had such a tumor?"


def console(folder, *arguments, **options):
    return WindowsConsole("--questions", windows_name(SMALL), *arguments, folder=folder, **options)


def saved(path):
    return dict(answers.read(path.read_text(encoding="utf-8"), path.name, load(SMALL_TEXT, "small.yaml")).strict().steps)


def at_danger(on):
    on.wait_for("Press Enter to begin")
    on.do("enter", FIRST)
    on.press("down", "down")
    on.wait_for("> 2")
    on.do("enter", DANGER)


def test_a_whole_walk_with_help_a_way_back_a_change_an_outcome_and_a_save(tmp_path):
    with console(tmp_path, "--save", "mine.yaml") as on:
        at_danger(on)
        on.do("?", "Each of these needs help at once.")
        on.do("?", DANGER)
        on.do("left", "No (your answer before)")
        on.press("down", "down")
        on.wait_for("> 2")
        on.do("enter", DANGER)
        on.do("up", "> 4 [ ] Not sure")
        on.do("up", "> 3 [ ] None of these")
        on.do("space", "> 3 [x] None of these")
        on.do("enter", SYMPTOMS)
        on.do("down", "> 1 [ ] Sudden heat in the face")
        on.do("down", "> 2 [ ] Watery stools")
        on.do("space", "> 2 [x] Watery stools")
        on.do("enter", FAMILY)
        on.press("down", "down")
        on.wait_for("> 2")
        on.do("enter", "Show my result")
        # A change on the review page: the list again, with one more sign.
        for _ in range(12):
            if any(line.startswith(">") and "Symptoms" in line for line in on.lines):
                break
            on.press("down")
            on.read_for(1)
        on.do("enter", SYMPTOMS)
        for _ in range(5):
            if any(line.startswith("> 3") for line in on.lines):
                break
            on.press("down")
            on.read_for(1)
        on.do("space", "> 3 [x] Wheezing")
        on.do("enter", "Show my result")
        on.press("home")
        on.read_for(1)
        on.do("enter", "See a provider soon")
        on.do("end", "Finish")
        on.press("enter")
        on.end()
        assert on.status == 0
    assert saved(tmp_path / "mine.yaml") == {
        "breathing": frozenset(["no"]),
        "danger_signs": frozenset(["none"]),
        "symptoms": frozenset(["diarrhea", "wheeze"]),
        "family": frozenset(["no"]),
    }


def test_a_closed_window_keeps_what_was_saved(tmp_path):
    with console(tmp_path, "--save", "mine.yaml") as on:
        at_danger(on)
        on.hang_up()
    assert saved(tmp_path / "mine.yaml") == {"breathing": frozenset(["no"])}


def test_ctrl_c_stops_and_says_what_is_saved(tmp_path):
    with console(tmp_path, "--save", "mine.yaml") as on:
        at_danger(on)
        on.do("c-c", "Stopped. 1 answer saved in mine.yaml. Go on with:")
        on.end()
        assert on.status == 130


def test_ctrl_break_stops_and_says_what_is_saved(tmp_path):
    with console(tmp_path, "--save", "mine.yaml", on_demand=CTRL_BREAK) as on:
        at_danger(on)
        on.let_it_happen()
        on.wait_for("Stopped. 1 answer saved in mine.yaml. Go on with:")
        on.end()
        assert on.status == 130


def test_ctrl_z_on_a_drawn_screen_does_nothing(tmp_path):
    with console(tmp_path) as on:
        at_danger(on)
        on.press("c-z")
        on.do("down", "> 1 [ ]")
        on.do("c-c", "Stopped. Nothing was saved.")
        on.end()
        assert on.status == 130


def test_in_plain_lines_ctrl_c_stops(tmp_path):
    with console(tmp_path, "--plain") as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "3. Not sure")
        # Windows ends the reading of a line at once, Wine with the line.
        on.press("c-c", "enter")
        on.wait_for("Stopped. Nothing was saved.")
        on.end()
        assert on.status == 130


def test_lines_typed_ahead_answer_no_question_that_nobody_has_seen(tmp_path):
    with console(tmp_path, "--plain", "--save", "mine.yaml") as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "1. Yes")
        on.press("2\r3\r1\r1\r")
        on.wait_for(DANGER)
        on.read_for(1)
        on.press("c-c", "enter")
        on.wait_for("Stopped. 1 answer saved")
    assert saved(tmp_path / "mine.yaml") == {"breathing": frozenset(["no"])}


def test_keys_typed_ahead_answer_no_question_that_nobody_has_seen(tmp_path):
    with console(tmp_path, "--save", "mine.yaml") as on:
        at_danger(on)
        on.do("up", "> 4 [ ] Not sure")
        on.do("up", "> 3 [ ] None of these")
        on.do("space", "> 3 [x] None of these")
        on.do("enter", SYMPTOMS)
        on.do("up", "> 5 [ ] Not sure")
        on.do("up", "> 4 [ ] None of these")
        on.do("space", "> 4 [x] None of these")
        # Only the first of these was pressed for a screen that was to be seen. They come at once, as from a buffer.
        on.press("\r\x1b[B\r")
        on.pressed = ()
        on.wait_for(FAMILY)
        on.read_for(2)
        assert FAMILY in on.text
        on.do("c-c", "Stopped. 3 answers saved")


def test_a_pasted_text_answers_nothing(tmp_path):
    with console(tmp_path, "--save", "mine.yaml") as on:
        at_danger(on)
        on.press("1\r1\r1\r")
        on.read_for(2)
        assert DANGER in on.text
        on.do("c-c", "Stopped. 1 answer saved")


def test_a_topic_is_read_on_a_screen_of_our_own(tmp_path):
    with WindowsConsole("learn", "carcinoid-syndrome", folder=tmp_path) as on:
        on.wait_for("More below: press Down")
        assert on.lines[0] == "Carcinoid syndrome"
        on.press("pagedown")
        on.wait_for("What can set it off")
        on.press("enter")
        on.end()
        assert on.status == 0
