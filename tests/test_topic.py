"""The program knows no topic: what is about one disease stands in a questionnaire and its guide."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import netcheck

PROGRAM = Path(netcheck.__file__).parent
MODULES = sorted(file for file in PROGRAM.rglob("*.py") if file.name != "packed_questions.py")

OURS = re.compile(
    r"\bNETs?\b|(?i:\b(?:911|988|stools?|poop|flush(?:ing|ed)|tumou?rs?|neuroendocrine|carcinoid|paraganglioma|pheochromocytoma|insulinoma"
    r"|hormones?|endocrine|diarrhea|rosacea|menopause|screening|octreotide)\b)"
)
"""Words that belong to the questionnaire that comes with the program, or to its country."""


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.relative_to(PROGRAM).as_posix())
def test_no_module_speaks_of_our_topic_or_our_emergency_number(module):
    assert OURS.findall(module.read_text(encoding="utf-8")) == []


def test_no_help_line_of_ours_stands_in_the_program():
    program = "\n".join(module.read_text(encoding="utf-8") for module in MODULES)
    lines = netcheck.load_questionnaire().help_lines

    assert lines
    assert [line.name for line in lines if line.name != "Emergency" and (line.name in program or line.contact in program)] == []
