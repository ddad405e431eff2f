"""Pictures of every kind of page, on a phone and on a desk, to look at: python -m tests.page.pictures FOLDER

Without a folder it makes the one that the README shows, examples/page.png.
"""

from __future__ import annotations

import base64
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from netcheck.command import page_files
from tests.conftest import TESTS
from tests.page.conftest import Site
from tests.page.person import choose, kinds, opened, press
from tests.render.test_sheet_in_browser import needed

README_PICTURE = TESTS.parent / "examples" / "page.png"
WINDOWS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 375, "height": 740}},
    "phone-dark": {"viewport": {"width": 375, "height": 740}, "color_scheme": "dark"},
    "desk": {"viewport": {"width": 1280, "height": 800}},
    # What is left of a window of 1280 by 1024 at 400 %.
    "zoomed": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
}


@contextmanager
def browser_and_site() -> Iterator[tuple[Any, Site]]:
    """A browser, and the page of the questionnaire that comes with the program."""
    site = Site(page_files.files_of(None, None))
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=needed("chromium", "chromium-browser", "google-chrome"), args=["--no-sandbox"])
        yield browser, site
        browser.close()
    site.end()


def look(folder: Path) -> None:
    """One picture a kind and a window, and the pages on paper."""
    folder.mkdir(parents=True, exist_ok=True)
    with browser_and_site() as (browser, site):
        for name, window in WINDOWS.items():
            with browser.new_context(**window) as context:
                page = opened(context, site.address)
                for kind in kinds(page):
                    page.screenshot(path=folder / f"{name} {kind}.png", full_page=name != "zoomed")
                    if name == "desk":
                        page.pdf(path=folder / f"paper {kind}.pdf")


def picture_of_readme() -> None:
    """A question and an outcome, side by side, as a phone shows them."""
    with browser_and_site() as (browser, site), browser.new_context(viewport={"width": 375, "height": 640}) as context:
        page = opened(context, site.address)
        press(page, "Begin")
        shots = [page.screenshot()]
        choose(page, "yes")
        shots.append(page.screenshot())
        with browser.new_context(viewport={"width": 510, "height": 404}) as frame:
            both = frame.new_page()
            both.set_content('<body style="margin:10px;display:flex;gap:10px;background:#888"><img width="240"><img width="240">')
            for number, shot in enumerate(shots):
                both.locator("img").nth(number).evaluate("(image, bytes) => (image.src = 'data:image/png;base64,' + bytes)", _base64(shot))
            both.screenshot(path=README_PICTURE)


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode()


if __name__ == "__main__":
    look(Path(sys.argv[1])) if len(sys.argv) > 1 else picture_of_readme()
