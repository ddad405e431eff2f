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

WAIT_FOR_IT = """
import pathlib, threading, time
def do_it():
    while not pathlib.Path("now").exists():
        time.sleep(0.05)
{}
threading.Thread(target=do_it, daemon=True).start()
"""
"""What a terminal of Unix cannot send to Wine's console, done by a thread in the program itself when a test says so."""

CTRL_BREAK = """
    import signal
    signal.raise_signal(signal.SIGBREAK)
"""
"""Only its signal, as Wine has no way from that key to it."""


def windows_name(path: Path) -> str:
    """What a file of this system is called in Wine."""
    return "Z:" + str(path).replace("/", "\\")


class WindowsConsole(RealTerminal):
    """netcheck in Wine's console. Use it in a ``with`` block."""

    patience = 240
    pressed: tuple[str, ...] = ()

    def __init__(self, *arguments: str, folder: Path, on_demand: str = "", **options: int) -> None:
        starter = folder / "old_console.py"
        starter.write_text((WAIT_FOR_IT.format(on_demand) if on_demand else "") + OLD_CONSOLE, encoding="utf-8")
        self._now = folder / "now"
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

    def let_it_happen(self) -> None:
        """Let the program do now what was handed over as ``on_demand``."""
        self._now.touch()
