"""What is left at the end of an interview: each file on its own, so that one that fails takes no other with it, and no answer."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable

from netcheck.command import files
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.errors import CannotDo

KEEP = "They are saved nowhere else, so here are your answers. Copy them into a file, and go on from it with --resume FILE."


def deliver(steps: Iterable[Callable[[], object]], *, unsaved: Interview | None = None) -> None:
    """Do every step, also after one that failed; then raise what failed last, with the rest told before.

    Where something failed, the answers of an interview that is ``unsaved`` are shown to the person in their terminal.
    """
    failures: list[Exception] = []
    for step in steps:
        try:
            step()
        except Exception as error:
            failures.append(error)
    if not failures:
        return
    if unsaved is not None and unsaved.answers and sys.stderr.isatty():
        files.tell(f"{KEEP}\n\n{answers.write(unsaved)}")
    # What has a message of its own is told; the rest says where it comes from only when it is raised.
    *told, last = sorted(failures, key=lambda error: not isinstance(error, CannotDo))
    for failure in told:
        files.tell(f"netcheck: {failure}")
    raise last
