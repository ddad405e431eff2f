"""The questionnaire that is installed with the program."""

from __future__ import annotations

import pkgutil
from pathlib import Path

from netcheck.errors import CannotDo
from netcheck.questionnaire.document import content_text

SHIPPED = "questions.yaml"


def shipped_questionnaire() -> tuple[str, str]:
    """The text and the name of the questionnaire that comes with the program."""
    return content_text(shipped_bytes(), SHIPPED), SHIPPED


def shipped_bytes() -> bytes:
    """The questionnaire that comes with the program, as it is stored."""
    try:
        return pkgutil.get_data("netcheck", SHIPPED) or b""
    except OSError:
        # An editable install reads the copy of the repository, so that an edit shows at once.
        beside = Path(__file__).resolve().parent.parent.parent / SHIPPED
    try:
        return beside.read_bytes()
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise CannotDo(f"The questionnaire that belongs to netcheck is missing ({reason}). Install netcheck again.") from None
