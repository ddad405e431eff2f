"""The options of the command line, each with its environment name."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

import typer


class Format(StrEnum):
    """How the outcome is written."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    FHIR = "fhir"


class Paper(StrEnum):
    """The paper of a sheet in PDF."""

    A4 = "a4"
    LETTER = "letter"


def file_option(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", metavar="FILE", help=help_, envvar=_environment_name(name), show_envvar=False)


def option(name: str, help_: str) -> Any:
    return typer.Option(f"--{name}", help=help_, envvar=_environment_name(name), show_envvar=False)


def _environment_name(option: str) -> str:
    return f"NETCHECK_{option.upper().replace('-', '_')}"


Answers = Annotated[
    str | None,
    file_option(
        "answers",
        "Take the answers from a YAML or JSON file, or a FHIR QuestionnaireResponse, and ask nothing. '-' reads standard input.",
    ),
]
Resume = Annotated[str | None, file_option("resume", "Go on from the answers saved in this file.")]
Save = Annotated[str | None, file_option("save", "Save every answer in this file as it is given. Without this nothing is saved.")]
Output = Annotated[str | None, file_option("output", "Write to this file instead of standard output.")]
Questions = Annotated[
    str | None, file_option("questions", "Use this questionnaire, a file or a folder, instead of the one that comes with netcheck.")
]
Sheet = Annotated[
    str | None, file_option("sheet", "Write a visit sheet to hand to a provider. The name ends in .html, .md or .pdf.")
]
SheetPaper = Annotated[
    Paper | None, option("paper", "The paper of a visit sheet in PDF. Without this it is the usual one of your country.")
]
OutcomeFormat = Annotated[Format, option("format", "How the outcome is written.")]
Full = Annotated[bool, option("full", "Say everything in the outcome's text, and not only what a person needs at once.")]
Plain = Annotated[bool, option("plain", "Ask in numbered lines, for screen readers and simple terminals. ACCESSIBLE=1 does the same.")]
ExitCode = Annotated[
    bool,
    option(
        "exit-code",
        "Let the exit status tell the urgency: 40 emergency, 30 today, 20 soon, 10 routine, 0 information, "
        "5 not complete and no advice so far.",
    ),
]
Version = Annotated[bool, typer.Option("--version", help="Show the versions of the program and of the questionnaire.")]


