"""One interview with a person who is there: which driver, what is saved, and what the menu at the end can do."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TextIO

from netcheck.command import file_names, files, guide_reader, streams
from netcheck.command.clock import today_for
from netcheck.command.installing import for_shell
from netcheck.command.keeper import Keeper
from netcheck.command.process import forget_typed_ahead, leave_no_core_file, stopped_by_signals
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.errors import AnswersRefused, HungUp, Stopped, WrongUsage
from netcheck.guide.topic import Guide, find_topic
from netcheck.questionnaire.model import Questionnaire
from netcheck.render.sheet import sheet
from netcheck.render.sheet_format import renderer

NOBODY = "There is nobody here to ask: no answer comes from standard input. Give the answers in a file: netcheck --answers FILE"


def hold(
    questionnaire: Questionnaire,
    *,
    questions: str | None, resume: str | None, save: str | None, plain: bool, shown_to: TextIO, full: bool = False
) -> Interview:
    """Interview the person in this terminal and leave the outcome, or with ``full`` all of it, in ``shown_to``.

    ``questions`` is where the questionnaire was loaded from; its guide is read when somebody wants to read in it.

    Raises Stopped when the person stops before the outcome, HungUp when the terminal is closed before it, and
    WrongUsage when nobody is there.
    """
    # Imported here so that scripted runs never load what only a person needs.
    from netcheck.terminal.conversation import Action
    from netcheck.terminal.screens import privacy, topics

    if sys.stdin is None or sys.stdin.closed:
        raise WrongUsage(NOBODY)
    leave_no_core_file()
    interview, notes = (Interview(questionnaire, today=today_for(questionnaire)), []) if resume is None else _resumed(resume, questionnaire)
    keep = None if save is None else Keeper(save, interview, may_replace=save == resume)
    is_plain = _is_plain(plain)
    guide = partial(guide_reader.guide_of, questions, questionnaire)
    call = ("netcheck", *(() if questions is None else ("--questions", questions)))
    actions = [
        Action("Read about a topic", _reader(guide, shown_to, plain=is_plain), lambda: topics(guide().topics), is_to_read=True),
        Action("Save a visit sheet to take with you", _save_sheet),
        Action("Save my answers", partial(_save_answers, call)),
    ]
    if not questionnaire.guide_call:
        del actions[0]
    is_finished, was_terminal = False, sys.stdin.isatty()
    with contextlib.suppress(KeyboardInterrupt), stopped_by_signals():
        if is_plain:
            from netcheck.terminal.ask_plainly import NobodyAnswered, interview_plainly

            show, forget = _plain_show(shown_to, full=full), forget_typed_ahead
            try:
                interview, is_finished = interview_plainly(
                    interview, show, actions, privacy(save), keep, notes, read=sys.stdin, write=_talk(shown_to), forget=forget
                )
            except NobodyAnswered:
                raise WrongUsage(NOBODY) from None
        else:
            from netcheck.terminal.ask import interview_in_terminal

            show = _terminal_show(shown_to, full=full)
            interview, is_finished = interview_in_terminal(interview, show, actions, privacy(save), keep, notes)
    if keep is not None:
        # A second signal, as a closed terminal sends, can come before the interview is handed back.
        interview = keep.latest
    unsaved = "" if keep is None else keep.unsaved(interview)
    if not is_finished:
        stopped = HungUp if was_terminal and not sys.stdin.isatty() else Stopped
        raise stopped(_kept(call, save, interview, unsaved))
    if unsaved:
        files.tell(f"netcheck: Your latest answers are not saved. {unsaved}")
    return interview


def _is_plain(asked_for: bool) -> bool:
    """Whether to ask in lines: wished for, or the terminal cannot draw."""
    has_screen = sys.stdin.isatty() and any(stream is not None and stream.isatty() for stream in (sys.stdout, sys.stderr))
    return asked_for or streams.wants_plain_lines() or not streams.can_draw() or not has_screen


def _talk(shown_to: TextIO) -> TextIO:
    """Where questions go: beside the outcome in a terminal, otherwise apart from the data."""
    return shown_to if shown_to.isatty() else sys.stderr


def _resumed(path: str, questionnaire: Questionnaire) -> tuple[Interview, list[str]]:
    saved = answers.read(files.read(path, AnswersRefused), file_names.name_of(path), questionnaire, today_for(questionnaire))
    return Interview(questionnaire, saved.steps, today_for(questionnaire)), saved.notes(questionnaire)


def _reader(guide: Callable[[], Guide], stream: TextIO, *, plain: bool) -> Callable[[Interview, str], None]:
    def read(interview: Interview, topic: str) -> None:
        found = find_topic(guide().topics, topic)
        # The title of the topic with survival numbers says so; who picks it has asked for them.
        text = guide_reader.text_of(found, interview.questionnaire, guide(), numbers=True)
        if plain:
            guide_reader.read_out(text, stream)
        else:
            guide_reader.show(text, stream)

    return read


def _save_answers(call: tuple[str, ...], interview: Interview, _chosen: str) -> str:
    path = file_names.free_name("netcheck-answers", ".yaml")
    files.write(path, answers.write(interview))
    return f"Your answers are saved in {file_names.whole_name(path)}. To go on from them, type: {for_shell((*call, '--resume', path))}"


def _save_sheet(interview: Interview, _chosen: str) -> str:
    path = file_names.free_name("netcheck-visit-sheet", ".html")
    files.write(path, renderer(path)(sheet(assess(interview), date.today().isoformat())))
    return f"Your visit sheet is saved in {file_names.whole_name(path)}. Open that file in a web browser to read and print it."


def _kept(call: tuple[str, ...], save: str | None, interview: Interview, unsaved: str) -> str:
    if unsaved:
        return f"Stopped. Your latest answers are not saved. {unsaved}"
    count = len(interview.answers)
    kept = f"{count} answer{'' if count == 1 else 's'}"
    if save is None:
        return "Stopped. Nothing was saved."
    return f"Stopped. {kept} saved in {file_names.name_of(save)}. Go on with: {for_shell((*call, '--resume', save, '--save', save))}"


def _plain_show(stream: TextIO, *, full: bool) -> Callable[[Outcome], None]:
    from netcheck.render import plain

    def show(outcome: Outcome) -> None:
        # In a terminal the lines of the outcome stand above already.
        if full or not stream.isatty():
            stream.write("\n" + plain.render(outcome, whole=full))
            stream.flush()

    return show


def _terminal_show(stream: TextIO, *, full: bool) -> Callable[[Outcome], None]:
    def show(outcome: Outcome) -> None:
        # Imported only now: the first question must not wait for what draws the outcome.
        from rich.console import Console

        from netcheck.render import colored

        Console(file=stream, highlight=False).print(colored.render(outcome, whole=full))

    return show
