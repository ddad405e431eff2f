"""The terminal driver in a real terminal: what a person sees, and what is left when it ends."""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

import pytest

from netcheck import load_questionnaire
from netcheck.engine.answers import read
from tests.conftest import SMALL
from tests.support.folders import questionnaire_folder
from tests.support.real_terminal import RealTerminal

pytestmark = pytest.mark.usefixtures("both_sizes")

FIRST = "Are you fighting for breath?"
DANGER = "Do you have any of these right now?"
SYMPTOMS = "Which of these do you have?"
FAMILY = "Has a close relative had such a tumor?"


NOTHING_SAVED = "Stopped. Nothing was saved."


def terminal(*arguments, questions=SMALL, **options):
    return RealTerminal("-m", "netcheck", "--questions", str(questions), *arguments, **options)


def at_first_question(on):
    on.wait_for("Press Enter to begin")
    on.do("enter", FIRST)


def at_review(on):
    at_first_question(on)
    on.do("2\r", DANGER)
    on.do("none", "[x] None of these")
    on.do("enter", SYMPTOMS)
    on.do("none", "[x] None of these")
    on.do("enter", FAMILY)
    on.do("2\r", "Family: No")


@pytest.mark.parametrize("both_sizes", [(40, 20), (80, 24), (120, 40)], indirect=True)
def test_from_the_start_page_to_an_emergency_and_back_from_a_slip():
    with terminal() as on:
        assert "Your answers stay on this computer." in on.wait_for("Press Enter to begin")
        on.do("enter", "Right now · 1 of about 4")
        said = on.do("y\r", "Was that a slip? Go back")
        assert said.startswith("Go to the emergency room now Trouble breathing needs help now.")
        assert "1. Call 911." in said
        on.do("1\r", "Yes (your answer before)")
        on.do("2\r", "2 of about 4")
        on.do("left", FIRST)
        on.do("y\r", "Was that a slip? Go back")
        on.press("f\r")
        on.end()

        assert on.status == 0
        # The screens are gone; the outcome stays.
        assert b"Trouble breathing needs help now." in on.bytes[on.bytes.rindex(b"\x1b[?1049l") :]
        assert on.is_restored()


def test_enter_alone_never_answers_a_danger_sign():
    with terminal() as on:
        at_first_question(on)
        on.do("enter", "Choose an answer first.")
        assert not any(line.startswith(">") for line in on.lines)
        on.do("2\r", DANGER)
        on.do("enter", "Choose an answer first.")
        on.do("down", "> 1 [ ] Pressure in the chest")
        on.do("enter", "Choose an answer first.")
        on.do("c-c", NOTHING_SAVED)


@pytest.mark.parametrize("both_sizes", [(40, 20), (80, 24), (120, 40)], indirect=True)
def test_a_whole_interview_with_a_change_in_the_review(tmp_path):
    with terminal(questions=questionnaire_folder(tmp_path / "small")) as on:
        at_review(on)
        on.press("down", "down", "down")
        on.do("down", "> Family: No")
        on.do("enter", "changing your answer")
        on.do("escape", "> Show my result")
        on.do("end", "> Family: No")
        on.do("enter", "changing your answer")
        on.do("y\r", "Family: Yes")
        said = on.do("enter", "5 Finish")
        assert said.startswith("Bring it up at your next visit")
        assert "Tell your provider about your family." in said
        on.do("1\r", "What would you like to read?")
        on.do("end", "Read about a topic")
        on.do("enter", "What is heat in the face?")
        on.do("left", "What would you like to read?")
        on.do("1\r", "Press Enter to go back")
        on.do("left", "What would you like to read?")
        on.do("left", "Bring it up at your next visit")
        on.do("c\r", "Family: Yes")
        on.do("enter", "Bring it up at your next visit")
        on.press("f\r")
        on.end()

        assert on.status == 0
        assert on.is_restored()


def test_r_reviews_at_any_question_and_a_list_is_found_again_as_it_was_left():
    with terminal() as on:
        at_first_question(on)
        on.do("r", "Go on with the questions")
        on.do("enter", FIRST)
        on.do("2\r", DANGER)
        on.do("3\r", SYMPTOMS)
        on.do("1", "[x] Sudden heat")
        on.do("2", "[x] Watery stools")
        on.do("r", "Breathing right now: No")
        on.do("breath", "> Breathing right now")
        on.do("\r", "changing your answer")
        on.do("left", "Go on with the questions")
        on.do("left", SYMPTOMS)
        assert on.text.count("[x]") == 2
        on.do("\r", "dry or sweaty")


def test_back_from_the_first_follow_up_and_from_the_result():
    with terminal() as on:
        at_first_question(on)
        on.do("s\r", "Is it hard to say one long sentence?")
        on.do("escape", "Not sure (your answer before)")
        on.do("left", "Press Enter to begin")
        on.press("c-c")
        on.end()
    with terminal() as on:
        at_review(on)
        on.do("enter", "All of it")
        on.do("left", "Family: No")
        on.do("left", FAMILY)
        on.do("escape", SYMPTOMS)
        on.press("c-c")

        assert NOTHING_SAVED in on.end()


def test_what_an_action_prints_stays_in_the_terminal(tmp_path):
    with terminal(columns=120, rows=150, questions=questionnaire_folder(tmp_path / "small")) as on:
        at_review(on)
        on.do("enter", "All of it")
        on.do("1\r", "Read about a topic")
        on.do("end", "> 3 Read about a topic")
        on.do("enter", "What is heat in the face?")
        on.press("up")
        on.do("enter", "Read about a topic")
        assert b"Sources" in on.bytes[on.bytes.rindex(b"\x1b[?1049l", 0, on.bytes.rindex(b"\x1b[?1049h")) :]
        on.do("left", "Finish")
        on.press("f\r")
        on.end()


def test_no_answer_stays_in_the_terminal_when_it_ends():
    with terminal() as on:
        at_review(on)
        on.press("c-c")
        text = on.end()

        assert text.endswith(NOTHING_SAVED)
        assert "Breathing right now" not in text
        assert on.bytes.startswith(b"\x1b[?1049h")
        # What is written before the screens are left is gone with them; only the outcome comes after.
        assert b"Breathing right now" not in on.bytes[on.bytes.rindex(b"\x1b[?1049l") :]


HOWS = ["c-c", "c-d", "SIGINT", "SIGTERM", "SIGHUP"]


@pytest.mark.parametrize("how", HOWS)
def test_the_terminal_is_restored_however_the_program_is_stopped(how):
    with terminal() as on:
        at_first_question(on)
        on.do("2\r", DANGER)
        on.stop(how)

        assert NOTHING_SAVED in on.end()
        assert "Traceback" not in on.text
        assert on.is_restored()


@pytest.mark.parametrize(("number", "key"), [("SIGTERM", "n"), ("SIGHUP", "?"), ("SIGINT", "escape")])
def test_a_signal_in_the_middle_of_a_change_of_screen_is_not_lost_and_shows_no_traceback(number, key):
    with terminal() as on:
        at_first_question(on)
        on.press(key)
        on.stop(number)

        assert NOTHING_SAVED in on.end()
        assert b"Traceback" not in on.bytes
        assert on.is_restored()


@pytest.mark.parametrize("how", ["c-z", "SIGTSTP", "SIGSTOP"])
def test_stopping_leaves_the_screens_and_going_on_draws_the_screen_anew(how):
    with RealTerminal("--norc", "--noprofile", "-i", program="bash", PS1="shell$ ") as on:
        on.wait_for("shell$")
        on.press(f"{sys.executable} -m netcheck --questions {SMALL}\r")
        on.wait_for("Press Enter to begin")
        on.do("enter", FIRST)
        on.do("down", "> 1 Yes")
        for _ in range(2):
            if how == "c-z":
                on.press(how)
            else:
                children = Path(f"/proc/{on.child.pid}/task/{on.child.pid}/children").read_text(encoding="ascii").split()
                os.kill(int(children[0]), getattr(signal, how))
            on.wait_for("Stopped")
            if how != "SIGSTOP":
                # Nothing can be done before a SIGSTOP.
                assert FIRST not in on.text
                assert not on.screen.cursor.hidden
                assert on.bytes.count(b"\x1b[?1049h") == on.bytes.count(b"\x1b[?1049l")
            on.do("fg\r", "> 1 Yes")
            assert on.text.count("Right now · 1 of about 4") == 1
            assert "Stopped" not in on.text
        on.do("down", "> 2 No")
        on.do("enter", DANGER)
        on.do("c-c", NOTHING_SAVED)
        on.do("echo status=$?\r", "status=130")


def test_ctrl_z_where_no_shell_could_go_on_does_no_harm():
    with terminal() as on:
        at_first_question(on)
        on.do("down", "> 1 Yes")
        on.press("c-z")
        on.read_for(0.5)
        on.do("down", "> 2 No")
        on.press("c-c")
        on.end()
        assert on.is_restored()


def test_the_window_is_drawn_anew_when_its_size_changes():
    with terminal(columns=100, rows=30) as on:
        at_first_question(on)
        on.do("down", "> 1 Yes")
        for columns, rows in ((40, 20), (120, 40), (30, 12), (80, 24)):
            on.resize(columns, rows)
            on.wait_for("> 1 Yes")
            on.wait_for("Ctrl-C: stop" if rows > 12 else "More")
            assert on.text.count("> 1 Yes") == 1
            assert on.text.count("Right now · 1 of about 4") == 1
        on.do("enter", "Was that a slip? Go back")


def test_why_is_shown_and_hidden_without_losing_the_place():
    with terminal() as on:
        at_first_question(on)
        on.do("down", "> 1 Yes")
        assert "Source: A handbook. A publisher. https://example.org/handbook" in on.do("?", "Trouble breathing needs help at once.")
        on.do("?", "> 1 Yes")


def test_keys_pressed_before_a_question_is_to_be_seen_do_not_answer_it():
    with terminal() as on:
        at_first_question(on)
        on.press("no\r1\r")
        on.wait_for(DANGER)
        on.do("down", "> 1 [ ] Pressure in the chest")


@pytest.mark.parametrize(
    ("environment", "has_color"),
    [({}, True), ({"TERM": "xterm"}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)],
    ids=["256 colors", "16 colors", "NO_COLOR", "empty NO_COLOR"],
)
def test_colors_are_the_terminals_own_and_can_be_switched_off(environment, has_color):
    with terminal(**environment) as on:
        at_first_question(on)
        on.do("down", "> 1 Yes")
        colors = set(re.findall(rb"(?<=[\[;])(?:3[0-8]|4[0-8]|9[0-7]|10[0-7])(?=[;m])", b"".join(re.findall(rb"\x1b\[[0-9;]*m", on.bytes))))

        assert colors == ({b"35"} if has_color else set())
        on.press("c-c")
        on.end()


def test_a_terminal_that_has_only_ascii_letters():
    with terminal(PYTHONIOENCODING="ascii") as on:
        at_first_question(on)

        assert "Right now - 1 of about 4" in on.text
        assert "r: review - Ctrl-C: stop" in on.text


def test_the_real_questionnaire_scrolls_in_a_small_window():
    with RealTerminal("-m", "netcheck", columns=40, rows=20) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "1 of about")
        on.do("2\r", "2 of about")
        on.do("up", "Not sure")
        assert any(line.startswith("> 9") for line in on.lines)
        assert "Right now · 2 of about" in on.lines[0]
        on.do("up", "> 8 [ ] None of these")
        on.do("space", "> 8 [x] None of these")
        on.do("enter", "3 of about")


@pytest.mark.parametrize("speed", [4, 20, 200])
@pytest.mark.parametrize(("typed", "answer"), [("not sure", "not_sure"), ("no", "no"), ("yes", "yes")])
def test_words_typed_at_any_speed_answer_what_they_say_or_nothing(tmp_path, typed, answer, speed):
    path = tmp_path / "m.yaml"
    with RealTerminal("-m", "netcheck", "--save", str(path)) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "1 of about")
        # Three times, as somebody who does not look: what comes too early for the next screen must not answer it.
        for letter in f"{typed}\r" * 3:
            on.child.send(letter)
            on.read_for(1 / speed)
        on.read_for(0.5)
        on.press("c-c")
        on.end()
        given = read(path.read_text(encoding="utf-8"), "m.yaml", load_questionnaire()).strict().steps

    assert given[0] == ("breathing", {answer})
    for id_, picked in given[1:]:
        texts = [choice.text for choice in load_questionnaire().questions[id_].choices if choice.id in picked]
        assert all(typed in text.lower() for text in texts)
