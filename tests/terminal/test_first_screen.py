"""The first screen of every outcome, no key pressed: how soon, why, what to do first, and when to call for help."""

from __future__ import annotations

import re
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from netcheck.author.shortest_answers import ShortestAnswers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.render import plain
from netcheck.render.page import SMALLER, WHOLE, opening
from netcheck.terminal import screens
from netcheck.terminal.window import Window
from tests.support.examples import CASES, REAL, outcome_of
from tests.support.people import seen
from tests.support.visits import long_interview
from tests.support.walks import calm_interviews, interviews

ACTIONS = ("Save a visit sheet to take with you", "Save my answers")
A_CALM_MINUTE = 150
MOST_WORDS = {"emergency": 90, "today": A_CALM_MINUTE, "soon": A_CALM_MINUTE, "routine": A_CALM_MINUTE, "information": A_CALM_MINUTE}


SHORTEST = ShortestAnswers(REAL)


def of_advice(id_: str) -> Outcome:
    """The outcome of the fewest answers that earn this advice."""
    earned = SHORTEST.earning(next(advice for advice in REAL.advice if advice.id == id_))
    assert earned is not None
    return assess(Interview(REAL, tuple(earned.items())))


def of_long_history(most: int) -> Outcome:
    return assess(long_interview(most))


# Worked out by the tests that need them: working out all of them takes longer than a test.
OUTCOMES = {
    **{f"{case.file}: {case.name}": partial(outcome_of, case) for case in CASES},
    **{advice.id: cache(partial(of_advice, advice.id)) for advice in REAL.advice},
    **{f"up to {most} of every list": cache(partial(of_long_history, most)) for most in (1, 2, 99)},
}
every_outcome = pytest.mark.parametrize("name", OUTCOMES)


def first_screen(outcome: Outcome, columns: int, rows: int) -> str:
    return seen(Window.of(screens.outcome(outcome, ACTIONS, ())), columns, rows)


def words(outcome: Outcome) -> list[str]:
    """The words that an outcome says at once, without marks and, in an emergency, without the numbers of its steps.

    Otherwise they are the words of somebody who reads it out: with its deadline, every number, and 180 over 120.
    """
    text = plain.render(outcome)
    if outcome.is_emergency:
        return re.findall(r"(?!\d+\. )\S*\w\S*", text)
    return re.findall(r"\S*\w\S*", f"{outcome.by} {text.replace('/', ' over ')}")


def on_one_line(text: str) -> str:
    return " ".join(text.split())


@every_outcome
def test_at_80_by_24_nothing_needs_to_be_scrolled(name):
    outcome = OUTCOMES[name]()
    screen, said = first_screen(outcome, 80, 24), on_one_line(first_screen(outcome, 80, 24))

    assert "More below" not in screen
    assert said.startswith(on_one_line("Not finished" if outcome.is_nothing_yet else outcome.urgency.title))
    assert "Because you answered" in said or not any(item.because for item in outcome.most_urgent)
    # What is not complete says so, and has room for fewer steps.
    for step in outcome.steps[: 3 if outcome.complete else 1]:
        assert on_one_line(step) in said
    assert "911" in said
    assert outcome.short_notice in said
    assert "Finish" in said


@every_outcome
def test_at_40_by_20_the_level_a_reason_and_the_first_step_come_first(name):
    outcome = OUTCOMES[name]()
    said = on_one_line(first_screen(outcome, 40, 20))

    assert said.startswith(on_one_line("Not finished" if outcome.is_nothing_yet else outcome.urgency.title))
    assert "Because you answered" in said or not any(item.because for item in outcome.most_urgent)
    assert all(on_one_line(step) in said for step in outcome.steps[:1])
    assert "More below" in said or "Finish" in said


@every_outcome
def test_what_the_smallest_window_leaves_out_stands_in_the_pages_behind_it(name):
    outcome = OUTCOMES[name]()
    shown = on_one_line(first_screen(outcome, 40, 20) + plain.blocks(tuple(b for page in screens.pages(outcome) for b in page.blocks)))

    if not outcome.is_emergency:
        assert all(on_one_line(text) in shown for item in outcome.most_urgent for text in (item.advice.say, *item.advice.do))
        assert all(on_one_line(step) in shown for step in outcome.steps)


@every_outcome
def test_what_is_said_at_once_is_short(name):
    outcome = OUTCOMES[name]()
    assert len(words(outcome)) <= MOST_WORDS[outcome.urgency.id]


def test_the_reason_that_is_shown_is_one_of_the_advice_that_is_said():
    interview = Interview(REAL)
    lists = {"about_health": ["net"], "gut_signs": ["bowel_change"]}
    one_each = {"age_group": "older", "bowel_time": "over_3_weeks", "signs_same": "same", "checked_before": "explained"}
    for question, answer in {**lists, **one_each}.items():
        interview = interview.take(question, answer)
    outcome = assess(interview)
    said, reason = plain.render(outcome).partition("Because you answered")[::2]

    assert "With a known NET, now or in the past" in said
    assert reason.splitlines()[1] == "  - Your health so far: A NET found by a provider, now or in the past"


def test_two_emergencies_told_at_once_have_one_set_of_steps_and_few_words():
    together = ["belly_severe", "no_gas", "vomit_blood", "heavy_bleeding", "dried_out", "yellow_sick"]
    outcome = assess(Interview(REAL, (("danger_belly", frozenset(together)),)))
    first, *others = outcome.most_urgent
    at_once, whole = plain.render(outcome), plain.render(outcome, whole=True)

    assert len(others) == 2
    assert len(words(outcome)) <= MOST_WORDS["emergency"]
    assert all(step in at_once for step in first.advice.do)
    assert not any(step in at_once for item in others for step in item.advice.do if step not in first.advice.do)
    assert all(step in whole for item in others for step in item.advice.do)


@given(interviews(REAL))
@settings(max_examples=200)
def test_no_answers_make_what_is_said_at_once_long(interview):
    outcome = assess(interview)

    assert len(words(outcome)) <= MOST_WORDS[outcome.urgency.id]


@given(calm_interviews(REAL), st.integers(0, 12))
@settings(max_examples=100)
def test_what_gives_way_to_a_calm_minute_is_never_what_matters_most(interview, unused):
    outcome = assess(interview)._replace(unused=("an answer",) * unused)
    said, whole = on_one_line(plain.render(outcome)), on_one_line(plain.render(outcome, whole=True))
    named = outcome.worse(REAL.urgencies[0])

    assert len(words(outcome)) <= A_CALM_MINUTE
    assert outcome.urgency.title.upper() in said or outcome.is_nothing_yet
    assert f"What to do {outcome.by.lower()}" in said or not outcome.steps
    assert all(step in said for step in outcome.steps[:1])
    assert all(item.advice.say in said for item in outcome.most_urgent[:1])
    assert "Call 911, or your local emergency number, if: - " in said
    assert all(f"- {sign} " in said for sign in named[:1])
    assert REAL.emergency.any_sign in said
    assert outcome.complete or "This is not complete" in said
    assert "This is not a diagnosis." in said
    assert all(text in whole for text in (*outcome.steps, *named, *(item.advice.say for item in outcome.most_urgent)))


@every_outcome
def test_every_advice_that_speaks_is_counted(name):
    outcome = OUTCOMES[name]()
    said = on_one_line(first_screen(outcome, 80, 24))
    speaking = [item for item in outcome.earned if item.speaks and not outcome.is_emergency]
    counted = re.search(r"All of it: (\d+) pieces? of advice", said)

    assert (int(counted[1]) if counted else 0) == len(speaking)


def test_all_that_was_earned_stands_in_the_full_text():
    for outcome in (OUTCOMES[name]() for name in OUTCOMES):
        text = on_one_line(plain.render(outcome, whole=True))
        for item in outcome.earned if not outcome.is_emergency else outcome.most_urgent:
            assert not item.speaks or on_one_line(item.advice.say) in text


def test_the_start_page_fits_the_smallest_window_and_the_words_of_a_breath():
    screen = screens.start(Interview(REAL), screens.NOT_SAVED, ())

    assert "More below" not in seen(Window.of(screen), 40, 20)
    assert len(" ".join(screen.say).split()) <= 90


def test_a_smaller_opening_never_says_more():
    for case in CASES[:50]:
        outcome = outcome_of(case)
        sizes = [len(plain.blocks(opening(outcome, amounts)).split()) for amounts in (WHOLE, *SMALLER)]
        assert sizes == sorted(sizes, reverse=True)
