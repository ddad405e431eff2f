"""netcheck: a questionnaire about signs and family risks of neuroendocrine tumors.

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
    from netcheck.errors import AnswerRefused, AnswersRefused, CannotDo, CasesRefused, NetcheckError, QuestionnaireRefused
    from netcheck.interview import BACK, STOP, Interview, conduct
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


_WHERE = {
    "errors": ("AnswerRefused", "AnswersRefused", "CannotDo", "CasesRefused", "NetcheckError", "QuestionnaireRefused"),
    "interview": ("BACK", "STOP", "Interview", "conduct"),
    "model": ("Questionnaire",),
    "outcome": ("Outcome", "assess"),
}
"""The module each name comes from. It is loaded when the name is first used: until this package is there, Ctrl-C is a traceback."""


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _WHERE.items():
        if name in names:
            return getattr(import_module(f"netcheck.{module}"), name)
    raise AttributeError(f"module 'netcheck' has no attribute {name!r}", name=name)


def load_questionnaire(path: str | None = None) -> Questionnaire:
    """The questionnaire in a file, or the one that comes with the program.

    Raises CannotDo when the file cannot be read and QuestionnaireRefused with every fault in it.
    """
    from netcheck import files

    if path is None:
        from netcheck.packed import packed_questionnaire

        packed = packed_questionnaire(files.shipped_bytes()) if files.may_use_packed() else None
        if packed is not None:
            return packed
    # Imported here because a scripted run with the packed questionnaire does not need it.
    from netcheck.errors import QuestionnaireRefused
    from netcheck.load import load

    return load(*files.shipped_questionnaire()) if path is None else load(files.read(path, QuestionnaireRefused), files.name_of(path))
