"""The page in a real Chromium: the same answers, the same outcome; private, offline, and usable by everybody."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date

import pytest

from netcheck.command.options import Format
from netcheck.command.outcome_text import rendered
from netcheck.engine import answers
from netcheck.engine.interview import Interview, judge
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Entered
from netcheck.render import sheet_html
from netcheck.render.sheet import sheet
from tests.support.examples import CASES, interview_of

READY = "#begin:not([hidden])"
SLOW = 120_000
"""Milliseconds that loading the engine may take on a busy machine. Nothing here is measured."""


def opened(context, site):
    """The page when its questions are ready, and the lines that the browser complained in, which should stay empty."""
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.complaints = []
    page.on("console", lambda line: page.complaints.append(line.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(site.address)
    page.wait_for_selector(READY)
    return page


@pytest.fixture(scope="module")
def shared(browser, site) -> Iterator:
    """One page for the tests that ask the engine and leave nothing behind."""
    with browser.new_context() as context:
        yield opened(context, site)


def click(page, label: str) -> None:
    page.click(f"main button:has-text({json.dumps(label)})")


def head(page) -> str:
    return page.inner_text("h1")


def raw(interview: Interview) -> list:
    """The answers as pairs of a question and a reply."""
    return [[id_, answer.text if isinstance(answer, Entered) else sorted(answer)] for id_, answer in interview.steps]


def one_or_all(interview: Interview) -> list:
    questions = interview.questionnaire.questions
    return [[id_, given if questions[id_].pick_any or isinstance(given, str) else given[0]] for id_, given in raw(interview)]


OUTCOMES = "all => all.map(one => netcheck.outcome(one))"


def test_every_example_person_gets_the_json_of_the_command_line_byte_for_byte(shared):
    interviews = [interview_of(case) for case in CASES]
    given = [json.dumps(one_or_all(interview)) for interview in interviews]
    expected = [rendered(assess(interview), Format.JSON, whole=False, to_terminal=False) for interview in interviews]
    found = [text for start in range(0, len(given), 100) for text in shared.evaluate(OUTCOMES, given[start : start + 100])]

    assert len(given) > 700
    assert found == expected


def answer(page, *ids: str) -> None:
    for id_ in ids:
        page.check(f'input[value="{id_}"]')
    click(page, "Continue")


def through(page) -> None:
    """Answer no or none to everything that is asked."""
    while page.locator("fieldset, #typed").count():
        if page.locator("#typed").count():
            if page.locator("input#typed").count():
                page.fill("#typed", "40")
            click(page, "Continue")
            continue
        for id_ in ("no", "none", "adult", "not_sure"):
            if page.locator(f'input[value="{id_}"]').count():
                answer(page, id_)
                break
        else:
            page.locator("fieldset input").last.check()
            click(page, "Continue")


def test_one_person_from_the_first_page_to_the_saved_files_and_nothing_leaves(real, context, site, tmp_path):
    page = opened(context, site)
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    click(page, "Begin")
    through(page)
    assert head(page) == "Your answers"
    click(page, "Show my result")
    steps = page.evaluate("history.state.steps")
    interview = Interview(real, tuple((id_, judge(real.questions[id_], given)) for id_, given in steps))
    assert head(page) == assess(interview).urgency.title

    click(page, "visit sheet")
    frame = page.frame_locator("iframe")
    assert frame.locator("h1").inner_text() == "Notes for my visit"
    with page.expect_download() as loading:
        click(page, "Save it as a file")
    loading.value.save_as(tmp_path / "sheet.html")
    assert (tmp_path / "sheet.html").read_text("utf-8") == sheet_html.render(sheet(assess(interview), date.today().isoformat()))
    page.go_back()
    with page.expect_download() as loading:
        click(page, "Save my answers")
    loading.value.save_as(tmp_path / "answers.yaml")
    assert answers.read((tmp_path / "answers.yaml").read_text("utf-8"), "", real).strict().steps == tuple(interview.answers.items())

    assert asked == []
    assert page.complaints == []
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, location.search, location.hash]") == [0, 0, "", ""]

    click(page, "Finish")
    page.wait_for_selector(READY)
    assert page.inner_text("#status") == "You have finished. Your answers are gone from this page."
    page.go_back()
    assert page.evaluate("history.state") is None
    page.click("text=Go on from saved answers")
    page.set_input_files("#file", tmp_path / "answers.yaml")
    click(page, "Go on from this file")
    assert page.inner_text(".note") == f"You go on from {len(interview.answers)} saved answers."


def test_back_and_reload_keep_their_meaning_and_two_tabs_know_nothing_of_each_other(context, site):
    page = opened(context, site)
    click(page, "Begin")
    first = head(page)
    answer(page, "no")
    second = head(page)
    page.go_back()
    assert head(page) == first
    assert page.is_checked('input[value="no"]')
    page.go_forward()
    assert head(page) == second
    page.reload()
    page.wait_for_selector("fieldset")
    assert head(page) == second
    click(page, "Go back")
    page.wait_for_selector(f"h1:has-text({json.dumps(first)})")

    other = opened(context, site)
    click(other, "Begin")
    answer(other, "yes")
    assert other.locator("[data-urgency=emergency]").count() == 1
    assert head(page) == first


def test_an_emergency_comes_at_once_and_a_slip_leads_back(context, site):
    page = opened(context, site)
    click(page, "Begin")
    answer(page, "yes")
    assert head(page) == "Get emergency help now"
    click(page, "Was that a slip? Go back")
    assert page.is_checked('input[value="yes"]')


FINDINGS = """
axe.run({iframes: false, rules: {"frame-tested": {enabled: false}}})
.then(found => [...found.violations, ...found.incomplete].map(one => [one.id, one.nodes[0].html]))
"""
"""The frame holds the visit sheet, which has a test of its own. What axe-core cannot tell counts as found."""


def seen(page, axe: str) -> list:
    """What axe-core finds wrong, or cannot tell; and whether the page is wider than its window."""
    page.add_script_tag(content=axe)
    found = page.evaluate(FINDINGS)
    wide = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    return [*found, *(["wider than the window"] if wide else [])]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page_and_none_is_wider_than_320_pixels(browser, site, typing_site, axe, scheme):
    found = {}
    narrow = {"width": 320, "height": 640}
    with browser.new_context(viewport=narrow, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce") as context:
        page = opened(context, site)

        def look(kind: str) -> None:
            found[kind] = seen(page, axe)

        look("start")
        click(page, "Begin")
        look("question")
        click(page, "Continue")
        look("problem")
        answer(page, "yes")
        look("emergency")
        click(page, "Was that a slip?")
        answer(page, "no")
        look("any of these")
        page.click("summary")
        look("why")
        through(page)
        look("review")
        click(page, "Show my result")
        look("outcome")
        click(page, "All of it")
        look("contents")
        click(page, "To read, and sources")
        look("chapter")
        page.click("main li button")
        look("topic")
        page.go_back()
        page.go_back()
        page.go_back()
        click(page, "visit sheet")
        page.frame_locator("iframe").locator("h1").wait_for()
        look("sheet")

        page = opened(context, typing_site)
        look("start of another")
        click(page, "Begin")
        answer(page, "no")
        look("number")
        page.fill("#typed", "400")
        click(page, "Continue")
        look("wrong number")

    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert len(found) == 15


def test_it_can_be_used_by_keys_alone_and_the_focus_is_where_a_reader_goes_on(context, site):
    page = opened(context, site)

    def focus() -> str:
        return page.evaluate("document.activeElement.textContent.trim()")

    def tab_to(label: str) -> None:
        for _ in range(30):
            page.keyboard.press("Tab")
            if focus() == label:
                return
        pytest.fail(f"no way to {label} by keys")

    tab_to("Begin")
    page.keyboard.press("Enter")
    page.wait_for_selector("fieldset")
    first = head(page)
    assert focus() == first
    tab_to("Continue")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "error"
    assert page.title().startswith("Error: ")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to("Continue")
    page.keyboard.press("Enter")
    assert head(page) != first
    assert focus() == head(page)
    assert page.evaluate("history.state.steps") == [["breathing", "no"]]


def test_none_and_not_sure_take_the_other_choices_away(context, site):
    page = opened(context, site)
    click(page, "Begin")
    answer(page, "no")
    page.check('input[value="chest_pressure"]')
    page.check('input[value="none"]')
    assert not page.is_checked('input[value="chest_pressure"]')
    page.check('input[value="chest_pressure"]')
    assert not page.is_checked('input[value="none"]')


def test_a_file_that_holds_no_answers_and_no_file_at_all_are_told(context, site, tmp_path):
    page = opened(context, site)
    page.click("text=Go on from saved answers")
    click(page, "Go on from this file")
    assert page.inner_text("#status") == "Choose a file with saved answers first."
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    page.set_input_files("#file", tmp_path / "photo.jpg")
    click(page, "Go on from this file")
    page.wait_for_selector(".note")
    assert page.locator(".note").all_inner_texts() == [
        "photo.jpg:1: This is not UTF-8 text from here on. Save the file as UTF-8 text.",
        "No answer of this file is used.",
    ]


def test_a_link_to_a_question_that_is_not_there_begins_at_the_beginning(context, site):
    page = opened(context, site)
    page.goto(f"{site.address}#no-such-question")
    page.wait_for_selector(READY)
    assert "Call 911 now" in page.inner_text(".danger")


def still_useful(page) -> str:
    """What the line says where the questions come, on a page that must say the rest all the same."""
    assert "Call 911 now" in page.inner_text(".danger")
    assert page.is_hidden("#begin")
    return page.inner_text("#status")


def failing(context, address: str, **routes) -> str:
    page = context.new_page()
    for name, answer_with in routes.items():
        page.route(re.compile(name), answer_with)
    page.goto(address)
    page.wait_for_selector("#status:has-text('cannot be asked here')", timeout=SLOW)
    return still_useful(page)


HOLDS = "What stands on this page holds all the same. Load it again to try once more."


def test_an_old_browser_and_one_without_javascript_get_the_first_page(browser, context, site):
    context.add_init_script("delete window.WebAssembly")
    said = failing(context, site.address)
    assert said == f"The questions cannot be asked here: this browser has no WebAssembly. Use a newer one. {HOLDS}"
    with browser.new_context(java_script_enabled=False) as without:
        page = without.new_page()
        page.goto(site.address)
        assert still_useful(page) == "The questions need JavaScript and a browser of the last 3 years. What stands here holds without them."
