"""Numbers and notes on the visit sheet and in JSON: as they were typed, whatever marks stand in them, and nowhere else."""

from __future__ import annotations

import io
import json
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest

from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.load import load
from netcheck.render import colored, markdown, plain, sheet_html, sheet_markdown, sheet_pdf
from netcheck.render import json as render_json
from netcheck.render.sheet import Rows, sheet

QUESTIONNAIRE = load((Path(__file__).parent.parent / "content" / "typed.yaml").read_text(encoding="utf-8"), "typed.yaml")
NOTE = "<b>[red]x[/red]</b> *y* _z_ `#set` $1 & \\n [a](b) {{c}} @d"
STEPS = [("breathing", "no"), ("age", "58"), ("fever", "101.3 F"), ("cough", "yes"), ("began", "3 weeks ago"), ("lost", "5")]


def answered(*steps):
    interview = Interview(QUESTIONNAIRE, today=date(2026, 11, 27))
    for question, raw in steps:
        interview = interview.take(question, raw)
    return assess(interview)


OUTCOME = answered(*STEPS, ("more", NOTE), ("other", ""))


def part(shown, title):
    """The lines of a part of the sheet."""
    parts = [part for half in shown.halves for part in half.parts if part.title == title]
    return [(row.label, row.text) for one in parts for block in one.blocks if isinstance(block, Rows) for row in block.rows]


def test_the_sheet_has_what_was_typed_where_it_belongs():
    assert part(sheet(OUTCOME), "Signs") == [
        ("Age", "58 years"),
        ("Temperature", "38.5 C"),
        ("Cough", "Yes; When the cough began: about 2026-11-06 (1 to 3 weeks ago); Weight lost: 5 kg"),
    ]
    assert part(sheet(OUTCOME), "In the person's own words") == [("More about you", NOTE)]


def test_a_note_that_an_emergency_left_behind_does_not_count():
    found = answered(*STEPS, ("more", NOTE), ("breathing", "yes"))
    assert found.is_emergency
    # What would be asked after the emergency does not count any more.
    assert part(sheet(found), "In the person's own words") == []


def test_a_note_that_was_left_empty_is_not_missing():
    calm = answered(*STEPS, ("more", ""), ("other", ""))
    assert calm.complete
    assert part(sheet(calm), "In the person's own words") == []
    assert part(sheet(calm), "Not known") == []


class Words(HTMLParser):
    """The text of a page, with no tag in it."""

    def __init__(self, page):
        super().__init__()
        self.text = ""
        self.tags = set()
        self.feed(page)

    def handle_data(self, data):
        self.text += data

    def handle_starttag(self, tag, _):
        self.tags.add(tag)


def test_marks_in_a_note_are_shown_as_typed_in_html():
    assert NOTE in Words(sheet_html.render(sheet(OUTCOME))).text


def test_marks_in_a_note_are_shown_as_typed_in_markdown():
    markdown_it = pytest.importorskip("markdown_it")
    page = markdown_it.MarkdownIt().render(sheet_markdown.render(sheet(OUTCOME)))
    assert NOTE in Words(page).text


def test_marks_in_a_note_are_shown_as_typed_in_a_pdf():
    pytest.importorskip("typst")
    pypdf = pytest.importorskip("pypdf")
    pages = pypdf.PdfReader(io.BytesIO(sheet_pdf.render(sheet(OUTCOME), "a4"))).pages
    text = "".join(page.extract_text() for page in pages)
    assert "".join(NOTE.split()) in "".join(text.split())


def test_json_has_the_choice_and_what_was_typed():
    given = {one["question"]: one for one in json.loads(render_json.render(OUTCOME, "1"))["answered"]}
    assert (given["fever"]["choices"], given["fever"]["entered"]) == ([{"id": "high", "text": "38.5 C or more"}], "38.5 C")
    assert given["began"]["entered"] == "about 2026-11-06 (1 to 3 weeks ago)"
    assert (given["more"]["choices"], given["more"]["entered"]) == ([], NOTE)
    assert given["other"]["entered"] == ""
    assert "entered" not in given["cough"]


def test_a_note_stands_in_no_outcome():
    from rich.console import Console

    stream = io.StringIO()
    Console(file=stream, width=200).print(colored.render(OUTCOME, whole=True))
    for text in (stream.getvalue(), markdown.render(OUTCOME), plain.render(OUTCOME, whole=True)):
        assert "x[/red]" not in text.replace("\\", "")
        assert "More about you" not in text


def test_the_outcome_says_a_number_as_it_was_typed():
    assert "Temperature: 38.5 C" in plain.render(OUTCOME)
