"""The page that was packed with the program, as it begins in a browser."""

from __future__ import annotations

from datetime import date
from importlib import import_module

from netcheck.page.driver import Page
from netcheck.questionnaire.packed import unpack


def page() -> Page:
    """The questionnaire and the guide of this folder, on the day of this device."""
    guide = import_module("netcheck.packed_guide")
    return Page(unpack(import_module("netcheck.packed_questions").QUESTIONNAIRE), guide.PAGES, guide.SOURCES, date.today())
