"""What day it is, for questionnaires that ask when something was, and what moment, for documents that must say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from netcheck.questionnaire.model import Questionnaire

if TYPE_CHECKING:
    from datetime import date


def today_for(questionnaire: Questionnaire) -> date | None:
    """The day that typed days are counted from, where a question takes one. All other runs need no clock."""
    if not any(question.entry and question.entry.kind == "date" for question in questionnaire.questions.values()):
        return None
    # Imported here because it takes a scripted run 5 ms that most do not need.
    from datetime import date

    return date.today()


def this_moment() -> str:
    """Now, to the second, with the distance to Greenwich."""
    from datetime import datetime

    return datetime.now().astimezone().isoformat(timespec="seconds")
