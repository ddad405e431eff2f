"""The first screen of every outcome, no key pressed: how soon, why, what to do first, and when to call for help."""

from __future__ import annotations

import re

import pytest

import netcheck
from netcheck.author.cases import read_cases
from netcheck.author.shortest_answers import ShortestAnswers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.render import plain
from netcheck.render.page import SMALLER, WHOLE, opening
from netcheck.terminal import screens
from netcheck.terminal.window import Window
from tests.conftest import TESTS
from tests.support.people import seen
from tests.support.visits import long_interview

REAL = netcheck.load_questionnaire()
ACTIONS = ("Save a visit sheet to take with you", "Save my answers")
MOST_WORDS = {"emergency": 120, "today": 220, "soon": 220, "routine": 220, "information": 220}


def of_cases() -> list[tuple[str, Outcome]]:
    files = sorted((TESTS / "cases").glob("*.yaml"))
    cases = [case for file in files for case in read_cases(file.read_text(encoding="utf-8"), file.name, REAL)]
    return [(case.name, assess(case.interview(REAL))) for case in cases]


def of_single_advice() -> list[tuple[str, Outcome]]:
    shortest = ShortestAnswers(REAL)
    earned = ((advice.id, shortest.earning(advice)) for advice in REAL.advice)
    return [(id_, assess(Interview(REAL, tuple(answers.items())))) for id_, answers in earned if answers is not None]


def of_long_histories() -> list[tuple[str, Outcome]]:
    return [(f"up to {most} of every list", assess(long_interview(REAL, most))) for most in (1, 2, 99)]


OUTCOMES = [*of_cases(), *of_single_advice(), *of_long_histories()]


def first_screen(outcome: Outcome, columns: int, rows: int) -> str:
    return seen(Window.of(screens.outcome(outcome, ACTIONS, ())), columns, rows)


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("outcome", [outcome for _, outcome in OUTCOMES], ids=[name for name, _ in OUTCOMES])
def test_at_80_by_24_nothing_needs_to_be_scrolled(outcome):
    screen, said = first_screen(outcome, 80, 24), on_one_line(first_screen(outcome, 80, 24))

    assert "More below" not in screen
    assert said.startswith(on_one_line("Not finished" if outcome.is_nothing_yet else outcome.urgency.title))
    assert "Because you answered" in said or not any(item.because for item in outcome.most_urgent)
    for step in outcome.steps[:3]:
        assert on_one_line(step) in said
    assert "911" in said
    assert outcome.notice in said
    assert "Finish" in said


@pytest.mark.parametrize("outcome", [outcome for _, outcome in OUTCOMES], ids=[name for name, _ in OUTCOMES])
def test_at_40_by_20_the_level_a_reason_and_the_first_step_come_first(outcome):
    said = on_one_line(first_screen(outcome, 40, 20))

    assert said.startswith(on_one_line("Not finished" if outcome.is_nothing_yet else outcome.urgency.title))
    assert "Because you answered" in said or not any(item.because for item in outcome.most_urgent)
    assert all(on_one_line(step) in said for step in outcome.steps[:1])
    assert "More below" in said or "Finish" in said


@pytest.mark.parametrize("outcome", [outcome for _, outcome in OUTCOMES], ids=[name for name, _ in OUTCOMES])
def test_what_is_said_at_once_is_short(outcome):
    assert len(plain.render(outcome).split()) <= MOST_WORDS[outcome.urgency.id]


@pytest.mark.parametrize("outcome", [outcome for _, outcome in OUTCOMES if not outcome.is_emergency])
def test_every_advice_that_speaks_is_counted(outcome):
    said = on_one_line(first_screen(outcome, 80, 24))
    speaking = [item for item in outcome.earned if item.speaks]
    counted = re.search(r"All of it: (\d+) pieces? of advice", said)

    assert (int(counted[1]) if counted else 0) == len(speaking)


def test_all_that_was_earned_stands_in_the_full_text():
    for _, outcome in OUTCOMES:
        text = on_one_line(plain.render(outcome, whole=True))
        for item in outcome.earned if not outcome.is_emergency else outcome.most_urgent:
            assert not item.speaks or on_one_line(item.advice.say) in text


def test_the_start_page_fits_the_smallest_window_and_the_words_of_a_breath():
    screen = screens.start(Interview(REAL), screens.NOT_SAVED, ())

    assert "More below" not in seen(Window.of(screen), 40, 20)
    assert len(" ".join(screen.say).split()) <= 90


def test_a_smaller_opening_never_says_more():
    for _, outcome in OUTCOMES[:50]:
        sizes = [len(plain.blocks(opening(outcome, amounts)).split()) for amounts in (WHOLE, *SMALLER)]
        assert sizes == sorted(sizes, reverse=True)
