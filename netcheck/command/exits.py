"""How the program ends: its exit statuses, and the one door through which errors reach a person."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable

from netcheck.command import file_names, files
from netcheck.errors import HungUp, NetcheckError, PackageMissing, Stopped, WrongUsage
from netcheck.questionnaire.records import EVERYWHERE, Emergency

OK, REFUSED, WRONG_USAGE, FAULT, NOT_COMPLETE, HUNG_UP, STOPPED, CLOSED_PIPE = 0, 1, 2, 3, 5, 129, 130, 141

STATUS_OF_URGENCY = {"emergency": 40, "today": 30, "soon": 20, "routine": 10, "information": 0}


_said = {"call": EVERYWHERE.call}
"""How to get help, for the one message that a person may read instead of advice."""


def say_in_an_emergency(emergency: Emergency) -> None:
    """From here on say this in a fault of our own: the questionnaire is known by now."""
    _said["call"] = emergency.call


class PipeClosed(Exception):
    """Whoever read what is printed has gone. Typer has a status of its own for the error that Python has for this."""


def status_of(run: Callable[[], object]) -> int:
    """Run the program and return its exit status. Every error becomes one clear message here."""
    status = _status_of(run)
    # What a closed terminal or pipe did not take would make Python complain and end with a status of its own.
    _leave_streams()
    return status


def _status_of(run: Callable[[], object]) -> int:
    try:
        run()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else OK
    except PipeClosed:
        return CLOSED_PIPE
    except (Stopped, KeyboardInterrupt) as error:
        files.tell(str(error) or "Stopped.")
        return HUNG_UP if isinstance(error, HungUp) else STOPPED
    except PackageMissing as missing:
        from netcheck.command import installing

        files.tell(f"netcheck: {installing.with_command(missing)}")
        return REFUSED
    except NetcheckError as error:
        files.tell(f"netcheck: {error}")
        return WRONG_USAGE if isinstance(error, WrongUsage) else REFUSED
    except OSError as error:
        # What we read and write by name has messages of its own; with a name this is a file that Typer writes for completion, without
        # one a full disk behind ">" or a terminal that has gone.
        named = isinstance(error.filename, str)
        what = f"Cannot write {file_names.name_of(error.filename)}" if named else "This could not be shown"
        files.tell(f"netcheck: {what}: {file_names.reason_and_fix(error)}")
        return REFUSED
    except Exception as error:
        files.tell(own_fault(error))
        return FAULT
    return OK


def own_fault(error: Exception) -> str:
    """What to tell of an error that nobody foresaw: its kind and place. Its own words are left out, as they can hold answers."""
    place, trace = "netcheck", error.__traceback__
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__"))
        if module.startswith("netcheck"):
            place = f"{module}, line {trace.tb_lineno}"
        trace = trace.tb_next
    return (
        f"netcheck: This is a fault of netcheck itself: {type(error).__name__} in {place}. Please report it; this line holds no answers. "
        f"In an emergency {_said['call']}."
    )


def _leave_streams() -> None:
    """Give up what cannot be written."""
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            try:
                stream.flush()
            except OSError:
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
