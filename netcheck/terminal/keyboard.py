"""From the key presses of prompt_toolkit to the keys of ``window``."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.input import Input
from prompt_toolkit.input.vt100_parser import Vt100Parser
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

from netcheck.terminal.escapes import Escapes

NAMES: dict[str, str] = {
    Keys.Enter: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlH: "backspace",
    **{key: key.value for key in (Keys.Right, Keys.Delete)},
    **{key: key.value for key in (Keys.Up, Keys.Down, Keys.Left, Keys.Home, Keys.End, Keys.PageUp, Keys.PageDown)},
    **{key: key.value for key in (Keys.Escape, Keys.ControlC, Keys.ControlD, Keys.ControlZ)},
}
"""The keys that are no letters, by the names that ``window`` has for them."""

ESCAPE_SECONDS = 0.5
"""How long to wait for the rest of an arrow key after its first byte, before it counts as Esc: a slow line can tear them apart."""


class OnlyOurKeys:
    """The parser of a terminal's input, which gets only what is ours."""

    def __init__(self, parser: Vt100Parser) -> None:
        self._parser = parser
        self._escapes = Escapes()

    def feed(self, data: str) -> None:
        """Take what came."""
        self._parser.feed(self._escapes.feed(data))

    def flush(self) -> None:
        """Nothing more came for a while."""
        self._parser.feed(self._escapes.flush())
        self._parser.flush()


def take_only_our_keys(source: Input) -> None:
    """Let nothing of this input count but keys of ours. The console of Windows sends keys and no sequences."""
    if (parser := getattr(source, "vt100_parser", None)) is not None:
        source.vt100_parser = OnlyOurKeys(parser)  # type: ignore[attr-defined]


def bindings(press: Callable[[str], None], paste: Callable[[str], None]) -> KeyBindings:
    """The keys of an application, each of which is handed to ``press`` by its name, and a pasted text to ``paste``."""
    keys = KeyBindings()

    def press_key(event: KeyPressEvent) -> None:
        key = event.key_sequence[0].key
        if key == Keys.BracketedPaste:
            paste(event.data)
        else:
            press(NAMES.get(key, key))

    for key in NAMES:
        keys.add(key, eager=True)(press_key)
    keys.add(Keys.Any)(press_key)
    return keys
