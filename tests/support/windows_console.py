"""The console of Windows for tests that run elsewhere: netcheck on a Windows Python in Wine, whose console is drawn into this terminal."""

from __future__ import annotations

import os
from pathlib import Path

from netcheck.terminal.hearing import WORD_PAUSE
from netcheck.terminal.window import TOO_EARLY
from tests.support.real_terminal import ROOT, RealTerminal

PROGRAM = "NETCHECK_WINDOWS_PYTHON"
"""The program that runs a Windows Python, as .ci/windows makes it."""

OLD_CONSOLE = """
from prompt_toolkit.input import win32
from prompt_toolkit.output import windows10
# Wine says yes to the codes of newer consoles, and then shows them as letters.
windows10.is_win_vt100_enabled = win32._is_win_vt100_input_enabled = lambda: False
from netcheck.command.cli import main
main()
"""
"""netcheck in a console that draws by calls and not by codes, as before Windows 10."""

BREAK = """
import pathlib, signal, threading, time
def press_ctrl_break(path):
    while not path.exists() or b"breathing: no" not in path.read_bytes():
        time.sleep(0.1)
    time.sleep(1)
    signal.raise_signal(signal.SIGBREAK)
threading.Thread(target=press_ctrl_break, args=[pathlib.Path({!r})], daemon=True).start()
"""
"""Ctrl-Break, which no terminal of Unix can send: its signal, a moment after the first answer is in a file."""


def windows_name(path: Path) -> str:
    """What a file of this system is called in Wine."""
    return "Z:" + str(path).replace("/", "\\")


class WindowsConsole(RealTerminal):
    """netcheck in Wine's console. Use it in a ``with`` block."""

    pressed: tuple[str, ...] = ()

    def __init__(self, *arguments: str, folder: Path, breaks: str = "", **options: int) -> None:
        starter = folder / "old_console.py"
        starter.write_text((BREAK.format(breaks) if breaks else "") + OLD_CONSOLE, encoding="utf-8")
        super().__init__(
            windows_name(starter), *arguments, program=os.environ[PROGRAM], folder=folder, PYTHONPATH=windows_name(ROOT), **options
        )

    def press(self, *keys: str) -> None:
        self.pressed = keys
        super().press(*keys)

    def waiting(self) -> None:
        """Do what the program asks for after a key that came too early: Wine hands keys on late, and nothing tells when."""
        if self.pressed and TOO_EARLY in self.text:
            keys, self.pressed = self.pressed, ()
            self.read_for(WORD_PAUSE + 0.1)
            super().press(*keys)
