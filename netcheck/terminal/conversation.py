"""One person's way through an interview: which screen comes next. Every driver of screens shares it.

The loop over questions is ``interview.conduct``; ``Conversation.respond`` is what it calls. A driver is one
function, ``present``: it shows a screen and returns what the person did.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from netcheck.engine import interview as engine
from netcheck.engine.interview import BACK, STOP, Interview, Move, conduct
from netcheck.engine.outcome import Outcome, assess
from netcheck.errors import AnswerRefused, NetcheckError
from netcheck.questionnaire.model import Answer, Entered, Question
from netcheck.terminal import screens
from netcheck.terminal.screens import Ending, Reply, Screen, Turn

Present = Callable[[Screen], Reply]
Show = Callable[[Outcome], None]
"""Prints the outcome of a person who has finished, where it shall stay when the screens are gone."""

Keep = Callable[[Interview], None]
"""Called with the interview each time it has changed, so that it can be saved. May raise NetcheckError."""


@dataclass(frozen=True, slots=True)
class Action:
    """A line of the menu after the outcome, or of what there ``is_to_read``. ``choose`` makes a further screen to choose from.

    ``run`` gets the interview and the id chosen there, or "". It returns a line to show, or None, and may raise NetcheckError.
    """

    label: str
    run: Callable[[Interview, str], str | None]
    choose: Callable[[], Screen] | None = None
    is_to_read: bool = False


class Conversation:
    """What is remembered between two calls of ``respond``. It is never written anywhere. ``given`` are answers taken back before.

    ``finished`` is True while an outcome stands on the screen: stopping then is not stopping half way.
    """

    def __init__(
        self,
        present: Present,
        show: Show,
        actions: Sequence[Action] = (),
        privacy: str = screens.NOT_SAVED,
        keep: Keep | None = None,
        notes: Sequence[str] = (),
        given: Mapping[str, Answer] | None = None,
    ) -> None:
        self.present = present
        self.show = show
        self.actions = actions
        self.privacy = privacy
        self.keep = keep
        self.start_notes = tuple(notes)
        self.finished = False
        self._has_begun = False
        self._given: dict[str, Answer] = {**(given or {})}
        self._notes: tuple[str, ...] = ()
        self._latest: Interview | None = None

    def hold(self, interview: Interview) -> tuple[Interview, bool]:
        """Ask until the person finishes or stops. Returns the interview and whether its outcome was shown."""
        self._latest = interview
        try:
            interview = conduct(interview, self.respond)
        except KeyboardInterrupt:
            # A signal between two screens. The latest interview seen is the latest that was kept.
            interview = self._latest
        return interview, self.finished

    def respond(self, interview: Interview) -> engine.Reply:
        """The person's reply to the interview as it stands."""
        self._latest = interview
        self.finished = False
        self._given.update(interview.steps)
        try:
            self._save(interview)
            return self._next(interview)
        except (KeyboardInterrupt, EOFError):
            return STOP
        except OSError as error:
            # A terminal that was closed while something was printed.
            if error.errno != errno.EIO:
                raise
            return STOP

    def _save(self, interview: Interview) -> None:
        if self.keep is None:
            return
        try:
            self.keep(interview)
        except NetcheckError as error:
            # A full disk must not end the interview. The person is told and goes on.
            self._notes += (str(error),)

    def _next(self, interview: Interview) -> engine.Reply:
        if interview.is_emergency:
            return self._emergency(interview)
        if not self._has_begun:
            if self.present(screens.start(interview, self.privacy, self.start_notes)) is STOP:
                return STOP
            self._has_begun = True
        if interview.question is not None:
            return self._ask(interview, interview.question)
        while True:
            reply = self._review(interview) or self._result(interview)
            if reply is not None:
                return reply

    def _ask(self, interview: Interview, question: Question) -> engine.Reply:
        screen = screens.question(interview, question, self._given.get(question.id, frozenset()), self._take_notes())
        while isinstance(reply := self._present(screen, interview, question), Turn):
            if (changed := self._review(interview)) not in {None, BACK}:
                return changed
        if reply is BACK and not interview.steps:
            self._has_begun = False
        return _answer(question, reply)

    def _present(self, screen: Screen, interview: Interview, question: Question) -> Reply:
        """The reply to a question. What is typed is asked for again, with what is wrong, until it fits."""
        while True:
            reply = self.present(screen)
            if screen.field is None or not isinstance(reply, tuple):
                return reply
            try:
                answer = engine.judge(question, reply[0], interview.today)
            except AnswerRefused as error:
                again = replace(screen.field, text=reply[0])
                screen = replace(screen, field=again, message=f"{error.fact}", notes=())
                continue
            if isinstance(answer, Entered) and answer.text != " ".join(reply[0].split()):
                self._notes += (f"{question.short}: {question.entered(answer)}. You typed: {' '.join(reply[0].split())}",)
            return reply

    def _review(self, interview: Interview) -> engine.Reply | None:
        """A change of an answer or a move; None to go on from the review."""
        while True:
            reply = self.present(screens.review(interview, self._take_notes()))
            if isinstance(reply, Turn):
                continue
            if isinstance(reply, Move):
                if reply is BACK and interview.is_complete and _changes_earlier(interview):
                    self._notes = ("Your last change was taken back.",)
                return reply
            if reply == (screens.GO_ON,):
                return None
            if (change := self._change(interview, interview.questionnaire.questions[reply[0]])) is not None:
                return change

    def _change(self, interview: Interview, question: Question) -> engine.Reply | None:
        """A new answer to a question that has one, or STOP; None when it stays as it is."""
        screen = screens.change(interview, question)
        reply = self._present(screen, interview, question)
        before = interview.answers[question.id] if screen.field is None else frozenset((screen.field.text,))
        if isinstance(reply, tuple) and frozenset(reply) != before:
            return _answer(question, reply)
        return STOP if reply is STOP else None

    def _result(self, interview: Interview) -> engine.Reply | None:
        """Show the outcome with its menu: STOP, or None to go back to the review."""
        outcome = assess(interview)
        offered = [action for action in self.actions if not action.is_to_read]
        self.finished = True
        while True:
            reply = self.present(screens.outcome(outcome, [action.label for action in offered], self._take_notes()))
            if reply is STOP or reply == (Ending.FINISH.name,):
                self.show(outcome)
                return STOP
            if isinstance(reply, Move | Turn) or reply == (Ending.CHANGE.name,):
                self.finished = False
                return None
            if reply == (Ending.MORE.name,):
                if self._read(interview, outcome) is STOP:
                    self.show(outcome)
                    return STOP
            elif self._run(offered[int(reply[0])], interview) is STOP:
                return STOP

    def _read(self, interview: Interview, outcome: Outcome) -> engine.Reply | None:
        """Let the person read the pages behind the outcome, one after the other: STOP, or None to go back to it."""
        offered = [action for action in self.actions if action.is_to_read]
        pages = len(screens.pages(outcome))
        while isinstance(chosen := self.present(screens.contents(outcome, [action.label for action in offered])), tuple):
            number = int(chosen[0])
            is_page = number < pages
            if STOP is (self.present(screens.page(outcome, number)) if is_page else self._run(offered[number - pages], interview)):
                return STOP
        return STOP if chosen is STOP else None

    def _run(self, action: Action, interview: Interview) -> engine.Reply | None:
        try:
            chosen: Reply = ("",) if action.choose is None else self.present(action.choose())
            if not isinstance(chosen, tuple):
                return STOP if chosen is STOP else None
            line = action.run(interview, chosen[0])
        except NetcheckError as error:
            line = str(error)
        self._notes = tuple((line or "").splitlines())
        return None

    def _emergency(self, interview: Interview) -> engine.Reply:
        """The advice at once. Going back leads to the answer that earned it."""
        outcome = assess(interview)
        self.finished = True
        cause = interview.path[-1]
        while True:
            reply = self.present(screens.outcome(outcome, (), self._take_notes()))
            if reply is STOP or reply == (Ending.FINISH.name,):
                self.show(outcome)
                return STOP
            if interview.steps[-1][0] == cause.id:
                return BACK
            # Saved answers can hold others after this one. Only this one is asked again; the others stay.
            if (change := self._change(interview, cause)) is not None:
                return change

    def _take_notes(self) -> tuple[str, ...]:
        notes, self._notes = self._notes, ()
        return notes


def _answer(question: Question, reply: tuple[str, ...] | Move) -> engine.Reply:
    if isinstance(reply, Move):
        return reply
    return question.id, reply if question.pick_any else reply[0]


def _changes_earlier(interview: Interview) -> bool:
    """Whether the latest answer replaced one, so that going back asks nothing anew."""
    return interview.back().is_complete
