"""What every rendering of an outcome carries, and that nothing in the content can act as markup."""

from __future__ import annotations

import dataclasses
import io
import json
import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

import netcheck
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.render import colored, markdown, page, plain
from netcheck.render import json as render_json
from netcheck.render.chapters import chapters
from netcheck.terminal.ask import STYLE
from tests.conftest import SMALL

QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")


def outcome_of(questionnaire=QUESTIONNAIRE, **given):
    steps = [(question, frozenset([answer] if isinstance(answer, str) else answer)) for question, answer in given.items()]
    return assess(Interview(questionnaire, tuple(steps)))


OUTCOMES = {
    "emergency": outcome_of(breathing="yes"),
    "soon": outcome_of(
        breathing="no", danger_signs=["none"], symptoms=["flushing", "wheeze"], flushing_feel="dry", flushing_faint="no", family="yes"
    ),
    "information": outcome_of(breathing="no", danger_signs=["none"], symptoms=["none"], family="no"),
    "nothing yet": outcome_of(breathing="no"),
    "soon, not complete": outcome_of(symptoms=["diarrhea", "wheeze"]),
}


def in_terminal(outcome, width=80):
    console = Console(file=io.StringIO(), width=width, highlight=False)
    console.print(colored.render(outcome, whole=True))
    return console.file.getvalue()


RENDERERS = {
    "plain": lambda outcome: plain.render(outcome, whole=True),
    "markdown": markdown.render,
    "json": lambda outcome: render_json.render(outcome, "0"),
    "terminal": in_terminal,
}


def words(text):
    return " ".join(text.replace("\\", "").split())


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_every_outcome_carries_the_notice_the_advice_and_what_to_do(renderer, outcome):
    text = words(renderer(outcome))

    assert outcome.notice in text
    for item in outcome.most_urgent:
        assert item.advice.say in text
        for step in (*item.advice.do, *outcome.urgency.do):
            assert step in text
    for item in outcome.earned:
        for reason in item.because:
            assert reason.question.short in text
            assert all(choice in text for choice in reason.texts)


@pytest.mark.parametrize("renderer", RENDERERS.values(), ids=RENDERERS)
def test_less_than_an_emergency_lists_the_signs_of_one(renderer):
    text = words(renderer(OUTCOMES["soon"]))

    assert "Fighting for breath" in text
    assert "Pressure in the chest, or fainting" in text
    assert "https://example.org/leaflet" in text
    assert "How long each spell lasts." in text
    assert "What could explain this?" in text
    assert "carcinoid-syndrome" in text


@pytest.mark.parametrize("name", ["plain", "markdown", "terminal"])
def test_an_emergency_stands_alone(name):
    text = RENDERERS[name](OUTCOMES["emergency"])

    assert "emergency room now" in text.lower()
    assert "http" not in text
    assert "netcheck learn" not in text
    assert "Call 555" not in text


def test_in_an_emergency_the_call_comes_before_anything_else():
    text = plain.render(OUTCOMES["emergency"])

    assert "  1. Call 911.\n  2. Sit upright.\n" in text


@pytest.mark.parametrize("name", ["plain", "markdown", "terminal"])
def test_what_is_not_complete_says_so_first_and_lists_what_is_missing(name):
    text = RENDERERS[name](OUTCOMES["nothing yet"])

    assert words(text).lower().lstrip("# ").startswith("not finished: this is not a result")
    assert "3 questions have no answer" in words(text)
    assert "no urgent step" not in text.lower()
    for question in OUTCOMES["nothing yet"].unanswered:
        assert question.short in text


def test_an_unfinished_outcome_with_advice_says_how_far_it_can_rise():
    text = words(plain.render(OUTCOMES["soon, not complete"]))

    assert text.startswith("SEE A PROVIDER SOON This is not complete: 3 questions have no answer.")
    assert "More answers can only make it more urgent, up to: Go to the emergency room now." in text


def test_plain_text_keeps_to_its_width_but_never_breaks_an_address():
    text = plain.render(OUTCOMES["soon"], width=40, whole=True)

    assert all(len(line) <= 40 for line in text.splitlines() if "http" not in line)
    assert "https://example.org/leaflet" in text


def test_json_keys_are_stable():
    value = json.loads(render_json.render(OUTCOMES["soon"], "1.2.3"))

    assert list(value) == [
        "format", "program", "questionnaire", "notice", "complete", "nothing_earned_yet", "urgency", "at_most", "advice",
        "emergency_signs", "answered", "unanswered", "unused", "sources",
    ]  # fmt: skip
    assert value["program"] == {"name": "netcheck", "version": "1.2.3"}
    assert value["questionnaire"]["content_hash"] == QUESTIONNAIRE.content_hash
    assert value["urgency"]["id"] == "soon"
    assert list(value["advice"][0]) == [
        "id", "urgency", "about", "speaks", "say", "because", "by", "first_step", "do", "sooner_if",
        "everyday_causes", "tell_provider", "ask_provider", "diary", "learn", "sources",
    ]  # fmt: skip
    assert value["advice"][0]["because"][0] == {
        "question": "flushing_feel", "short": "How the heat feels", "choices": [{"id": "dry", "text": "Hot and dry"}],
    }  # fmt: skip


def hostile(text):
    advice = tuple(one._replace(say=text) for one in QUESTIONNAIRE.advice)
    return outcome_of(dataclasses.replace(QUESTIONNAIRE, advice=advice), symptoms=["diarrhea", "wheeze"])


def test_markup_in_the_content_is_shown_and_not_obeyed():
    text = "[bold]x[/bold] <script>alert(1)</script> *star* _line_ `code` [link](http://x)"
    outcome = hostile(text)

    assert text in words(in_terminal(outcome, 200))
    shown = markdown.render(outcome)
    assert "<script>" not in shown.replace(r"\<", "")
    assert r"\[link\](http://x)" in shown
    assert r"\*star\* \_line\_ \`code\`" in shown


def test_a_paragraph_cannot_become_a_list_or_a_heading_in_markdown():
    assert markdown.escaped("1. one") == r"1\. one"
    assert markdown.escaped("- one") == r"\- one"
    assert markdown.escaped("# one\n# two") == r"\# one \# two"


def test_a_question_is_readable_in_the_real_questionnaire_at_40_columns():
    outcome = assess(Interview(netcheck.load_questionnaire()))

    assert max(map(len, in_terminal(outcome, 40).splitlines())) <= 40


@given(st.lists(st.text("ab-/", min_size=1, max_size=12), max_size=30), st.integers(6, 30), st.sampled_from(["", "- ", "  12. "]))
def test_plain_lines_break_where_the_standard_library_breaks_them(words, width, mark):
    text = " ".join(words)
    wrapped = plain._wrapped(text, width, mark, " " * len(mark))

    assert wrapped == textwrap.wrap(
        text, width, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False, break_on_hyphens=False
    )


@pytest.mark.parametrize("outcome", OUTCOMES.values(), ids=OUTCOMES)
def test_no_chapter_is_empty_and_none_repeats_another(outcome):
    shown = chapters(outcome)
    texts = [item for chapter in shown for block in chapter.blocks if isinstance(block, page.Items) for item in block.texts]

    assert all(chapter.blocks for chapter in shown)
    assert len({chapter.title for chapter in shown}) == len(shown)
    assert all(texts.count(text) == 1 for text in texts if text not in outcome.steps)


def test_a_long_list_stands_in_columns_where_the_window_is_wide_enough():
    signs = page.Items(("Fighting for breath", "Pressure in the chest"), long=True)

    def drawn(columns):
        console = Console(width=columns, file=io.StringIO())
        console.print(colored._draw(signs))
        return [words(line) for line in console.file.getvalue().splitlines()]

    assert drawn(80) == ["- Fighting for breath - Pressure in the chest"]
    assert drawn(40) == ["- Fighting for breath", "- Pressure in the chest"]


def test_every_urgency_has_an_accent_that_brings_its_own_background_and_the_menu_has_the_same():
    for urgency, accent in colored.ACCENTS.items():
        letters, ground = accent.removeprefix("bold ").split(" on ")
        expected = f"ansi{letters} bg:ansi{ground}"
        assert dict(STYLE.style_rules)[urgency].removeprefix("bold ") == expected
