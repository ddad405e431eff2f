"""What not every system has. A test that needs it is skipped where it is missing, with the reason, at the moment it needs it."""

from __future__ import annotations

import os
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest

WINDOWS = os.name == "nt"

PATIENCE = 300
"""Seconds until a program that does not end is a failure. In Wine every start of one takes its time, the more on a busy machine."""

try:
    import resource
except ImportError:
    resource = None  # type: ignore[assignment]
"""Limits of a process, which only Unix has."""


def skip_on_windows(reason: str) -> None:
    """Skip the rest of this test on Windows."""
    if WINDOWS:
        pytest.skip(reason)


def bash(command: str, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run a command line of a Unix shell, for what it says and its status."""
    skip_on_windows("Windows has no Unix shell")
    options = {"capture_output": True, "encoding": "utf-8", "timeout": 30, **options}
    return subprocess.run(["bash", "-c", command], check=False, **options)


def make_pipe(path: Path) -> None:
    """Make a pipe with a name."""
    skip_on_windows("Windows has no pipes among its files")
    os.mkfifo(path)


def make_link(path: Path, target: Path | str) -> None:
    """Make a symbolic link."""
    skip_on_windows("making a link needs a right on Windows that few have")
    path.symlink_to(target)


def is_for_its_owner_alone(path: Path) -> bool:
    """Whether no one else may read a file. Windows has no such bits: there the folder says who may."""
    return WINDOWS or stat.S_IMODE(path.stat().st_mode) == 0o600
