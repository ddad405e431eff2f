"""netcheck: a questionnaire about signs, which says how soon to get help.

>>> import netcheck
>>> questionnaire = netcheck.load_questionnaire()
>>> interview = netcheck.conduct(netcheck.Interview(questionnaire), lambda i: ("breathing", "yes") if i.question else netcheck.STOP)
>>> netcheck.assess(interview).urgency.id
'emergency'
"""

from __future__ import annotations

TYPE_CHECKING = False
"""As in ``typing``, whose import takes longer than all of this file."""

if TYPE_CHECKING:
    from netcheck.command.questionnaire_file import load_questionnaire
    from netcheck.engine.interview import BACK, STOP, Interview, conduct
    from netcheck.engine.outcome import Outcome, assess
    from netcheck.errors import AnswerRefused, AnswersRefused, CannotDo, CasesRefused, NetcheckError, QuestionnaireRefused
    from netcheck.questionnaire.model import Questionnaire

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
    "__version__",
    "assess",
    "conduct",
    "load_questionnaire",
]


_WHERE = {
    "command.questionnaire_file": ("load_questionnaire",),
    "errors": ("AnswerRefused", "AnswersRefused", "CannotDo", "CasesRefused", "NetcheckError", "QuestionnaireRefused"),
    "engine.interview": ("BACK", "STOP", "Interview", "conduct"),
    "questionnaire.model": ("Questionnaire",),
    "engine.outcome": ("Outcome", "assess"),
    "program": ("__version__",),
}
"""The module each name comes from. It is loaded when the name is first used: until this package is there, Ctrl-C is a traceback."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"netcheck.{module}"), name)
    raise AttributeError(f"module 'netcheck' has no attribute {name!r}", name=name)
