"""From the key presses of prompt_toolkit to the keys of ``window``."""

from __future__ import annotations

from collections.abc import Callable

from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys

NAMES: dict[str, str] = {
    Keys.Enter: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlH: "backspace",
    **{key: key.value for key in (Keys.Right, Keys.Delete)},
    **{key: key.value for key in (Keys.Up, Keys.Down, Keys.Left, Keys.Home, Keys.End, Keys.PageUp, Keys.PageDown)},
    **{key: key.value for key in (Keys.Escape, Keys.ControlC, Keys.ControlD)},
}
"""The keys that are no letters, by the names that ``window`` has for them."""


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
