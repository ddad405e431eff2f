"""Files of this computer, read and written with care. With ``ask`` and ``cli`` the only part that touches the world."""

from __future__ import annotations

import contextlib
import itertools
import os
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO, TextIO

from netcheck.command import devices, windows
from netcheck.command.file_names import RIGHTS, STANDARD_INPUT, fix, is_same, name_of, reason, reason_and_fix
from netcheck.errors import CannotDo, Refused, WrongUsage
from netcheck.questionnaire.document import LARGEST, decode
from netcheck.terminal.safe_text import harmless

LINE_END_WITHIN = 4096
"""The bytes at the beginning of a file that show its kind of line ends."""

UNFINISHED = "netcheck-unfinished-"
"""How the name of a file begins that is being written. Only a program that is killed in the middle leaves one behind."""


def read(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises CannotDo when there is nothing to read, and ``kind`` when it is too large or not text.
    """
    return decode(bytes_of(path), name_of(path), kind)


def bytes_of(path: str) -> bytes:
    """What is in a file, or comes from standard input for ``-``; of one that is too large the beginning.

    Raises CannotDo when it cannot be read.
    """
    _refuse_name("read", path)
    try:
        if path == STANDARD_INPUT:
            return _standard_input().read(LARGEST + 1)
        return windows.patiently(path, lambda: _bytes(windows.opened_by(path)))
    except OSError as error:
        if os.path.isdir(path):  # noqa: PTH112
            raise CannotDo(f"{name_of(path)} is a folder, not a file. Name the file in it.") from None
        raise CannotDo(f"Cannot read {name_of(path)}: {reason_and_fix(error)}") from None
    except ValueError:
        # Only a NUL letter does this, and only a program can ask for it.
        raise CannotDo(f"No file can have the name {name_of(path)}.") from None


def _bytes(path: str) -> bytes:
    # Opened without waiting: a named pipe that nobody writes to must not hang the program.
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
        if sys.platform != "win32":
            # Read with waiting: of a pipe that is written to slowly, the first part alone could earn other advice.
            os.set_blocking(file.fileno(), True)
        return file.read(LARGEST + 1)


def _refuse_name(verb: str, path: str) -> None:
    if windows.HERE and (why := windows.why_no_name(path)):
        raise CannotDo(f"Cannot {verb} {name_of(path)}: {why}")


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise CannotDo("Standard input is closed, so there is nothing to read. Name a file instead of '-'.")
    return sys.stdin.buffer


def read_revision(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of REVISION:FILE as git keeps it. Raises CannotDo when there is neither."""
    if os.path.exists(path) or ":" not in path or (windows.HERE and windows.has_drive(path)):  # noqa: PTH110
        return read(path, kind)
    import subprocess

    # "./" makes git look from this folder, as for any other file name. It knows no other sign between folders than this one.
    revision, _, file = path.partition(":")
    file = file.replace(os.sep, "/")
    try:
        shown = subprocess.run(["git", "show", "--end-of-options", f"{revision}:./{file}"], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise CannotDo(f"Cannot read {name_of(path)}: git cannot be started ({reason(error)}).") from None
    if shown.returncode:
        raise CannotDo(f"Cannot read {name_of(path)}: {shown.stderr.decode(errors='replace').strip().removeprefix('fatal: ').rstrip('.')}.")
    return decode(shown.stdout, name_of(path), kind)


def write(path: str, content: str | bytes, *, is_new: bool = False) -> bytes:
    """Put ``content`` into a file that only this user can read: whole, or not at all. Returns what stands in it then.

    Text is written as UTF-8, with the kind of line ends that a file of this name had before. On Windows its folder says who can read it.
    It goes to a new file beside it which then takes the name, so that a crash leaves the old file or the
    new one. Raises CannotDo when that is not possible, when the name is a link or no ordinary file, or when
    the file ``is_new`` and there is one by now. A device or a pipe is written to, unless the file ``is_new``.
    """
    _refuse_name("write", path)
    if not is_new and devices.is_device(path):
        data = content.encode() if isinstance(content, str) else content
        with _told(path), devices.opened(path) as device:
            device.write(data)
        return data
    with written_whole(path, is_new=is_new) as temporary:
        data = _as_it_was(Path(windows.opened_by(path)), content).encode() if isinstance(content, str) else content
        Path(temporary).write_bytes(data)
    return data


@contextlib.contextmanager
def written_whole(path: str, *, is_new: bool = False) -> Iterator[str]:
    """The name of a new file beside it, which only this user can read, and which takes the name when the block ends well.

    Raises CannotDo as ``write`` does.
    """
    import tempfile

    target = Path(windows.opened_by(path))
    with _told(path):
        _refuse_what_is_no_file(path)
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=UNFINISHED)
        os.close(handle)
        try:
            yield temporary
            with open(temporary, "rb+") as file:  # noqa: PTH123
                os.fsync(file.fileno())
            if not (is_new and _took_new_name(temporary, path)):
                windows.patiently(path, lambda: Path(temporary).replace(target))
        finally:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()


@contextlib.contextmanager
def _told(path: str) -> Iterator[None]:
    """A file that cannot be written, in words. Whoever reads what is written and has gone, as behind "|", is none."""
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CannotDo(f"Cannot write {name_of(path)}: {reason(error)}. Nothing was changed there. {fix(error)}") from None


def _as_it_was(target: Path, text: str) -> str:
    """``text`` with the line ends of the file that it replaces."""
    beginning = b""
    with contextlib.suppress(OSError), target.open("rb") as file:
        # Of UTF-16 every other byte is zero.
        beginning = file.read(LINE_END_WITHIN).replace(b"\0", b"")
    return text.replace("\r\n", "\n").replace("\n", "\r\n") if b"\r\n" in beginning else text


def _refuse_what_is_no_file(path: str) -> None:
    target = Path(windows.opened_by(path))
    if target.is_symlink() or (target.exists() and not target.is_file()):
        raise CannotDo(f"{name_of(path)} is not an ordinary file, so it is not overwritten. Choose another name.")


def _took_new_name(temporary: str, path: str) -> bool:
    """Give a file a name that no other has, which two programs cannot do at once. False where a file cannot have two names."""
    try:
        os.link(temporary, windows.opened_by(path))
    except FileExistsError:
        raise CannotDo(_exists(path)) from None
    except OSError:
        refuse_to_replace(path)
        return False
    return True


def refuse_unwritable(path: str) -> None:
    """Raise CannotDo when a file can surely not be written, so that nobody answers all questions first and hears of it then."""
    _refuse_name("write", path)
    if devices.is_device(path):
        return
    folder = Path(windows.opened_by(path)).parent
    try:
        _refuse_what_is_no_file(path)
        folder.stat()
    except OSError as error:
        raise CannotDo(f"Cannot write {name_of(path)}: {reason_and_fix(error)}") from None
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        raise CannotDo(f"Cannot write {name_of(path)}: no file can be made in its folder. {RIGHTS}")


def refuse_same(written: Mapping[str, str | None], read: Mapping[str, str | None]) -> None:
    """Raise WrongUsage when a file to be written is also read, or written twice. The keys are the options that name the files."""
    named = [(option, path) for option, path in {**written, **read}.items() if path is not None]
    for option, path in named:
        if option in written and path == STANDARD_INPUT:
            raise WrongUsage(f"{option} needs the name of a file; '-' is none.")
    for (option, path), (other, other_path) in itertools.combinations(named, 2):
        if option in written and not devices.is_device(path) and is_same(path, other_path):
            raise WrongUsage(f"{option} and {other} name the same file, {name_of(path)}. Give each a file of its own.")
    if [path for _, path in named].count(STANDARD_INPUT) > 1:
        raise WrongUsage("'-' stands for standard input, which can be read only once. Name a file for one of them.")


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


def talk(text: str) -> None:
    """Say several lines on standard error, where one is there."""
    if sys.stderr is not None:
        sys.stderr.write(text)
        sys.stderr.flush()


def refuse_to_replace(path: str, *, unless: bool = False) -> None:
    """Raise CannotDo when ``path`` holds something that would be lost."""
    if not unless and os.path.lexists(windows.opened_by(path)):
        _refuse_what_is_no_file(path)
        raise CannotDo(_exists(path))


def _exists(path: str) -> str:
    return f"{name_of(path)} exists already and is not overwritten. Go on from it with --resume, or choose another name."


def may_use_packed() -> bool:
    """Whether the packed questionnaire may stand in for the file; NETCHECK_PACKED=no turns it off."""
    return os.environ.get("NETCHECK_PACKED", "yes").lower() not in {"no", "0", "false"}
