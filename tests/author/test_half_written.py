"""A half-written questionnaire is led through: what is missing first, once, with the lines to paste."""

from __future__ import annotations

import re
from datetime import date

import pytest

from netcheck.author.begin import QUESTIONS, beginning
from netcheck.author.check import check
from netcheck.author.finding import Finding
from netcheck.author.half_written import half_written
from netcheck.author.prove.proof import prove
from netcheck.errors import QuestionnaireRefused
from netcheck.questionnaire.load import Loaded, load_with_places
from tests.test_examples import FOLDER

WHOLE = beginning()[QUESTIONS]
TICKS = (FOLDER / "questions.yaml").read_text(encoding="utf-8")


def led(text: str) -> tuple[Finding, ...] | Loaded:
    """What the author is told about a text, or the questionnaire when nothing is missing."""
    try:
        return load_with_places(text, "q.yaml")
    except QuestionnaireRefused as refused:
        return half_written(refused, text, WHOLE)


def pasted(finding: Finding) -> str:
    """The lines to paste, as they stand in what is told."""
    return finding.fix.split("\n\n    Still to come")[0].split("\n\n", 1)[1]


def grown(text: str) -> tuple[Loaded, int]:
    """The questionnaire of somebody who pastes at the end whatever is missing, and how often."""
    for times in range(20):
        told = led(text)
        if isinstance(told, Loaded):
            return told, times
        assert len(told) == 1
        text = f"{text.rstrip()}\n{pasted(told[0])}\n".lstrip()
    raise AssertionError(text)


def test_from_an_empty_file_on_the_lines_to_paste_make_a_questionnaire_that_is_proved() -> None:
    loaded, times = grown("")

    assert times == 11
    assert [one.message for one in check(loaded, topics=(), today=date(2026, 2, 1)) if one.severity == "error"] == []
    assert prove(loaded.questionnaire).is_safe


def test_an_empty_file_is_told_how_to_begin() -> None:
    (one,) = led(" \n")

    assert one.message == "This file is empty. A questionnaire starts with 'format: 1'. The format of this file. Always 1."
    assert one.fix == "'netcheck new FOLDER' writes a whole one to begin with. Or begin with this line, and check again:\n\nformat: 1"


def test_the_first_missing_part_is_told_once_and_the_others_are_only_named() -> None:
    (one,) = led(WHOLE[: WHOLE.index("urgencies:")])

    assert one.message == "A questionnaire needs the key 'urgencies'. The five urgencies, most urgent first, in words."
    assert one.fix.startswith("Add this at the end of the file, as it stands, and check again:\n\nurgencies:")
    assert one.fix.endswith("\n\n    Still to come: sections, advice, otherwise.")
    assert one.fix.count("sections") == 1


def test_the_lines_name_the_authors_own_sources_and_questions() -> None:
    started = TICKS[: TICKS.index("\nadvice:")]
    (one,) = led(started)

    assert "    when: {breathing: [yes, not_sure]}\n" in pasted(one)
    assert "    sources: [nhs-lyme]" in pasted(one)
    lists_first = re.sub(r"      - id: breathing\n.*?(?=      - id: danger\n)", "", started, flags=re.DOTALL)
    (one,) = led(lists_first)
    assert "    when: {danger: [passed_out, chest_pain, stiff_neck, confused, weak_side, spots, not_sure]}\n" in pasted(one)
    loaded, _ = grown(lists_first)
    assert [advice.id for advice in loaded.questionnaire.advice] == ["first_danger"]


NESTED = [match for match in re.finditer(r"^ +([a-z_]+): .*\n", WHOLE, re.MULTILINE) if not match[0].lstrip().startswith(("do:", "tell_"))]
NEEDED = {"title", "publisher", "url", "date", "read", "short", "ask", "why", "choices", "urgency", "sign", "when", "say", "sources"}


LINES = [one for one in NESTED if one[1] in NEEDED and "{title" not in one[0]]


@pytest.mark.parametrize("line", LINES, ids=lambda one: f"{one[1]} {one.start()}")
def test_a_key_inside_a_part_is_led_to_with_a_line_that_fits_in_its_place(line: re.Match[str]) -> None:
    if line[1] == "choices" and line[0].strip() == "choices:":
        pytest.skip("It goes over several lines.")
    (one,) = led(WHOLE[: line.start()] + WHOLE[line.end() :])

    assert f"'{line[1]}'" in one.message
    assert one.fix.startswith("Add this in line with its other keys, as it stands, and check again:\n\n")
    mended = led(WHOLE[: line.start()] + pasted(one) + "\n" + WHOLE[line.end() :])
    assert isinstance(mended, Loaded)


@pytest.mark.parametrize(
    ("whole", "without", "lines"),
    [
        ("{title: Book a visit soon, by: Within a week,", "{title: Book a visit soon,", "by: Within 2 weeks"),
        ("{by: no clinician yet, on: not reviewed}", "{by: no clinician yet}", "on: not reviewed"),
        ("once., sources: [wales-cuts]}", "once.}", "sources: [wales-cuts]"),
    ],
)
def test_between_braces_a_part_is_added_behind_a_comma(whole: str, without: str, lines: str) -> None:
    (one,) = led(WHOLE.replace(whole, without))

    assert one.fix == f"Add this between its {{braces}}, behind a comma, and check again:\n\n{lines}"
    assert isinstance(led(WHOLE.replace(whole, f"{without.rstrip('},')}, {lines}{whole[-1]}")), Loaded)


@pytest.mark.parametrize(("gone", "before"), [("emergency", ""), ("routine", "soon"), ("information", "routine")])
def test_a_missing_urgency_is_led_to_in_its_place(gone: str, before: str) -> None:
    line = next(line for line in WHOLE.splitlines(keepends=True) if line.startswith(f"  {gone}: {{"))
    (one,) = led(WHOLE.replace(line, ""))

    assert one.fix == f"Add this{f' below {before!r}' if before else ' first'}, as it stands, and check again:\n\n{line.rstrip()}"


def test_what_is_only_begun_is_written_in_its_place() -> None:
    (one,) = led(re.sub(r"^notice: .*", "notice:", WHOLE, flags=re.MULTILINE))

    assert one.message.startswith("A questionnaire has nothing under 'notice'. What stands with every outcome:")
    assert one.fix.startswith("Write it like this in its place, and check again:\n\nnotice: This is an example")


def test_a_section_without_questions_gets_a_first_one() -> None:
    start, end = WHOLE.index("    questions:\n"), WHOLE.index("  - id: wound")
    (one,) = led(WHOLE[:start] + WHOLE[end:].replace("bleeding: [yes, not_sure]", "fever: yes"))

    assert isinstance(led(WHOLE[:start] + pasted(one) + "\n" + WHOLE[end:]), Loaded)


def test_a_misspelt_key_is_not_missing() -> None:
    told = led(WHOLE.replace("notice:", "notce:"))

    assert [one.message for one in told] == [
        "A questionnaire has no key 'notce'. Did you mean 'notice'?",
    ]


def test_what_is_wrong_is_told_before_what_is_missing() -> None:
    told = led(WHOLE.replace("        short: Signs at the cut\n", "").replace("dirt, not_sure", "dirty, not_sure"))

    assert [one.message.split(".")[0] for one in told] == [
        "'dirty' is not a choice of 'wound_signs'",
        "Question 'wound_signs' needs the key 'short'",
    ]


def test_a_file_that_ends_half_way_is_led_through_part_by_part() -> None:
    loaded, times = grown(TICKS[: TICKS.index("\nsections:")])

    assert times == 3
    assert {source for advice in loaded.questionnaire.advice for source in advice.sources} == {"nhs-lyme"}


@pytest.mark.parametrize("text", [WHOLE, TICKS], ids=["new", "tick bites"])
def test_a_file_that_ends_anywhere_is_told_what_comes_next_and_what_is_wrong(text: str) -> None:
    lines = text[: text.rindex("\n\n")].splitlines(keepends=True)
    for end in range(0, len(lines), 4):
        told = led("".join(lines[:end]))
        # A file that ends within a text or a condition can have a fault as well.
        assert isinstance(told, Loaded) or told[-1].fix.count("check again:\n\n") == 1 or "not readable as YAML" in told[-1].message
