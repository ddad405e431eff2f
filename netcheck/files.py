"""Files of this computer, read and written with care. With ``ask`` and ``cli`` the only part that touches the world."""

from __future__ import annotations

import contextlib
import itertools
import os
import pkgutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from netcheck.document import LARGEST, content_text, decode
from netcheck.errors import CannotDo, Refused

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

STANDARD_INPUT = "-"
SHIPPED = "questions.yaml"


def read(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises CannotDo when there is nothing to read, and ``kind`` when it is too large or not text.
    """
    if path == STANDARD_INPUT:
        return decode(sys.stdin.buffer.read(LARGEST + 1), "standard input", kind)
    try:
        # Opened without waiting: a named pipe that nobody writes to must not hang the program.
        with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0)), "rb") as file:  # noqa: PTH123
            return decode(file.read(LARGEST + 1) or b"", path, kind)
    except IsADirectoryError:
        raise CannotDo(f"{path} is a folder, not a file. Name the file in it.") from None
    except OSError as error:
        raise CannotDo(f"Cannot read {path}: {reason(error)}.") from None


def name_of(path: str) -> str:
    """What messages call a file."""
    return "standard input" if path == STANDARD_INPUT else path


def read_revision(path: str, kind: type[Refused]) -> str:
    """The text of a file, or of REVISION:FILE as git keeps it. Raises CannotDo when there is neither."""
    if Path(path).exists() or ":" not in path:
        return read(path, kind)
    import subprocess

    # "./" makes git look from this folder, as for any other file name.
    revision, _, file = path.partition(":")
    try:
        shown = subprocess.run(["git", "show", f"{revision}:./{file}"], capture_output=True, check=False)  # noqa: S603, S607
    except OSError as error:
        raise CannotDo(f"Cannot read {path}: git cannot be started ({reason(error)}).") from None
    if shown.returncode:
        raise CannotDo(f"Cannot read {path}: {shown.stderr.decode(errors='replace').strip().removeprefix('fatal: ')}.")
    return decode(shown.stdout, path, kind)


def write(path: str, content: str | bytes) -> None:
    """Put ``content`` into a file that only this user can read: whole, or not at all. Text is written as UTF-8.

    It goes to a new file beside it which then takes the name, so that a crash leaves the old file or the
    new one. Raises CannotDo when that is not possible, or when the name is a link or no ordinary file.
    """
    import tempfile

    target = Path(path)
    try:
        if target.is_symlink() or (target.exists() and not target.is_file()):
            raise CannotDo(f"{path} is not an ordinary file, so it is not overwritten. Choose another name.")
        handle, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with open(handle, "wb") as file:  # noqa: PTH123
                file.write(content.encode() if isinstance(content, str) else content)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(target)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(temporary).unlink()
            raise
    except OSError as error:
        raise CannotDo(f"Cannot write {path}: {reason(error)}. Nothing was changed there.") from None


def standard_output() -> TextIO:
    """Where data goes. Raises CannotDo when it is closed."""
    if sys.stdout is None:
        raise CannotDo("Standard output is closed, so there is nowhere to write. Name a file with --output.")
    return sys.stdout


def put(text: str, output: str | None = None) -> None:
    """Write ``text`` to a file, or to standard output when none is named."""
    if output is None:
        stream = standard_output()
        stream.write(text)
        stream.flush()
    else:
        write(output, text)
        print(f"Written to {output}.", file=sys.stderr)


def refuse_to_replace(path: str, *, unless: bool = False) -> None:
    """Raise CannotDo when ``path`` holds something that would be lost."""
    if not unless and Path(path).exists():
        raise CannotDo(f"{path} exists already and is not overwritten. Go on from it with --resume, or choose another name.")


def free_name(stem: str, suffix: str) -> str:
    """A name in this folder that no file has yet: the plain one, or one with a number."""
    names = (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}" for number in itertools.count(1))
    return next(name for name in names if not Path(name).exists())


def whole_name(path: str) -> str:
    """The name with every folder, so that a person finds the file."""
    return str(Path(path).absolute())


def reason(error: OSError) -> str:
    """Why the computer would not do it, in a few words."""
    return (error.strerror or str(error)).lower()


def yaml_files(path: str) -> tuple[str, ...]:
    """The YAML files in a folder, by name, or the one file that ``path`` is. Raises CannotDo when there is none."""
    found = sorted(Path(path).glob("*.yaml")) if Path(path).is_dir() else [Path(path)]
    if not found:
        raise CannotDo(f"{path} has no file that ends in .yaml.")
    return tuple(map(str, found))


def shipped_questionnaire() -> tuple[str, str]:
    """The text and the name of the questionnaire that comes with the program."""
    return content_text(shipped_bytes(), SHIPPED), SHIPPED


def shipped_bytes() -> bytes:
    """The questionnaire that comes with the program, as it is stored."""
    try:
        return pkgutil.get_data("netcheck", SHIPPED) or b""
    except OSError:
        # An editable install reads the copy of the repository, so that an edit shows at once.
        beside = Path(__file__).resolve().parent.parent / SHIPPED
    try:
        return beside.read_bytes()
    except OSError as error:
        raise CannotDo(f"The questionnaire that belongs to netcheck is missing ({reason(error)}). Install netcheck again.") from None


def may_use_packed() -> bool:
    """Whether the packed questionnaire may stand in for the file; NETCHECK_PACKED=no turns it off."""
    return os.environ.get("NETCHECK_PACKED", "yes").lower() not in {"no", "0", "false"}


def guide_texts() -> dict[str, str]:
    """The Markdown text of every topic of the guide, by the topic's id."""
    folder = _guide()
    return {file.name.removesuffix(".md"): file.read_text(encoding="utf-8") for file in folder.iterdir() if file.name.endswith(".md")}


def guide_sources() -> tuple[str, str]:
    """The text and the name of the file with the sources that only the guide cites."""
    return (_guide() / "sources.yaml").read_text(encoding="utf-8"), "guide/sources.yaml"


def _guide() -> Traversable:
    from importlib.resources import files as package_files

    return package_files("netcheck") / "guide"
