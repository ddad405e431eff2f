"""A program for the tests of real terminals: asks the questionnaire named on its command line, and says how it ended."""

from __future__ import annotations

import contextlib
import signal
import sys

import netcheck
from netcheck.ask import interview_in_terminal
from netcheck.conversation import Action
from netcheck.interview import Interview
from netcheck.render import plain


def stop(*_):
    raise KeyboardInterrupt


def show(outcome, more):
    print("MORE" if more else plain.render(outcome))


for number in (signal.SIGTERM, signal.SIGHUP):
    signal.signal(number, stop)
interview, finished = interview_in_terminal(
    Interview(netcheck.load_questionnaire(*sys.argv[1:])), show, [Action("Save the visit sheet", lambda _: "Saved to sheet.html.")]
)
with contextlib.suppress(OSError):  # The terminal may be gone.
    print(f"{'finished' if finished else 'stopped'} with {len(interview.answers)} answers", flush=True)
