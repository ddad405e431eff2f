"""netcheck: a questionnaire about signs and family risks of neuroendocrine tumors.

>>> import netcheck
>>> questionnaire = netcheck.load_questionnaire()
>>> interview = netcheck.conduct(netcheck.Interview(questionnaire), lambda i: ("breathing", "yes") if i.question else netcheck.STOP)
>>> netcheck.assess(interview).urgency.id
'emergency'
"""

from __future__ import annotations

from netcheck import files
from netcheck.errors import AnswerRefused, AnswersRefused, CannotDo, CasesRefused, NetcheckError, QuestionnaireRefused
from netcheck.interview import BACK, STOP, Interview, conduct
from netcheck.load import load
from netcheck.model import Questionnaire
from netcheck.outcome import Outcome, assess

__version__ = "0.1.0"
__all__ = [
    "BACK",
    "STOP",
    "AnswerRefused",
    "AnswersRefused",
    "CannotDo",
    "CasesRefused",
    "Interview",
    "NetcheckError",
    "Outcome",
    "Questionnaire",
    "QuestionnaireRefused",
    "assess",
    "conduct",
    "load_questionnaire",
]


def load_questionnaire(path: str | None = None) -> Questionnaire:
    """The questionnaire in a file, or the one that comes with the program.

    Raises CannotDo when the file cannot be read and QuestionnaireRefused with every fault in it.
    """
    text, name = files.shipped_questionnaire() if path is None else (files.read(path, QuestionnaireRefused), files.name_of(path))
    return load(text, name)
