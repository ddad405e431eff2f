"""The driver of the browser, without one: what a form says goes in, and the next page comes out."""

from __future__ import annotations

import json
import random
import re
from dataclasses import replace
from datetime import date
from html import escape
from html.parser import HTMLParser

import pytest

from netcheck.author.cases import NOT_SURE
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.guide import shipped
from netcheck.page.driver import Page
from netcheck.questionnaire.load import load
from netcheck.render import sheet_html
from netcheck.render.sheet import sheet
from tests.conftest import TESTS

TODAY = date(2026, 1, 31)


class Person:
    """Somebody at a browser: the state that it keeps, and the page that is to be seen."""

    def __init__(self, page: Page) -> None:
        self.page, self.state, self.shown = page, None, {}
        self.submit(begin="begin")

    def submit(self, *pairs: tuple[str, str], **names: str) -> str:
        self.shown = json.loads(self.page.step(json.dumps(self.state), json.dumps([*pairs, *names.items()])))
        self.state = self.shown.get("state") or self.state
        return self.shown.get("html", "")

    def choose(self, *ids: str) -> str:
        return self.submit(*(("row", id_) for id_ in ids), turn="continue")

    @property
    def title(self) -> str:
        return re.search(r"<h1[^>]*>(.*?)</h1>", self.shown["html"])[1]


@pytest.fixture
def person(real):
    pages = {id_: (text, f"guide/{id_}.md") for id_, text in shipped.topic_texts().items()}
    return Person(Page(real, (pages, shipped.sources_text()), TODAY))


@pytest.fixture
def typing():
    name = "typed.yaml"
    return Person(Page(load((TESTS / "content" / name).read_text(encoding="utf-8"), name), ({}, None), TODAY))


def test_it_asks_what_the_engine_asks_and_ends_where_it_ends(real, person):
    chance = random.Random(4)  # noqa: S311
    for _ in range(25):
        person.__init__(person.page)
        interview = Interview(real, today=TODAY)
        while (question := interview.question) is not None:
            assert escape(question.ask) in person.shown["html"]
            typed = "" if question.entry and question.entry.is_note else "40"
            picked = typed if question.entry else chance.choice(question.choices).id if chance.random() < 0.2 else question.choices[-1].id
            person.submit(("typed" if question.entry else "row", picked), turn="continue")
            interview = interview.take(question.id, picked)
        assert person.state["steps"] == [[id_, answers.unjudged(real.questions[id_], given)] for id_, given in interview.steps]
        if interview.is_emergency:
            assert person.title == assess(interview).urgency.title
        else:
            assert person.title == "Your answers"
            person.choose("go on")
            assert person.title == assess(interview).urgency.title


def test_an_emergency_is_shown_at_once_with_a_way_back_from_a_slip(person):
    html = person.choose("yes")

    assert 'data-urgency="emergency"' in html
    assert person.title == "Get emergency help now"
    assert "Call 911" in html
    person.choose("SLIP")
    assert person.state["steps"] == []
    assert "checked" in person.shown["html"]


def test_nothing_chosen_and_choices_that_exclude_each_other_are_told_and_the_state_stays(person):
    assert '<a href="#row-0">Choose an answer first.</a>' in person.choose()
    assert person.shown["state"] is None
    person.choose("no")
    told = person.choose("chest_pressure", "none")
    assert "none cannot stand beside other choices" in told
    assert person.shown["state"] is None
    assert 'aria-describedby="how wrong"' in told
    assert '<p id="wrong">Error: ' in told


def test_an_answer_is_changed_from_the_review(person):
    person.choose("no")
    html = person.submit(turn="review")
    assert person.title == "Your answers"
    assert html.index("Go on with the questions") < html.index("Breathing right now: No")
    person.choose("breathing")
    person.choose("not_sure")
    assert person.state["steps"] == [["breathing", "no"], ["breathing", "not_sure"]]


def to_result(person: Person, *first: str) -> None:
    person.choose("no")
    for choice in first:
        person.choose(choice)
    while "Show my result" not in person.submit(turn="review") and person.title == "Your answers":
        person.choose("go on")
        ids = re.findall(r'<input[^>]*value="(\w+)"', person.shown["html"])
        if ids:
            person.choose(next(id_ for id_ in ("no", "none", NOT_SURE, ids[-1]) if id_ in ids))
        else:
            # A number where one is needed; a note may stay empty.
            person.submit(typed="" if "<textarea" in person.shown["html"] else "40", turn="continue")
    person.choose("go on")


def test_the_outcome_leads_to_chapters_topics_the_sheet_and_the_answers_file(real, person):
    to_result(person)
    outcome = person.state
    assert "Save my answers" in person.shown["html"]
    html = person.choose("MORE")
    chapters = re.findall(r'value="(\d+)"[^>]*>(.*?)<', html)
    person.choose(next(number for number, name in chapters if name == "To read, and sources"))
    topics = re.findall(r'name="row" value="([\w-]+)" class="plain"', person.shown["html"])
    assert topics
    assert "netcheck learn" not in person.shown["html"]
    assert "<h2>Sources</h2>" in person.choose(topics[0])

    person.state = outcome
    person.choose("MORE")
    assert person.title == "All of it"
    person.choose(next(number for number, name in chapters if name == "Read about a topic"))
    assert person.title == "What would you like to read?"
    assert "<h2>Sources</h2>" in person.choose(topics[0])

    person.state = outcome
    interview = Interview(real, today=TODAY)
    for id_, raw in outcome["steps"]:
        interview = interview.take(id_, raw)
    person.choose("0")
    assert person.title == "Notes for my visit"
    assert escape(sheet_html.render(sheet(assess(interview), "2026-01-31"))) in person.shown["html"]

    person.state = outcome
    person.choose("1")
    assert person.shown["state"] is None
    assert person.shown["download"]["text"] == answers.write(interview)
    person.submit()
    assert person.shown["download"] == {}
    person.choose("FINISH")
    assert person.shown == {"over": "You have finished. Your answers are gone from this page."}


def test_it_goes_on_from_a_file_and_refuses_what_is_none(person):
    html = person.submit(("file", "mine.yaml"), ("file", "answers: {breathing: no, cough: maybe}\nedition: 2020-01-01\n"))
    assert "You go on from 1 saved answer." in html
    assert "These answers are from edition 2020-01-01 of the questions." in html
    assert "These saved answers do not fit any more" in html
    assert person.state["steps"] == [["breathing", "no"]]

    html = person.submit(("file", "photo.jpg"), ("file", "\xff\xd8\xff\xe0\x00"))
    assert "photo.jpg:1: This is not UTF-8 text from here on." in html
    assert "No answer of this file is used." in html
    assert person.state["steps"] == []


def test_what_is_typed_is_judged_and_asked_again_with_what_is_wrong(typing):
    typing.choose("no")
    assert 'id="typed"' in typing.shown["html"]
    assert "Type an answer first." in typing.submit(typed=" ", turn="continue")
    told = typing.submit(typed="400", turn="continue")
    assert "&#x27;400&#x27; is more than can be." in told
    assert 'value="400"' in told
    assert typing.shown["state"] is None
    typing.submit(typed="38", turn="continue")
    assert typing.state["steps"] == [["breathing", "no"], ["age", "38"]]
    # Enter presses the first button of a form, which must not be this one.
    assert typing.shown["html"].index('value="continue"') < typing.shown["html"].index('name="row" value="not sure"')
    typing.submit(row="not sure", typed="")
    assert typing.state["steps"][-1] == ["fever", "not_sure"]


def test_a_kept_state_shows_the_same_page_again_and_one_of_another_edition_begins_anew(person):
    html = person.choose("no")
    assert person.submit() == html
    assert person.shown["state"] is None
    person.state = {**person.state, "content": "older"}
    person.submit()
    assert person.shown == {"over": "The questions have changed since your answers. Begin again."}


def test_whoever_begins_anew_sees_no_answer_of_the_person_before(person):
    person.choose("yes")
    person.state = None
    assert "checked" not in person.submit(begin="begin")


class Tags(HTMLParser):
    """Whether every tag is closed where it should be."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_words_of_a_questionnaire_are_never_read_as_html(small):
    evil = "<script>alert(1)</script>\"'&"
    first = small.sections[0]
    asked = tuple(one._replace(ask=evil, hint=evil) for one in first.questions)
    changed = replace(small, sections=(first._replace(title=evil, questions=asked), *small.sections[1:]))
    person = Person(Page(changed, ({}, None), TODAY))
    html = person.shown["html"]
    tags = Tags()
    tags.feed(html)

    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert tags.open == []
