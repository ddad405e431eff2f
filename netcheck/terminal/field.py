"""A line to type into, as pure state: what the keys do to its text. Enter answers; no other key does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from netcheck.engine.interview import BACK
from netcheck.questionnaire.document import harmful
from netcheck.terminal.line import NOT_SURE_TYPED, Field
from netcheck.terminal.safe_text import columns_of
from netcheck.terminal.screens import Reply, Turn

if TYPE_CHECKING:
    from netcheck.terminal.window import Window

KEEP = "This is your earlier answer. Change it, or press the right arrow key and Enter to keep it."
LOSES = "Press Esc once more to go back. What you typed here is lost then."


def type_key(window: Window, field: Field, key: str) -> Window | Reply:
    """The window after a key, or the reply when the key ends the screen."""
    text, caret = window.text, window.caret
    if key == "enter":
        return _enter(window, field)
    if key == "escape" or (key == "left" and not text):
        return _back(window, field, key)
    if key == "?" and not text and window.screen.why:
        return replace(window, shows_why=True, message="", top=0)
    if key == "s" and not text and field.takes_not_sure:
        return _with(window, NOT_SURE_TYPED, len(NOT_SURE_TYPED))
    if key == "backspace":
        return _with(window, text[: max(caret - 1, 0)] + text[caret:], max(caret - 1, 0))
    if key == "delete":
        return _with(window, text[:caret] + text[caret + 1 :], caret)
    places = {"left": max(caret - 1, 0), "right": min(caret + 1, len(text)), "home": 0, "end": len(text)}
    if key in places:
        return _with(window, text, places[key])
    return insert(window, field, key) if len(key) == 1 else window


def insert(window: Window, field: Field, added: str) -> Window:
    """The window with a letter, or with a pasted text, where the caret stands. A text that does not fit is left out whole."""
    words = added if len(added) == 1 else " ".join(added.split())
    if harmful(words) or not words:
        return replace(window, message="That holds a letter that cannot be seen, so it was left out.")
    if len(window.text) + len(words) > field.most:
        return replace(window, message=f"That is too long: {field.most} letters fit, and {len(window.text)} are there.")
    return _with(window, window.text[: window.caret] + words + window.text[window.caret :], window.caret + len(words))


def _enter(window: Window, field: Field) -> Window | Reply:
    if window.text.strip().lower() == "r" and window.screen.can_review:
        return Turn.REVIEW
    if not field.may_be_empty and not window.text.strip():
        return replace(window, message=window.screen.nothing_chosen)
    if not field.may_be_empty and not window.is_touched:
        return replace(window, message=KEEP)
    return (window.text,)


def _back(window: Window, field: Field, key: str) -> Window | Reply:
    if not window.screen.back:
        return replace(window, message="This is the first screen.")
    if key == "escape" and window.text != field.text and window.message != LOSES:
        return replace(window, message=LOSES)
    return BACK


def _with(window: Window, text: str, caret: int) -> Window:
    # The caret's line is the row that stays in sight.
    return replace(window, text=text, caret=caret, is_touched=True, message="", cursor=0)


def lines(text: str, caret: int, columns: int) -> tuple[list[str], int]:
    """The text as typed, with a mark where the caret stands, in lines of at most ``columns``, and the line the mark is in."""
    marked = f"{text}_" if caret >= len(text) else f"{text[:caret]}|{text[caret:]}"
    found, place = [""], 0
    for number, letter in enumerate(marked):
        if columns_of(found[-1] + letter) > columns and found[-1]:
            found.append("")
        found[-1] += letter
        if number == caret:
            place = len(found) - 1
    return found, place
