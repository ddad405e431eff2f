"""Pictures of every kind of page, on a phone and on a desk, to look at: python -m tests.page.pictures FOLDER

With --readme instead, the one picture that the README shows, at examples/page.png.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from netcheck.command import page_files
from tests.conftest import TESTS
from tests.page.conftest import Site
from tests.render.test_sheet_in_browser import needed

README_PICTURE = TESTS.parent / "examples" / "page.png"
WINDOWS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 375, "height": 740}},
    "phone-dark": {"viewport": {"width": 375, "height": 740}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 800}},
    # What is left of a window of 1280 by 1024 at 400 %.
    "zoomed": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}


def choose(page: Any, *ids: str) -> None:
    for id_ in ids:
        page.check(f'input[value="{id_}"]')
    press(page, "Continue")


def press(page: Any, label: str) -> None:
    page.click(f"main button:has-text('{label}')")


def kinds(page: Any, typing: str) -> Iterator[str]:
    """Leads through the pages, and names each when it stands."""
    yield "start"
    press(page, "Begin")
    yield "question"
    press(page, "Continue")
    yield "problem"
    choose(page, "yes")
    yield "emergency"
    press(page, "Was that a slip?")
    choose(page, "no")
    page.click("summary")
    yield "several"
    while page.locator("fieldset, #typed").count():
        if page.locator("#typed").count():
            if page.locator("input#typed").count():
                page.fill("#typed", "40")
            press(page, "Continue")
            continue
        ids = page.locator("fieldset input").evaluate_all("all => all.map(one => one.value)")
        wished = next((one for one in ("cough", "over_3_weeks", "no", "none", "adult", "not_sure") if one in ids), ids[-1])
        choose(page, wished)
    yield "review"
    press(page, "Show my result")
    yield "outcome"
    press(page, "All of it")
    yield "contents"
    press(page, "To read, and sources")
    yield "chapter"
    page.click("main li button")
    yield "topic"
    for _ in range(3):
        page.go_back()
    press(page, "visit sheet")
    page.frame_locator("iframe").locator("h1").wait_for()
    yield "sheet"
    page.goto(typing)
    page.wait_for_selector("#begin:not([hidden])")
    press(page, "Begin")
    choose(page, "no")
    yield "number"
    page.fill("#typed", "400")
    press(page, "Continue")
    yield "wrong number"


@contextmanager
def browsers() -> Iterator[Any]:
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=needed("chromium", "chromium-browser", "google-chrome"), args=["--no-sandbox"])
        yield browser
        browser.close()


def main(folder: Path) -> None:
    """One picture a kind and a window."""
    folder.mkdir(parents=True, exist_ok=True)
    real, typing = Site(page_files.files_of(None, None)), Site(page_files.files_of(str(TESTS / "content" / "typed.yaml"), None))
    with browsers() as browser:
        for name, window in WINDOWS.items():
            with browser.new_context(**window) as context:
                page = context.new_page()
                page.goto(real.address)
                page.wait_for_selector("#begin:not([hidden])")
                for kind in kinds(page, typing.address):
                    page.screenshot(path=folder / f"{name} {kind}.png", full_page=name != "zoomed")
    for site in (real, typing):
        site.server.shutdown()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
