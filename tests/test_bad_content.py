"""Each file in tests/content/bad has one fault. Its first line says what the author must be told, and where."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck import QuestionnaireRefused
from netcheck.load import load_with_places

FILES = sorted((Path(__file__).parent / "content" / "bad").glob("*.yaml"))


def told(text: str) -> list[str]:
    """What the author of this questionnaire is told, in the words of the first lines."""
    try:
        load_with_places(text, "questions.yaml")
    except QuestionnaireRefused as refused:
        return [f"{fault.line or 'file'}: {fault.message}" for fault in refused.faults]
    return []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_author_is_told_this_and_nothing_else(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    expected = text.splitlines()[0].removeprefix("# expect: ")
    assert told(text) == [expected]
