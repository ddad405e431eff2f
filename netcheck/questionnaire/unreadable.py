"""Why a text is neither YAML nor JSON, in words for whoever wrote it. Only a text that cannot be read comes here."""

from __future__ import annotations

import re
import unicodedata

from netcheck.errors import quoted
from netcheck.questionnaire.yaml_reader import TOO_DEEP

_UNSEEN_FIRST = re.compile("[ ]*([^\\S \\n\\r]|[\u00ad\u200b-\u200f\u2060\ufeff])")
"""A line that begins with a letter which looks like a space or like nothing."""


def why_unreadable(text: str, line: int | None, problem: str, *, is_json: bool) -> tuple[int | None, str]:
    """The line and the words for a text that the YAML parser refused in ``line`` for ``problem``."""
    if is_json:
        return _as_json(text, line, problem)
    if (second := _second_document(text)) is not None:
        return second, "A second document begins here, after '---'. Keep one document in a file."
    lines = text.split("\n")
    for number in range(max(1, (line or 1) - 1), min(line or 1, len(lines)) + 1):
        if found := _UNSEEN_FIRST.match(lines[number - 1]):
            return number, f"This line begins with {letter_in_words(found[1])}. Indent it with ordinary spaces, like the lines around it."
    fix = "Check the indentation here and above, and put text that holds ': ' or ' #' in quotes."
    return line, f"This is not readable as YAML: {quoted(problem)}. {fix}"


def _as_json(text: str, line: int | None, problem: str) -> tuple[int | None, str]:
    # Imported here because every run imports this module, and almost none has a text that cannot be read.
    import json

    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        line, problem = error.lineno, error.msg
    except RecursionError:
        # YAML found a fault that JSON does not know, and our own limit was not reached before it.
        return None, TOO_DEEP
    fix = "Look here and just before for a comma, a quote or a bracket that is missing or too many."
    return line, f"This is not readable as JSON: {quoted(problem)}. {fix}"


def _second_document(text: str) -> int | None:
    """The line in which a second document begins, if one does."""
    import yaml

    documents = 0
    try:
        for event in yaml.parse(text, Loader=yaml.BaseLoader):
            documents += isinstance(event, yaml.DocumentStartEvent)
            if documents == 2:
                mark = event.start_mark
                return mark.line + 1 if mark else None
    except yaml.YAMLError:
        # The fault that is told stands before any second document.
        return None
    return None


def letter_in_words(letter: str) -> str:
    """A letter that cannot be seen, by its code point and its name."""
    name = "TAB" if letter == "\t" else unicodedata.name(letter, "")
    return f"a letter that cannot be seen, U+{ord(letter):04X}{f' ({name.lower()})' if name else ''}"
