"""Words typed at any speed choose what they name, or nothing: in windows with a simulated clock."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import netcheck
from netcheck.engine.interview import BACK, Interview
from netcheck.questionnaire.load import load
from netcheck.terminal import screens
from netcheck.terminal.drawing import press
from netcheck.terminal.hearing import FIRST_MOMENT, WORD_PAUSE, Hearing
from netcheck.terminal.screens import Turn
from netcheck.terminal.typed import plainly
from netcheck.terminal.window import TOO_EARLY, Window
from tests.conftest import SMALL

SMALL_ONE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
QUESTIONS = [
    (Interview(content), question)
    for content in (netcheck.load_questionnaire(), SMALL_ONE)
    for question in content.questions.values()
    if question.entry is None
]


class Simulated:
    """A screen and its keys on a clock that is moved by hand."""

    def __init__(self, screen, drawn_at, now=0.0):
        self.window, self.hearing, self.reply = Window.of(screen), Hearing(), None
        self.opens_at, self.now = drawn_at + FIRST_MOMENT, now

    def press(self, key, at):
        self.now = at
        if at >= self.opens_at and not self.hearing.is_open:
            self.hearing = self.hearing.opened()
        self.hearing, counts = self.hearing.hear(key, at)
        after = press(self.window, key, 80, 24) if counts else self.window.too_early()
        if isinstance(after, Window):
            self.window = after
        else:
            self.reply = after


def typed(screen, text, speed, begun, drawn_at):
    """What is answered by a text and Enter, typed at so many keys a second, begun at a time before or after the screen was drawn."""
    on = Simulated(screen, drawn_at)
    for number, key in enumerate([*text, "enter"]):
        on.press(key, begun + number / speed)
        if on.reply is not None:
            return on.reply
    return None


def phrases(text):
    """The words of a text, and all that comes from one of them on: what a person reads and types."""
    starts = [found.start() for found in re.finditer(r"(?<!\w)\w", text)]
    return {text, *(text[start:] for start in starts), *re.findall(r"\w[^\s()]*", text)}


SPEEDS = st.floats(1, 200)


@given(st.data(), SPEEDS, st.floats(-4, 4), st.booleans())
def test_any_word_of_the_choices_at_any_speed_answers_that_choice_or_nothing(data, speed, begun, capitals):
    interview, question = data.draw(st.sampled_from(QUESTIONS))
    choice = data.draw(st.sampled_from(question.choices))
    # A number alone is the number before a row; see below.
    text = data.draw(st.sampled_from(sorted(text for text in phrases(choice.text) if not text.isdigit())))
    screen = screens.question(interview, question, frozenset())
    reply = typed(screen, text.upper() if capitals else text, speed, begun, drawn_at=0.0)

    assert reply in {None, Turn.REVIEW, BACK} or all(
        plainly(text) in plainly(row.text) for row in screen.rows if row.id in reply
    ), (text, reply)


@given(st.data(), SPEEDS)
def test_the_whole_text_of_a_choice_typed_on_a_screen_that_is_to_be_seen_answers_it(data, speed):
    interview, question = data.draw(st.sampled_from(QUESTIONS))
    choice = data.draw(st.sampled_from(question.choices))
    screen = replace(screens.question(interview, question, frozenset()), can_review=False)

    assert typed(screen, choice.text, speed, begun=FIRST_MOMENT, drawn_at=0.0) == (choice.id,)


@given(st.data(), SPEEDS, st.floats(-2, 2))
def test_a_number_answers_its_row_or_nothing(data, speed, begun):
    interview, question = data.draw(st.sampled_from(QUESTIONS))
    place = data.draw(st.integers(0, len(question.choices) - 1))
    reply = typed(screens.question(interview, question, frozenset()), str(place + 1), speed, begun, drawn_at=0.0)

    assert reply in {None, (question.choices[place].id,)}


@given(st.sampled_from(QUESTIONS), st.text("abcdefghijklmnopqrstuvwxyz 0123456789", max_size=30), SPEEDS)
def test_without_enter_nothing_is_ever_answered(asked, text, speed):
    interview, question = asked
    screen = replace(screens.question(interview, question, frozenset()), can_review=False)
    on = Simulated(screen, drawn_at=-1.0)
    for number, key in enumerate(text):
        on.press(key, number / speed)

    assert on.reply is None


def test_words_of_the_first_danger_question_typed_on_one_screen_after_the_other():
    # What went wrong once: "not sure" answered "no" on this screen and "not sure" on the next.
    interview = Interview(netcheck.load_questionnaire())
    screen = screens.question(interview, interview.question, frozenset())

    assert typed(screen, "not sure", 200, begun=1, drawn_at=0) == ("not_sure",)
    assert typed(screen, "yes", 200, begun=1, drawn_at=0) == ("yes",)
    assert typed(screen, "no", 1, begun=1, drawn_at=0) == ("no",)
    assert typed(screen, "n", 1, begun=1, drawn_at=0) is None


@pytest.mark.parametrize("early", [-0.5, 0.0, FIRST_MOMENT - 0.01])
def test_a_key_before_the_end_of_the_first_moment_does_not_count_and_that_is_said(early):
    screen = screens.question(*QUESTIONS[0], frozenset())
    on = Simulated(screen, drawn_at=0.0)
    on.press("2", early)
    assert (on.window.cursor, on.window.message) == (None, TOO_EARLY)

    # A moment later the same key counts.
    on.press("2", early + WORD_PAUSE)
    assert (on.window.cursor, on.window.message) == (1, "")


def test_the_end_of_a_word_begun_too_early_is_no_other_word():
    rows = (screens.Row("tired", "Tired"), screens.Row("red", "Red skin"))
    screen = screens.Screen("A title", ask="Which?", rows=rows)

    for speed in (1, 3, 10, 200):
        for late in range(6):
            assert typed(screen, "tired", speed, begun=-late / speed, drawn_at=0.0) in {None, ("tired",)}


def test_ctrl_c_counts_at_once_and_an_early_arrow_key_delays_nothing():
    screen = screens.question(*QUESTIONS[0], frozenset())
    on = Simulated(screen, drawn_at=0.0)
    on.press("down", 0.01)
    on.press("2", FIRST_MOMENT)
    assert on.window.cursor == 1
    on = Simulated(screen, drawn_at=0.0)
    on.press("c-c", -0.1)
    assert on.reply is not None
