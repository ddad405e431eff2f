"""The lines of a window at the sizes people have."""

from __future__ import annotations

import pytest

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.terminal import screens
from netcheck.terminal.drawing import draw
from netcheck.terminal.window import Window
from tests.conftest import SMALL
from tests.support.examples import REAL
from tests.support.people import at_window, seen

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
START = Interview(QUESTIONNAIRE)
COMPLETE = START.take("breathing", "no").take("danger_signs", ["none"]).take("symptoms", ["none"]).take("family", "no")
BREATHING = screens.question(START, QUESTIONNAIRE.questions["breathing"], frozenset())
SYMPTOMS = screens.question(START, QUESTIONNAIRE.questions["symptoms"], frozenset({"wheeze"}))
TALLEST = max(REAL.questions.values(), key=lambda question: sum(len(choice.text) for choice in question.choices))

SCREENS = {
    "start": (screens.start(COMPLETE, screens.NOT_SAVED, ("One saved answer was left out.",)), []),
    "question": (BREATHING, []),
    "question_highlighted": (BREATHING, ["down"]),
    "question_nothing_chosen": (BREATHING, ["enter"]),
    "list": (SYMPTOMS, ["down", " "]),
    "why": (BREATHING, ["?"]),
    "change": (screens.change(COMPLETE, QUESTIONNAIRE.questions["breathing"]), []),
    "review": (screens.review(COMPLETE), ["down"]),
    "outcome": (screens.outcome(assess(COMPLETE), ["Save the visit sheet"], ("Saved to sheet.html.",)), []),
    "emergency": (screens.outcome(assess(START.take("breathing", "yes")), (), ()), []),
    "contents": (screens.contents(assess(COMPLETE), ["Read about a topic"]), ["down"]),
    "page": (screens.page(assess(COMPLETE), 0), []),
}


@pytest.mark.parametrize(("columns", "rows"), [(40, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("name", SCREENS)
def test_every_kind_of_screen_looks_as_it_did(name, columns, rows, snapshot):
    screen, keys = SCREENS[name]

    assert "\n" + seen(at_window(screen, keys, columns, rows), columns, rows) + "\n" == snapshot


def test_title_and_keys_stay_and_the_text_between_them_scrolls_with_the_highlighted_row():
    screen = screens.question(Interview(REAL), TALLEST, frozenset())
    first = seen(Window.of(screen), 40, 20).split("\n")
    last = seen(at_window(screen, ["end"], 40, 20), 40, 20).split("\n")

    assert first[0] == last[0] == f"{screen.title} · 1 of about {screen.place.split()[-1]}"
    assert first[-1] == last[-1]
    assert "More below: press Down" in first
    assert "More above: press Up" in last
    assert any(line.startswith("> ") and line.endswith("Not sure") for line in last)


def test_every_row_of_a_tall_list_can_be_reached_and_seen_in_a_small_window():
    screen = screens.question(Interview(REAL), TALLEST, frozenset())
    for number, row in enumerate(screen.rows):
        window = at_window(screen, ["down"] * (number + 1), 40, 20)
        highlighted = [text for style, text in draw(window, 40, 20) if style == "cursor"]

        assert " ".join(" ".join(highlighted).split()).endswith(row.text)


def test_paging_reaches_every_line_of_a_tall_text():
    screen = screens.start(Interview(REAL), screens.NOT_SAVED, ())
    window, lines = Window.of(screen), []
    for keys in range(12):
        lines += seen(at_window(screen, ["pagedown"] * keys, 40, 20), 40, 20).split("\n")
    assert any(line.startswith("Press Enter to begin") for line in lines)
    for text in screen.say:
        assert set(text.split()) <= set(" ".join(lines).split())
    assert seen(at_window(screen, ["pagedown"] * 30 + ["pageup"] * 30, 40, 20), 40, 20) == seen(window, 40, 20)


def test_after_paging_an_arrow_key_highlights_the_first_row_in_sight():
    review = screens.review(COMPLETE)
    paged = at_window(review, ["pagedown", "pagedown"], 40, 11)

    assert "> " not in seen(paged, 40, 11)
    assert at_window(review, ["pagedown", "pagedown", "down"], 40, 11).cursor == 2
    assert "Breathing right now: No" not in seen(paged, 40, 11)


def test_the_highlighted_row_is_marked_by_more_than_color():
    lines = draw(at_window(BREATHING, ["down"]), 80, 24)

    assert ("cursor", "> 1  Yes") in lines


def test_lines_are_not_longer_than_reads_well_in_a_wide_window():
    screen = screens.question(Interview(REAL), TALLEST, frozenset())

    assert max(len(text) for _, text in draw(Window.of(screen), 300, 60)) <= 96


def test_what_stands_in_a_questionnaire_is_text_and_never_a_command_or_a_style():
    harmful = SMALL.read_text(encoding="utf-8").replace("Are you fighting for breath?", "'[bold]Breath[/bold] <b>&amp; {x} class:title?'")
    question = load(harmful, "harmful.yaml").questions["breathing"]
    window = Window.of(screens.question(START, question, frozenset()))

    assert ("ask", "[bold]Breath[/bold] <b>&amp; {x} class:title?") in draw(window, 80, 24)


@pytest.mark.parametrize(("columns", "rows"), [(10, 3), (1, 1), (20, 6)])
def test_a_tiny_window_shows_what_fits_and_does_not_fail(columns, rows):
    for screen, keys in SCREENS.values():
        assert len(draw(at_window(screen, keys, columns, rows), columns, rows)) <= rows
