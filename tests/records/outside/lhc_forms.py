"""LHC-Forms, the renderer of the US National Library of Medicine, in a real browser: what it shows, and what it gives back."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PAGE = """<!doctype html><meta charset="utf-8"><title>LHC-Forms</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="webcomponent/styles.css"><div id="form"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/runtime.js"></script>
<script src="webcomponent/polyfills.js"></script>
<script src="webcomponent/main.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>
"""
Resource = dict[str, Any]


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


class LhcForms:
    """One questionnaire as LHC-Forms renders it."""

    def __init__(self, page: Any, questionnaire: Resource) -> None:
        self.page, self.questionnaire = page, questionnaire
        self.page.evaluate("form => LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'})", questionnaire)
        self.page.wait_for_selector(".lhc-form-title")

    def is_shown(self, link: str) -> bool:
        """Whether an item stands on the page."""
        return bool(self.page.locator(f'[id="item-{link}/1/1"]').count())

    def choose(self, link: str, system: str, codes: list[str]) -> None:
        """Click choices of a question, as a person does."""
        for code in codes:
            self.page.click(f'[id="{link}/1/1|{system}|{code}"]')

    def type_in(self, link: str, text: str) -> None:
        """Type into a question that has a line to type into."""
        self.page.fill(f'[id="{link}/1/1"]', text)
        self.page.press(f'[id="{link}/1/1"]', "Tab")

    def response(self) -> Resource:
        """The QuestionnaireResponse that LHC-Forms makes of what was clicked."""
        return dict(self.page.evaluate("() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')"))


@contextmanager
def lhc_forms(files: Path, browser: Any) -> Iterator[Any]:
    """A function that renders a questionnaire; ``files`` is the unpacked package."""
    folder = files / "dist" / "lforms"
    (folder / "page.html").write_text(PAGE, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1000, "height": 3000})

    def render(questionnaire: Resource, _: Mapping[str, str] | None = None) -> LhcForms:
        page.goto(f"http://127.0.0.1:{server.server_port}/page.html")
        page.wait_for_function("() => window.LForms && window.LForms.FHIR && window.LForms.Util")
        return LhcForms(page, questionnaire)

    try:
        yield render
    finally:
        page.close()
        server.shutdown()
