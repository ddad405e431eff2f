"""What the shell offers when a word of the command line is completed."""

from __future__ import annotations

from collections.abc import MutableMapping, Sequence
from itertools import pairwise

import typer

from netcheck.errors import NetcheckError

INSTALL = "--install-completion"
OPTIONS = (INSTALL, "--show-completion")


def obey_named_shell(words: Sequence[str], environment: MutableMapping[str, str]) -> None:
    """Where a shell is named after one of the options, let Typer take it or refuse it; otherwise it finds out which one runs."""
    named = [word for option, word in pairwise(words) if option in OPTIONS]
    if any(word and not word.startswith("-") for word in named):
        # The name that Typer has for this.
        environment["_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION"] = "yes"


def install_in_powershell(words: Sequence[str]) -> bool:
    """Install completion, where these words ask for it in PowerShell. Typer would let that run scripts of any origin besides."""
    if words[1:2] != [INSTALL]:
        return False
    from netcheck.command import powershell

    shell = words[2] if words[2:] else _shell_that_runs()
    if shell not in powershell.NAMES or words[3:]:
        return False
    from typer._completion_shared import get_completion_script

    powershell.install(shell, get_completion_script(prog_name="netcheck", complete_var="_NETCHECK_COMPLETE", shell=shell))
    return True


def _shell_that_runs() -> str:
    import shellingham  # type: ignore[import-untyped, unused-ignore]

    try:
        return str(shellingham.detect_shell()[0])
    except shellingham.ShellDetectionFailure:
        return ""


def topics(ctx: typer.Context, incomplete: str) -> list[tuple[str, str]]:
    """The topics of the guide that start with a text, each with its title for the shells that show one."""
    # Imported here because every run loads this module and only a shell calls it.
    from netcheck.command.guide_reader import guide_of
    from netcheck.command.questionnaire_file import load_questionnaire

    path = ctx.params.get("questions") or (ctx.parent.params.get("questions") if ctx.parent else None)
    try:
        found = guide_of(path, load_questionnaire(path)).topics
    except NetcheckError:
        # A shell shows what is printed here in the middle of the line that is typed.
        return []
    return [(topic.id, topic.title) for topic in found if topic.id.startswith(incomplete)]
