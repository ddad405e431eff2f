"""The questionnaire to ask: the one in a file or a folder, or the one that comes with the program.

A folder holds ``questions.yaml``, and may hold a ``guide`` and example ``cases``. A single file has neither.
"""

from __future__ import annotations

import os
from dataclasses import replace

from netcheck.command import file_names, files
from netcheck.command.installing import for_shell
from netcheck.errors import CannotDo, QuestionnaireRefused
from netcheck.questionnaire.document import content_text
from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.shipped import SHIPPED, shipped_bytes, shipped_questionnaire

PAGE = ".md"
GUIDE, CASES = "guide", "cases"
"""The folders beside the questions: the pages of the guide, and the example cases."""


def load_questionnaire(path: str | None = None) -> Questionnaire:
    """The questionnaire in a file or a folder, or the one that comes with the program.

    Raises CannotDo when it cannot be read and QuestionnaireRefused with every fault in it.
    """
    if path is None:
        return _shipped()
    from netcheck.questionnaire.load import load

    text, name = text_of(path)
    return with_guide(load(text, name), path, text)


def _shipped() -> Questionnaire:
    source = shipped_bytes()
    if files.may_use_packed():
        from netcheck.questionnaire.packed import packed_questionnaire

        packed = packed_questionnaire(source)
        if packed is not None:
            return packed
    # Imported here because a scripted run with the packed questionnaire does not need it.
    from netcheck.questionnaire.load import load

    return load(content_text(source, SHIPPED), SHIPPED)


def text_of(path: str | None) -> tuple[str, str]:
    """The text of the questionnaire that ``path`` names, and what messages call it. Raises CannotDo when it cannot be read."""
    if path is None:
        return shipped_questionnaire()
    file = file_of(path)
    return files.read(file, QuestionnaireRefused), file_names.name_of(file)


def file_of(path: str) -> str:
    """The file with the questions: the one that is named, or ``questions.yaml`` in a folder. Raises CannotDo when a folder has none."""
    if not os.path.isdir(path):  # noqa: PTH112
        return path
    file = os.path.join(path, SHIPPED)  # noqa: PTH118
    if not os.path.exists(file):  # noqa: PTH110
        raise CannotDo(f"The folder {file_names.name_of(path)} has no {SHIPPED}. Name one that has, or begin with 'netcheck new'.")
    return file


def with_guide(questionnaire: Questionnaire, path: str | None, text: str) -> Questionnaire:
    """The questionnaire, which has ``text`` and came from ``path``, with the call that shows a page of its guide."""
    if path is None or (not os.path.isdir(path) and text == shipped_questionnaire()[0]):  # noqa: PTH112
        # Whoever names the file that comes with the program has its guide too.
        return questionnaire
    folder = folder_in(path, GUIDE)
    has_guide = folder is not None and any(name.endswith(PAGE) for name in names_in(folder))
    call = for_shell(("netcheck", "learn", "--questions", file_names.name_of(path)))
    return replace(questionnaire, guide_call=call if has_guide else "")


def names_in(folder: str) -> list[str]:
    """The names of what stands in a folder, without hidden files. Raises CannotDo when it cannot be read."""
    try:
        return sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208
    except OSError as error:
        raise CannotDo(f"Cannot read {file_names.name_of(folder)}: {file_names.reason_and_fix(error)}") from None


def folder_in(path: str | None, name: str) -> str | None:
    """The folder of this name beside the questions of a folder, or None."""
    if path is None or not os.path.isdir(path):  # noqa: PTH112
        return None
    folder = os.path.join(path, name)  # noqa: PTH118
    return folder if os.path.isdir(folder) else None  # noqa: PTH112
