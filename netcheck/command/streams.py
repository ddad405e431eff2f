"""Standard output and standard error, in letters that whoever reads them can show."""

from __future__ import annotations

import codecs
import os
import stat
import sys
from typing import TextIO

from netcheck.terminal.safe_text import nearest_letters

TERMINAL = "windows"
"""What the terminal of Windows is called, which has no name of its own in TERM."""

CANNOT_DRAW = frozenset({"", "dumb", "unknown"})
"""What TERM is where nothing can be drawn, as the libraries that draw judge it too; and nobody knows what an empty one can do."""

ACCESSIBLE = ("ACCESSIBLE", "GH_ACCESSIBLE_PROMPTER", "CLOUDSDK_ACCESSIBILITY_SCREEN_READER")
"""What people with a screen reader have set already: for many programs, for GitHub's and for Google Cloud's."""

OFF = frozenset({"", "0", "false", "no", "off"})

NEAREST = "netcheck.nearest"
"""The name under which Python knows what to do with a letter that an encoding has not."""


def terminal_name() -> str:
    """What TERM calls this terminal; "" where nothing is known of it."""
    return os.environ.get("TERM") or (TERMINAL if os.name == "nt" else "")


def can_draw() -> bool:
    """Whether this terminal can draw, going by its name."""
    return terminal_name().lower() not in CANNOT_DRAW


def wants_plain_lines() -> bool:
    """Whether the environment says that a screen reader reads what programs write."""
    return any(os.environ.get(name, "").strip().lower() not in OFF for name in ACCESSIBLE)


def show_nearest_letters() -> None:
    """From here on a letter that an output has not is written as the nearest one it has; it must not stop the advice."""
    codecs.register_error(NEAREST, nearest_letters)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.reconfigure(encoding=_encoding(stream), errors=NEAREST)  # type: ignore[union-attr]


def _encoding(stream: TextIO) -> str | None:
    """What a stream is written in, where that is not what Python takes.

    On Windows Python writes files and pipes in an encoding that neither the console nor PowerShell reads them in.
    """
    if sys.platform != "win32" or stream.isatty() or "utf8" in sys._xoptions or {"PYTHONIOENCODING", "PYTHONUTF8"} & set(os.environ):
        return None
    if stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
        # So that netcheck can read what it wrote.
        return "utf-8"
    import ctypes

    page = ctypes.WinDLL("kernel32").GetConsoleOutputCP()
    try:
        return codecs.lookup(f"cp{page}").name if page else None
    except LookupError:
        return None
