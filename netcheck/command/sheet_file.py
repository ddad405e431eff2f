"""The file of a visit sheet that is asked for by option, and its paper: the usual one of the person's country, where nobody says."""

from __future__ import annotations

import locale
import os
import re
from collections.abc import Callable
from datetime import date

from netcheck.command import file_names, files
from netcheck.command.options import Paper
from netcheck.engine.outcome import Outcome
from netcheck.questionnaire.model import Questionnaire
from netcheck.render.sheet import sheet
from netcheck.render.sheet_format import renderer

LETTER_COUNTRIES = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where Letter is the usual paper, as the Unicode locale data (CLDR) lists them."""

LETTER_NAMES = ("United States", "Canada", "Mexico", "Philippines")
"""How Windows writes the most used of them."""


def writer(path: str, paper: str | None, questionnaire: Questionnaire) -> Callable[[Outcome], None]:
    """What writes the sheet of an outcome. Raises at once what ``renderer`` raises, before anything is asked."""
    render = renderer(path, paper or usual_paper(), questionnaire)

    def write(outcome: Outcome) -> None:
        files.write(path, render(sheet(outcome, date.today().isoformat())))
        files.tell(f"The visit sheet is in {file_names.name_of(path)}.")

    return write


def usual_paper() -> Paper:
    """Letter in its countries and where no country is known; A4 everywhere else."""
    named = (os.environ.get(name) for name in ("LC_ALL", "LC_PAPER", "LANG"))
    return paper_of(next(filter(None, named), "") or locale.getlocale()[0] or "")


def paper_of(language: str) -> Paper:
    """The usual paper for the name of a locale, such as ``de_AT.UTF-8``, ``en-US`` or ``English_United States.1252``."""
    country = re.match(r"[A-Za-z]{2,}[_-]([A-Za-z ]+)", language)
    if country is None or country[1].upper() in LETTER_COUNTRIES or country[1] in LETTER_NAMES:
        return Paper.LETTER
    return Paper.A4
