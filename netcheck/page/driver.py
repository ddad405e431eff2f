"""The driver of the browser: what a person did on a page goes in, the next page comes out.

It is the third driver of ``Conversation``, beside the drawn and the plain one. Where those wait for a person, this one leaves
the conversation with what it would show, and plays it again when the reply is there. All it needs for that stands in the ``state``,
which the browser keeps in the history of its tab: nothing else is remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from netcheck.engine import answers
from netcheck.engine.interview import Interview, conduct, judge
from netcheck.engine.outcome import assess
from netcheck.errors import AnswersRefused, NetcheckError
from netcheck.guide.topic import Guide, find_topic, read_guide
from netcheck.page.screen_html import TOPIC, screen_html, sheet_page, topic_html
from netcheck.program import __version__
from netcheck.questionnaire.document import decode
from netcheck.questionnaire.model import Answer, Entered, Questionnaire
from netcheck.render import json as render_json
from netcheck.render import sheet_html, topic
from netcheck.render.sheet import TITLE, sheet
from netcheck.terminal import screens
from netcheck.terminal.conversation import Action, Conversation
from netcheck.terminal.screens import Reply, Screen, Turn

if TYPE_CHECKING:
    from datetime import date

SAVED = "netcheck-answers.yaml"
SHEET = "netcheck-visit-sheet.html"
State = dict[str, Any]
"""``steps`` are the answers given, ``replies`` what was done since the last of them, ``view`` what is read beside it, ``notes`` to show."""


class _Waiting(Exception):
    """The conversation needs a person: it would show this screen."""

    def __init__(self, screen: Screen) -> None:
        self.screen = screen


class _Finished(Exception):
    """The person has finished."""


class _Reading(Exception):
    """A person reads something beside the conversation."""

    def __init__(self, *view: str) -> None:
        self.view = list(view)


class Page:
    """One questionnaire with its guide, as texts of its pages and of their sources. ``today`` is what days are counted from."""

    def __init__(
        self, questionnaire: Questionnaire, pages: Mapping[str, tuple[str, str]], sources: tuple[str, str] | None, today: date
    ) -> None:
        self.questionnaire = replace(questionnaire, guide_call=TOPIC if pages else "")
        self.today = today
        self._pages, self._sources = pages, sources
        self._guide: Guide | None = None
        self._given: dict[str, Answer] = {}
        self._download: dict[str, str] = {}

    def step(self, state: str, pairs: str) -> str:
        """What follows on the names and values of a form, all in JSON: the new ``state``, or None where it stays, and its ``html``.

        ``download`` is a file to hand over, and ``finished`` says that all is to be forgotten.
        """
        before: State = json.loads(state) or {"steps": [], "replies": []}
        found: dict[str, list[str]] = {}
        for name, value in json.loads(pairs):
            found.setdefault(name, []).append(value)
        self._download = {}
        now = {"steps": before["steps"], "replies": [*before["replies"]], "content": self.questionnaire.content_hash}
        try:
            if "file" in found:
                now = {**now, **self._opened(*found["file"])}
            elif found.get("do") == ["save sheet"]:
                self._download = {"name": SHEET, "text": self._sheet(before), "type": "text/html"}
                return self._said(None, before)
            elif "topic" in found:
                raise _Reading("topic", *found["topic"])
            elif "begin" not in found:
                reply = _reply(found)
                if isinstance(reply, tuple) and (refused := self._refused(before, reply)):
                    return self._said(None, before, refused)
                now["replies"].append(reply.value if isinstance(reply, Turn) else list(reply))
            screen = self._play(now)
        except _Reading as reading:
            return self._said({**now, "replies": before["replies"], "view": reading.view}, {**before, "view": reading.view})
        except _Finished:
            self._given.clear()
            return json.dumps({"finished": True})
        stays = bool(self._download or screen.message)
        return self._said(None if stays else now, now, screen=screen)

    def show(self, state: str) -> str:
        """The page of a state that the browser kept. One of another edition shows nothing, and asks to begin again."""
        kept: State = json.loads(state)
        self._download = {}
        if kept["content"] != self.questionnaire.content_hash:
            return json.dumps({"finished": True})
        return self._said(None, kept)

    def outcome(self, steps: str) -> str:
        """The outcome of answers, as pairs of a question and a reply in JSON, as ``--format json`` of the command line gives it."""
        return render_json.render(assess(self._interview(json.loads(steps))), __version__)

    def _said(self, state: State | None, shown: State, message: str = "", screen: Screen | None = None) -> str:
        if shown.get("view"):
            html = self._viewed(shown)
        else:
            screen = screen or self._play(shown)
            screen = replace(screen, message=message) if message else screen
            html = screen_html(screen, shown.get("notes", ()), {one.id: one.title for one in self.guide.topics} if screen.openings else {})
        return json.dumps({"state": state, "html": html, "download": self._download})

    def _viewed(self, shown: State) -> str:
        kind, *names = shown["view"]
        if kind == "sheet":
            return sheet_page(TITLE, self._sheet(shown))
        # The title of the topic with survival numbers says so; who picks it has asked for them.
        return topic_html(topic.render(find_topic(self.guide.topics, names[0]), self.questionnaire, self.guide.sources, numbers=True))

    def _sheet(self, state: State) -> str:
        return sheet_html.render(sheet(assess(self._interview(state["steps"])), self.today.isoformat()))

    @property
    def guide(self) -> Guide:
        """The guide, read when somebody wants to read in it."""
        if self._guide is None:
            self._guide = read_guide(self._pages, self._sources, self.questionnaire.sources) if self._pages else Guide((), {})
        return self._guide

    def _interview(self, steps: list[tuple[str, Any]]) -> Interview:
        judged = ((id_, judge(self.questionnaire.questions[id_], raw, self.today)) for id_, raw in steps)
        return Interview(self.questionnaire, tuple(judged), self.today)

    def _play(self, state: State) -> Screen:
        """The screen at which the conversation waits. ``state`` has the latest answers then. Raises _Finished and _Reading."""
        begun = self._interview(state["steps"])
        replies = [Turn.REVIEW if reply == Turn.REVIEW.value else tuple(reply) for reply in state["replies"]]

        def present(screen: Screen) -> Reply:
            if not (screen.ask or screen.rows or screen.openings):
                # The first page of the folder is the start screen.
                return ()
            if replies:
                return replies.pop(0)
            raise _Waiting(screen)

        actions = [
            Action("Read about a topic", lambda _, id_: _read("topic", id_), lambda: screens.topics(self.guide.topics), is_to_read=True),
            Action("See, print or save a visit sheet to take with you", lambda _, __: _read("sheet")),
            Action("Save my answers", self._save),
        ]
        conversation = Conversation(present, lambda _: None, actions if self._pages else actions[1:], given=self._given)

        def respond(interview: Interview) -> Any:
            if interview is not begun:
                state["steps"] = [[id_, _raw(self.questionnaire, id_, answer)] for id_, answer in interview.steps]
                state["replies"] = []
            self._given.update(interview.steps)
            return conversation.respond(interview)

        try:
            conduct(begun, respond)
        except _Waiting as waiting:
            return waiting.screen
        raise _Finished

    def _refused(self, state: State, reply: tuple[str, ...]) -> str:
        """What is wrong with a reply before anybody judges it."""
        screen = self._play({**state})
        if not screen.ask:
            return ""
        if alone := screens.cannot_stand_together(screen, frozenset(reply)):
            return f"'{alone.text}' cannot stand beside other choices. Choose it alone, or leave it out."
        is_empty = not "".join(reply).strip()
        return screen.nothing_chosen if is_empty and not (screen.field and screen.field.may_be_empty) else ""

    def _save(self, interview: Interview, _chosen: str) -> str:
        self._download = {"name": SAVED, "text": answers.write(interview), "type": "application/yaml"}
        return f"Your answers go to {SAVED}, where your browser puts its downloads. Look whether the file is there."

    def _opened(self, name: str, content: str) -> State:
        """The answers in a file, whose bytes are the letters of ``content``."""
        try:
            saved = answers.read(decode(content.encode("latin-1"), name, AnswersRefused), name, self.questionnaire, self.today)
        except NetcheckError as error:
            return {"steps": [], "replies": [], "notes": [*str(error).splitlines(), "No answer of this file is used."]}
        begun = f"You go on from {len(saved.steps)} saved {'answer' if len(saved.steps) == 1 else 'answers'}."
        notes = [begun, *saved.notes(self.questionnaire)]
        steps = [[id_, _raw(self.questionnaire, id_, answer)] for id_, answer in saved.steps]
        return {"steps": steps, "replies": [], "notes": notes}


def _read(*view: str) -> None:
    raise _Reading(*view)


def _reply(found: Mapping[str, list[str]]) -> tuple[str, ...] | Turn:
    """What a form says. The button for not sure goes before what is typed."""
    if found.get("do") == ["review"]:
        return Turn.REVIEW
    return tuple(found.get("row") or found.get("typed") or ())


def _raw(questionnaire: Questionnaire, id_: str, answer: Answer) -> str | list[str]:
    """An answer as ``judge`` takes it."""
    question = questionnaire.questions[id_]
    if isinstance(answer, Entered):
        return answer.text
    return sorted(answer) if question.pick_any else next(iter(answer))
