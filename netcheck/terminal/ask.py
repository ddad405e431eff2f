"""The terminal driver: draws each screen in the window and reads keys. The only importer of questionary."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import ParamSpec, TypeVar

import questionary
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout
from prompt_toolkit.layout import Window as Area
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from netcheck.engine.interview import STOP, Interview
from netcheck.terminal import screens
from netcheck.terminal.application import Pause, StoppableApplication, stop_until_told_to_go_on
from netcheck.terminal.conversation import Action, Conversation, Keep, Show
from netcheck.terminal.drawing import draw, press
from netcheck.terminal.hearing import FIRST_MOMENT, Hearing
from netcheck.terminal.keyboard import ESCAPE_SECONDS, bindings, take_only_our_keys
from netcheck.terminal.safe_text import showable
from netcheck.terminal.screens import Reply, Screen, Turn
from netcheck.terminal.window import Window

STYLE = Style.from_dict({
    "title": "bold ansimagenta",
    "ask": "bold",
    "heading": "bold",
    "note": "bold",
    "message": "bold",
    "cursor": "reverse",
    "emergency": "bold ansiwhite bg:ansired",
    "today": "bold ansiwhite bg:ansimagenta",
    "soon": "ansiblack bg:ansiyellow",
    "routine": "ansiblack bg:ansicyan",
    "information": "bold ansiwhite bg:ansiblue",
})  # fmt: skip
"""One accent, and otherwise the terminal's own colors, so that it reads on dark and light alike.

An urgency has the accent that ``render.colored`` gives its outcome.
"""

SETTLED_SECONDS, MOST_ROUNDS = 0.1, 1000
"""How long nothing must come from a terminal until a pasted text counts as over, and how often that is looked for."""

STOP_KEYS = frozenset({Keys.ControlC, Keys.ControlD})

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")


def interview_in_terminal(
    interview: Interview,
    show: Show,
    actions: Sequence[Action] = (),
    privacy: str = screens.NOT_SAVED,
    keep: Keep | None = None,
    notes: Sequence[str] = (),
) -> tuple[Interview, bool]:
    """Ask in this terminal until the person finishes or stops. Returns the interview and whether its outcome was shown.

    The screens leave nothing behind in the terminal; what ``show`` prints stays.
    """
    terminal = Terminal()
    # What is loaded by now stays. Left to the collector, it made a key now and then take 50 ms instead of 5.
    gc.freeze()
    actions = [replace(action, run=terminal.beside(action.run)) for action in actions]
    try:
        return Conversation(terminal.present, terminal.beside(show), actions, privacy, keep, notes).hold(interview)
    finally:
        terminal.restore()


class Terminal:
    """The terminal this program runs in. Screens are drawn aside of what was printed before, and vanish."""

    def __init__(self) -> None:
        self.input = create_input(always_prefer_tty=True)
        take_only_our_keys(self.input)
        self.output: Output = create_output(always_prefer_tty=True)
        if isinstance(self.output, Vt100_Output):
            # Nothing here needs to ask where the cursor stands, and some terminals never answer that.
            self.output.enable_cpr = False
        self.color_depth = ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else ColorDepth.DEPTH_4_BIT
        self._is_aside = False
        self._window = Window.of(Screen(""))
        self._left: Window | None = None
        self._hearing, self._is_seen = Hearing(), False

    def present(self, screen: Screen) -> Reply:
        """Show a screen until the person has replied to it. Raises EOFError when the terminal is gone."""
        self._window = self._left if self._left is not None and self._left.screen is screen else Window.of(screen)
        try:
            while isinstance(reply := self._run(), Pause):
                self.restore()
                if reply is Pause.STOPPED:
                    stop_until_told_to_go_on()
        except OSError:
            raise EOFError("The terminal is gone.") from None
        # Who looks at the review in the middle of a list finds it again as it was left.
        self._left = self._window.settled() if isinstance(reply, Turn) else self._left
        return STOP if self._application.came else reply

    def _run(self) -> Reply | Pause:
        """Draw the window and take keys until there is a reply to its screen, or a pause."""
        self._enter_screens()
        ahead = self._typed_ahead()
        if STOP_KEYS & {press.key for press in ahead}:
            return STOP
        self._hearing, self._is_seen = Hearing(missed=time.monotonic() if ahead else None), False
        self._application.came = frozenset()
        with self._application.stopped_by_signals():
            reply: Reply | Pause = questionary.Question(self._application).unsafe_ask()
        return reply

    def _typed_ahead(self) -> list[KeyPress]:
        """What was typed before a screen was to be seen, and what still comes of a long text with it: it was not meant for the screen."""
        ahead = get_typeahead(self.input)
        if ahead:
            with contextlib.suppress(OSError, NotImplementedError), self.input.raw_mode():
                for _ in range(MOST_ROUNDS):
                    if not select.select([self.input.fileno()], [], [], SETTLED_SECONDS)[0]:
                        break
                    ahead += self.input.read_keys()
        return ahead

    def _enter_screens(self) -> None:
        if not self._is_aside:
            self._is_aside = True
            self.output.enter_alternate_screen()
            self.output.erase_screen()
            self.output.cursor_goto(0, 0)
            self.output.flush()

    def leave_screens(self) -> None:
        """Go back to what was on the terminal before the first screen."""
        if self._is_aside:
            self._is_aside = False
            self.output.quit_alternate_screen()
            self.output.flush()

    def beside(self, printing: Callable[Arguments, Result]) -> Callable[Arguments, Result]:
        """The same function, which leaves the screens first, so that what it prints stays."""

        def run(*arguments: Arguments.args, **named: Arguments.kwargs) -> Result:
            self.leave_screens()
            return printing(*arguments, **named)

        return run

    def restore(self) -> None:
        """Leave the terminal as it was found. A signal in the middle of drawing can leave a hidden cursor behind."""
        with contextlib.suppress(OSError):
            if self._is_aside:
                self.output.erase_screen()
            self.leave_screens()
            self.output.reset_attributes()
            self.output.enable_autowrap()
            self.output.disable_bracketed_paste()
            self.output.show_cursor()
            self.output.flush()

    @cached_property
    def _application(self) -> StoppableApplication:
        """One application for all screens: making it takes longer than drawing a screen, as it loads every key of an editor."""
        text = FormattedTextControl(self._text, show_cursor=False)
        application = StoppableApplication(
            layout=Layout(Area(text, always_hide_cursor=True)),
            key_bindings=bindings(self._press, self._paste),
            after_render=self._draws,
            style=STYLE,
            input=self.input,
            output=self.output,
            color_depth=self.color_depth,
            erase_when_done=True,
        )
        application.ttimeoutlen = ESCAPE_SECONDS
        return application

    def _text(self) -> StyleAndTextTuples:
        size, encoding = self.output.get_size(), self.output.encoding()
        lines = draw(self._window, size.columns, size.rows)
        fragments: StyleAndTextTuples = []
        for number, (style, text) in enumerate(lines):
            fragments.append((f"class:{style}" if style else "", showable(text, encoding) + ("\n" if number < len(lines) - 1 else "")))
        return fragments

    def _draws(self, _: object) -> None:
        """A screen is to be seen for the first time: after its first moment the keys count."""
        if not self._is_seen and self._application.loop is not None:
            self._is_seen = True
            # What was typed until then is read before this is called, however late it is read.
            self._application.loop.call_later(FIRST_MOMENT, self._open)

    def _open(self) -> None:
        if os.name == "nt" and self._application.is_running and not self._application.is_done:
            # Windows hands keys over in a thread of its own, which can be late: what was pressed until now is heard first.
            self._application.key_processor.feed_multiple(self.input.read_keys())
            self._application.key_processor.process_keys()
        self._hearing = self._hearing.opened()

    def _paste(self, text: str) -> None:
        self._hearing, counts = self._hearing.hear("paste", time.monotonic())
        self._window = self._window.paste(text) if counts else self._window.too_early()

    def _press(self, key: str) -> None:
        if key == "c-z":
            self._application.pause(Pause.STOPPED)
            return
        self._hearing, counts = self._hearing.hear(key, time.monotonic())
        size = self.output.get_size()
        after = press(self._window, key, size.columns, size.rows) if counts else self._window.too_early()
        if isinstance(after, Window):
            self._window = after
        elif not self._application.is_done:
            self._application.exit(result=after)
