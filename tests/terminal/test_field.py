"""A line to type into: the keys of the window, the lines of the plain driver, and what the conversation says of what does not fit."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from netcheck.engine.interview import BACK, STOP, Interview
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import Entered
from netcheck.terminal import screens
from netcheck.terminal.ask_plainly import interview_plainly
from netcheck.terminal.conversation import Conversation
from netcheck.terminal.field import KEEP, LOSES
from netcheck.terminal.screens import Turn
from netcheck.terminal.window import Window
from tests.support.people import Lines, Scripted, at_window, seen
from tests.support.real_terminal import RealTerminal

FILE = Path(__file__).parent.parent / "content" / "typed.yaml"
QUESTIONNAIRE = load(FILE.read_text(encoding="utf-8"), "typed.yaml")
START = Interview(QUESTIONNAIRE, today=date(2026, 11, 27)).take("breathing", "no")
READY = START.take("age", "58").take("fever", "37").take("cough", "no")


def of_question(id_, given=frozenset()):
    return screens.question(START, QUESTIONNAIRE.questions[id_], given)


AGE, FEVER, NOTE = of_question("age"), of_question("fever"), of_question("other")


@pytest.mark.parametrize(
    ("screen", "keys", "reply"),
    [
        (AGE, [*"58", "enter"], ("58",)),
        (AGE, [*"588", "backspace", "enter"], ("58",)),
        (AGE, [*"8", "home", "5", "enter"], ("58",)),
        (AGE, [*"58", "left", "left", "delete", "end", "0", "enter"], ("80",)),
        (AGE, [*"58", "left", "right", "1", "enter"], ("581",)),
        (AGE, [*"5x", "enter"], ("5x",)),
        (AGE, ["left"], BACK),
        (AGE, ["escape"], BACK),
        (AGE, [*"5", "escape", "escape"], BACK),
        (AGE, [*"5", "c-c"], STOP),
        (FEVER, ["s", "enter"], ("not sure",)),
        (FEVER, [*"101.3 F", "enter"], ("101.3 F",)),
        (NOTE, ["enter"], ("",)),
        (NOTE, [*"[b] ?sqrb", "enter"], ("[b] ?sqrb",)),
    ],
)
def test_only_enter_answers_with_what_was_typed(screen, keys, reply):
    assert at_window(screen, keys) == reply


@pytest.mark.parametrize(
    ("screen", "keys", "message"),
    [
        (AGE, ["enter"], "Type an answer first."),
        (AGE, [" ", "enter"], "Type an answer first."),
        (AGE, [*"5", "escape"], LOSES),
        (AGE, ["1"] * 41, "That is too long: 40 letters fit, and 40 are there."),
        (AGE, ["\u202e"], "That holds a letter that cannot be seen, so it was left out."),
        (of_question("age", Entered(("adult",), "58")), ["enter"], KEEP),
    ],
)
def test_a_key_that_does_nothing_says_why(screen, keys, message):
    window = at_window(screen, keys)
    assert isinstance(window, Window)
    assert window.message == message


def test_an_earlier_answer_stands_there_and_a_key_and_enter_keep_it():
    screen = of_question("age", Entered(("adult",), "58"))
    assert "> 58_" in seen(Window.of(screen))
    assert at_window(screen, ["right", "enter"]) == ("58",)
    assert at_window(screen, ["backspace", "9", "enter"]) == ("59",)


def test_an_earlier_answer_by_its_band_is_said():
    assert "Your answer before: 18 to 64 years." in seen(Window.of(of_question("age", frozenset(("adult",)))))


def test_why_we_ask_is_one_key_away_where_nothing_is_typed_yet():
    window = at_window(AGE, ["?"])
    assert isinstance(window, Window)
    assert window.shows_why
    assert at_window(AGE, [*"5?", "enter"]) == ("5?",)


def test_a_pasted_text_goes_into_the_line_and_answers_nothing():
    pasted = Window.of(NOTE).paste("It began\nin May.")
    assert pasted.text == "It began in May."
    assert Window.of(AGE).paste("x" * 41).message == "That is too long: 40 letters fit, and 0 are there."
    assert Window.of(NOTE).paste("a\x1b[31m").text == ""
    assert Window.of(of_question("breathing")).paste("y") == Window.of(of_question("breathing"))


def test_a_long_note_is_drawn_as_typed_and_its_end_stays_in_sight():
    text = "[bold]<b>x</b> " * 30
    for columns, rows in ((40, 12), (80, 24)):
        drawn = seen(Window.of(NOTE).paste(text), columns, rows)
        assert "_" in drawn.splitlines()[-4] or "_" in drawn
        assert all(len(line) <= columns for line in drawn.splitlines())


def test_a_note_says_that_nobody_reads_it_and_where_danger_signs_belong():
    shown = " ".join(seen(Window.of(NOTE)).split())
    assert "The program does not read this, and it changes no advice." in shown
    assert "Danger signs belong in the questions" in shown


def talk(interview, *replies):
    person = Scripted(*replies)
    after, _ = Conversation(person, lambda _outcome: None).hold(interview)
    return person, after


def test_what_does_not_fit_is_asked_again_with_what_was_typed():
    person, after = talk(START, (), ("580",), ("58",))
    assert person.screens[2].message == "'580' is more than can be."
    assert person.screens[2].field.text == "580"
    assert after.answers["age"] == {"adult"}


def test_what_was_converted_is_shown_back_on_the_next_screen():
    person, _ = talk(START, (), ("58",), ("101.3 F",))
    assert person.screens[2].notes == ()
    assert person.screens[3].notes == ("Temperature: 38.5 C. You typed: 101.3 F",)


def test_a_time_ago_is_shown_back_as_its_day():
    person, _ = talk(START.take("age", "58").take("fever", "37").take("cough", "yes"), (), ("3 weeks ago",))
    assert person.screens[2].notes == ("When the cough began: about 2026-11-06 (1 to 3 weeks ago). You typed: 3 weeks ago",)


def test_the_review_shows_what_was_typed_and_lets_it_be_changed():
    person, after = talk(READY.take("other", ""), (), ("age",), ("60",))
    rows = {row.id: row.text for row in person.screens[1].rows}
    assert rows["age"] == "Age: 58 years"
    assert rows["other"] == "Anything else: left empty"
    assert QUESTIONNAIRE.questions["age"].texts(after.answers["age"]) == ("60 years",)


def test_a_review_before_the_last_note_goes_on_with_the_questions():
    person, _ = talk(READY, (), Turn.REVIEW, (screens.GO_ON,), ("",), (screens.GO_ON,))
    assert person.screens[2].rows[0].text == "Go on with the questions"
    assert person.screens[3].ask == "Is there anything else?"
    assert person.screens[4].rows[0].text == "Show my result"


def read_out(interview, *lines):
    write = io.StringIO()
    after, _ = interview_plainly(interview, lambda _outcome: None, read=Lines(*lines), write=write)
    return write.getvalue(), after


def test_the_plain_driver_takes_a_number_and_says_what_does_not_fit():
    said, after = read_out(START, "", "", "580", "58", "s", "n")
    assert "Nothing was answered. Type a whole number from 0 to 120 (years)." in said
    assert "'580' is more than can be.\nType a whole number from 0 to 120 (years).\n" in said
    assert "You answered: 58." in said
    assert after.answers["age"] == {"adult"}
    assert after.answers["fever"] == {"not_sure"}


def test_the_plain_driver_takes_a_note_or_leaves_it_empty():
    said, after = read_out(READY, "", "It is [b]worse[/b] at night")
    assert "The program does not read this" in said
    assert QUESTIONNAIRE.questions["other"].texts(after.answers["other"]) == ("It is [b]worse[/b] at night",)
    said, after = read_out(READY, "", "")
    assert "You answered: left empty." in said
    assert after.answers["other"] == frozenset()


def test_commands_of_the_plain_driver_work_where_something_is_typed():
    said, after = read_out(READY, "", "?", "b", "n", "q")
    assert after.answers["cough"] == {"no"}
    assert "Is there anything else?" in said


@pytest.mark.usefixtures("both_sizes")
def test_in_a_real_terminal_a_number_a_note_and_a_pasted_text():
    with RealTerminal("-m", "netcheck", "--questions", str(FILE)) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Is it hard to breathe?")
        on.press("down", "down")
        on.do("enter", "How old are you?")
        on.do("58", "> 58_")
        on.do("enter", "highest temperature")
        on.do("101.3", "> 101.3_")
        on.do("enter", "If it is in F, write 101.3 F.")
        on.do(" F", "> 101.3 F_")
        on.do("enter", "Temperature: 38.5 C. You typed: 101.3 F")
        on.press("down", "down")
        on.do("enter", "Is there anything else?")
        on.do("\x1b[200~one\ntwo\x1b[201~", "> one two_")
        on.do("\x7f", "> one tw_")
        on.do("enter", "Show my result")
        on.do("end", "Anything else: one tw")
