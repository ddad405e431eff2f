"""How to install what is missing, for the very Python that runs: a line to copy into the shell of this system."""

from __future__ import annotations

import os
import re
import shlex
import sys
from collections.abc import Sequence
from importlib.util import find_spec

from netcheck.errors import PackageMissing


def with_command(missing: PackageMissing) -> str:
    """The whole message of an error: what is missing, and last the command that installs it."""
    python = sys.executable or "python3"
    # An environment made by uv has no pip of its own.
    command = [python, "-m", "pip", "install"] if find_spec("pip") else ["uv", "pip", "install", "--python", python]
    return f"{missing} To install {missing.package}, run: {for_shell([*command, missing.package])}"


def for_shell(words: Sequence[str], system: str = os.name) -> str:
    """The words of a call as the shell of this system reads them. Windows has two: one line for both, or one for each where they differ."""
    if system != "nt":
        return shlex.join(words)
    prompt = " ".join(map(_in_double_quotes, words))
    if not _is_special(words[0]) and not any(map(_MEANS_MORE_IN_POWERSHELL.search, words)):
        return prompt
    return f"{prompt} (in PowerShell: & {' '.join(map(_in_single_quotes, words))})"


_SPECIAL = re.compile(r"[^\w.:\\/-]")
_MEANS_MORE_IN_POWERSHELL = re.compile("[$`\u201c-\u201e]")
"""Signs that PowerShell takes for others, or replaces, also between double quotes."""


def _is_special(word: str) -> bool:
    return not word or _SPECIAL.search(word) is not None


def _in_double_quotes(word: str) -> str:
    # A backslash before the quote would make it part of the word.
    return '"' + re.sub(r"\\+$", r"\g<0>\g<0>", word) + '"' if _is_special(word) else word


def _in_single_quotes(word: str) -> str:
    # PowerShell takes the curved ones for the straight one.
    return "'" + re.sub("['\u2018-\u201b]", r"\g<0>\g<0>", word) + "'" if _is_special(word) else word
