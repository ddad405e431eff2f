"""Which paper a printed sheet is for, where nobody says so: the usual one of the country of the system's language."""

from __future__ import annotations

import locale
import os
import re

from netcheck.command.options import Paper

LETTER_COUNTRIES = frozenset(["BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"])
"""Where Letter is the usual paper, as the Unicode locale data (CLDR) lists them."""

LETTER_NAMES = ("United States", "Canada", "Mexico", "Philippines")
"""How Windows writes the most used of them."""


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
