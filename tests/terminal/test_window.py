"""The keys of a screen in a terminal window, without a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.engine.interview import BACK, STOP, Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.terminal import screens
from netcheck.terminal.drawing import press
from netcheck.terminal.screens import Row, Screen, Turn
from netcheck.terminal.window import Window
from tests.conftest import SMALL
from tests.support.people import at_window, is_move, seen

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
START = Interview(QUESTIONNAIRE)
NOTHING = frozenset()


def of_question(id_, given_before=NOTHING):
    return screens.question(START, QUESTIONNAIRE.questions[id_], given_before)


YES_NO = of_question("breathing")
LIST = of_question("symptoms")
NOT_DANGER = START.take("breathing", "no").take("danger_signs", ["none"])
REVIEW = screens.review(NOT_DANGER.take("symptoms", ["none"]).take("family", "no"))
EMERGENCY = screens.outcome(assess(START.take("breathing", "yes")), (), ())
BEGIN = screens.start(START, screens.NOT_SAVED, ())


@pytest.mark.parametrize(
    ("keys", "reply"),
    [
        (["1", "enter"], ("yes",)),
        (["2", "enter"], ("no",)),
        (["3", "enter"], ("not_sure",)),
        (["1", "2", "enter"], ("no",)),
        (["9", "2", "enter"], ("no",)),
        (["2", "y", "enter"], ("yes",)),
        (["y", "enter"], ("yes",)),
        (["Y", "E", "enter"], ("yes",)),
        ([*"no", "enter"], ("no",)),
        ([*"not", "enter"], ("not_sure",)),
        ([*"Not sure", "enter"], ("not_sure",)),
        ([*"sure", "enter"], ("not_sure",)),
        ([*"nox", "backspace", "enter"], ("no",)),
        ([*"nox", "down", "enter"], ("yes",)),
        (["down", "enter"], ("yes",)),
        (["down", "down", "enter"], ("no",)),
        (["up", "enter"], ("not_sure",)),
        (["end", "up", "enter"], ("no",)),
        (["down", "down", "down", "down", "home", "enter"], ("yes",)),
        (["left"], BACK),
        (["escape"], BACK),
        (["c-c"], STOP),
        (["c-d"], STOP),
    ],
)
def test_a_question_with_one_answer(keys, reply):
    assert at_window(YES_NO, keys) == reply


@pytest.mark.parametrize("key", [*"123yns40qbx \N{SUPERSCRIPT TWO}", "up", "down", "home", "end", "backspace", "f1"])
@pytest.mark.parametrize("screen", [YES_NO, LIST], ids=["question", "list"])
def test_no_single_key_answers_a_question(screen, key):
    assert isinstance(at_window(screen, [key]), Window)


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ("n", "'n' fits 2 rows. Type more letters."),
        ("x", "'x' fits no row. Press Backspace or an arrow key."),
        ("yess", "'yess' fits no row. Press Backspace or an arrow key."),
        ("not sore", "'not sore' fits no row. Press Backspace or an arrow key."),
        ("0", "There is no row 0."),
        ("4", "There is no row 4."),
        ("r", ""),
    ],
)
def test_what_fits_no_row_or_several_chooses_none_and_enter_says_why(keys, message):
    if not message:
        assert at_window(YES_NO, [*keys]) is Turn.REVIEW
        return
    for pressed in ([*keys], [*keys, "enter"], ["down", *keys, "enter"]):
        window = at_window(YES_NO, pressed)
        assert (window.cursor, window.message) == (None, message)
        assert message in " ".join(seen(window, 40, 20).split())


@pytest.mark.parametrize(
    ("keys", "picks"),
    [
        (["1"], {"flushing"}),
        (["1", "3"], {"flushing", "wheeze"}),
        (["1", "1"], set()),
        (["down", " ", "down", " "], {"flushing", "diarrhea"}),
        (["up", " "], {"not_sure"}),
        (["1", " ", "3"], {"flushing", "wheeze"}),
        (["1", "2", *"non"], {"none"}),
        (["1", "2", *"non", *["backspace"] * 3], {"flushing", "diarrhea"}),
        ([*"none of these", "2"], {"diarrhea"}),
        ([*"watery", "1"], {"flushing", "diarrhea"}),
        ([*"wh", " ", "s", "u", "d", "d", " "], {"flushing", "wheeze"}),
        ([*"wh", " ", *"wheez"], {"wheeze"}),
        ([*"wh", " ", " "], set()),
        (["1", *"sure"], {"not_sure"}),
        ([*"not sure"], {"not_sure"}),
        ([" "], set()),
    ],
)
def test_a_list_toggles_and_none_and_not_sure_stand_alone(keys, picks):
    window = at_window(LIST, keys)

    assert window.picks == picks
    if picks:
        assert at_window(LIST, [*keys, "enter"]) == tuple(row.id for row in LIST.rows if row.id in picks)


@pytest.mark.parametrize("screen", [YES_NO, LIST, EMERGENCY], ids=["question", "list", "emergency"])
def test_nothing_is_highlighted_when_a_screen_opens_and_enter_alone_chooses_nothing(screen):
    window = at_window(screen, ["enter", "enter"])

    assert isinstance(window, Window)
    assert window.cursor is None
    assert window.message == screen.nothing_chosen or window.message.startswith("Choose an answer first.")
    assert window.message.split()[0] in seen(window)


def test_enter_in_a_list_with_a_row_highlighted_but_nothing_picked_answers_nothing():
    assert at_window(LIST, ["down", "enter"]).message == "Choose an answer first. Space picks a row, Enter answers."


def test_earlier_answers_of_a_list_are_picked_again_but_not_given_again_by_enter_alone():
    before = of_question("symptoms", frozenset({"flushing", "wheeze"}))
    window = at_window(before, ["enter"])

    assert window.picks == {"flushing", "wheeze"}
    assert window.message == "These are your earlier answers. Change them, or press an arrow key and Enter to keep them."
    assert at_window(before, ["down", "enter"]) == ("flushing", "wheeze")
    assert at_window(before, ["3", "enter"]) == ("flushing",)


def test_an_earlier_single_answer_is_told_but_not_highlighted():
    window = Window.of(of_question("breathing", frozenset({"no"})))

    assert "  2  No (your answer before)" in seen(window)
    assert window.cursor is None


def test_why_is_shown_with_its_sources_and_the_place_is_kept():
    window = at_window(LIST, ["2", "?"])

    assert "These can have many causes." in seen(window)
    assert "Source: A leaflet. A clinic. https://example.org/leaflet" in seen(window)
    for key in ["?", "escape", "left", "enter", " "]:
        after = at_window(LIST, ["2", "?", key])
        assert (after.picks, after.cursor, after.shows_why) == ({"diarrhea"}, 1, False)


@pytest.mark.parametrize("key", ["1", "n", "s", "end"])
def test_nothing_is_answered_while_the_choices_are_hidden_by_why(key):
    assert at_window(YES_NO, ["?", key]) == at_window(YES_NO, ["?"])


def test_the_start_page_begins_with_enter_only_and_has_nothing_before_it():
    assert at_window(BEGIN, ["enter"]) == ()
    assert at_window(BEGIN, ["left"]).message == "This is the first screen."
    assert at_window(BEGIN, ["1", "y", " ", "?", "down", "end"]).message == ""


def test_the_review_changes_the_row_under_the_cursor_or_goes_on():
    assert at_window(REVIEW, ["down", "down", "enter"]) == ("danger_signs",)
    assert at_window(REVIEW, [*"danger", "enter"]) == ("danger_signs",)
    assert at_window(REVIEW, ["enter"]) == (screens.GO_ON,)
    assert at_window(REVIEW, ["1", "enter"]).cursor is None


def with_rows(*texts, pick_any=False):
    return Screen("A title", ask="Which?", rows=tuple(Row(f"row{number}", text) for number, text in enumerate(texts, 1)), pick_any=pick_any)


LETTERS = ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliet", "kilo", "lima"]


@pytest.mark.parametrize("pick_any", [False, True])
@pytest.mark.parametrize("number", range(1, 13))
def test_numbers_of_two_digits_choose_their_row_and_no_other(number, pick_any):
    screen = with_rows(*LETTERS, pick_any=pick_any)

    assert at_window(screen, [*str(number), "enter"]) == (f"row{number}",)
    assert f"{number:>2}  " in seen(Window.of(screen))


def test_a_number_that_another_rows_text_begins_with_chooses_none():
    screen = with_rows("2 days or less", "3 to 7 days", "More than 1 week", "Over 4 weeks")

    for typed in ("2", "3"):
        assert at_window(screen, [typed, "enter"]).message == f"{typed} fits 2 rows. Use the arrow keys."
    assert at_window(screen, ["1", "enter"]) == ("row1",)
    assert at_window(screen, ["4", "enter"]) == ("row4",)
    assert at_window(screen, [*"3 to", "enter"]) == ("row2",)
    assert at_window(screen, [*"week", "enter"]).message == "'week' fits 2 rows. Type more letters."


def test_r_reviews_at_once_and_waits_for_enter_where_a_row_has_such_a_word():
    can_review = replace(with_rows("Red patches", "None of these", pick_any=True), can_review=True)

    assert at_window(YES_NO, ["r"]) is Turn.REVIEW
    assert at_window(YES_NO, ["R"]) is Turn.REVIEW
    window = at_window(can_review, ["r"])
    assert (window.picks, window.message) == (set(), "Enter: review your answers. Or go on typing.")
    assert at_window(can_review, ["r", "enter"]) is Turn.REVIEW
    assert at_window(can_review, [*"re", "enter"]) == ("row1",)
    assert isinstance(at_window(screens.change(NOT_DANGER, QUESTIONNAIRE.questions["breathing"]), ["r"]), Window)


def test_letters_choose_only_where_they_fit_one_row():
    feel, danger = of_question("flushing_feel"), of_question("danger_signs")

    assert at_window(feel, ["h"]).cursor is None
    assert at_window(feel, [*"hot and s", "enter"]) == ("sweaty",)
    assert at_window(feel, ["d", "enter"]) == ("dry",)
    assert at_window(danger, ["f", "down", *"pr"]).picks == {"fainted", "chest_pressure"}


NAMED = ["enter", "up", "down", "home", "end", "pageup", "pagedown", "backspace", "escape"]
KEYS = st.sampled_from([*NAMED, *"? [x12synor"])


@given(st.sampled_from([YES_NO, LIST, REVIEW, EMERGENCY, BEGIN]), st.lists(KEYS, max_size=25), st.integers(12, 130), st.integers(1, 50))
def test_whatever_is_pressed_the_window_fits_and_shows_the_highlighted_row(screen, keys, columns, rows):
    state = Window.of(screen)
    for key in keys:
        after = press(state, key, columns, rows)
        if not isinstance(after, Window):
            assert is_move(after) or after is Turn.REVIEW or set(after) <= {row.id for row in screen.rows}
            return
        state = after
    lines = seen(state, columns, rows).split("\n")
    assert len(lines) <= rows
    assert all(len(line) <= columns for line in lines)
    if columns >= 40 and rows >= 20 and state.cursor is not None and not state.shows_why:
        assert any(line.startswith("> ") for line in lines)
