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


SIDE_BY_SIDE = """async (shots) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 602, height: 470 }), pen = canvas.getContext("2d");
  pen.fillStyle = "#888";
  pen.fillRect(0, 0, 602, 470);
  for (const [number, shot] of shots.entries()) {
    const bytes = Uint8Array.from(atob(shot), (letter) => letter.charCodeAt(0));
    pen.drawImage(await createImageBitmap(new Blob([bytes])), 10 + number * 296, 10, 286, 458);
  }
  const image = pen.getImageData(0, 0, 602, 470);
  // Fewer shades make half the file.
  image.data.forEach((value, index) => (image.data[index] = Math.round(value / 51) * 51));
  pen.putImageData(image, 0, 0);
  return canvas.toDataURL();
}"""


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
        both = page.evaluate(SIDE_BY_SIDE, [base64.b64encode(shot).decode() for shot in shots])
        README_PICTURE.write_bytes(base64.b64decode(both.partition(",")[2]))


if __name__ == "__main__":
    look(Path(sys.argv[1])) if len(sys.argv) > 1 else picture_of_readme()
