"""Run commands in turn, A B C A B C …, and compare them round by round, so that a busy computer slows all alike."""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path
from typing import NamedTuple


class Run(NamedTuple):
    """One finished process: seconds of the clock and of the processor, and its largest memory in MiB."""

    wall: float
    cpu: float
    memory: float


def run(command: list[str]) -> Run:
    """Run a command to its end without a terminal; what it prints is thrown away. Raises RuntimeError when it fails."""
    nothing = os.open(os.devnull, os.O_RDWR)
    try:
        begun = time.perf_counter()
        actions = [(os.POSIX_SPAWN_DUP2, nothing, stream) for stream in (0, 1)]
        process = os.posix_spawn(command[0], command, dict(os.environ), file_actions=actions)
        _, status, used = os.wait4(process, 0)
        wall = time.perf_counter() - begun
    finally:
        os.close(nothing)
    if status:
        raise RuntimeError(f"{' '.join(command)} failed with status {os.waitstatus_to_exitcode(status)}")
    unit = 1024 * 1024 if sys.platform == "darwin" else 1024
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / unit)


def compare(commands: dict[str, list[str]], rounds: int) -> dict[str, list[Run]]:
    """The runs of each command, after one round that is not counted."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, command in commands.items():
            done = run(command)
            if number:
                runs[name].append(done)
    return runs


def ratio(runs: dict[str, list[Run]], over: str, under: str, field: str) -> float:
    """The median of the ratios round by round."""
    pairs = zip(runs[over], runs[under], strict=True)
    return statistics.median(getattr(a, field) / getattr(b, field) for a, b in pairs)


def report(runs: dict[str, list[Run]]) -> str:
    """A line for each command with its medians."""
    lines = [f"{'':34}{'clock s':>9}{'cpu s':>9}{'MiB':>8}"]
    for name, some in runs.items():
        wall, cpu, memory = (statistics.median(values) for values in zip(*some, strict=True))
        lines.append(f"{name:34}{wall:9.3f}{cpu:9.3f}{memory:8.1f}")
    return "\n".join(lines)


def program(name: str) -> str:
    """The path of a program installed beside this Python. Raises SystemExit when it is not there."""
    path = Path(sys.executable).parent / name
    if not path.exists():
        raise SystemExit(f"{name} is not installed beside {sys.executable}. See benchmarks/README.md.")
    return str(path)
