"""What messages call a file, why the computer would not read or write it, and what to do then."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
from pathlib import Path

from netcheck.terminal.safe_text import harmless

STANDARD_INPUT = "-"

_ROOM = "Make room on that disk, or choose a file elsewhere."
_NAME = "Check the name and its folder."
RIGHTS = "Choose a file in a folder of your own."
_FIXES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _ROOM),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), _NAME),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), RIGHTS),
    errno.ENAMETOOLONG: "Choose a shorter name.",
    errno.ETXTBSY: "Close it there, and try again.",
}
"""What to do when the computer would not read or write a file."""


def name_of(path: str) -> str:
    """What messages call a file: one line without anything that a terminal would obey."""
    if path == STANDARD_INPUT:
        return "standard input"
    name = harmless(path).replace("\n", " ")
    # A name that begins or ends with a space, or is nothing else, would not be seen.
    return name if name == name.strip() != "" else f"'{name}'"


def free_name(stem: str, suffix: str) -> str:
    """A name in this folder that no file has yet: the plain one, or one with a number."""
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in itertools.count(1))
    return next(name for name in names if not os.path.lexists(name))


def whole_name(path: str) -> str:
    """The name with every folder, so that a person finds the file."""
    return str(Path(path).absolute())


def is_same(path: str, other: str) -> bool:
    """Whether two names lead to one file, which need not be there."""
    try:
        return os.path.samefile(path, other)  # noqa: PTH121
    except OSError:
        with contextlib.suppress(OSError):
            # Of what Windows keeps for itself it cannot be told; that name is refused later, with the reason.
            return os.path.normcase(os.path.realpath(path)) == os.path.normcase(os.path.realpath(other))
        return False


def reason(error: OSError) -> str:
    """Why the computer would not do it, in a few words."""
    if error.errno and getattr(error, "winerror", None):
        # Windows says it in the language of the person, Python in that of all the rest.
        return os.strerror(error.errno).lower()
    return (error.strerror or str(error)).lower()


def reason_and_fix(error: OSError) -> str:
    """Why the computer would not do it, and what to do, as sentences that end a message."""
    return f"{reason(error)}. {fix(error)}"


def fix(error: OSError) -> str:
    """What to do when the computer would not do it."""
    return _FIXES.get(error.errno or 0, "Choose another file.")
