"""What Windows asks of files and no other system does: names it keeps for itself, long names, and files that one program has alone."""

from __future__ import annotations

import errno
import ntpath
import os
import re
import sys
import time
from collections.abc import Callable
from typing import TypeVar

HERE = os.name == "nt"

NULL = "NUL"
"""The device that forgets what is written to it. The one name of its kind that a file may be given."""

_KEPT = re.compile(r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3]|conin\$|conout\$) *(\..*)?", re.IGNORECASE)
_NO_LETTERS = re.compile(r'[<>:"|?*\x01-\x1f]')

LONGEST_NAME = 240
"""The letters of a whole name up to which every Windows opens a file as it is named. Room is left for the name of an unfinished file."""

_WAITS, _WAIT_SECONDS = 10, 0.1
"""How often and how long to wait for another program: scanners and copiers of files let go of them within a second."""

_SHARING_VIOLATION, _LOCK_VIOLATION = 32, 33
_READ_AND_REMOVE, _SHARE_ALL, _OPEN_EXISTING, _NO_HANDLE = 0x80010000, 7, 3, -1

Result = TypeVar("Result")


def is_null(path: str) -> bool:
    """Whether this is the null device by its name alone."""
    return path.upper() == NULL


def has_drive(path: str) -> bool:
    r"""Whether a name begins with a drive, as C:\answers.yaml does, or with a computer's share."""
    return bool(ntpath.splitdrive(path)[0])


def why_no_name(path: str) -> str:
    """Why Windows gives no file this name, and what to do, in one sentence or two; "" where it does."""
    if is_null(path):
        return ""
    for part in re.split(r"[\\/]", ntpath.splitdrive(path)[1]):
        if kept := _KEPT.fullmatch(part):
            return f"Windows keeps the name {kept[1]} for itself. Choose another name."
        if letter := _NO_LETTERS.search(part):
            shown = letter[0] if letter[0].isprintable() else f"U+{ord(letter[0]):04X}"
            return f"Windows allows no {shown} in the name of a file. Choose a name without it."
        if part.strip(".") and part[-1] in {".", " "}:
            return f"Windows drops the {'dot' if part[-1] == '.' else 'space'} at the end of a name. Leave it out."
    return ""


def is_closed_pipe(error: OSError) -> bool:
    """Whether whoever read what is printed has gone. On Windows Python calls that an invalid argument."""
    return HERE and error.errno == errno.EINVAL and error.filename is None


def start_no_program_of_this_folder() -> None:
    """Find git and a pager only where programs are kept: a file of that name in a folder full of other people's files is not to be run."""
    if HERE:
        os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")


def opened_by(path: str) -> str:
    """The name by which a file is opened: on Windows a long one needs another form, elsewhere it is ``path``."""
    return path if not HERE or is_null(path) else long_form(path, ntpath.abspath(path))


def long_form(path: str, whole: str) -> str:
    """``path``, or where the ``whole`` name with every folder is a long one, the form of it that Windows opens at any length."""
    if len(whole) <= LONGEST_NAME or whole.startswith(("\\\\?\\", "\\\\.\\")):
        return path
    return "\\\\?\\UNC" + whole[1:] if whole.startswith("\\\\") else "\\\\?\\" + whole


def patiently(path: str, attempt: Callable[[], Result]) -> Result:
    """Do something with a file, and again for about a second while another program has it alone.

    Raises OSError with ETXTBSY when it still has, and whatever else ``attempt`` raises.
    """
    for _ in range(_WAITS):
        try:
            return attempt()
        except PermissionError:
            if not _is_held(path):
                raise
        time.sleep(_WAIT_SECONDS)
    raise OSError(errno.ETXTBSY, "another program has it open")


def _is_held(path: str) -> bool:
    """Whether another program lets nobody else read, replace or remove a file. Python's error does not tell that from missing rights."""
    if sys.platform != "win32":
        return False
    import ctypes

    kernel = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_ssize_t
    kernel.CloseHandle.argtypes = [ctypes.c_ssize_t]
    handle = kernel.CreateFileW(opened_by(path), _READ_AND_REMOVE, _SHARE_ALL, None, _OPEN_EXISTING, 0, None)
    if handle == _NO_HANDLE:
        return ctypes.get_last_error() in {_SHARING_VIOLATION, _LOCK_VIOLATION}
    kernel.CloseHandle(handle)
    return False
