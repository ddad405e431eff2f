"""A person's run in a real terminal: the first question on screen against importing questionary, and key to next question."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import statistics
import struct
import subprocess
import sys
import termios
import time

from pairs import program

ROUNDS = 10
QUESTIONS = 6
"""The danger signs: after them a number is asked for, which is typed."""
END, ENTER, NO = b"\x1b[F", b"\r", b"2"


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
    median, most = statistics.median(keys) * 1000, statistics.quantiles(keys, n=20)[-1] * 1000
    print(f"key to next question: {median:.1f} ms median of {len(keys)} (at most 16), 95 in 100 within {most:.1f} ms")


def session() -> tuple[float, list[float]]:
    """Seconds until the first screen is drawn, and from each Enter that answers until the next question is."""
    begun = time.perf_counter()
    process, terminal = pty.fork()
    if process == 0:
        os.environ["TERM"] = "xterm-256color"
        os.execv(program("netcheck"), ["netcheck"])
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    first, _ = until_quiet(terminal, begun, 20.0)
    times = []

    def press(key: bytes) -> tuple[float, bytes]:
        pressed = time.perf_counter()
        os.write(terminal, key)
        return until_quiet(terminal, pressed, 2.0)

    taken, shown = press(ENTER)
    for _ in range(QUESTIONS):
        times.append(taken)
        if b"Space" in shown:
            # The last choice of a list: none of these, or not sure.
            press(END)
            press(b" ")
            taken, shown = press(ENTER)
        else:
            press(NO)
            taken, shown = press(ENTER)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    os.close(terminal)
    return first, times


def until_quiet(terminal: int, begun: float, most: float) -> tuple[float, bytes]:
    """Seconds from ``begun`` to the last thing drawn before the terminal was quiet for a fifth of a second, and what was drawn."""
    last, drawn = begun, b""
    while select.select([terminal], [], [], 0.2 if last > begun else most)[0]:
        shown = os.read(terminal, 65536)
        if b"\x1b[6n" in shown:
            os.write(terminal, b"\x1b[1;1R")
        last = time.perf_counter()
        drawn += shown
    return last - begun, drawn


if __name__ == "__main__":
    main()
