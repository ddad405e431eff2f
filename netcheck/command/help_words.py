"""What the program says of itself before anything is asked, in the words of the questionnaire it would ask."""

from __future__ import annotations

import os

from netcheck.command.file_names import STANDARD_INPUT
from netcheck.command.questionnaire_file import load_questionnaire
from netcheck.errors import NetcheckError
from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.records import EVERYWHERE

EXAMPLE = "Example: netcheck --save my-answers.yaml"


def help_words(questionnaire: Questionnaire | None) -> str:
    """What 'netcheck --help' begins with; in words that hold everywhere where there is no questionnaire."""
    asks_about = questionnaire.asks_about if questionnaire else ""
    what = f"Ask about {asks_about}" if asks_about else "Ask the questions of a questionnaire about signs"
    call = (questionnaire.emergency if questionnaire else EVERYWHERE).call
    return f"{what}, and say how soon to get help.\n\nIt does not diagnose. In an emergency {call}.\n\n{EXAMPLE}\n"


def words_of_this_call() -> str:
    """``help_words`` of the questionnaire that the environment names, or of the one that comes with the program."""
    try:
        named = os.environ.get("NETCHECK_QUESTIONS", "")
        # Standard input is not waited for only to show help.
        return help_words(load_questionnaire(named if named not in {"", STANDARD_INPUT} else None))
    except NetcheckError:
        # Help is what a person asks for whose questionnaire is broken.
        return help_words(None)
