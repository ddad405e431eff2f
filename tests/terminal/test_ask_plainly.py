"""The plain driver: what is read out, and what a typed line means."""

from __future__ import annotations

import io

import pytest

from netcheck.engine.interview import BACK, STOP, Interview
from netcheck.questionnaire.load import load
from netcheck.terminal import screens
from netcheck.terminal.ask_plainly import NobodyAnswered, interview_plainly
from netcheck.terminal.reply_line import Repeat, understand
from netcheck.terminal.screens import Turn
from tests.conftest import SMALL
from tests.support.people import Lines

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
START = Interview(QUESTIONNAIRE)
YES_NO = screens.question(START, QUESTIONNAIRE.questions["breathing"], frozenset())
LIST = screens.question(START, QUESTIONNAIRE.questions["symptoms"], frozenset())
BEGIN = screens.start(START, screens.NOT_SAVED, ())
KEYS_OF_A_QUESTION = "s for not sure, b to go back, ? to hear why we ask, r to review your answers, or q to stop."


def read_out(*lines, interview=START, **options):
    write = io.StringIO()

    def show(outcome):
        write.write(f"<{outcome.urgency.title}>\n")

    after, finished = interview_plainly(interview, show, read=Lines(*lines), write=write, **options)
    return write.getvalue(), after, finished


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("1", ("yes",)),
        (" 2 \r\n", ("no",)),
        ("3.", ("not_sure",)),
        ("y", ("yes",)),
        ("YES", ("yes",)),
        ("No", ("no",)),
        ("s", ("not_sure",)),
        ("not  sure", ("not_sure",)),
        ("b", BACK),
        ("r", Turn.REVIEW),
        ("q", STOP),
        ("Q", STOP),
    ],
)
def test_a_line_answers_a_question_with_one_answer(line, reply):
    assert understand(YES_NO, line) == reply


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("1 3", ("flushing", "wheeze")),
        ("1,3", ("flushing", "wheeze")),
        ("3, 1", ("flushing", "wheeze")),
        ("1, 2 and 3", ("flushing", "diarrhea", "wheeze")),
        ("2 2", ("diarrhea",)),
        ("4", ("none",)),
        ("n", ("none",)),
        ("none of these", ("none",)),
        ("s", ("not_sure",)),
    ],
)
def test_a_line_picks_any_number_from_a_list(line, reply):
    assert understand(LIST, line) == reply


NO_ANSWERS = ["4", "0", "-1", "1 2", "1.5", "y n", "maybe", "1e0", "\N{SUPERSCRIPT TWO}", "\N{FULLWIDTH DIGIT ONE}", "9" * 5000]


@pytest.mark.parametrize("line", NO_ANSWERS)
def test_a_line_that_is_no_answer_answers_nothing(line):
    assert isinstance(understand(YES_NO, line), Repeat)


@pytest.mark.parametrize("line", ["1 6", "0", "1 x", "1 -", "1 2 3 4 5 6"])
def test_a_line_with_any_part_that_is_no_choice_picks_nothing(line):
    assert isinstance(understand(LIST, line), Repeat)


def test_wrong_input_gets_one_clear_line_and_the_question_stays():
    text, after, _ = read_out("", "maybe", "2")

    assert (
        "Your answer: 'maybe' is not one of the choices. "
        f"Type a number from 1 to 3, {KEYS_OF_A_QUESTION} Press Enter alone to hear the choices again.\n"
        "Your answer: You answered: No.\n"
    ) in text
    assert after.answers == {"breathing": {"no"}}


def test_enter_alone_answers_nothing_and_reads_the_question_again():
    assert understand(YES_NO, "\n") == Repeat((
        f"Nothing was answered. Type a number from 1 to 3, {KEYS_OF_A_QUESTION}",
        "Are you fighting for breath?",
        "1. Yes",
        "2. No",
        "3. Not sure",
    ))  # fmt: skip


HOW = "Any number of these. Type the numbers with a space between, for example: 1 3"


def test_how_several_are_chosen_is_read_once_and_again_for_whoever_asks():
    assert read_out("", "2", "3", "4", "2", "b", "b", "q")[0].count(HOW) == 1
    assert read_out("", "2", "3", "", "4", "2", "q")[0].count(HOW) == 2
    assert read_out("", "2", "3", "?", "4", "2", "q")[0].count(HOW) == 2
    assert understand(LIST, "x").lines[0].startswith("'x' is not one of the choices. Type numbers from 1 to 5, with spaces between, s for")


def test_none_beside_other_choices_is_refused_with_what_to_do():
    refused = "'None of these' cannot stand beside other choices. Type its number alone, or leave it out."

    assert understand(LIST, "1 4") == Repeat((refused,))


def test_why_is_read_with_its_sources_and_then_the_question_again():
    assert understand(YES_NO, "?") == Repeat((
        "Why we ask: Trouble breathing needs help at once.",
        "Source: A handbook. A publisher. https://example.org/handbook",
        "",
        "Are you fighting for breath?",
        "1. Yes",
        "2. No",
        "3. Not sure",
    ))  # fmt: skip


def test_a_whole_interview_reads_well_aloud():
    text, after, finished = read_out("", "2", "3", "4", "2", "1", "3")

    assert finished
    assert len(after.answers) == 4
    assert (
        text
        == """
A small questionnaire.
Some questions.
Call 911 in an emergency.
Your answers stay on this computer. They are saved only if you ask for it.
At a question type the number of your answer and press Enter. Or type a letter: b to go back, ? to hear why we ask, \
s for not sure, r to review your answers, q to stop.
Press Enter to begin. \n\
Right now: 1 of about 4.
First the danger signs.
Are you fighting for breath?
Too breathless to finish a sentence counts.
1. Yes
2. No
3. Not sure
Your answer: You answered: No.

Right now: 2 of about 4.
Do you have any of these right now?
1. Pressure in the chest
2. Fainted
3. None of these
4. Not sure
Any number of these. Type the numbers with a space between, for example: 1 3
Your answer: You answered: None of these.

Symptoms: 3 of about 4.
Which of these do you have?
1. Sudden heat in the face
2. Watery stools
3. Wheezing
4. None of these
5. Not sure
Your answer: You answered: None of these.

Symptoms: 4 of about 4.
Has a close relative had such a tumor?
1. Yes
2. No
3. Not sure
Your answer: You answered: No.

Your answers.
Is everything right? Choose an answer to change it.
If all is right.
1. Show my result
Right now.
2. Breathing right now: No
3. Danger signs: None of these
Symptoms.
4. Symptoms: None of these
5. Family: No
Your answer: \n\
No urgent step from these answers: In your own time.

Your answers call for no urgent step. Come back if something changes.

Call 911 if any of these starts:
  - Fighting for breath
  - Pressure in the chest, or fainting

This does not diagnose. Call 911, or your local emergency number, in an
emergency.
1. All of it: 1 piece of advice, steps, what to tell and ask
2. Change an answer
3. Finish
Your answer: <No urgent step from these answers>
"""
    )


def test_an_emergency_is_said_at_once_with_only_back_and_finish():
    text, _, finished = read_out("", "1", "1", "2", "q")
    after_the_answer = text.split("You answered: Yes.\n")[1]

    assert after_the_answer.startswith("""
Go to the emergency room now.

Trouble breathing needs help now.

Because you answered:
  - Breathing right now: Yes

What to do now:
  1. Call 911.
  2. Sit upright.

Tell them:
  - When it started.

This does not diagnose. Call 911, or your local emergency number, in an
emergency.
1. Was that a slip? Go back
2. Finish
Your answer: \n\
Right now: 1 of about 4.
First the danger signs.
Are you fighting for breath?
Too breathless to finish a sentence counts.
Your answer before: Yes.
""")
    assert not finished


@pytest.mark.parametrize("lines", [(), ("",), ("", "maybe", "b"), ("", "?", "r", "1")])
def test_input_that_ends_before_any_answer_is_nobody(lines):
    with pytest.raises(NobodyAnswered):
        read_out(*lines)


@pytest.mark.parametrize("line", ["\x1a\r\n", "\x1a"])
def test_ctrl_z_and_enter_are_the_end_of_input_as_on_windows(line):
    text, after, finished = read_out("", "2", line, "1")

    assert (dict(after.steps), finished) == ({"breathing": frozenset(["no"])}, False)
    assert "is not one of the choices" not in text


@pytest.mark.parametrize("lines", [("q",), ("", "q"), ("", "2", "b", "b")])
def test_whoever_stops_or_takes_an_answer_back_was_there(lines):
    _, after, finished = read_out(*lines)

    assert after == START
    assert not finished


@pytest.mark.parametrize("lines", [("", "2"), ("", "2", "3", "4", "2")])
def test_the_end_of_input_stops_and_answers_nothing(lines):
    _, after, finished = read_out(*lines)

    assert len(after.answers) == max(0, len(lines) - 1)
    assert not finished


def test_the_end_of_input_after_emergency_advice_leaves_the_advice_standing():
    assert read_out("", "1")[2]


def test_a_last_line_without_a_line_break_counts():
    write = io.StringIO()
    after, _ = interview_plainly(START, lambda *_: None, read=io.StringIO("\n2"), write=write)

    assert after.answers == {"breathing": {"no"}}


def test_the_start_page_takes_enter_and_stop_only():
    assert understand(BEGIN, "\n") == ()
    assert understand(BEGIN, "b") == Repeat(("There is nothing before this.",))
    assert understand(BEGIN, "yes") == Repeat(("'yes' is not used here. Press Enter alone to begin, or type q to stop.",))


def test_what_stands_in_a_questionnaire_or_is_typed_cannot_act_on_the_terminal():
    text, *_ = read_out("", "\x1b[2J", "q", interview=START, notes=["From \x1b]0;title\x07 here."])

    assert "\x1b" not in text
    assert "\x07" not in text


def test_bytes_that_are_no_text_are_wrong_input_like_any_other():
    read = io.TextIOWrapper(io.BytesIO(b"\n\xff\xfe\n2\n"), encoding="utf-8")
    write = io.StringIO()
    after, _ = interview_plainly(START, lambda *_: None, read=read, write=write)

    assert "is not one of the choices." in write.getvalue()
    assert after.answers == {"breathing": {"no"}}


def test_letters_that_the_stream_cannot_carry_are_replaced():
    write = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    interview_plainly(START, lambda *_: None, notes=["It\N{RIGHT SINGLE QUOTATION MARK}s fine."], read=Lines("q"), write=write)

    assert b"It's fine." in write.buffer.getvalue()


def test_a_review_half_way_and_a_change():
    text, after, _ = read_out("", "2", "r", "2", "3", "2")

    assert "Right now: changing your answer." in text
    assert after.answers == {"breathing": {"not_sure"}, "breathing_plain": {"no"}}
