"""The terminal driver: draws each screen in the window and reads keys. The only importer of questionary."""

from __future__ import annotations

import contextlib
import gc
import os
import select
import signal
from asyncio import AbstractEventLoop
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from types import FrameType
from typing import Any, ParamSpec, TypeVar

import questionary
from prompt_toolkit.application import Application
from prompt_toolkit.formatted_text import StyleAndTextTuples
from prompt_toolkit.input import create_input
from prompt_toolkit.input.typeahead import get_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout
from prompt_toolkit.layout import Window as Area
from prompt_toolkit.output import ColorDepth, Output, create_output
from prompt_toolkit.output.vt100 import Vt100_Output
from prompt_toolkit.styles import Style

from netcheck.engine.interview import STOP, Interview
from netcheck.terminal import screens
from netcheck.terminal.conversation import Action, Conversation, Keep, Show
from netcheck.terminal.drawing import draw, press
from netcheck.terminal.safe_text import showable
from netcheck.terminal.screens import Reply, Screen
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

NAMES: dict[str, str] = {
    Keys.Enter: "enter",
    Keys.ControlJ: "enter",
    Keys.ControlH: "backspace",
    **{key: key.value for key in (Keys.Right, Keys.Delete)},
    **{key: key.value for key in (Keys.Up, Keys.Down, Keys.Left, Keys.Home, Keys.End, Keys.PageUp, Keys.PageDown)},
    **{key: key.value for key in (Keys.Escape, Keys.ControlC, Keys.ControlD)},
}
"""The keys that are no letters, by the names that ``window`` has for them."""

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

SETTLED_SECONDS, MOST_ROUNDS = 0.1, 1000
"""How long nothing must come from a terminal until a pasted text counts as over, and how often that is looked for."""

ESCAPE_SECONDS = 0.1
"""How long to wait for the rest of an arrow key after its first byte, before it counts as Esc."""


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


SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))


class _StoppableApplication(Application[Reply]):
    """An application that signals end with STOP, at a moment when the terminal can be left as it was found.

    An exception raised by a signal handler would come up anywhere inside prompt_toolkit, also where it cannot be undone.
    """

    came: frozenset[int] = frozenset()
    """The signals that stopped it."""

    @contextlib.contextmanager
    def stopped_by_signals(self) -> Iterator[None]:
        """While this lasts, signals stop the application. Those that are ignored, as under nohup, stay ignored."""
        before = {number: signal.getsignal(number) for number in SIGNALS}
        caught = {number: handler or signal.SIG_DFL for number, handler in before.items() if handler is not signal.SIG_IGN}
        for number in caught:
            signal.signal(number, self._stop)
        try:
            yield
        finally:
            for number, handler in caught.items():
                # A closed terminal sends its signal twice. The second must not come up while the first is being answered.
                signal.signal(number, signal.SIG_IGN if number in self.came else handler)

    def run(self, *_: Any, **__: Any) -> Reply:
        """Run until there is a reply. It can run again. SIGINT is ours, and a signal that came before the first drawing counts."""
        return super().run(pre_run=self._begin, set_exception_handler=False, handle_sigint=False)

    def _begin(self) -> None:
        if self.loop is not None:
            self.loop.set_exception_handler(self._fail)
        self._exit_if_stopped()

    def _fail(self, _loop: AbstractEventLoop, context: dict[str, Any]) -> None:
        """Leave with a fault of our own. prompt_toolkit would print it, answers and all, and wait for Enter."""
        if self.is_running and not self.is_done:
            self.exit(exception=context.get("exception") or RuntimeError())

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        self.came |= {number}
        if self.loop is not None:
            self.loop.call_soon_threadsafe(self._exit_if_stopped)

    def _exit_if_stopped(self) -> None:
        if self.came and self.is_running and not self.is_done:
            self.exit(result=STOP)


class Terminal:
    """The terminal this program runs in. Screens are drawn aside of what was printed before, and vanish."""

    def __init__(self) -> None:
        self.input = create_input(always_prefer_tty=True)
        self.output: Output = create_output(always_prefer_tty=True)
        if isinstance(self.output, Vt100_Output):
            # Nothing here needs to ask where the cursor stands, and some terminals never answer that.
            self.output.enable_cpr = False
        self.color_depth = ColorDepth.DEPTH_1_BIT if os.environ.get("NO_COLOR") else ColorDepth.DEPTH_4_BIT
        self._is_aside = False
        self._window = Window.of(Screen(""))

    def present(self, screen: Screen) -> Reply:
        """Show a screen until the person has replied to it. Raises EOFError when the terminal is gone."""
        try:
            self._enter_screens()
            self._forget_typed_ahead()
            self._window = Window.of(screen)
            self._application.came = frozenset()
            with self._application.stopped_by_signals():
                reply: Reply = questionary.Question(self._application).unsafe_ask()
        except OSError:
            raise EOFError("The terminal is gone.") from None
        return STOP if self._application.came else reply

    def _forget_typed_ahead(self) -> None:
        """Drop keys pressed before a screen was to be seen, and what still comes of a long text with them: they were not meant for it."""
        if not get_typeahead(self.input):
            return
        with contextlib.suppress(OSError), self.input.raw_mode():
            for _ in range(MOST_ROUNDS):
                if not select.select([self.input.fileno()], [], [], SETTLED_SECONDS)[0]:
                    return
                self.input.read_keys()

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
    def _application(self) -> _StoppableApplication:
        """One application for all screens: making it takes longer than drawing a screen, as it loads every key of an editor."""
        text = FormattedTextControl(self._text, show_cursor=False)
        application = _StoppableApplication(
            layout=Layout(Area(text, always_hide_cursor=True)),
            key_bindings=self._keys(),
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

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        def press_key(event: KeyPressEvent) -> None:
            key = event.key_sequence[0].key
            size = self.output.get_size()
            if key == Keys.BracketedPaste:
                self._window = self._window.paste(event.data)
                return
            after = press(self._window, NAMES.get(key, key), size.columns, size.rows)
            if isinstance(after, Window):
                self._window = after
            elif not event.app.is_done:
                event.app.exit(result=after)

        for key in NAMES:
            keys.add(key, eager=True)(press_key)
        keys.add(Keys.Any)(press_key)
        return keys
