"""What a typed line means on a screen, and what is read out so that a line can be typed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from netcheck.engine.interview import BACK, STOP
from netcheck.errors import quoted
from netcheck.terminal import screens
from netcheck.terminal.screens import Reply, Row, Screen, Turn

OF_A_LIST = "Any number of these. Type the numbers with a space between, for example: 1 3"


@dataclass(frozen=True, slots=True)
class Repeat:
    """The line was no reply: what to say before the next one is read."""

    lines: tuple[str, ...]


def understand(screen: Screen, line: str) -> Reply | Repeat:
    """What a line means: numbers of rows, the letter or text of one, a command, or nothing that can be used."""
    word = " ".join(line.split()).lower()
    if word == "q":
        return STOP
    if word == "b":
        return BACK if screen.back else Repeat(("There is nothing before this.",))
    if word == "r" and screen.can_review:
        return Turn.REVIEW
    if word == "?" and screen.why:
        asked = ("", screen.ask, *choices(screen), *of_a_list(screen)) if screen.ask else ()
        return Repeat((f"{screen.why_title}: {screen.why[0]}", *screen.why[1:], *asked))
    if screen.field is not None:
        typed = screen.field.typed(line, is_again=bool(screen.message))
        return Repeat((f"Nothing was answered. {screen.field.how}", screen.ask)) if typed is None else (typed,)
    if not screen.rows:
        how = f"Press Enter alone to {screen.enter}, or type q to stop."
        return () if not word else Repeat((f"{quoted(line.strip())} is not used here. {how}",))
    if not word:
        asked = ((screen.ask,) if screen.ask else ()) + (*choices(screen), *of_a_list(screen))
        return Repeat((f"Nothing was answered. {_help(screen)}", *asked))
    rows = _rows(screen, word)
    if not rows:
        return Repeat((f"{quoted(line.strip())} is not one of the choices. {_help(screen)} Press Enter alone to hear the choices again.",))
    picks = frozenset(row.id for row in rows)
    if alone := screens.cannot_stand_together(screen, picks):
        return Repeat((f"'{alone.text}' cannot stand beside other choices. Type its number alone, or leave it out.",))
    return tuple(row.id for row in screen.rows if row.id in picks)


def _rows(screen: Screen, word: str) -> list[Row]:
    """The rows that a line names; none when any part of it names no row, or several where one is to be chosen."""
    named = [row for row in screen.rows if word in {row.letter, row.text.lower()}]
    if named:
        return named
    parts = re.split(r"[ ,]+", word.strip(" ,.").replace(" and ", " "))
    if not all(part.isascii() and part.isdigit() and len(part) < 4 and 0 < int(part) <= len(screen.rows) for part in parts):
        return []
    rows = [screen.rows[int(part) - 1] for part in dict.fromkeys(parts)]
    return rows if screen.pick_any or len(rows) == 1 else []


def choices(screen: Screen) -> Iterator[str]:
    """What there is to choose, or how to answer where something is typed."""
    if screen.field is not None:
        yield screen.field.how
    heading = ""
    for number, row in enumerate(screen.rows, 1):
        if row.heading != heading:
            heading = row.heading
            yield f"{heading}."
        yield f"{number}. {row.text}"


def of_a_list(screen: Screen) -> tuple[str, ...]:
    """How several are chosen, where they can be."""
    return (OF_A_LIST,) if screen.pick_any else ()


def _help(screen: Screen) -> str:
    last = len(screen.rows)
    keys = ["1" if last < 2 else f"numbers from 1 to {last}, with spaces between" if screen.pick_any else f"a number from 1 to {last}"]
    if any(row.letter == "s" for row in screen.rows):
        keys.append("s for not sure")
    if screen.back:
        keys.append(f"b to {screen.back}")
    if screen.why:
        keys.append("? to hear why we ask")
    if screen.can_review:
        keys.append("r to review your answers")
    return f"Type {', '.join([*keys, 'or q to stop'])}."
