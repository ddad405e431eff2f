"""LHC-Forms, the renderer of the US National Library of Medicine, in a real browser: what it shows, and what it gives back."""

from __future__ import annotations

from typing import Any

from tests.records.outside.answered import Resource

PAGE = """<!doctype html><meta charset="utf-8"><title>LHC-Forms</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="webcomponent/styles.css"><div id="form"></div>
<script src="webcomponent/assets/lib/zone.min.js"></script>
<script src="webcomponent/runtime.js"></script>
<script src="webcomponent/polyfills.js"></script>
<script src="webcomponent/main.js"></script>
<script src="fhir/R4/lformsFHIR.min.js"></script>
"""


class LhcForms:
    """One questionnaire as LHC-Forms draws it."""

    def __init__(self, page: Any, form: Resource) -> None:
        self.page, self.system = page, form["contained"][0]["url"]
        page.goto(page.address)
        page.wait_for_function("() => window.LForms && window.LForms.FHIR && window.LForms.Util")
        page.evaluate("form => LForms.Util.addFormToPage(form, 'form', {fhirVersion: 'R4'})", form)
        page.wait_for_selector(".lhc-form-title")

    def choose(self, link: str, codes: list[str]) -> None:
        for code in codes:
            self.page.click(f'[id="{link}/1/1|{self.system}|{code}"]')

    def type_in(self, link: str, text: str) -> None:
        self.page.fill(f'[id="{link}/1/1"]', text)
        self.page.press(f'[id="{link}/1/1"]', "Tab")

    def wait_for(self, shown: set[str], hidden: set[str]) -> None:
        stands = "id => !!document.getElementById(`item-${id}/1/1`)"
        self.page.wait_for_function(
            f"([shown, hidden]) => shown.every({stands}) && !hidden.some({stands})", arg=[sorted(shown), sorted(hidden)]
        )

    def response(self) -> Resource:
        return dict(self.page.evaluate("() => LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4')"))
