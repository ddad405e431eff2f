"""The example of another topic: checked, proved, covered by its own cases, and read by every renderer without a word of ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import netcheck
from netcheck.author.coverage import coverage, mutation
from netcheck.author.prove.proof import prove
from netcheck.command.case_files import cases_in
from netcheck.command.guide_reader import guide_of
from netcheck.engine.outcome import assess
from netcheck.guide.shipped import topic_texts
from netcheck.questionnaire.load import load_with_places
from netcheck.render import json, markdown, plain, sheet_html, sheet_markdown
from netcheck.render import topic as render_topic
from netcheck.render.sheet import sheet
from netcheck.terminal import screens
from tests.command.test_author_commands import author
from tests.command.test_cli import run
from tests.test_topic import OURS

FOLDER = Path(__file__).parent.parent / "examples" / "tick-bites"
TICKS = netcheck.load_questionnaire(str(FOLDER))
CASES = cases_in(str(FOLDER / "cases"), TICKS)
GUIDE = guide_of(str(FOLDER), TICKS)


def test_check_finds_nothing_in_it():
    done = author("check", FOLDER)

    assert done.returncode == 0
    assert done.stdout.startswith("0 errors, 0 warnings.\n")
    assert f"{len(CASES)} of {len(CASES)} cases hold" in done.stdout


def test_its_cases_use_every_part_and_notice_every_small_fault():
    loaded = load_with_places((FOLDER / "questions.yaml").read_text(encoding="utf-8"), "questions.yaml")

    assert coverage(loaded, CASES).unused == ()
    assert mutation(loaded, CASES).survivors == ()


def test_it_is_proved_safe_for_all_answers():
    assert prove(TICKS).is_safe


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_no_outcome_and_no_screen_says_a_word_of_ours(case):
    interview = case.interview(TICKS)
    outcome = assess(interview)
    on_paper = sheet(outcome)
    shown = [plain.render(outcome), plain.render(outcome, whole=True), markdown.render(outcome), json.render(outcome, "1")]
    shown += [sheet_markdown.render(on_paper), sheet_html.render(on_paper)]
    made = [screens.start(interview, screens.privacy(None), ()), screens.review(interview), screens.outcome(outcome, [], ())]
    made += [screens.question(interview, question, frozenset()) for question in interview.path]

    assert OURS.findall("\n".join([*shown, *map(str, made)])) == []


def test_the_whole_interview_names_its_own_number_and_guide(tmp_path):
    typed = "\n2\n7\n2\n2 weeks ago\n1\n6\n2\n4\n\n1\n1\n7\n1\nb\n5\n"
    spoken = run("--questions", FOLDER, "--plain", stdin=typed, questions=False, folder=tmp_path)
    said = spoken.stdout + spoken.stderr
    listed = run("learn", "--questions", FOLDER, questions=False).stdout

    assert "In danger now? Stop here. Call 999." in said
    assert "See your GP soon: Within a few days." in said
    assert "1. Taking out a tick\n2. The weeks after a tick bite\n" in said
    assert OURS.findall(said + listed) == []
    assert not [topic for topic in topic_texts() if topic in listed]


def test_every_page_shows_its_text_its_sources_and_the_notice():
    for topic in GUIDE.topics:
        text = render_topic.render(topic, TICKS, GUIDE.sources, numbers=False)
        assert topic.body.strip() in text
        assert TICKS.notice in text
        assert OURS.findall(text) == []
    named = {topic for advice in (*TICKS.advice, TICKS.otherwise) for topic in advice.learn}
    assert named == {topic.id for topic in GUIDE.topics}


def test_every_source_of_the_example_has_an_address_and_says_how_much_was_read():
    for source in (*TICKS.sources.values(), *GUIDE.sources.values()):
        assert re.match(r"https?://", source.url)
        assert source.read


def test_a_day_a_number_and_a_note_are_kept_for_the_visit(tmp_path):
    answers = (
        "answers: {breathing: no, danger: none, tick_in_skin: no, bite_time: 2 weeks ago, skin: none, body: [flu], abroad: no, "
        "temperature: '38,5', looked_at: no, about_you: none, own_words: We camped.}"
    )
    done = run("--questions", FOLDER, "--answers", "-", "--sheet", "s.md", stdin=answers, questions=False, folder=tmp_path)
    paper = (tmp_path / "s.md").read_text(encoding="utf-8")

    assert done.stdout.startswith("SEE YOUR GP SOON")
    assert "(3 to 28 days ago)" in paper
    assert "38.5 C" in paper
    assert "We camped." in paper
