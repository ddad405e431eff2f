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

from netcheck.engine.outcome import assess
from netcheck.errors import CannotDo, WrongUsage, quoted
from netcheck.questionnaire.load import load
from netcheck.render import sheet_fit, sheet_html, sheet_markdown, sheet_pdf
from netcheck.render.sheet import DIARY_DAYS, Blank, Half, Items, Part, Row, Rows, Sheet, Table, sheet
from netcheck.render.sheet_format import renderer
from tests.conftest import TESTS
from tests.support.examples import CASES, REAL, outcome_of
from tests.support.visits import history, sheet_of
from tests.support.walks import interviews

GIVEN = {
    "breathing": "no",
    "spells": ["heat", "shaky", "racing"],
    "since": "years",
    "triggers": ["none"],
    "heat_checked": "no",
    "faint": "not_sure",
    "with_heat": ["not_sure"],
    "cough": "no",
    "body": ["not_sure"],
    "age": "adult",
    "named": ["men1", "vhl"],
    "who": ["close", "far"],
    "adopted": "not_sure",
}
FULL = sheet_of(**GIVEN)


def parts(shown: Sheet) -> dict[str, Part]:
    return {part.title: part for half in shown.halves for part in half.parts}


def rows(shown: Sheet, title: str) -> tuple[Row, ...]:
    (block,) = parts(shown)[title].blocks
    return block.rows


def test_a_sign_is_one_line_with_its_length_and_what_sets_it_off():
    assert rows(FULL, "Signs") == (
        Row("Spells", "Shaky spells"),
        Row("Sudden heat", "Since when: Some years; What sets it off: Nothing I know of; What comes with the heat: Not sure"),
        Row("A racing heart", "Faint with it: Not sure"),
    )


def test_the_provider_reads_first_for_whom_it_is_what_was_advised_and_when():
    shown = sheet_of(day="2026-11-27", breathing="no", age="child", age_weeks="no", spells=["heat"], since="weeks")

    assert rows(shown, "In short") == (
        Row("Age", "Under 18; Born lately: No"),
        Row("netcheck advised", "See a provider soon (Within 2 weeks); not all questions were answered"),
        Row("Sheet made on", "2026-11-27"),
    )
    assert rows(sheet_of(), "In short") == (Row("netcheck advised", "Nothing yet; not all questions were answered"),)
    assert rows(FULL, "In short") == (Row("Age", "18 or older"), Row("netcheck advised", "See a provider soon (Within 2 weeks)"))


def test_what_was_denied_is_named_sign_by_sign_where_it_matters_to_what_was_found():
    shown = sheet_of(breathing="no", spells=["heat"], with_heat=["pounding"], cough="no", body=["none"])

    assert rows(shown, "Asked, and the answer was no") == (
        Row("No", "Breathing; Cough"),
        # More was asked about the heat; fainting would have made it more urgent, and the rash has nothing to do with it.
        Row("What comes with the heat", "Wheezing; Cramps"),
        Row("Whole body", "Fainting; Weight loss"),
    )


def test_a_choice_that_stands_alone_is_no_sign_that_was_denied():
    text = (TESTS / "content" / "visit.yaml").read_text(encoding="utf-8").replace("cramps: Cramps", "cramps: {say: Cramps, alone: yes}")
    shown = sheet_of(load(text, "visit.yaml"), spells=["heat"], with_heat=["pounding"])

    assert rows(shown, "Asked, and the answer was no") == (Row("What comes with the heat", "Wheezing"),)


def test_what_is_not_known_is_said_as_such():
    shown = sheet_of(breathing="no", spells=["none"], cough="not_sure")

    assert rows(shown, "Not known") == (Row("Not sure", "Cough"), Row("Not answered", "Whole body; Age; Named conditions; Adopted"))


def test_what_was_checked_before_stands_apart_also_when_it_was_asked_as_a_follow_up():
    assert "Checked before, and what was said" not in parts(FULL)
    assert rows(sheet_of(**{**GIVEN, "heat_checked": "yes"}), "Checked before, and what was said") == (Row("Heat checked", "Yes"),)


def test_the_family_is_one_line_a_condition_and_where_nothing_is_known_what_was_asked():
    assert rows(FULL, "Family") == (
        Row("Named conditions", "VHL"),
        Row("MEN1", "Who has MEN1: A parent, brother, sister or child, Another relative"),
    )
    assert rows(sheet_of(named=["none"], adopted="no"), "Family") == (Row("No", "Named conditions; Adopted"),)


def test_questions_to_ask_are_the_most_urgent_first_each_once_and_at_most_five():
    assert parts(FULL)["My questions"].blocks == (Items(("Soon 1?", "Shared?", "Routine 1?", "Routine 2?", "Routine 3?")),)


def test_what_to_tell_is_room_to_write_beside_the_sign_it_belongs_to():
    assert parts(FULL)["To fill in before the visit"].blocks == (
        Blank("What troubles me most", 2),
        Blank("Medicines"),
        Blank("Heat: How it feels"),
        Blank("Who has it"),
    )
    assert [blank.label for blank in FULL.head] == ["Name", "Date of birth", "Date of visit"]


def test_a_diary_is_there_only_where_advice_asks_for_one_with_the_columns_of_this_advice():
    (diary,) = FULL.diary.blocks

    assert diary.columns == ("Day and date", "What happened", "Weather", "Mood")
    assert sum(diary.shares) == 100
    assert [row[0] for row in diary.rows] == [str(day) for day in range(1, DIARY_DAYS + 1)]
    assert sheet_of(breathing="no", spells=["shaky"]).diary is None


def test_an_emergency_is_only_the_providers_half():
    shown = sheet_of(breathing="yes")

    assert [half.title for half in shown.halves] == ["For the provider"]
    assert rows(shown, "In short") == (Row("netcheck advised", "Go to the emergency room now"),)
    assert rows(shown, "Signs") == (Row("Breathing", "Yes"),)
    assert shown.diary is None


@pytest.mark.parametrize("most", [0, 1, 2, 99])
def test_no_line_needs_the_program_to_be_understood(most):
    assert "None of these" not in sheet_markdown.render(history(most))


@settings(max_examples=60, deadline=None)
@given(interviews(REAL))
def test_a_sheet_holds_every_sign_and_of_the_advice_only_how_soon(interview):
    outcome = assess(interview)
    text = words(sheet_markdown.render(sheet(outcome)))
    content = text.replace(words(outcome.notice), "")

    for _, question, answer in outcome.answered:
        signs = [choice for choice in question.choices if choice.id in answer and choice.id not in {"no", "none", "not_sure"}]
        assert all(words(choice.text) in content for choice in signs) or words(question.short) in content
    for question in outcome.unanswered:
        assert words(question.short) in content
    assert words(outcome.notice) in text
    assert [urgency.id for urgency in REAL.urgencies if words(urgency.title) in content] == ([outcome.urgency.id] if outcome.earned else [])
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
    assert reader.count("h2") == len(FULL.halves) + 1
    assert reader.count("h3") == len(parts(FULL))
    assert reader.count("caption") == reader.count("table") == 1
    assert reader.count("th", scope="col") == 4
    assert reader.count("th", scope="row") == DIARY_DAYS
    assert not {tag for tag, _ in reader.tags} & {"script", "link", "img", "iframe", "a", "form", "base", "object"}
    assert "url(" not in document
    assert "@import" not in document


def facts(shown: Sheet) -> list[str]:
    """Everything on a sheet that was answered, in words."""
    found = [*shown.small, shown.title, *(half.title for half in shown.halves)]
    for one in (*parts(shown).values(), *([shown.diary] if shown.diary else [])):
        found.append(one.title)
        for block in one.blocks:
            if isinstance(block, Rows):
                found += [text for row in block.rows for text in (row.label, row.text)]
            elif isinstance(block, Table):
                found += [block.caption, *block.columns, *(cell for row in block.rows for cell in row)]
    return found


def beside_the_answers(shown: Sheet) -> list[str]:
    blocks = [block for one in parts(shown).values() for block in one.blocks]
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
    shown = history(most)
    for text in drawn(shown):
        assert [fact for fact in facts(shown) if words(fact) not in text] == []


def test_every_format_holds_the_room_to_write_and_the_questions_to_ask():
    for text in drawn(FULL):
        assert [fact for fact in beside_the_answers(FULL) if words(fact) not in text] == []


def test_a_sheet_in_markdown():
    line = "_" * 30
    assert sheet_markdown.render(sheet_of(breathing="yes")) == (
        f"# Notes for my visit\n\nName: {line}  Date of birth: {line}  Date of visit: {line}\n\n"
        "## For the provider\n\n### In short\n\n- **netcheck advised:** Go to the emergency room now\n\n"
        "### Signs\n\n- **Breathing:** Yes\n\n"
        "Answers to netcheck, edition 2026-01-31, in the words of the questionnaire.\n\n"
        "This is not a diagnosis. Call 911 in an emergency.\n"
    )
    assert f"- What troubles me most: {line}\n- Medicines: {line}\n" in sheet_markdown.render(FULL)
    assert "| Day and date | What happened | Weather | Mood |\n" in sheet_markdown.render(FULL)


# What a questionnaire may hold is never obeyed

HOSTILE = "</title></style><script>alert(1)</script> <img src=http://x.example/a.png> | # * _x_ `c` [a](http://x.example) \"'&amp;"


def hostile() -> Sheet:
    table = Table(HOSTILE, (HOSTILE,) * 4, ((HOSTILE,) * 4,))
    blocks = (Rows((Row(HOSTILE, HOSTILE), Row(HOSTILE, ""))), Items((HOSTILE,)), Blank(HOSTILE))
    half = Half(HOSTILE, (Part(HOSTILE, blocks),))
    return replace(FULL, title=HOSTILE, halves=(half,), small=(HOSTILE,), diary=Part(HOSTILE, (table,)))


def test_html_shows_tags_in_the_content_as_text():
    reader = Reader(sheet_html.render(hostile()))

    assert {tag for tag, _ in reader.tags} == {tag for tag, _ in Reader(sheet_html.render(FULL)).tags}
    assert sum(HOSTILE in said for said in reader.said) == 19


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
    shown = replace(FULL, halves=(Half("Half", (Part("Title", (Rows((Row("Label", text),)),)),)),))

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
    shown = history(most)

    assert len(pages(sheet_pdf.render(shown, paper))) == (1 if shown.diary is None else 2)
    assert (shown.diary is None) == (most == 0)
    assert "More on the next page" not in sheet_html.render(shown)


@PAPERS
def test_one_of_everything_goes_on_and_says_so(paper):
    shown = history(99)

    assert "More on the next page." in pages(sheet_pdf.render(shown, paper))[0]
    assert "More on the next page." in sheet_html.render(shown)
    assert "Diary" in pages(sheet_pdf.render(shown, paper))[-1]


@PAPERS
def test_an_emergency_is_one_page(paper):
    assert len(pages(sheet_pdf.render(sheet_of(breathing="yes"), paper))) == 1


def test_what_the_provider_reads_takes_half_a_page_for_every_example_person():
    for case in CASES:
        whole = sheet(outcome_of(case))
        fit = sheet_fit.fitted(whole, sheet_fit.fits_letter_and_a4)
        assert fit.is_one_page, case.name
        assert sheet_fit.provider_has_half(whole, fit.size), case.name


def test_a_label_that_only_names_its_sign_again_is_left_out():
    shown = sheet_of(REAL, gut_signs=["belly_pain"], belly_pain_more=["cramps"])

    (line,) = (row for row in rows(shown, "Signs") if row.label.startswith("Belly pain"))
    assert line.text == "Cramps that come and go, or pain after meals"


def test_type_shrinks_before_anything_is_spared_and_answers_are_never_spared():
    asked = []

    def fits(shown: Sheet, size: float) -> bool:
        asked.append((shown, size))
        return False

    result = sheet_fit.fitted(FULL, fits)

    assert result == sheet_fit.Fitted(FULL, 9, is_one_page=False)
    for shorter, _ in asked:
        assert shorter.halves[0] == FULL.halves[0]
    assert sheet_fit.fitted(FULL, lambda shown, size: shown == FULL and size <= 9.5).size == 9.5
    spared = sheet_fit.fitted(FULL, lambda shown, _: len(beside_the_answers(shown)) < len(beside_the_answers(FULL)))
    assert spared.is_one_page
    assert len(parts(spared.sheet)["My questions"].blocks[0].texts) == 3


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


@pytest.mark.parametrize("shown", [FULL, history(99)], ids=["one page", "several pages"])
def test_pdf_is_tagged_for_screen_readers_as_pdf_ua(shown):
    root = pypdf.PdfReader(io.BytesIO(sheet_pdf.render(shown, "a4"))).trailer["/Root"]
    found = list(tags(root["/StructTreeRoot"]))

    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert bool(root["/MarkInfo"]["/Marked"])
    assert found.count("/H1") == 1
    assert found.count("/H2") == len(shown.halves) + 1
    assert found.count("/H3") == len(parts(shown))
    assert found.count("/Table") == 1
    assert found.count("/TH") >= 4
    assert {"/L", "/LI", "/LBody", "/TD"} <= set(found)


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
        "A visit sheet in PDF needs the package typst, which is not installed. "
        "Without it, give the sheet a name that ends in .html and print it from a browser."
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
    shown = replace(FULL, halves=(Half("Half", (Part("Title", (Rows((Row("Label", "x" * 300),)),)),)),))

    assert pages(sheet_pdf.render(shown, "letter"))[0].replace("\u200b", "").replace("\n", "").count("x") >= 300
