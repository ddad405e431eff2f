"""The visit sheet: what stands on it, what never does, and that every format says the same."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser

import pypdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import netcheck
from netcheck.engine.outcome import assess
from netcheck.errors import CannotDo, WrongUsage, quoted
from netcheck.render import sheet_fit, sheet_html, sheet_markdown, sheet_pdf
from netcheck.render.sheet import (
    DIARY_COLUMNS,
    DIARY_DAYS,
    FAMILY_COLUMNS,
    TO_FILL_IN,
    Blank,
    Items,
    Part,
    Row,
    Rows,
    Sheet,
    Table,
    flat,
    sheet,
)
from netcheck.render.sheet_format import renderer
from tests.support.visits import history, sheet_of
from tests.support.walks import interviews

REAL = netcheck.load_questionnaire()
GIVEN = {
    "breathing": "no",
    "spells": ["heat", "shaky", "racing"],
    "since": "years",
    "triggers": ["none"],
    "heat_checked": "no",
    "faint": "not_sure",
    "cough": "no",
    "named": ["men1", "vhl"],
    "who": ["close", "far"],
    "adopted": "not_sure",
}
FULL = sheet_of(**GIVEN)


def part(shown: Sheet, title: str) -> Part:
    return next(part for part in shown.parts if part.title == title)


def rows(shown: Sheet, title: str) -> dict[str, tuple[Row, ...]]:
    return {block.title: block.rows for block in part(shown, title).blocks if isinstance(block, Rows)}


def relatives(shown: Sheet) -> tuple[tuple[str, ...], ...]:
    (table,) = part(shown, "Family history").blocks
    return table.rows


def test_answers_stand_by_section_with_follow_ups_under_the_answer_they_belong_to():
    assert rows(FULL, "In my words")["Signs"] == (
        Row("Spells", "Shaky spells"),
        Row("Spells", "Sudden heat", (Row("Since when", "Some years"), Row("What sets it off", "Nothing I know of"))),
        Row("Spells", "A racing heart", (Row("Faint with it", "Not sure"),)),
    )


def test_plain_no_and_unanswered_are_said_as_such():
    shown = sheet_of(breathing="no", spells=["none"], cough="not_sure")

    assert rows(shown, "In my words") == {
        "Signs": (Row("Cough", "Not sure"),),
        "Also asked": (Row("No, or none of these", "Breathing; Spells"), Row("Not answered", "Named conditions; Adopted")),
    }


def test_what_was_checked_before_stands_apart_also_when_it_was_asked_as_a_follow_up():
    assert rows(FULL, "In my words")["Also asked"] == (Row("No, or none of these", "Breathing; Heat checked; Cough"),)
    assert rows(sheet_of(**{**GIVEN, "heat_checked": "yes"}), "What was checked before") == {"": (Row("Heat checked", "Yes"),)}


def test_family_history_is_a_table_with_a_row_left_to_fill_in():
    assert relatives(FULL) == (
        ("MEN1", "A parent, brother, sister or child; Another relative", "", ""),
        ("VHL", "", "", ""),
        ("Adopted", "Not sure", "", ""),
        ("", "", "", ""),
    )
    assert relatives(sheet_of()) == (("", "", "", ""),)


def test_questions_to_ask_are_the_most_urgent_first_each_once_and_at_most_eight():
    (items,) = part(FULL, "Questions to ask").blocks

    assert items == Items(("Soon 1?", "Shared?", "Routine 1?", "Routine 2?", "Routine 3?", "Routine 4?", "Routine 5?", "Routine 6?"))
    assert part(FULL, "Things to tell").blocks == (Items(("How it feels.", "Who has it.")),)


def test_an_emergency_is_only_the_answers_given():
    shown = sheet_of(breathing="yes")

    assert [part.title for part in shown.parts] == ["In my words"]
    assert rows(shown, "In my words") == {"Right now": (Row("Breathing", "Yes"),)}
    assert shown.diary is None


def test_there_is_room_for_what_the_program_does_not_ask():
    assert part(FULL, "To fill in before the visit").blocks == TO_FILL_IN
    assert [blank.label for blank in FULL.head] == ["Name", "Date"]
    (diary,) = FULL.diary.blocks
    assert [row[0] for row in diary.rows] == [str(day) for day in range(1, DIARY_DAYS + 1)]


@settings(max_examples=60, deadline=None)
@given(interviews(REAL))
def test_a_sheet_holds_every_answer_and_neither_advice_nor_urgency(interview):
    outcome = assess(interview)
    text = words(sheet_markdown.render(sheet(outcome)))
    content = text.replace(words(outcome.notice), "")

    for _, question, answer in outcome.answered:
        assert words(question.short) in content or all(words(choice) in content for choice in question.texts(answer))
    for question in outcome.unanswered:
        assert words(question.short) in content
    assert words(outcome.notice) in text
    for urgency in REAL.urgencies:
        assert words(urgency.title) not in content
    for item in outcome.earned:
        assert words(item.advice.say) not in content
        assert not any(words(step) in content for step in item.advice.do)


def words(text: str) -> str:
    """Text without marks and line breaks, to compare what is said."""
    return re.sub(r"[\W_]+", " ", text.replace("\\", "")).strip().lower()


# Formats


class Reader(HTMLParser):
    """Reads what a screen reader would: tags with their attributes, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.said: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in {"meta", "col"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open and self.open[-1] not in {"style", "title"} and "aloud" not in (self.tags[-1][1].get("class") or ""):
            self.said.append(data)

    def count(self, tag: str, **attributes: str) -> int:
        return sum(name == tag and attributes.items() <= found.items() for name, found in self.tags)


def pages(data: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def test_html_has_the_structure_assistive_technology_reads():
    document = sheet_html.render(FULL)
    reader = Reader(document)

    assert reader.open == []
    assert document.startswith("<!DOCTYPE html>")
    assert reader.count("html", lang="en") == reader.count("main") == reader.count("h1") == reader.count("title") == 1
    assert reader.count("h2") == len(FULL.parts) + 1
    assert reader.count("caption") == reader.count("table") == 2
    assert reader.count("th", scope="col") == 10
    assert reader.count("th", scope="row") == DIARY_DAYS + 3
    assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "a", "form", "base", "object"}
    assert "url(" not in document
    assert "@import" not in document


def facts(shown: Sheet) -> list[str]:
    """Everything on a sheet that was answered, in words."""
    found = [*shown.small, shown.title]
    for one in (*shown.parts, *([shown.diary] if shown.diary else [])):
        found.append(one.title)
        for block in one.blocks:
            if isinstance(block, Rows):
                found += [block.title, *(text for row in flat(block.rows) for text in (row.label, row.text))]
            elif isinstance(block, Table):
                found += [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
    return found


def beside_the_answers(shown: Sheet) -> list[str]:
    blocks = [block for one in shown.parts for block in one.blocks]
    return [
        *(block.label for block in (*blocks, *shown.head) if isinstance(block, Blank)),
        *(text for block in blocks if isinstance(block, Items) for text in block.texts),
    ]


def drawn(shown: Sheet) -> list[str]:
    """The words of a sheet in each format."""
    html, pdf = Reader(sheet_html.render(shown)), pages(sheet_pdf.render(shown, "letter"))
    return list(map(words, [sheet_markdown.render(shown), " ".join(html.said), " ".join(pdf)]))


@pytest.mark.parametrize("most", [0, 1, 2, 99])
def test_every_format_holds_every_fact_of_a_history_short_or_long(most):
    shown = history(REAL, most)
    for text in drawn(shown):
        assert [fact for fact in facts(shown) if words(fact) not in text] == []


def test_every_format_holds_the_room_to_write_and_the_questions_to_ask():
    for text in drawn(FULL):
        assert [fact for fact in beside_the_answers(FULL) if words(fact) not in text] == []


def test_a_sheet_in_markdown():
    assert sheet_markdown.render(sheet_of(breathing="yes")) == (
        "# Notes for my visit\n\n"
        "Name: ______________________________  Date: ______________________________\n\n"
        "## In my words\n\n### Right now\n\n- **Breathing:** Yes\n\n"
        "Answers to netcheck, edition 2026-01-31, in the words of the questionnaire.\n\n"
        "This is not a diagnosis. Call 911 in an emergency.\n"
    )
    assert "- **Spells:** A racing heart\n  - **Faint with it:** Not sure\n" in sheet_markdown.render(FULL)
    assert "| MEN1 | A parent, brother, sister or child; Another relative |  |  |\n" in sheet_markdown.render(FULL)


# What a questionnaire may hold is never obeyed

HOSTILE = "</title></style><script>alert(1)</script> <img src=http://x.example/a.png> | # * _x_ `c` [a](http://x.example) \"'&amp;"


def hostile() -> Sheet:
    table = Table(HOSTILE, (HOSTILE,) * 4, (25, 25, 25, 25), ((HOSTILE,) * 4,))
    blocks = (Rows(HOSTILE, (Row(HOSTILE, HOSTILE, (Row(HOSTILE, HOSTILE),)),)), Items((HOSTILE,)), Blank(HOSTILE))
    return replace(FULL, title=HOSTILE, parts=(Part(HOSTILE, blocks), Part(HOSTILE, (table,))), small=(HOSTILE,))


def test_html_shows_tags_in_the_content_as_text():
    reader = Reader(sheet_html.render(hostile()))

    assert {tag for tag, _ in reader.tags} == {tag for tag, _ in Reader(sheet_html.render(FULL)).tags}
    assert sum(HOSTILE in said for said in reader.said) == 20


def test_markdown_shows_marks_in_the_content_as_text():
    text = sheet_markdown.render(hostile())

    assert not re.search(r"(?<!\\)[<>`\[]", text)
    assert text.count("\n# ") == 0
    assert all(len(re.findall(r"(?<!\\)\|", line)) in {0, 5, 7} for line in text.splitlines())


def test_pdf_holds_no_link_and_no_action():
    reader = pypdf.PdfReader(io.BytesIO(sheet_pdf.render(hostile(), "letter")))

    assert [page.get("/Annots") for page in reader.pages] == [None] * len(reader.pages)
    assert "/OpenAction" not in reader.trailer["/Root"] or "/S" not in reader.trailer["/Root"]["/OpenAction"]
    assert "/Names" not in reader.trailer["/Root"]


@settings(max_examples=20, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]), min_size=1, max_size=200))
def test_any_text_can_be_drawn_or_is_refused_with_the_letter(text):
    shown = replace(FULL, parts=(Part("Title", (Rows("", (Row("Label", text),)),)),))

    assert words(text) in words(" ".join(Reader(sheet_html.render(shown)).said))
    try:
        sheet_pdf.refuse_letters_without_font(text)
    except CannotDo as error:
        assert "cannot show the letter" in str(error)
        with pytest.raises(CannotDo):
            sheet_pdf.render(shown, "a4")
    else:
        assert sheet_pdf.render(shown, "a4").startswith(b"%PDF-")


# One page


PAPERS = pytest.mark.parametrize("paper", ["letter", "a4"])


@PAPERS
@pytest.mark.parametrize("most", [0, 1, 2])
def test_a_long_history_is_one_page_and_the_diary(most, paper):
    shown = history(REAL, most)

    assert len(pages(sheet_pdf.render(shown, paper))) == 2
    assert "More on the next page" not in sheet_html.render(shown)


@PAPERS
def test_one_of_everything_goes_on_and_says_so(paper):
    shown = history(REAL, 99)

    assert "More on the next page." in pages(sheet_pdf.render(shown, paper))[0]
    assert "More on the next page." in sheet_html.render(shown)
    assert "Diary" in pages(sheet_pdf.render(shown, paper))[-1]


@PAPERS
def test_an_emergency_is_one_page(paper):
    assert len(pages(sheet_pdf.render(sheet_of(breathing="yes"), paper))) == 1


def test_type_shrinks_before_anything_is_spared_and_answers_are_never_spared():
    asked = []

    def fits(shown: Sheet, size: float) -> bool:
        asked.append((shown, size))
        return False

    result = sheet_fit.fitted(FULL, fits)

    assert result == sheet_fit.Fitted(FULL, 9, is_one_page=False)
    for shorter, _ in asked:
        assert all(words(row.text) in words(sheet_markdown.render(shorter)) for row in flat(rows(FULL, "In my words")["Signs"]))
        assert relatives(shorter) == relatives(FULL)
    assert sheet_fit.fitted(FULL, lambda shown, size: shown == FULL and size <= 9.5).size == 9.5
    spared = sheet_fit.fitted(FULL, lambda shown, _: len(beside_the_answers(shown)) < len(beside_the_answers(FULL)))
    assert spared.is_one_page
    assert len(part(spared.sheet, "Questions to ask").blocks[0].texts) == 5


@pytest.mark.parametrize(("paper", "size"), [("letter", (612, 792)), ("a4", (595, 842))])
def test_pdf_is_the_same_for_the_same_answers_and_names_its_language_and_title(paper, size):
    data = sheet_pdf.render(FULL, paper)
    reader = pypdf.PdfReader(io.BytesIO(data))

    assert data == sheet_pdf.render(FULL, paper)
    assert reader.metadata.title == "Notes for my visit"
    assert reader.metadata.creation_date is None
    assert reader.trailer["/Root"]["/Lang"] == "en-US"
    assert [(round(page.mediabox.width), round(page.mediabox.height)) for page in reader.pages] == [size] * 2
    assert reader.outline[0].title == "Notes for my visit"


def tags(node: pypdf.generic.DictionaryObject) -> Iterator[str]:
    """The kinds of the parts of a tagged PDF, in the order they are read aloud."""
    if "/S" in node:
        yield node["/S"]
    inner = node.get("/K", [])
    for one in inner if isinstance(inner, list) else [inner]:
        if isinstance(one.get_object(), dict):
            yield from tags(one.get_object())


@pytest.mark.parametrize("shown", [FULL, history(REAL, 99)], ids=["one page", "several pages"])
def test_pdf_is_tagged_for_screen_readers_as_pdf_ua(shown):
    root = pypdf.PdfReader(io.BytesIO(sheet_pdf.render(shown, "a4"))).trailer["/Root"]
    found = list(tags(root["/StructTreeRoot"]))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert bool(root["/MarkInfo"]["/Marked"])
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(shown.parts) + 1
    assert found.count("/Table") == 2
    assert found.count("/TH") >= len(FAMILY_COLUMNS) + len(DIARY_COLUMNS)
    assert {"/L", "/LI", "/LBody", "/H3", "/TD"} <= set(found)


# Files


def test_the_ending_of_the_name_picks_the_format():
    assert renderer("visit.md")(FULL) == sheet_markdown.render(FULL).encode()
    assert renderer("Folder.pdf/VISIT.HTML")(FULL) == sheet_html.render(FULL).encode()
    assert renderer("visit.pdf")(FULL) == sheet_pdf.render(FULL, "letter")
    assert renderer("visit.pdf", "a4")(FULL) == sheet_pdf.render(FULL, "a4")


@pytest.mark.parametrize("name", ["visit.docx", "visit", "md", "visit.md/", "visit.pdf.txt", ".html/visit", ""])
def test_another_ending_is_refused_with_the_three_that_work(name):
    with pytest.raises(WrongUsage) as error:
        renderer(name)
    assert str(error.value) == f"The visit sheet cannot be written as '{name}'. Give it a name that ends in .md, .html or .pdf."


def test_pdf_without_its_package_says_how_to_get_it(monkeypatch):
    monkeypatch.delitem(sys.modules, "netcheck.render.sheet_pdf")
    monkeypatch.delattr("netcheck.render.sheet_pdf")
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(CannotDo) as error:
        renderer("visit.pdf")
    assert str(error.value) == (
        "A visit sheet in PDF needs one more package. To install it: pip install 'netcheck[pdf]'. "
        "Or give the sheet a name that ends in .html, and print it from a browser."
    )


# The last letter of a private area, which no font holds.
NOWHERE = "\U0010fffd"


def test_pdf_refuses_a_letter_that_no_font_holds():
    with pytest.raises(CannotDo) as error:
        sheet_pdf.render(replace(FULL, title=f"Visit{NOWHERE}"), "letter")
    assert str(error.value) == (
        f"A PDF sheet cannot show the letter {quoted(NOWHERE)} of this questionnaire. "
        "Install a font that has it, or give the sheet a name that ends in .html, and print it from a browser."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Caf\N{LATIN SMALL LETTER E WITH ACUTE} \N{EM DASH} \N{RIGHT SINGLE QUOTATION MARK}x",
        "\N{CYRILLIC CAPITAL LETTER ZHE}\N{CYRILLIC SMALL LETTER A}",
        "\N{GREEK SMALL LETTER ALPHA}\N{GREEK SMALL LETTER BETA}",
    ],
)
def test_pdf_shows_letters_beyond_western_europe(text):
    sheet_pdf.refuse_letters_without_font(text)

    assert text in pages(sheet_pdf.render(replace(FULL, title=text), "letter"))[0]


def test_a_word_that_no_column_holds_is_broken_and_stays_on_the_page():
    shown = replace(FULL, parts=(Part("Title", (Rows("", (Row("Label", "x" * 300),)),)),))

    assert pages(sheet_pdf.render(shown, "letter"))[0].replace("\u200b", "").replace("\n", "").count("x") >= 300
