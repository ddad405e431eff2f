"""How a topic reaches a person: read aloud without marks, and page by page where it is longer than the window."""

from __future__ import annotations

import io

import pytest

from netcheck.command import guide_reader
from tests.support.real_terminal import RealTerminal

TOPIC = "# What is it?\n\nA **rare** growth.\n\n## Where it starts\n\n- In the gut.\n"


def test_a_topic_that_is_read_aloud_has_no_marks_of_headings_and_bold_words():
    stream = io.StringIO()
    guide_reader.read_out(TOPIC, stream)

    assert stream.getvalue() == "\nWhat is it?\n\nA rare growth.\n\nWhere it starts.\n\n- In the gut.\n"


def test_a_long_topic_is_turned_page_by_page_and_the_last_line_says_how():
    with RealTerminal("-m", "netcheck", "learn", "types", rows=20, PAGER="less", LESS="") as on:
        assert "Types of NETs" in on.wait_for("Space: next page b: page before q: close")
        on.do("space", "By place: more common")
        on.press("q")
        on.end()

        assert on.status == 0


def test_a_topic_is_picked_in_a_terminal_and_leaving_the_list_reads_nothing():
    with RealTerminal("-m", "netcheck", "learn", rows=120) as on:
        on.wait_for("What would you like to read?")
        on.press("down")
        on.do("enter", "Sources")
        on.end()
        assert on.status == 0

    with RealTerminal("-m", "netcheck", "learn", rows=120) as on:
        on.wait_for("What would you like to read?")
        on.press("c-c")
        assert on.end() == ""
        assert on.status == 0


def test_a_person_keeps_their_own_options_for_the_pager():
    with RealTerminal("-m", "netcheck", "learn", "types", rows=20, PAGER="less", LESS="-R -PsMy own last line") as on:
        on.wait_for("My own last line")
        on.press("q")
        on.end()

        assert on.status == 0


@pytest.mark.parametrize("pager", ["nonexistent", "nonexistent -R", "'unfinished"])
def test_where_the_pager_cannot_be_started_the_text_is_printed(pager):
    with RealTerminal("-m", "netcheck", "learn", "types", rows=20, PAGER=pager) as on:
        on.end()

        assert on.status == 0
        assert b"Types of NETs" in on.bytes
        assert b"Sources" in on.bytes
