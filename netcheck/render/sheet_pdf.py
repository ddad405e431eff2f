"""The visit sheet as a tagged PDF (PDF/UA-1) on A4 or Letter, laid out by Typst: the optional extra ``pdf``.

``sheet_pdf.typ`` is the template. It measures the sheet, takes the largest type that fits one page, and spares what can be
spared before an answer moves to another page. Letters of other scripts are taken from the fonts of the system. Typst (Apache-2.0)
is one package without others; it takes 80 MB installed.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib import resources
from typing import Any

import typst

from netcheck.errors import CannotDo, quoted
from netcheck.render.sheet import Sheet
from netcheck.render.sheet_fit import shorter

PAPERS = {"letter": "us-letter", "a4": "a4"}
"""The papers by their name in netcheck, with Typst's name."""


def render(whole: Sheet, paper: str) -> bytes:
    """The sheet as the bytes of a PDF on one of ``PAPERS``; the same sheet gives the same bytes.

    Raises CannotDo for a letter that no font of this system holds.
    """
    diary = asdict(whole.diary) if whole.diary else None
    data = {"title": whole.title, "paper": PAPERS[paper], "shorter": [asdict(one) for one in shorter(whole)], "diary": diary}
    try:
        return _compiled(resources.files(__package__).joinpath("sheet_pdf.typ").read_bytes(), data)
    except typst.TypstError:
        refuse_letters_without_font(" ".join(_texts(data)))
        raise


def refuse_letters_without_font(text: str) -> None:
    """Raise CannotDo when no font of this system holds a letter of ``text``, so that a PDF could not show it.

    What passes here can be drawn: call it with all texts of a questionnaire before its first question.
    """
    words = sorted(set(text.split()))
    if not _can_show(words):
        word = _one_not_shown(words)
        letter = _one_not_shown(list(word))
        instead = "Install a font that has it, or give the sheet a name that ends in .html, and print it from a browser."
        raise CannotDo(f"A PDF sheet cannot show the letter {quoted(letter)} of this questionnaire. {instead}")


def _one_not_shown(parts: list[str]) -> str:
    while len(parts) > 1:
        half = len(parts) // 2
        parts = parts[half:] if _can_show(parts[:half]) else parts[:half]
    return parts[0]


def _can_show(parts: list[str]) -> bool:
    try:
        _compiled(b'#set document(title: "Letters")\n#set text(font: "Libertinus Serif")\n#json(bytes(sys.inputs.data))', " ".join(parts))
    except typst.TypstError:
        return False
    return True


def _compiled(template: bytes, data: object) -> bytes:
    made: bytes = typst.compile(template, format="pdf", pdf_standards=["ua-1"], sys_inputs={"data": json.dumps(data)})
    return made


def _texts(data: Any) -> list[str]:
    """All texts in nested lists and dictionaries."""
    if isinstance(data, str):
        return [data]
    inner = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return [text for one in inner for text in _texts(one)]
