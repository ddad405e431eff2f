"""The guide of a questionnaire in a terminal: choose a topic, read it page by page. In a pipe it is plain Markdown."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from typing import TYPE_CHECKING, TextIO

from netcheck.command import file_names, files, streams, windows
from netcheck.command.questionnaire_file import GUIDE, PAGE, folder_in, names_in
from netcheck.errors import CannotDo, Refused
from netcheck.guide import shipped
from netcheck.guide.topic import Guide, Topic, read_guide
from netcheck.questionnaire.model import Questionnaire
from netcheck.render import topic as render_topic

if TYPE_CHECKING:
    from rich.console import RenderableType


SOURCES = "sources.yaml"
"""The file beside the pages with the sources that only they cite."""


def guide_of(path: str | None, questionnaire: Questionnaire) -> Guide:
    """The guide that stands beside a questionnaire, which was loaded from ``path``.

    Raises CannotDo when there is none or it cannot be read, and Refused with every fault in its pages.
    """
    if not questionnaire.guide_call:
        raise CannotDo(f"This questionnaire has no guide. Its pages stand in a folder, in {GUIDE}/ beside questions.yaml.")
    return read_guide(*texts_of(path), questionnaire.sources)


def texts_of(path: str | None) -> tuple[dict[str, tuple[str, str]], tuple[str, str] | None]:
    """The pages of the guide, as ``pages_of`` gives them, and the text and the name of the file with their own sources, if there is one."""
    folder = folder_in(path, GUIDE)
    sources = shipped.sources_text() if folder is None else _page(folder, SOURCES) if SOURCES in names_in(folder) else None
    return pages_of(path), sources


def pages_of(path: str | None) -> dict[str, tuple[str, str]]:
    """The text of every page of the guide and the name of its file, by topic. Raises CannotDo when they cannot be read."""
    folder = folder_in(path, GUIDE)
    if folder is None:
        return {id_: (text, f"{GUIDE}/{id_}.md") for id_, text in shipped.topic_texts().items()}
    return {name.removesuffix(PAGE): _page(folder, name) for name in names_in(folder) if name.endswith(PAGE)}


def _page(folder: str, name: str) -> tuple[str, str]:
    file = f"{folder}{os.sep}{name}"
    return files.read(file, Refused).replace("\r\n", "\n"), file_names.name_of(file)


def text_of(topic: Topic, questionnaire: Questionnaire, guide: Guide, *, numbers: bool) -> str:
    """The Markdown of a topic with its sources. Survival numbers stand in it only when asked for."""
    return render_topic.render(topic, questionnaire, guide.sources, numbers=numbers)


def list_of(guide: Guide, call: str) -> str:
    """The topics as lines to choose from."""
    return render_topic.render_list(guide.topics, call)


def choose(guide: Guide) -> str | None:
    """The topic a person picks in this terminal, or None."""
    from netcheck.terminal import screens
    from netcheck.terminal.ask import Terminal

    terminal = Terminal()
    try:
        reply = terminal.present(screens.topics(guide.topics))
    except (EOFError, KeyboardInterrupt):
        return None
    finally:
        terminal.restore()
    return reply[0] if isinstance(reply, tuple) else None


PAGER_OPTIONS = r"-R -PsSpace\: next page   b\: page before   q\: close$"
"""For the usual pager: obey the codes for bold letters, and say how to turn pages and how to leave."""


def show(text: str, stream: TextIO) -> None:
    """Print Markdown: as it stands for a pipe, drawn in a terminal, and page by page where it is longer than the window."""
    if not stream.isatty() or streams.terminal_name() in {"", "dumb"}:
        stream.write(text)
        stream.flush()
        return
    if windows.HERE and not _is_pager_there():
        _show_on_screen(text)
        return
    from rich.markdown import Markdown

    show_drawn(Markdown(text, hyperlinks=False), stream)


def _is_pager_there() -> bool:
    """Whether the person chose a program that shows long texts, or has the usual one. Windows has one that cannot go back a page."""
    return bool(os.environ.get("MANPAGER") or os.environ.get("PAGER") or shutil.which("less"))


def _show_on_screen(text: str) -> None:
    from netcheck.terminal.ask import Terminal
    from netcheck.terminal.reading import page

    terminal = Terminal()
    try:
        terminal.present(page(text))
    except (EOFError, KeyboardInterrupt):
        return
    finally:
        terminal.restore()


def read_out(text: str, stream: TextIO) -> None:
    """Print Markdown for a screen reader: without the marks of headings and of bold words, which would be read aloud."""
    headings = re.sub(r"^#+ (.*?)([.?!]?)$", lambda mark: f"{mark[1]}{mark[2] or '.'}", text, flags=re.MULTILINE)
    stream.write("\n" + headings.replace("**", ""))
    stream.flush()


def show_drawn(drawing: RenderableType, stream: TextIO) -> None:
    """Print what rich draws in a terminal, page by page where it is longer than the window."""
    from rich.console import Console

    console = Console(file=stream, highlight=False)
    with console.capture() as captured:
        console.print(drawing)
    drawn = captured.get()
    if drawn.count("\n") < console.height:
        stream.write(drawn)
        stream.flush()
        return
    if not _has_pager():
        stream.write(drawn)
        stream.flush()
        return
    _set_pager()
    with console.pager(styles=True):
        console.print(drawing)


def _has_pager() -> bool:
    """Whether the pager that the person chose can be started. Where it cannot, Python would show nothing at all."""
    chosen = os.environ.get("MANPAGER") or os.environ.get("PAGER")
    if not chosen:
        return True
    try:
        words = [word.strip('"') for word in shlex.split(chosen, posix=not windows.HERE) if "=" not in word]
    except ValueError:
        return False
    # Our own options stand before it once it was set.
    program = next((word for word in words if word not in {"export", "LESS;"} and not word.endswith(";")), "")
    return shutil.which(program) is not None


def _set_pager() -> None:
    """Give the pager of this terminal our options, unless the person has options of their own."""
    options = os.environ["LESS"] = os.environ.get("LESS") or PAGER_OPTIONS
    # What a person searches for in a topic stays with them: less would write it into a file.
    os.environ.setdefault("LESSHISTFILE", "-")
    pager = os.environ.get("MANPAGER") or os.environ.get("PAGER") or shutil.which("less")
    first = f"export LESS={shlex.quote(options)}; "
    # From Python 3.13 on, pydoc puts options of its own into LESS. It starts the pager through a shell, which gives us the last word.
    if os.name == "posix" and pager and not pager.startswith(first):
        os.environ["MANPAGER"] = first + pager
