"""The page in a real Chromium: the same answers, the same outcome; private, offline, and usable by everybody."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

import pytest

from netcheck.command.options import Format
from netcheck.command.outcome_text import rendered
from netcheck.engine import answers
from netcheck.engine.answers import unjudged
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import NONE, Question
from netcheck.render import sheet_html
from netcheck.render.page import Items, opening, title
from netcheck.render.sheet import sheet
from tests.page.conftest import Site
from tests.page.person import READY, SLOW, choose, head, kinds, opened, press, through
from tests.support.examples import CASES, interview_of

ENGINE = """
from netcheck.engine import answers; from netcheck.engine.interview import Interview; from netcheck.engine.outcome import assess
from netcheck.page.driver import shipped; from netcheck.program import __version__; from netcheck.render import json
content = shipped().questionnaire
[json.render(assess(Interview(content, answers.read(text, '', content).strict().steps)), __version__) for text in texts]
"""
OUTCOMES = "([code, texts]) => { python.globals.set('texts', python.toPy(texts)); return python.runPython(code).toJs() }"


def test_every_example_person_gets_the_json_of_the_command_line_byte_for_byte(real, shared):
    interviews = [interview_of(case) for case in CASES]
    texts = [answers.write(interview) for interview in interviews]
    used = [Interview(real, answers.read(text, "", real).steps) for text in texts]
    expected = [rendered(assess(interview), Format.JSON, whole=False, to_terminal=False) for interview in used]
    found = [text for start in range(0, len(texts), 100) for text in shared.evaluate(OUTCOMES, [ENGINE, texts[start : start + 100]])]

    assert len(texts) > 700
    assert found == expected


DO = """async ([kind, value]) => {
  const main = document.querySelector("main");
  const press = (name, value) => main.querySelector(`button[name="${name}"][value="${value}"]`).click();
  if (kind === "choose") {
    for (const input of main.querySelectorAll("input"))
      if (input.checked !== value.includes(input.value) && (input.type !== "radio" || !input.checked)) input.click();
    press("turn", "continue");
  } else if (kind === "type") {
    main.querySelector("#typed").value = value;
    press("turn", "continue");
  } else if (kind === "back") {
    const gone = new Promise((done) => window.addEventListener("popstate", done, { once: true }));
    history.back();
    await gone;
  } else press(kind, value);
  return main.querySelector("h1").textContent;
}"""
"""Clicks what a person would click, many times faster than from outside, and gives the title of the page that follows."""

WALK = f"async (all) => {{ const act = {DO}, seen = []; for (const one of all) seen.push(await act(one)); return seen; }}"

SAID = """() => [...document.querySelectorAll("[data-urgency] > :is(h1, h2, p, ul, ol)")]
  .filter((part) => !part.matches(".place, :has(.call)"))
  .flatMap((part) => (part.matches("ul, ol") ? [...part.children] : [part])).map((part) => part.textContent)"""


def said(outcome: Outcome) -> list[str]:
    """What the first page of an outcome says, in order."""
    blocks = opening(outcome)
    return [title(outcome), *(text for block in blocks for text in (block.texts if isinstance(block, Items) else [block.text]))]


REVIEW = "Your answers"


@dataclass
class Clicks:
    """What to click, and the title that each click must lead to. ``pages`` are those behind, each with what was answered there."""

    interview: Interview
    pages: list[tuple[Interview, bool]] = field(default_factory=list)
    acts: list[list[Any]] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def act(self, kind: str, value: object, expected: str) -> None:
        self.acts.append([kind, value])
        self.titles.append(expected)

    def take(self, question: Question, raw: str | list[str]) -> None:
        self.pages.append((self.interview, True))
        self.interview = self.interview.take(question.id, raw)
        following = self.interview.question
        expected = title(assess(self.interview)) if self.interview.is_emergency else following.ask if following else REVIEW
        self.act("type" if question.entry else "choose", raw if question.entry or question.pick_any else [raw], expected)

    def change(self, question: Question, raw: str | list[str]) -> None:
        self.act("turn", "review", REVIEW) if self.interview.question else None
        self.act("row", question.id, question.ask)
        self.take(question, raw)
        # What stands behind now is no question of the path.
        self.pages.clear()

    def back(self) -> None:
        self.interview, _ = self.pages.pop()
        self.act("back", None, self.interview.question.ask)

    def outcome(self) -> None:
        if not self.interview.is_emergency:
            self.act("row", "go on", title(assess(self.interview)))


def test_25_people_get_their_outcome_by_clicking(real, page):
    complete = [one for one in map(interview_of, CASES) if one.is_complete and not one.unused]
    whole = [one for one in complete if all(asked.id in one.answers or asked.entry for asked in one.path)]
    for given in whole[:: len(whole) // 25][:25]:
        clicks = Clicks(Interview(real))
        while (question := clicks.interview.question) is not None:
            entered = question.id not in given.answers
            clicks.take(question, "" if entered else unjudged(question, given.answers[question.id]))
        clicks.outcome()
        press(page, "Begin")
        assert page.evaluate(WALK, clicks.acts) == clicks.titles
        assert page.evaluate(SAID) == said(assess(clicks.interview))
        page.click("[value=forget]")
        page.wait_for_selector(READY)


def any_reply(chance: random.Random, question: Question) -> str | list[str]:
    if question.entry is not None:
        return "" if question.entry.is_note or not question.decides else chance.choice(["40", "41"])
    ids = [choice.id for choice in question.choices]
    mild = next((id_ for id_ in ("no", NONE) if id_ in ids), ids[-1])
    if chance.random() < 0.85:
        return [mild] if question.pick_any else mild
    if not question.pick_any:
        return chance.choice(ids)
    others = [id_ for id_ in ids if id_ not in question.alone]
    return sorted(chance.sample(others, chance.randint(1, min(3, len(others)))))


def test_random_walks_by_clicks_ask_and_say_what_the_engine_does(real, page):
    chance = random.Random(13)  # noqa: S311
    ends = set()
    for _ in range(15):
        clicks = Clicks(Interview(real))
        while not clicks.interview.is_emergency and (question := clicks.interview.question) is not None and len(clicks.acts) < 60:
            dice = chance.random()
            given = [one for one in clicks.interview.path if one.id in clicks.interview.answers and one.entry is None]
            if dice < 0.1 and clicks.pages:
                clicks.back()
            elif dice < 0.2 and given:
                changed = chance.choice(given)
                raw = any_reply(chance, changed)
                if raw != unjudged(changed, clicks.interview.answers[changed.id]):
                    clicks.change(changed, raw)
            else:
                clicks.take(question, any_reply(chance, question))
        if clicks.interview.question is None:
            clicks.outcome()
        press(page, "Begin")
        assert page.evaluate(WALK, clicks.acts) == clicks.titles
        if clicks.interview.question is None:
            assert page.evaluate(SAID) == said(assess(clicks.interview))
            ends.add(assess(clicks.interview).urgency.id)
        page.click("[value=forget]")
        page.wait_for_selector(READY)
    assert len(ends) > 2


def test_one_person_from_the_first_page_to_the_saved_files_and_nothing_leaves(real, page, tmp_path):
    context = page.context
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    press(page, "Begin")
    through(page)
    assert head(page) == REVIEW
    press(page, "Show my result")
    interview = Interview(real)
    for id_, raw in page.evaluate("history.state.steps"):
        interview = interview.take(id_, raw)
    assert head(page) == assess(interview).urgency.title

    press(page, "visit sheet")
    expected = sheet_html.render(sheet(assess(interview), date.today().isoformat()))
    assert page.frame_locator("iframe").locator("h1").inner_text() == "Notes for my visit"
    frame = page.locator("iframe")
    assert frame.evaluate("frame => frame.srcdoc") == expected
    assert "Arial" in page.frame_locator("iframe").locator("body").evaluate("body => getComputedStyle(body).fontFamily")
    # It is this document alone that the button prints.
    frame.evaluate("frame => (frame.contentWindow.print = () => (window.printed = frame.contentDocument.title))")
    press(page, "Print it")
    assert page.evaluate("window.printed") == "Notes for my visit"
    with page.expect_download() as loading:
        press(page, "Save it as a file")
    loading.value.save_as(tmp_path / "sheet.html")
    assert (tmp_path / "sheet.html").read_text("utf-8") == expected
    page.go_back()
    with page.expect_download() as loading:
        press(page, "Save my answers")
    loading.value.save_as(tmp_path / "answers.yaml")
    assert (tmp_path / "answers.yaml").read_text("utf-8") == answers.write(interview)

    assert [url for url in asked if not url.startswith("blob:")] == []
    assert context.cookies() == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, location.search, location.hash]") == [0, 0, "", ""]

    press(page, "Finish")
    page.wait_for_selector(READY)
    assert page.inner_text("#status") == "You have finished. Your answers are gone from this page."
    page.go_back()
    assert page.evaluate("history.state") is None
    page.click("text=Go on from saved answers")
    page.set_input_files("#file", tmp_path / "answers.yaml")
    press(page, "Go on from this file")
    assert page.inner_text(".note") == f"You go on from {len(interview.answers)} saved answers."
    assert page.evaluate("history.state.steps.length") == len(interview.answers)


def test_the_frame_of_the_visit_sheet_fits_the_sheet_and_grows_no_further(page):
    press(page, "Begin")
    through(page)
    press(page, "Show my result")
    press(page, "visit sheet")
    page.frame_locator("iframe").locator("h1").wait_for()
    page.evaluate("new Promise((done) => setTimeout(done, 500))")
    frame, sheet = page.locator("iframe").evaluate("one => [one.offsetHeight, one.contentDocument.body.offsetHeight]")
    assert sheet < frame < sheet + 50


def test_a_file_that_cannot_be_made_is_told_and_no_answer_is_lost(page):
    press(page, "Begin")
    through(page)
    press(page, "Show my result")
    page.evaluate("made = URL.createObjectURL; URL.createObjectURL = () => { throw new Error('no room on this device') }; 0")
    press(page, "Save my answers")
    told = "could not be made: no room on this device. Your answers are still on this page."
    assert page.inner_text(".note") == f"netcheck-answers.yaml {told}"
    press(page, "visit sheet")
    press(page, "Save it as a file")
    assert page.inner_text("#status") == f"netcheck-visit-sheet.html {told}"
    page.evaluate("URL.createObjectURL = made; 0")
    page.go_back()
    with page.expect_download():
        press(page, "Save my answers")


def test_back_and_reload_keep_their_meaning_and_two_tabs_know_nothing_of_each_other(page, site):
    press(page, "Begin")
    first = head(page)
    choose(page, "no")
    second = head(page)
    page.go_back()
    assert head(page) == first
    assert page.is_checked('input[value="no"]')
    page.go_forward()
    assert head(page) == second
    page.reload()
    page.wait_for_selector("fieldset")
    assert head(page) == second
    press(page, "Go back")
    page.wait_for_selector(f"h1:has-text({json.dumps(first)})")

    other = opened(page.context, site.address)
    press(other, "Begin")
    choose(other, "yes")
    assert other.locator("[data-urgency=emergency]").count() == 1
    assert other.get_attribute(".call", "href") == "tel:911"
    other.close()
    assert head(page) == first


def test_answers_of_an_older_edition_begin_anew_and_say_why(page):
    press(page, "Begin")
    choose(page, "no")
    page.evaluate("history.replaceState({...history.state, content: 'older'}, '')")
    page.reload()
    page.wait_for_selector(READY)
    assert page.inner_text("#status") == "The questions have changed since your answers. Begin again."


FINDINGS = """
([names]) => axe.run({iframes: false, ...(names ? {runOnly: names} : {}), rules: {"frame-tested": {enabled: false}}})
.then(found => [...found.violations, ...found.incomplete].map(one => [one.id, one.nodes[0].html]))
"""
"""The frame holds the visit sheet, which has a test of its own. What axe-core cannot tell counts as found."""

PLACES = "() => [...document.querySelectorAll('h1')].length === 1 && document.documentElement.scrollWidth <= innerWidth"


def test_axe_finds_nothing_on_any_kind_of_page_and_none_is_wider_than_320_pixels(page, axe):
    found = {}
    page.set_viewport_size({"width": 320, "height": 256})
    page.evaluate(axe)
    for kind in kinds(page):
        found[kind] = page.evaluate(FINDINGS, [None])
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found[f"{kind} in the dark"] = page.evaluate(FINDINGS, [["color-contrast"]])
        page.emulate_media(color_scheme="light")
        found[f"{kind} with one title, no wider than the window"] = [] if page.evaluate(PLACES) else [page.inner_text("main")]
    page.set_viewport_size({"width": 375, "height": 740})

    assert {kind: faults for kind, faults in found.items() if faults} == {}
    assert len(found) == 17 * 3


def focus(page) -> str:
    return str(page.evaluate("(document.activeElement.labels?.[0] ?? document.activeElement).textContent.trim()"))


def test_it_can_be_used_by_keys_alone_and_the_focus_is_where_a_reader_goes_on(page):
    def tab_to(label: str) -> list[str]:
        passed = []
        for _ in range(30):
            page.keyboard.press("Tab")
            passed.append(focus(page))
            if passed[-1] == label:
                return passed
        return pytest.fail(f"no way to {label} by keys")

    page.focus("h1")
    tab_to("Begin")
    page.keyboard.press("Enter")
    page.wait_for_selector("fieldset")
    first = head(page)
    assert focus(page) == first
    # Radio buttons are one stop; the rest comes in the order in which it is read.
    assert tab_to("Clear my answers and start again") == [
        "Yes", "Continue", "Why we ask", "Review my answers", "Clear my answers and start again",
    ]  # fmt: skip
    page.focus("[value=continue]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.className") == "error"
    assert page.title().startswith("Error: ")
    assert page.inner_text(".error") == "There is a problem\nChoose an answer first."
    assert page.inner_text("#wrong") == "Error: Choose an answer first."
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    tab_to("Continue")
    page.keyboard.press("Enter")
    assert head(page) != first
    assert focus(page) == head(page)
    assert page.evaluate("history.state.steps") == [["breathing", "no"]]


def test_enter_takes_what_was_typed(page):
    press(page, "Begin")
    while not page.locator("input#typed").count():
        choose(page, page.locator('input[value="no"], input[value="none"]').get_attribute("value"))
    page.fill("#typed", "58")
    page.keyboard.press("Enter")
    assert page.evaluate("history.state.steps.at(-1)[1]") == "58"


def test_none_and_not_sure_take_the_other_choices_away(page):
    press(page, "Begin")
    choose(page, "no")
    page.check('input[value="chest_pressure"]')
    page.check('input[value="none"]')
    assert not page.is_checked('input[value="chest_pressure"]')
    page.check('input[value="chest_pressure"]')
    assert not page.is_checked('input[value="none"]')


def test_a_file_that_holds_no_answers_and_no_file_at_all_are_told(page, tmp_path):
    page.click("text=Go on from saved answers")
    press(page, "Go on from this file")
    assert page.inner_text("#status") == "Choose a file with saved answers first."
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff")
    page.set_input_files("#file", tmp_path / "photo.jpg")
    press(page, "Go on from this file")
    page.wait_for_selector(".note")
    assert page.locator(".note").all_inner_texts() == [
        "photo.jpg:1: This is not UTF-8 text from here on. Save the file as UTF-8 text.",
        "No answer of this file is used.",
    ]


def test_a_link_to_a_question_that_is_not_there_begins_at_the_beginning(page, site):
    page.goto(f"{site.address}#no-such-question")
    page.reload()
    page.wait_for_selector(READY)
    assert "Call 911 now" in page.inner_text(".danger")
    page.goto(site.address)
    page.wait_for_selector(READY)


def test_an_engine_that_breaks_while_it_asks_is_told_and_reloading_goes_on(page):
    press(page, "Begin")
    choose(page, "no")
    second = head(page)
    page.evaluate("python.runPython('from netcheck.page.driver import Page; Page._play = None')")
    choose(page, "none")
    assert still_useful(page).startswith("The questions cannot be asked here: ")
    page.reload()
    page.wait_for_selector("fieldset")
    assert head(page) == second


def still_useful(page) -> str:
    """What the line says where the questions come, on a page that must say the rest all the same."""
    assert "Call 911 now" in page.inner_text(".danger")
    assert page.is_hidden("#begin")
    return str(page.inner_text("#status"))


def failing(context, address: str) -> str:
    page = context.new_page()
    page.goto(address)
    page.set_default_timeout(SLOW)
    page.wait_for_selector("#status:has-text('cannot be asked here')")
    return still_useful(page)


HOLDS = "What stands on this page holds all the same. Load it again to try once more."


def test_an_old_browser_and_one_without_javascript_and_a_file_get_the_first_page(browser, context, made, site, tmp_path):
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    said = failing(context, (tmp_path / "index.html").as_uri())
    assert said == f"The questions cannot be asked here: a browser runs no engine from a file. Open this page through a web server. {HOLDS}"
    context.add_init_script("delete window.WebAssembly")
    said = failing(context, site.address)
    assert said == f"The questions cannot be asked here: this browser has no WebAssembly. Use a newer one. {HOLDS}"
    with browser.new_context(java_script_enabled=False) as without:
        page = without.new_page()
        page.goto(site.address)
        assert still_useful(page) == "The questions need JavaScript and a browser of the last 3 years. What stands here holds without them."


def test_a_file_that_is_missing_cut_short_or_changed_stops_the_engine_and_not_the_page(browser, made):
    broken: dict[str, Iterable[bytes | None]] = {
        "netcheck.zip": (made["netcheck.zip"].replace(b"911", b"119"),),
        "pyodide.mjs": (None,),
        "pyodide.asm.mjs": (made["pyodide.asm.mjs"] + b"\n",),
        "pyodide.asm.wasm": (None, made["pyodide.asm.wasm"][:5000]),
        "python_stdlib.zip": (made["python_stdlib.zip"][:-1],),
    }
    # Without early loading, which has hashes of its own: a browser may ask for a module again after that was refused.
    plain = re.sub(rb'<link rel="modulepreload"[^>]*>', b"", made["index.html"])
    site = Site(made)
    for name, states in broken.items():
        for data in states:
            served = {**made, "index.html": plain} if name.endswith(".mjs") and data else dict(made)
            site.serve({**served, name: data} if data is not None else {key: value for key, value in served.items() if key != name})
            with browser.new_context() as context:
                assert failing(context, site.address).endswith(HOLDS)
    site.end()


def test_it_works_offline_and_a_new_edition_replaces_the_old_whole(context, made, other):
    site = Site(made)
    page, asking = opened(context, site.address), opened(context, site.address)
    kept = partial(page.evaluate, "caches.keys().then(all => Promise.all(all.map(one => caches.open(one).then(cache => cache.keys()))))")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    page.reload()
    asking.reload()
    asking.wait_for_selector(READY)
    press(asking, "Begin")
    choose(asking, "no")
    second = head(asking)

    site.serve(other)
    page.reload()
    page.wait_for_selector("h1:has-text('tick')")
    page.wait_for_selector(READY)
    assert len(kept()) == 1
    assert head(asking) == second

    site.end()
    page.reload()
    page.wait_for_selector(READY)
    press(page, "Begin")
    assert re.search("tick", page.title(), re.IGNORECASE)
    asking.reload()
    asking.wait_for_selector(READY)
    assert asking.inner_text("#status") == "The questions have changed since your answers. Begin again."
