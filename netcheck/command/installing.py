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
    """The words as the shell of this system reads them. Windows has two, which agree only on words without spaces and signs."""
    if system != "nt":
        return shlex.join(words)
    special = [re.search(r"[^\w.:\\/-]", word) is not None for word in words]
    prompt = " ".join(f'"{word}"' if marked else word for word, marked in zip(words, special, strict=True))
    if not any(special):
        return prompt
    doubled = (word.replace("'", "''") for word in words)
    power = " ".join(f"'{word}'" if marked else word for word, marked in zip(doubled, special, strict=True))
    return f"{prompt} (in PowerShell: & {power})"
