"""What a person does on the page: press, choose, and go through every kind of page."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

READY = "#begin:not([hidden])"
SLOW = 120_000
"""Milliseconds that loading the engine may take on a busy machine. Nothing here is measured."""


def opened(context: Any, address: str) -> Any:
    """The page when its questions are ready, and the lines that the browser complained in, which should stay empty."""
    page = context.new_page()
    page.set_default_timeout(SLOW)
    page.complaints = []
    page.on("console", lambda line: page.complaints.append(line.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(address)
    page.wait_for_selector(READY)
    return page


def press(page: Any, label: str) -> None:
    page.click(f"main button:has-text({json.dumps(label)})")


def choose(page: Any, *ids: str) -> None:
    for id_ in ids:
        page.check(f'input[value="{id_}"]')
    press(page, "Continue")


def head(page: Any) -> str:
    return str(page.inner_text("h1"))


def at_start(page: Any) -> Any:
    """The page with all answers cleared."""
    while not page.locator(READY).count():
        before = page.evaluate("history.state?.depth")
        if page.locator("[value=forget]").count():
            page.click("[value=forget]")
            page.wait_for_selector(READY)
        else:
            page.go_back()
            page.wait_for_function("before => history.state?.depth !== before", arg=before)
    return page


def through(page: Any, *wished: str) -> None:
    """Answer what is asked: with what is wished where it can be, otherwise with no or none."""
    while page.locator("fieldset, #typed").count():
        if page.locator("#typed").count():
            if page.locator("input#typed").count():
                page.fill("#typed", "40")
            press(page, "Continue")
            continue
        ids = page.locator("fieldset input").evaluate_all("all => all.map(one => one.value)")
        choose(page, next((one for one in (*wished, "no", "none", "adult", "not_sure") if one in ids), ids[-1]))


def kinds(page: Any) -> Iterator[str]:
    """Leads through the pages from the first, and names each kind when it stands."""
    yield "start"
    press(page, "Begin")
    yield "question"
    press(page, "Continue")
    yield "problem"
    choose(page, "yes")
    yield "emergency"
    press(page, "Was that a slip?")
    choose(page, "no")
    yield "several"
    page.click("summary")
    yield "why"
    while not page.locator("input#typed").count():
        choose(page, page.locator('input[value="no"], input[value="none"]').get_attribute("value"))
    yield "number"
    page.fill("#typed", "400")
    press(page, "Continue")
    yield "wrong number"
    through(page, "cough", "over_3_weeks")
    yield "review"
    press(page, "Show my result")
    yield "outcome"
    press(page, "Save my answers")
    yield "saved"
    press(page, "All of it")
    yield "contents"
    press(page, "To read, and sources")
    yield "chapter"
    page.click("main li button")
    yield "topic"
    page.go_back()
    page.go_back()
    press(page, "Read about a topic")
    yield "topics"
    page.go_back()
    page.go_back()
    press(page, "visit sheet")
    page.frame_locator("iframe").locator("h1").wait_for()
    yield "sheet"
    page.go_back()
    press(page, "Finish")
    page.wait_for_selector(READY)
    yield "finished"
