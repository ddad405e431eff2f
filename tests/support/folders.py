"""Questionnaires that stand in a folder of their own, with a guide beside the questions."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tests.conftest import SMALL_TEXT

LONG = "".join(f"\n\nParagraph {number} of the page." for number in range(1, 40))
PAGES = {
    "first-page": "---\ntitle: What is heat in the face?\norder: 1\nsources: [leaflet]\n---\n\nHeat is **warm**." + LONG + "\n",
    "carcinoid-syndrome": "---\ntitle: Heat that comes back\norder: 2\nsources: [only-here]\nhelp_lines: yes\n---\n\nIt may come back.\n",
}
SOURCES = 'only-here: {title: A page, publisher: A clinic, url: "https://example.org/page", date: 2025, read: full}\n'


def questionnaire_folder(folder: Path, text: str = SMALL_TEXT, pages: Mapping[str, str] = PAGES, sources: str = SOURCES) -> Path:
    """``folder`` with questions.yaml and guide/ in it."""
    (folder / "guide").mkdir(parents=True)
    (folder / "questions.yaml").write_text(text, encoding="utf-8")
    for name, page in pages.items():
        (folder / "guide" / f"{name}.md").write_text(page, encoding="utf-8")
    (folder / "guide" / "sources.yaml").write_text(sources, encoding="utf-8")
    return folder
