"""The questionnaire to ask: the one in a file, or the one that comes with the program."""

from __future__ import annotations

from netcheck.command import file_names, files
from netcheck.questionnaire.document import content_text
from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.shipped import SHIPPED, shipped_bytes


def load_questionnaire(path: str | None = None) -> Questionnaire:
    """The questionnaire in a file, or the one that comes with the program.

    Raises CannotDo when the file cannot be read and QuestionnaireRefused with every fault in it.
    """
    source = b"" if path is not None else shipped_bytes()
    if path is None and files.may_use_packed():
        from netcheck.questionnaire.packed import packed_questionnaire

        packed = packed_questionnaire(source)
        if packed is not None:
            return packed
    # Imported here because a scripted run with the packed questionnaire does not need it.
    from netcheck.errors import QuestionnaireRefused
    from netcheck.questionnaire.load import load

    if path is None:
        return load(content_text(source, SHIPPED), SHIPPED)
    return load(files.read(path, QuestionnaireRefused), file_names.name_of(path))
