"""One interview with a person who is there: which driver, what is saved, and what the menu at the end can do."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import TextIO

from netcheck import answers, files, guide, load_questionnaire, reading
from netcheck.errors import AnswersRefused, Stopped, WrongUsage
from netcheck.interview import Interview
from netcheck.model import Questionnaire
from netcheck.outcome import Outcome, assess
from netcheck.render.sheet import sheet
from netcheck.render.sheet_file import renderer

NOBODY = "There is nobody here to ask: standard input is closed. Give the answers in a file: netcheck --answers FILE"


def hold(questionnaire: Questionnaire, *, resume: str | None, save: str | None, plain: bool, shown_to: TextIO) -> Interview:
    """Interview the person in this terminal and show the outcome in ``shown_to``.

    Raises Stopped when the person stops before the outcome, and WrongUsage when nobody is there.
    """
    # Imported here so that scripted runs never load what only a person needs.
    from netcheck.conversation import Action
    from netcheck.screens import privacy, topics

    if sys.stdin is None or sys.stdin.closed:
        raise WrongUsage(NOBODY)
    interview, notes = (Interview(questionnaire), []) if resume is None else _resumed(resume, questionnaire)
    keep = None if save is None else _keeper(save, interview, may_replace=save == resume)
    _stop_on_signals()
    is_plain = _is_plain(plain)
    actions = (
        Action("Read about a topic", _reader(shown_to, plain=is_plain), lambda: topics(reading.all_topics())),
        Action("Save a visit sheet to take with you", _save_sheet),
        Action("Save my answers", _save_answers),
    )
    begun = interview
    if is_plain:
        from netcheck.ask_plainly import interview_plainly

        show = _plain_show(shown_to)
        interview, is_finished = interview_plainly(
            interview, show, actions, privacy(save), keep, notes, read=sys.stdin, write=_talk(shown_to)
        )
    else:
        from netcheck.ask import interview_in_terminal

        interview, is_finished = interview_in_terminal(interview, _terminal_show(shown_to), actions, privacy(save), keep, notes)
    if not is_finished:
        if interview == begun and not sys.stdin.isatty():
            raise WrongUsage(NOBODY)
        raise Stopped(_kept(save, interview))
    return interview


def _is_plain(asked_for: bool) -> bool:
    """Whether to ask in lines: wished for, or the terminal cannot draw."""
    has_screen = sys.stdin.isatty() and any(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))
    return asked_for or os.environ.get("TERM", "") in {"", "dumb"} or not has_screen


def _talk(shown_to: TextIO) -> TextIO:
    """Where questions go: beside the outcome in a terminal, otherwise apart from the data."""
    return shown_to if shown_to.isatty() else sys.stderr


def _resumed(path: str, questionnaire: Questionnaire) -> tuple[Interview, list[str]]:
    saved = answers.read(files.read(path, AnswersRefused), path, questionnaire)
    notes = []
    if saved.edition and saved.edition != questionnaire.edition:
        notes.append(f"They were saved with edition {saved.edition} of the questions. This is edition {questionnaire.edition}.")
    if saved.misfits:
        notes.append("These saved answers do not fit any more, so their questions are asked again:")
        notes += map(str, saved.misfits)
    return Interview(questionnaire, saved.steps), notes


def _keeper(path: str, begun: Interview, *, may_replace: bool) -> Callable[[Interview], None]:
    files.refuse_to_replace(path, unless=may_replace)

    def keep(interview: Interview) -> None:
        files.write(path, answers.write(interview))

    # A place that cannot be written to is said before the first question, not after the last.
    keep(begun)
    return keep


def _reader(stream: TextIO, *, plain: bool) -> Callable[[Interview, str], None]:
    def read(_interview: Interview, topic: str) -> None:
        found = guide.find_topic(reading.all_topics(), topic)
        # The title of the topic with survival numbers says so; who picks it has asked for them.
        # The guide cites the sources of the questionnaire that it comes with, whichever one was answered.
        text = reading.text_of(found, load_questionnaire(), numbers=True)
        if plain:
            reading.read_out(text, stream)
        else:
            reading.show(text, stream)

    return read


def _save_answers(interview: Interview, _chosen: str) -> str:
    path = files.free_name("netcheck-answers", ".yaml")
    files.write(path, answers.write(interview))
    return f"Your answers are saved in {files.whole_name(path)}. To go on from them, type: netcheck --resume {path}"


def _save_sheet(interview: Interview, _chosen: str) -> str:
    path = files.free_name("netcheck-visit-sheet", ".html")
    files.write(path, renderer(path)(sheet(assess(interview))))
    return f"Your visit sheet is saved in {files.whole_name(path)}. Open that file in a web browser to read and print it."


def _kept(save: str | None, interview: Interview) -> str:
    count = len(interview.answers)
    kept = f"{count} answer{'' if count == 1 else 's'}"
    if save is None:
        return "Stopped. Nothing was saved."
    return f"Stopped. {kept} saved in {save}. Go on with: netcheck --resume {save} --save {save}"


def _plain_show(stream: TextIO) -> Callable[[Outcome, bool], None]:
    from netcheck.render import plain

    def show(outcome: Outcome, more: bool) -> None:
        stream.write("\n" + (plain.render_more(outcome) if more else plain.render_brief(outcome)))
        stream.flush()

    return show


def _terminal_show(stream: TextIO) -> Callable[[Outcome, bool], None]:
    def show(outcome: Outcome, more: bool) -> None:
        # Imported only now: the first question must not wait for what draws the outcome.
        from rich.console import Console

        from netcheck.render import terminal

        if more:
            reading.show_drawn(terminal.render_more(outcome), stream)
        else:
            Console(file=stream, highlight=False).print(terminal.render_brief(outcome))

    return show


def _stop_on_signals() -> None:
    """Let a closed terminal or a request to end stop the interview like the person would."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), stop)
