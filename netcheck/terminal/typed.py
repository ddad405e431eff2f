"""What is typed on a screen means: the row with that number, or the one row with words that begin so. Never one of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import normalize

from netcheck.terminal.screens import Row


def plainly(text: str) -> str:
    """A text as it is compared: small letters, straight apostrophes, single spaces."""
    return re.sub(r"\s+", " ", normalize("NFC", text).casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def fitting(rows: Sequence[Row], typed: str, *, has_numbers: bool) -> tuple[int, ...]:
    """The rows, by their places, that can be meant by what was typed so far.

    A number before a row stands for it, unless another row's text begins with that very number. Otherwise each row counts that
    has the typed words somewhere; one whose whole text was typed counts alone.
    """
    texts = [plainly(row.text).strip() for row in rows]
    words = plainly(typed).strip()
    if not words:
        return ()
    if has_numbers and (place := _place(words, len(rows))) is not None:
        begins = re.compile(rf"{words}\b")
        return (place, *(other for other, text in enumerate(texts) if other != place and begins.match(text)))
    if texts.count(words) == 1:
        return (texts.index(words),)
    return tuple(place for place, text in enumerate(texts) if has_words(text, words))


def has_words(text: str, typed: str) -> bool:
    """Whether words of a text begin so."""
    words = plainly(typed)
    return words[:1].isalnum() and re.search(rf"(?<!\w){re.escape(words)}", plainly(text)) is not None


def is_number(typed: str) -> bool:
    """Whether only digits of a keyboard were typed."""
    return typed.isascii() and typed.isdigit()


def _place(words: str, count: int) -> int | None:
    """The place of the row with this number."""
    fits = is_number(words) and len(words) <= len(str(count)) and words[0] != "0" and int(words) <= count
    return int(words) - 1 if fits else None
