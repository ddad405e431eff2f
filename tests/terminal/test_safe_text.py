"""Text that reaches a terminal: harmless, in its letters, and in lines that fit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.terminal.safe_text import columns_of, harmless, showable, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x07", "\N{REPLACEMENT CHARACTER}[31mred\N{REPLACEMENT CHARACTER}"),
        ("one\ttwo\N{NO-BREAK SPACE}three\nfour", "one two three\nfour"),
        ("soft\N{SOFT HYPHEN}hyphen \N{RIGHT-TO-LEFT OVERRIDE}turned", "softhyphen turned"),
        ("caf\N{LATIN SMALL LETTER E WITH ACUTE} [bold]", "caf\N{LATIN SMALL LETTER E WITH ACUTE} [bold]"),
    ],
)
def test_nothing_that_a_terminal_would_obey_is_left(text, shown):
    assert harmless(text) == shown


@pytest.mark.parametrize(
    ("text", "encoding", "shown"),
    [
        ("Symptoms · 7 of 18", "ascii", "Symptoms - 7 of 18"),
        ("Symptoms · 7 of 18", "cp1252", "Symptoms · 7 of 18"),
        ("Symptoms · 7 of 18", "no-such-encoding", "Symptoms - 7 of 18"),
        ("\N{LEFT DOUBLE QUOTATION MARK}caf\N{LATIN SMALL LETTER E WITH ACUTE}\N{RIGHT DOUBLE QUOTATION MARK}", "ascii", '"cafe"'),
        ("\N{SNOWMAN}", "ascii", "\\u2603"),
        ("\N{VULGAR FRACTION ONE HALF} tablet", "ascii", "1/2 tablet"),
        ("├── yes → soon", "cp437", "├── yes -> soon"),
        ("│   └── yes ─ no", "cp1252", "|   `-- yes - no"),
        ("╭═╮", "ascii", "+-+"),
    ],
)
def test_letters_that_a_terminal_cannot_show_become_the_nearest_it_has(text, encoding, shown):
    assert showable(text, encoding) == shown


def test_lines_break_between_words_and_keep_paragraphs():
    assert wrapped("Do you get sudden heat?\n\nSay it.", 12) == ["Do you get", "sudden heat?", "", "Say it."]


def test_a_word_that_is_too_long_is_broken_and_no_letter_is_lost():
    assert wrapped("see https://example.org/a", 10) == ["see", "https://ex", "ample.org/", "a"]


def test_wide_letters_count_as_two_columns():
    wide = "\N{CJK UNIFIED IDEOGRAPH-75C5}"

    assert wrapped(wide * 5, 4) == [wide * 2, wide * 2, wide]


@given(st.text(), st.integers(2, 60))
def test_no_line_is_wider_than_the_window_and_no_letter_is_lost(text, columns):
    lines = wrapped(text, columns)

    assert all(columns_of(line) <= columns for line in lines)
    assert "".join("".join(lines).split()) == "".join(harmless(text).split())


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("abc", 3),
        ("\N{CJK UNIFIED IDEOGRAPH-4E2D}a", 3),
        ("e\N{COMBINING ACUTE ACCENT}", 1),
        ("\N{DEVANAGARI LETTER HA}\N{DEVANAGARI VOWEL SIGN U}", 1),
        ("\N{ZERO WIDTH JOINER}", 0),
        ("\N{NO-BREAK SPACE}x", 2),
    ],
)
def test_a_text_takes_the_columns_that_a_terminal_gives_it(text, columns):
    assert columns_of(text) == columns


@given(st.text(), st.sampled_from(["ascii", "cp437", "cp1252", "latin-1", "utf-8"]))
def test_what_is_shown_can_always_be_written(text, encoding):
    showable(harmless(text), encoding).encode(encoding)


@pytest.mark.parametrize(
    "text", ["می\N{ZERO WIDTH NON-JOINER}خواهم", "\N{WOMAN}\N{ZERO WIDTH JOINER}\N{PERSONAL COMPUTER}", "क्\N{ZERO WIDTH JOINER}ष"]
)
def test_letters_that_shape_those_around_them_stay(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["a\N{ZERO WIDTH JOINER}b", "\N{ZERO WIDTH NON-JOINER}م", "م\N{ZERO WIDTH JOINER}", "a\N{ZERO WIDTH NON-JOINER}م"]
)
def test_where_they_shape_nothing_they_go(text):
    assert harmless(text) == text.replace("\N{ZERO WIDTH JOINER}", "").replace("\N{ZERO WIDTH NON-JOINER}", "")
