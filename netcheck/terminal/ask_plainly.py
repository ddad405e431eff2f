"""The plain driver: numbered lines for screen readers and simple terminals. It reads lines and moves no cursor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from io import TextIOWrapper
from math import inf
from typing import TextIO

from netcheck.engine.interview import STOP, Interview
from netcheck.render import plain
from netcheck.render.page import Block
from netcheck.terminal import screens
from netcheck.terminal.conversation import Action, Conversation, Keep, Show
from netcheck.terminal.reply_line import OF_A_LIST, Repeat, choices, understand
from netcheck.terminal.safe_text import harmless, showable
from netcheck.terminal.screens import Reply, Screen

KEYS = (
    "At a question type the number of your answer and press Enter. Or type a letter: "
    "b to go back, ? to hear why we ask, s for not sure, r to review your answers, q to stop."
)

LONGEST = 4096
"""The letters of a line that are looked at; a terminal does not take longer ones."""

END_ON_WINDOWS = "\x1a"
"""What Ctrl-Z before Enter means on Windows, where not every console makes the end of input of it."""

MOST_PARTS = 1000
"""The parts, each of the ``LONGEST`` letters, of a line that is passed over. One that is longer still has no end."""

MOST_LINES = 200
"""So many lines of a pipe at one screen, also when it comes up again and again, come from no person. In a terminal a key may be stuck."""


def interview_plainly(
    interview: Interview,
    show: Show,
    actions: Sequence[Action] = (),
    privacy: str = screens.NOT_SAVED,
    keep: Keep | None = None,
    notes: Sequence[str] = (),
    *,
    read: TextIO,
    write: TextIO,
    forget: Callable[[], None] = lambda: None,
) -> tuple[Interview, bool]:
    """Ask line by line until the person finishes, stops or the input ends. Returns the interview and whether its outcome was shown.

    Raises NobodyAnswered when the input is no terminal and ended before anything was answered.
    """
    plain = Plain(read, write, forget)
    after, is_finished = Conversation(plain.present, show, actions, privacy, keep, notes).hold(interview)
    if plain.has_ended and not (is_finished or plain.was_answered or plain.is_terminal):
        raise NobodyAnswered("The input ended before anything was answered.")
    return after, is_finished


class NobodyAnswered(Exception):
    """No answer came. A person who stops without one has still been there."""


class Plain:
    """Lines out, lines in. ``read`` and ``write`` may be a terminal or a pipe. ``forget`` drops what was typed ahead of a screen."""

    def __init__(self, read: TextIO, write: TextIO, forget: Callable[[], None] = lambda: None) -> None:
        if isinstance(read, TextIOWrapper):
            # Bytes that are no text are wrong input like any other, and must not end the program.
            read.reconfigure(errors="replace")
        self.read = read
        self.write = write
        self.forget = forget
        self.has_ended = self.was_answered = False
        self._section = ""
        self._knows_lists = False
        self._heard: list[tuple[tuple[Block, ...], ...]] = []
        self._lines: Counter[tuple[str, str]] = Counter()
        # Asked at once: a terminal that was closed says that it is none.
        self.is_terminal = read.isatty()
        self._most = inf if self.is_terminal else MOST_LINES

    def present(self, screen: Screen) -> Reply:
        """Read a screen out until the person has replied to it. The end of input is STOP, never an answer."""
        is_new = screen.title != self._section
        self._section = screen.title
        # What an outcome says is read once; coming back to it, only what there is to choose.
        spoken = () if screen.openings in self._heard else screen.openings[:1]
        self._heard.append(screen.openings)
        whole = [*_opening(screen, is_new), *(line for blocks in spoken for line in plain.lines(blocks)), *self._choices(screen)]
        self._say([screen.message, *choices(screen)] if screen.message else whole)
        while self._lines[screen.title, screen.ask] < self._most:
            self._lines[screen.title, screen.ask] += 1
            self._write("Your answer: " if screen.rows or screen.field else f"Press Enter to {screen.enter}. ")
            line = self._line()
            if not line:
                self.has_ended = True
                self._write("\n")
                return STOP
            understood = understand(screen, line)
            if isinstance(understood, Repeat):
                self._say(understood.lines)
                continue
            if screen.ask and isinstance(understood, tuple):
                self.was_answered = True
                answered = _texts(screen, frozenset(understood)) if screen.field is None else understood[0] or "left empty"
                self._say([f"You answered: {answered}."])
            return understood
        self.has_ended = True
        self._say([f"This came up {MOST_LINES} times, which no person would want. It stops here."])
        return STOP

    def _choices(self, screen: Screen) -> Iterator[str]:
        """What there is to choose. How several are chosen is read once, and again for whoever asks."""
        yield from choices(screen)
        if screen.pick_any and not self._knows_lists:
            self._knows_lists = True
            yield OF_A_LIST

    def _line(self) -> str:
        """The next line, "" at the end of input. The rest of a long line is passed over; one without an end is the end."""
        try:
            line = part = self.read.readline(LONGEST)
            for _ in range(MOST_PARTS):
                if len(part) < LONGEST or part.endswith("\n"):
                    self.forget()
                    return "" if line.strip() == END_ON_WINDOWS else line
                part = self.read.readline(LONGEST)
        except OSError:
            # A terminal that was closed.
            return ""
        return ""

    def _say(self, lines: Sequence[str] | Iterator[str]) -> None:
        for line in lines:
            self._write(f"{line}\n")

    def _write(self, text: str) -> None:
        self.write.write(showable(harmless(text), self.write.encoding or "utf-8"))
        self.write.flush()


def _opening(screen: Screen, is_new: bool) -> Iterator[str]:
    """The title and the question. What a section says is read once, when it begins."""
    yield ""
    title = f"{screen.title}: {screen.place}" if screen.place else screen.title
    yield title if title.endswith(("?", "!", ".")) else f"{title}."
    yield from screen.notes
    if is_new:
        yield from screen.say
    if screen.ask:
        yield screen.ask
    if screen.hint:
        yield screen.hint
    if screen.given and screen.field is None:
        yield f"Your answer before: {_texts(screen, screen.given)}."
    elif screen.field is not None and screen.field.text:
        yield screen.field.before()
    if not screen.rows and not screen.openings and screen.field is None:
        yield KEYS


def _texts(screen: Screen, picks: frozenset[str]) -> str:
    # The texts have commas of their own.
    return "; ".join(row.text for row in screen.rows if row.id in picks)
