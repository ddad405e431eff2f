"""Each file in tests/content/bad has one fault. Its first line says what the author must be told, and where.

A fault that keeps the file from loading is told word for word; a finding of ``check`` by its code and line.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

import netcheck
from netcheck.author.finding import REFUSED
from netcheck.author.rules import RULES
from netcheck.guide.topic import read_topic
from tests.support.checking import check_text

FILES = sorted((Path(__file__).parent.parent / "content" / "bad").glob("*.yaml"))
PROGRAM = Path(netcheck.__file__).parent


def expected(file: Path) -> str:
    return in_known_words(file.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: "))


def in_known_words(message: str) -> str:
    """The message, without what the YAML parser says in it where PyYAML lacks its C part: that says it in other words."""
    return message if hasattr(yaml, "CBaseLoader") else re.sub("(?<=not readable as YAML: ).*(?=. Check)", "…", message)


def told(file: Path) -> list[str]:
    """What the author of this questionnaire, and of the page of the guide beside it, is told in the words of the first lines."""
    page = file.with_suffix(".md")
    lines = read_topic(page.read_text(encoding="utf-8"), "flushing").lines if page.exists() else ()
    text = file.read_text(encoding="utf-8")
    found = check_text(text, "questions.yaml", topics={"flushing"}, today=date(2026, 6, 1), lines=lines)
    return [in_known_words(f"{one.line}: {one.message}") if one.code == REFUSED else f"{one.code} {one.line}" for one in found]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_author_is_told_this_and_nothing_else(file: Path) -> None:
    assert told(file) == [expected(file)]


def test_every_rule_has_a_bad_file() -> None:
    assert {expected(file).split()[0] for file in FILES} >= RULES.keys() - {REFUSED}


def test_every_message_of_the_loader_has_a_bad_file() -> None:
    expectations = "\n".join(map(expected, FILES))
    modules = ("document", "yaml_reader", "condition_reader", "suggestion", "part_reader", "question_reader", "ask_if_reader")
    modules = (*modules, "advice_reader", "load")
    missing = [part for module in modules for part in message_parts(module) if part not in expectations]
    assert missing == []


def message_parts(module: str) -> Iterator[str]:
    """The fixed words of every message that a module gives to ``fault``."""
    for node in ast.walk(ast.parse((PROGRAM / "questionnaire" / f"{module}.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "fault":
            for part in ast.walk(node.args[1]):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and len(part.value.strip()) > 9:
                    yield part.value.strip()
