"""An outcome in the format that was asked for."""

from __future__ import annotations

from netcheck.command import files, streams
from netcheck.command.options import Format
from netcheck.engine.outcome import Outcome
from netcheck.program import __version__

MORE = "\nEverything else, with sources: the same call with --full.\n"


def put(outcome: Outcome, format_: Format, output: str | None, *, whole: bool) -> None:
    """Write an outcome to a file, or to standard output when none is named. Raises CannotDo when that is not possible."""
    files.put(rendered(outcome, format_, whole=whole, to_terminal=output is None and files.standard_output().isatty()), output)


def rendered(outcome: Outcome, format_: Format, *, whole: bool, to_terminal: bool) -> str:
    """The text: what a person needs at once, or with ``whole`` and in every other format all there is to say.

    ``to_terminal`` says whether it may be drawn in color. Only the format that is asked for is loaded.
    """
    if format_ is Format.JSON:
        from netcheck.render import json

        return json.render(outcome, __version__)
    if format_ is Format.MARKDOWN:
        from netcheck.render import markdown

        return markdown.render(outcome)
    if format_ is Format.FHIR:
        return _as_fhir(outcome)
    if to_terminal and streams.can_draw():
        return _for_this_terminal(outcome, whole=whole) + ("" if whole else MORE)
    from netcheck.render import plain

    return plain.render(outcome, whole=whole) + ("" if whole else MORE)


def _as_fhir(outcome: Outcome) -> str:
    import json

    from netcheck.command.clock import this_moment
    from netcheck.records.bundle import fhir_bundle

    return json.dumps(fhir_bundle(outcome, this_moment(), f"netcheck {__version__}"), ensure_ascii=False, indent=1) + "\n"


def _for_this_terminal(outcome: Outcome, *, whole: bool) -> str:
    from rich.console import Console

    from netcheck.render import colored

    console = Console(highlight=False)
    with console.capture() as captured:
        console.print(colored.render(outcome, whole=whole))
    return captured.get()
