"""What has the name of a file and is none: standard output, a terminal, a named pipe, the null device. It is written to, never replaced."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterator
from typing import BinaryIO

from netcheck.command import windows

_DESCRIPTOR = re.compile(r"/dev/(?:(?P<stream>stdout|stderr)|fd/(?P<number>\d{1,9}))|/proc/self/fd/(?P<same>\d{1,9})")


def is_device(path: str) -> bool:
    """Whether a file is written to as it stands: an open descriptor by name, or a terminal, pipe or null device behind the name."""
    if (named := _DESCRIPTOR.fullmatch(path)) and (named["stream"] or os.name == "posix"):
        # Windows has no names for the two streams, so those of Unix do there too.
        return True
    if windows.HERE and windows.is_null(path):
        return True
    try:
        mode = os.stat(path).st_mode  # noqa: PTH116
    except (OSError, ValueError):
        return False
    # Disks and sockets are left alone.
    return stat.S_ISCHR(mode) or stat.S_ISFIFO(mode)


@contextlib.contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """What ``is_device`` knows, to write to; a named pipe waits for its reader.

    Raises OSError, which is BrokenPipeError when the reader has gone.
    """
    named = _DESCRIPTOR.fullmatch(path)
    if named is None:
        descriptor = os.open(path, os.O_WRONLY)
    else:
        # Not opened anew: that would empty a file behind it, and write over what another program has written there.
        descriptor = os.dup({"stdout": 1, "stderr": 2}[named["stream"]] if named["stream"] else int(named["number"] or named["same"]))
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
    with open(descriptor, "wb") as device:  # noqa: PTH123
        yield device
