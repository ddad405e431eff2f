"""Smart Forms, the renderer of Australia's CSIRO, in a real browser: what it shows, and what it gives back."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import Any

from tests.page.conftest import installed
from tests.records.outside.answered import Resource

PACKAGES = ("@aehrc/smart-forms-renderer@1.4.0", "react@18.3.1", "react-dom@18.3.1", "esbuild@0.28.2")

PAGE = """<!doctype html><meta charset="utf-8"><title>Smart Forms</title><link rel="icon" href="data:,">
<link rel="stylesheet" href="form.css"><div id="form"></div><script src="form.js"></script>
"""

SCRIPT = """
import { createElement as make } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClientProvider } from '@tanstack/react-query';
import { BaseRenderer, RendererThemeProvider, buildForm, getResponse, removeEmptyAnswersFromResponse, useRendererQueryClient }
  from '@aehrc/smart-forms-renderer';

function Form() {
  const client = useRendererQueryClient();
  return make(RendererThemeProvider, null, make(QueryClientProvider, { client }, make(BaseRenderer)));
}
window.show = async (questionnaire) => {
  await buildForm({ questionnaire, terminologyServerUrl: location.origin });
  createRoot(document.getElementById('form')).render(make(Form));
};
window.given = (questionnaire) => removeEmptyAnswersFromResponse(questionnaire, getResponse());
"""
"""A page that draws one questionnaire, as the package's own documentation does it. Nobody is asked for codes."""


def built(folder: Path) -> Path:
    """The folder with the script and the style of such a page."""
    modules = installed(folder, "install", "--ignore-scripts", *PACKAGES)
    (folder / "form.mjs").write_text(SCRIPT, encoding="utf-8")
    fonts = [f"--loader:.{ending}=dataurl" for ending in ("woff", "woff2")]
    options = ["--bundle", "--minify", "--outfile=page/form.js", "--define:process.env.NODE_ENV='production'", *fonts]
    subprocess.run([modules / ".bin" / "esbuild", "form.mjs", *options], cwd=folder, check=True, capture_output=True)
    return folder / "page"


class SmartForms:
    """One questionnaire as Smart Forms draws it."""

    def __init__(self, page: Any, form: Resource) -> None:
        self.page, self.form = page, form
        page.goto(page.address)
        page.evaluate("form => show(form)", form)
        page.wait_for_selector(_at("outcome.notice"))

    def choose(self, link: str, codes: list[str]) -> None:
        for code in codes:
            self.page.click(f'{_at(link)} input[value="{code}"]')

    def type_in(self, link: str, text: str) -> None:
        line = self.page.locator(f"{_at(link)} :is(input, textarea)").first
        line.fill(text)
        line.press("Tab")

    def wait_for(self, shown: set[str], hidden: set[str]) -> None:
        stands = 'id => !!document.querySelector(`[data-linkid="${id}"]`)'
        self.page.wait_for_function(
            f"([shown, hidden]) => shown.every({stands}) && !hidden.some({stands})", arg=[sorted(shown), sorted(hidden)]
        )

    def response(self) -> Resource:
        return dict(self.page.evaluate("form => given(form)", self.form))


def _at(link: str) -> str:
    return f'[data-linkid="{link}"]'
