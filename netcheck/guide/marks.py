"""Marks in a page of the guide: how soon a heading says to act, and which advice and signs a line stands for. Readers never see them.

``## Call the same day <!-- urgency: today -->`` is such a heading, ``- Yellow skin. <!-- advice: today_yellow -->`` such a line.
A line may also name choices: ``<!-- signs: stool_signs.yellow -->``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from netcheck.errors import Fault, Refused, quoted

_COMMENT = re.compile(r"\s*<!--\s*(.*?)\s*-->", re.DOTALL)
_MARK = re.compile(r"(advice|signs|urgency): ([\w.-]+(?:,\s+[\w.-]+)*)")


class AdviceLine(NamedTuple):
    """A line that says how soon to act. ``urgency`` is that of its heading or "", ``advice`` the ids of what it stands for.

    ``signs`` are the choices it names, each as ``question.choice``.
    """

    file: str
    line: int
    text: str
    urgency: str
    advice: tuple[str, ...]
    signs: tuple[str, ...] = ()


def without_marks(body: str) -> str:
    """The Markdown as its readers see it."""
    return _COMMENT.sub("", body)


def advice_lines(text: str, body: str, name: str) -> tuple[AdviceLine, ...]:
    """Every line with a mark, and every item under a heading with an urgency, in the ``body`` that ends the ``text`` of a page.

    Raises Refused with the lines of comments that are no marks, since nobody would ever see what they say.
    """
    faults: list[Fault] = []
    found: list[AdviceLine] = []
    urgency = ""
    for line, block in _blocks(body, text[: len(text) - len(body)].count("\n") + 1):
        marks: dict[str, tuple[str, ...]] = {}
        for comment in _COMMENT.finditer(block):
            if mark := _MARK.fullmatch(comment[1]):
                marks[mark[1]] = tuple(re.split(r",\s+", mark[2]))
            else:
                where = line + block[: comment.start()].count("\n")
                faults.append(
                    Fault(
                        name,
                        where,
                        f"The comment {quoted(comment[1])} is no mark. Write 'advice: id', 'signs: question.choice' or 'urgency: id'.",
                    )
                )
        if block.startswith("#"):
            urgency = marks.get("urgency", ("",))[0]
        elif "advice" in marks or (urgency and block.startswith("- ")):
            found.append(
                AdviceLine(name, line, " ".join(without_marks(block).split()), urgency, marks.get("advice", ()), marks.get("signs", ()))
            )
    if faults:
        raise Refused(faults)
    return tuple(found)


def _blocks(body: str, first: int) -> Iterator[tuple[int, str]]:
    """Every heading, item and paragraph with its line number; ``first`` is that of the first line."""
    started, lines = first, list[str]()
    for number, line in enumerate([*body.split("\n"), ""], first):
        if lines and (not line.strip() or line.startswith(("#", "- ")) or lines[0].startswith("#")):
            yield started, "\n".join(lines)
            lines = []
        if line.strip():
            started = started if lines else number
            lines.append(line)
