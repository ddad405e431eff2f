"""Files of this computer, read and written with care. With ``ask`` and ``cli`` the only part that touches the world."""

from __future__ import annotations

import contextlib
import errno
import itertools
import os
import shlex
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, TextIO

from netcheck.command import devices
from netcheck.errors import CannotDo, Refused, WrongUsage
from netcheck.questionnaire.document import LARGEST, decode
from netcheck.terminal.safe_text import harmless

STANDARD_INPUT = "-"

UNFINISHED = "netcheck-unfinished-"
"""How the name of a file begins that is being written. Only a program that is killed in the middle leaves one behind."""

_ROOM = "Make room on that disk, or choose a file elsewhere."
_NAME = "Check the name and its folder."
_RIGHTS = "Choose a file in a folder of your own."
_FIXES = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), _ROOM),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), _NAME),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _RIGHTS),
    errno.ENAMETOOLONG: "Choose a shorter name.",
}
"""What to do when the computer would not read or write a file."""


def read(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises CannotDo when there is nothing to read, and ``kind`` when it is too large or not text.
    """
    try:
        if path == STANDARD_INPUT:
            return decode(_standard_input().read(LARGEST + 1), name_of(path), kind)
        # Opened without waiting: a named pipe that nobody writes to must not hang the program.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            # Read with waiting: of a pipe that is written to slowly, the first part alone could earn other advice.
            os.set_blocking(file.fileno(), True)
            return decode(file.read(LARGEST + 1), name_of(path), kind)
    except IsADirectoryError:
        raise CannotDo(f"{name_of(path)} is a folder, not a file. Name the file in it.") from None
    except OSError as error:
        raise CannotDo(f"Cannot read {name_of(path)}: {reason_and_fix(error)}") from None
    except ValueError:
        # Only a NUL letter does this, and only a program can ask for it.
        raise CannotDo(f"No file can have the name {name_of(path)}.") from None


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise CannotDo("Standard input is closed, so there is nothing to read. Name a file instead of '-'.")
    return sys.stdin.buffer


def name_of(path: str) -> str:
    """What messages call a file: one line without anything that a terminal would obey."""
    if path == STANDARD_INPUT:
        return "standard input"
    name = harmless(path).replace("\n", " ")
    # A name that begins or ends with a space, or is nothing else, would not be seen.
    return name if name == name.strip() != "" else f"'{name}'"


def shell_word(path: str) -> str:
    """What to type in a shell for this file or folder."""
    return shlex.quote(name_of(path))


def read_revision(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of REVISION:FILE as git keeps it. Raises CannotDo when there is neither."""
    if os.path.exists(path) or ":" not in path:  # noqa: PTH110
        return read(path, kind)
    import subprocess

    # "./" makes git look from this folder, as for any other file name.
    revision, _, file = path.partition(":")
    try:
        shown = subprocess.run(["git", "show", "--end-of-options", f"{revision}:./{file}"], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise CannotDo(f"Cannot read {name_of(path)}: git cannot be started ({reason(error)}).") from None
    if shown.returncode:
        raise CannotDo(f"Cannot read {name_of(path)}: {shown.stderr.decode(errors='replace').strip().removeprefix('fatal: ').rstrip('.')}.")
    return decode(shown.stdout, name_of(path), kind)


def write(path: str, content: str | bytes, *, is_new: bool = False) -> None:
    """Put ``content`` into a file that only this user can read: whole, or not at all. Text is written as UTF-8.

    It goes to a new file beside it which then takes the name, so that a crash leaves the old file or the
    new one. Raises CannotDo when that is not possible, when the name is a link or no ordinary file, or when
    the file ``is_new`` and there is one by now. A device or a pipe is written to, unless the file ``is_new``.
    """
    import tempfile

    target = Path(path)
    data = content.encode() if isinstance(content, str) else content
    try:
        if not is_new and devices.is_device(path):
            devices.write(path, data)
            return
        _refuse_what_is_no_file(path)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
        try:
            with open(handle, "wb") as file:  # noqa: PTH123
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            if not (is_new and _took_new_name(temporary, path)):
                Path(temporary).replace(target)
        finally:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
    except BrokenPipeError:
        # Whoever reads what is written has gone, as behind "|".
        raise
    except OSError as error:
        raise CannotDo(f"Cannot write {name_of(path)}: {reason(error)}. Nothing was changed there. {_fix(error)}") from None


def _refuse_what_is_no_file(path: str) -> None:
    target = Path(path)
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise CannotDo(f"{name_of(path)} is not an ordinary file, so it is not overwritten. Choose another name.")


def _took_new_name(temporary: str, path: str) -> bool:
    """Give a file a name that no other has, which two programs cannot do at once. False where a file cannot have two names."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise CannotDo(_exists(path)) from None
    except OSError:
        refuse_to_replace(path)
        return False
    return True


def refuse_unwritable(path: str) -> None:
    """Raise CannotDo when a file can surely not be written, so that nobody answers all questions first and hears of it then."""
    if devices.is_device(path):
        return
    folder = Path(path).parent
    try:
        _refuse_what_is_no_file(path)
        folder.stat()
    except OSError as error:
        raise CannotDo(f"Cannot write {name_of(path)}: {reason_and_fix(error)}") from None
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise CannotDo(f"Cannot write {name_of(path)}: no file can be made in its folder. {_RIGHTS}")


def refuse_same(written: Mapping[str, str | None], read: Mapping[str, str | None]) -> None:
    """Raise WrongUsage when a file to be written is also read, or written twice. The keys are the options that name the files."""
    named = [(option, path) for option, path in {**written, **read}.items() if path is not None]
    for option, path in named:
        if option in written and path == STANDARD_INPUT:
            raise WrongUsage(f"{option} needs the name of a file; '-' is none.")
    for (option, path), (other, other_path) in itertools.combinations(named, 2):
        if option in written and not devices.is_device(path) and _is_same(path, other_path):
            raise WrongUsage(f"{option} and {other} name the same file, {name_of(path)}. Give each a file of its own.")
    if [path for _, path in named].count(STANDARD_INPUT) > 1:
        raise WrongUsage("'-' stands for standard input, which can be read only once. Name a file for one of them.")


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)  # noqa: PTH121
    except OSError:
        return os.path.realpath(path) == os.path.realpath(other)


def standard_output() -> TextIO:
    """Where data goes. Raises CannotDo when it is closed."""
    if sys.stdout is None:
        raise CannotDo("Standard output is closed, so there is nowhere to write. Leave it open.")
    return sys.stdout


def put(text: str, output: str | None = None) -> None:
    """Write ``text`` to a file, or to standard output when none is named. Raises CannotDo when that is not possible."""
    if output is None:
        stream = standard_output()
        stream.write(text)
        stream.flush()
    else:
        write(output, text)
        if not devices.is_device(output):
            tell(f"Written to {name_of(output)}.")


def tell(message: str) -> None:
    """Say something to the person, apart from the data. Where nobody can hear it, the program goes on."""
    with contextlib.suppress(OSError):
        print(harmless(message), file=sys.stderr, flush=True)


def refuse_to_replace(path: str, *, unless: bool = False) -> None:
    """Raise CannotDo when ``path`` holds something that would be lost."""
    if not unless and os.path.lexists(path):
        _refuse_what_is_no_file(path)
        raise CannotDo(_exists(path))


def _exists(path: str) -> str:
    return f"{name_of(path)} exists already and is not overwritten. Go on from it with --resume, or choose another name."


def free_name(stem: str, suffix: str) -> str:
    """A name in this folder that no file has yet: the plain one, or one with a number."""
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in itertools.count(1))
    return next(name for name in names if not os.path.lexists(name))


def whole_name(path: str) -> str:
    """The name with every folder, so that a person finds the file."""
    return str(Path(path).absolute())


def reason(error: OSError) -> str:
    """Why the computer would not do it, in a few words."""
    return (error.strerror or str(error)).lower()


def reason_and_fix(error: OSError) -> str:
    """Why the computer would not do it, and what to do, as sentences that end a message."""
    return f"{reason(error)}. {_fix(error)}"


def _fix(error: OSError) -> str:
    return _FIXES.get(error.errno or 0, "Choose another file.")


def may_use_packed() -> bool:
    """Whether the packed questionnaire may stand in for the file; NETCHECK_PACKED=no turns it off."""
    return os.environ.get("NETCHECK_PACKED", "yes").lower() not in {"no", "0", "false"}
