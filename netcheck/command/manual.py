"""The man page, made from the program itself so that it cannot tell something else.

``python -m netcheck.command.manual > netcheck/command/netcheck.1`` writes it anew; a test compares the two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from netcheck.command import cli, exits
from netcheck.command.help_words import help_words
from netcheck.command.questionnaire_file import load_questionnaire
from netcheck.program import __version__

STATUSES = {
    exits.OK: "Finished, whatever the advice.",
    exits.REFUSED: "The answers or the questionnaire were refused, or a file could not be read or written.",
    exits.WRONG_USAGE: "The options cannot be used like this, or nobody is there to ask.",
    exits.FAULT: "A fault of netcheck itself. Please report it.",
    exits.HUNG_UP: "The terminal was closed before the end.",
    exits.STOPPED: "Stopped by the person, or by a signal to end.",
    exits.CLOSED_PIPE: "The program that read the output has gone.",
}
"""What each exit status means; those of the urgencies are added from the option that asks for them."""

ENVIRONMENT = {
    "NO_COLOR": "When set, nothing is colored.",
    "TERM": "When it is empty, dumb or unknown, questions come in numbered lines and nothing is drawn.",
    "ACCESSIBLE": "When set, and not to 0, false, no or off, questions come in numbered lines, as with --plain. "
    "GH_ACCESSIBLE_PROMPTER and CLOUDSDK_ACCESSIBILITY_SCREEN_READER, which other programs know, do the same.",
}
FILES = {
    "answers file": "YAML or JSON. 'netcheck template' writes one with every question and choice, and --save keeps one. "
    "It holds personal health information, so only its owner can read what netcheck writes.",
    "questions.yaml": "The questions and the advice. The shipped one is part of the program; --questions names another.",
}


def page() -> str:
    """The man page in roff, ending in a line break."""
    program = get_command(cli.app)
    first, _, more = help_words(load_questionnaire()).strip().partition("\n\n")
    commands = program.commands.values()  # type: ignore[attr-defined]
    lines = [
        f'.TH NETCHECK 1 "" "netcheck {__version__}" "User Commands"',
        *(".SH NAME", f"netcheck \\- {_text(first[0].lower() + first[1:].rstrip('.'))}"),
        *(".SH SYNOPSIS", ".B netcheck", "[\\fIOPTIONS\\fR] [\\fICOMMAND\\fR]"),
        *(".SH DESCRIPTION", *_paragraphs(f"{first}\n\n{more}")),
        *(".SH OPTIONS", *_options(program), *_entry("\\fB\\-h\\fR, \\fB\\-\\-help\\fR", "Show the options, of a command too.")),
        *(".SH COMMANDS", *(line for command in commands for line in _command(command))),
        *(".SH ENVIRONMENT", *_environment([program, *commands])),
        *(".SH EXIT STATUS", *_statuses()),
        *(".SH FILES", *(line for name, says in FILES.items() for line in _entry(f"\\fI{_text(name)}\\fR", says))),
    ]
    return "\n".join(lines) + "\n"


def _command(command: Any) -> Iterator[str]:
    arguments = "".join(f" [\\fI{_text(one.name.upper())}\\fR]" for one in command.params if one.param_type_name == "argument")
    yield f".SS netcheck {_text(command.name)} [\\fIOPTIONS\\fR]{arguments}"
    yield from _paragraphs(command.help.strip())
    for argument in command.params:
        if argument.param_type_name == "argument":
            yield from _entry(f"\\fI{_text(argument.name.upper())}\\fR", argument.help)
    yield from _options(command)


def _options(command: Any) -> Iterator[str]:
    for option in command.params:
        if option.param_type_name == "option" and not option.hidden:
            names = ", ".join(f"\\fB{_text(name)}\\fR" for name in (*option.opts, *option.secondary_opts))
            choices = getattr(option.type, "choices", None)
            value = "" if option.is_flag else f" \\fI{_text('|'.join(choices) if choices else option.metavar or 'TEXT')}\\fR"
            yield from _entry(names + value, option.help)


def _environment(commands: list[Any]) -> Iterator[str]:
    named = {option.envvar: option.opts[0] for command in commands for option in command.params if option.envvar}
    for name, option in named.items():
        yield from _entry(f"\\fB{_text(name)}\\fR", f"The same as {option}, which wins over it.")
    for name, says in ENVIRONMENT.items():
        yield from _entry(f"\\fB{_text(name)}\\fR", says)


def _statuses() -> Iterator[str]:
    urgencies = {status: f"With --exit-code: the urgency is {urgency}." for urgency, status in exits.STATUS_OF_URGENCY.items() if status}
    not_complete = {exits.NOT_COMPLETE: "With --exit-code: not complete, and no advice so far."}
    for status, says in sorted({**STATUSES, **urgencies, **not_complete}.items()):
        yield from _entry(f"\\fB{status}\\fR", says)


def _entry(term: str, says: str) -> Iterator[str]:
    yield from (".TP", term, _text(says))


def _paragraphs(text: str) -> Iterator[str]:
    first, *others = re.split(r"\n\s*\n", text.strip())
    yield _text(first)
    for paragraph in others:
        yield from (".PP", _text(paragraph))


def _text(text: str) -> str:
    """Text that roff shows as it stands: no line of it is a request, and a hyphen can be copied."""
    one_line = " ".join(text.split()).replace("\\", "\\e").replace("-", "\\-")
    return f"\\&{one_line}" if one_line[:1] in {".", "'"} else one_line


if __name__ == "__main__":
    print(page(), end="")
