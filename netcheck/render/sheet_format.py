"""Which format of the visit sheet a file name asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields

from netcheck.errors import PackageMissing, WrongUsage, quoted
from netcheck.questionnaire.model import Questionnaire
from netcheck.render.sheet import Sheet


def renderer(name: str, paper: str = "letter", questionnaire: Questionnaire | None = None) -> Callable[[Sheet], bytes]:
    """What draws a sheet in the format that the file name ends in, a PDF on ``paper``: "letter" or "a4".

    Raises WrongUsage for another ending, PackageMissing when the package for PDF is not installed, and CannotDo when no font has a
    letter of the ``questionnaire``. Call it before anything is asked, so that nobody answers all questions first and hears of it then.
    """
    _, dot, after = name.lower().rpartition(".")
    ending = dot + after
    if ending == ".md":
        from netcheck.render import sheet_markdown

        return lambda shown: sheet_markdown.render(shown).encode()
    if ending == ".html":
        from netcheck.render import sheet_html

        return lambda shown: sheet_html.render(shown).encode()
    if ending == ".pdf":
        try:
            from netcheck.render import sheet_pdf
        except ModuleNotFoundError as missing:
            if missing.name != "typst":
                raise
            instead = "Without it, give the sheet a name that ends in .html and print it from a browser."
            raise PackageMissing("A visit sheet in PDF", "typst", instead) from None
        sheet_pdf.refuse_letters_without_font(" ".join(_texts_of(questionnaire)))
        return lambda shown: sheet_pdf.render(shown, paper)
    raise WrongUsage(f"The visit sheet cannot be written as {quoted(name)}. Give it a name that ends in .md, .html or .pdf.")


def _texts_of(part: object) -> Iterator[str]:
    """Every text in a questionnaire or a part of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Questionnaire):
        for field in fields(part):
            yield from _texts_of(getattr(part, field.name))
    elif isinstance(part, tuple | Mapping):
        for inner in part.values() if isinstance(part, Mapping) else part:
            yield from _texts_of(inner)
