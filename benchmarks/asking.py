"""A person's run in a real terminal: the first question on screen against importing questionary, and key to next question."""

from __future__ import annotations

import os
import pty
import select
import statistics
import subprocess
import sys
import time

from pairs import program

ROUNDS = 10


def main() -> None:
    """Print medians and the ratio."""
    first, keys, imports = [], [], []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "import questionary"], check=True)
        imports.append(time.perf_counter() - begun)
        one_first, some_keys = session()
        first.append(one_first)
        keys += some_keys
    pairs = statistics.median(a / b for a, b in zip(first, imports, strict=True))
    alone, screen = statistics.median(imports), statistics.median(first)
    print(f"import questionary {alone:.3f} s, first screen {screen:.3f} s: {pairs:.2f} (at most 1.3)")
    print(f"key to next question: {statistics.median(keys) * 1000:.1f} ms median of {len(keys)} (at most 16)")


def session() -> tuple[float, list[float]]:
    """Seconds until the first screen is drawn, and from Enter until the next screen is."""
    begun = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(program("netcheck"), ["netcheck"])
    first = until_quiet(terminal, begun, 20.0)
    times = []
    for key in (b"\r",):
        pressed = time.perf_counter()
        os.write(terminal, key)
        times.append(until_quiet(terminal, pressed, 2.0))
    os.kill(process, 9)
    os.waitpid(process, 0)
    os.close(terminal)
    return first, times


def until_quiet(terminal: int, begun: float, most: float) -> float:
    """Seconds from ``begun`` to the last thing drawn before the terminal was quiet for a fifth of a second."""
    last = begun
    while select.select([terminal], [], [], 0.2 if last > begun else most)[0]:
        shown = os.read(terminal, 65536)
        if b"\x1b[6n" in shown:
            os.write(terminal, b"\x1b[1;1R")
        last = time.perf_counter()
    return last - begun


if __name__ == "__main__":
    main()
