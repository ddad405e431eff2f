"""Text as a terminal may have it: nothing that it would obey, only letters that it can show, and lines that fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

_NEAREST = {
    **dict.fromkeys("\N{MIDDLE DOT}\N{BULLET}\N{EN DASH}\N{EM DASH}\N{MINUS SIGN}\N{NON-BREAKING HYPHEN}", "-"),
    **dict.fromkeys("\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}", "'"),
    **dict.fromkeys("\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}", '"'),
    "\N{HORIZONTAL ELLIPSIS}": "...",
    "\N{GREATER-THAN OR EQUAL TO}": ">=",
    "\N{LESS-THAN OR EQUAL TO}": "<=",
    "\N{RIGHTWARDS ARROW}": "->",
    "\N{MULTIPLICATION SIGN}": "x",
    "\N{FRACTION SLASH}": "/",
    "\N{BOX DRAWINGS LIGHT VERTICAL AND RIGHT}": "|",
    "\N{BOX DRAWINGS LIGHT UP AND RIGHT}": "`",
}
"""What letters are written as where they cannot be shown. What is not here may still be a letter with a mark that can be left out."""


def harmless(text: str) -> str:
    """``text`` without any letter that acts instead of being shown; line breaks stay."""
    if text.isprintable():
        return text
    around = zip(("", *text), text, (*text[1:], ""), strict=False)
    return "".join(letter if letter in JOINERS and _shapes(before, after) else _harmless(letter) for before, letter, after in around)


JOINERS = frozenset("\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}")
"""Letters that are not seen and shape those around them: in Persian and in scripts of India, and in emoji."""


def _shapes(before: str, after: str) -> bool:
    """Whether a joiner between these letters shapes them; between others it only hides."""
    return bool(before) and bool(after) and all(unicodedata.category(one) in {"Lo", "Mn", "Mc", "So", "Sk"} for one in (before, after))


def _harmless(letter: str) -> str:
    if letter == "\n" or letter.isprintable():
        return letter
    if letter.isspace():
        return " "
    # Marks of format, such as a soft hyphen, mean nothing here. What is left is a control character.
    return "" if unicodedata.category(letter) == "Cf" else "\N{REPLACEMENT CHARACTER}"


def showable(text: str, encoding: str) -> str:
    """``text`` in letters that ``encoding`` can carry, each replaced by the nearest it has."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(_nearest(letter, encoding) for letter in text)
    except LookupError:
        return showable(text, "ascii")
    return text


def nearest_letters(error: UnicodeError) -> tuple[str, int]:
    """What ``codecs.register_error`` takes: the nearest letters for those that could not be encoded, and where to go on."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(_nearest(letter, error.encoding) for letter in error.object[error.start : error.end]), error.end


def _nearest(letter: str, encoding: str) -> str:
    for candidate in _candidates(letter):
        try:
            candidate.encode(encoding)
        except UnicodeEncodeError:
            continue
        return candidate
    # A question mark would look like one that was meant, and all letters would look alike.
    return letter.encode("ascii", "backslashreplace").decode("ascii")


def _candidates(letter: str) -> Iterator[str]:
    yield letter
    if letter in _NEAREST:
        yield _NEAREST[letter]
    name = unicodedata.name(letter, "")
    if name.startswith("BOX DRAWINGS"):
        yield "+" if " AND " in name else "|" if "VERTICAL" in name else "-"
    parts = unicodedata.normalize("NFKD", letter)
    if parts != letter:
        # All of them: half of a fraction, or of a number in a circle, would be another number.
        yield "".join(_NEAREST.get(part, part) for part in parts if not unicodedata.combining(part))


def columns_of(text: str) -> int:
    """How many columns of a terminal ``text`` takes."""
    if text.isascii():
        return len(text)
    # Imported here because most texts do without. Letter by letter, as prompt_toolkit draws them.
    from wcwidth import wcwidth

    return sum(max(0, wcwidth(letter)) for letter in text)


def wrapped(text: str, columns: int) -> list[str]:
    """``text`` in lines of at most ``columns``, broken between words and only where needed within one."""
    lines = []
    for paragraph in harmless(text).split("\n"):
        line = ""
        for word in paragraph.split():
            for piece in _pieces(word, columns):
                if not line:
                    line = piece
                elif columns_of(line) + 1 + columns_of(piece) <= columns:
                    line += f" {piece}"
                else:
                    lines.append(line)
                    line = piece
        lines.append(line)
    return lines


def _pieces(word: str, columns: int) -> Iterator[str]:
    if columns_of(word) <= columns:
        yield word
        return
    piece = ""
    for letter in word:
        if piece and columns_of(piece + letter) > columns:
            yield piece
            piece = ""
        piece += letter
    yield piece
