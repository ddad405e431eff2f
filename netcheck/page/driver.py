"""The driver of the browser: what a person did on a page goes in, the next page comes out.

It is the third driver of ``Conversation``, beside the drawn and the plain one. Where those wait for a person, this one leaves
the conversation with what it would show, and plays it again when the reply is there. All it needs for that stands in the ``state``,
which the browser keeps in the history of its tab: nothing else is remembered.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pkgutil import get_data
from typing import TYPE_CHECKING, Any, NoReturn

from netcheck.engine import answers
from netcheck.engine.interview import Interview, conduct, judge
from netcheck.engine.outcome import assess
from netcheck.errors import AnswerRefused, AnswersRefused, NetcheckError
from netcheck.page.screen_html import BACK, TOPIC, screen_html, sheet_page
from netcheck.questionnaire.document import decode
from netcheck.questionnaire.model import Answer, Questionnaire
from netcheck.questionnaire.packed import from_json
from netcheck.render import topic
from netcheck.render.html import topic_html
from netcheck.terminal import screens
from netcheck.terminal.conversation import Action, Conversation
from netcheck.terminal.screens import Screen, Turn

if TYPE_CHECKING:
    from netcheck.guide.topic import Guide

# What is imported further below is not needed for the first question: each module takes time before that is there.

SAVED, PACKED = "netcheck-answers.yaml", "packed.json"
State = dict[str, Any]
"""``steps`` are the answers given, ``replies`` what was done since the last of them, ``content`` the edition, ``notes`` to show once."""


class _Waiting(Exception):
    """The conversation needs a person: it would show this screen, or this text to read."""

    def __init__(self, shown: Screen | str) -> None:
        self.shown = shown


class Page:
    """One questionnaire with its guide, whose texts ``read_guide`` takes. ``today`` is what days are counted from."""

    def __init__(self, questionnaire: Questionnaire, guide_texts: tuple[Mapping[str, Any], Any], today: date) -> None:
        self.questionnaire = replace(questionnaire, guide_call=TOPIC if guide_texts[0] else "")
        self.today = today
        self._guide_texts = guide_texts
        self._given: dict[str, Answer] = {}
        self._download: dict[str, str] = {}

    def step(self, state: str, pairs: str) -> str:
        """What follows on the names and values of a form, all in JSON: the new ``state``, or None where it stays, and its ``html``.

        Without names and values it is the same page again. ``download`` is a file to hand over; ``over`` says why all is to be forgotten.
        """
        before: State = json.loads(state) or {"steps": [], "replies": [], "content": self.questionnaire.content_hash}
        if before["content"] != self.questionnaire.content_hash:
            return json.dumps({"over": "The questions have changed since your answers. Begin again."})
        if state == "null":
            # Whoever begins anew may be another person.
            self._given.clear()
        found: dict[str, list[str]] = {}
        for name, value in json.loads(pairs):
            found.setdefault(name, []).append(value)
        now = {**before, "replies": [*before["replies"]]}
        if found:
            now["notes"] = []
        if "file" in found:
            now.update(self._opened(*found["file"]))
        elif found and "begin" not in found:
            is_review = found.get("turn") == [Turn.REVIEW.value]
            now["replies"].append(Turn.REVIEW.value if is_review else found.get("row") or found.get("typed") or [])
        self._download = {}
        shown = self._play(now)
        if shown is None:
            return json.dumps({"over": "You have finished. Your answers are gone from this page."})
        stays = not found or self._download or (isinstance(shown, Screen) and shown.message)
        return json.dumps({"state": None if stays else now, "html": self._html(shown, now), "download": self._download})

    def _html(self, shown: Screen | str, state: State) -> str:
        if isinstance(shown, str):
            return shown
        is_chapter = shown.openings and not shown.rows
        titles = {one.id: one.title for one in self.guide.topics} if is_chapter else {}
        is_emergency = shown.urgency == self.questionnaire.urgencies[0].id
        return screen_html(shown, state.get("notes", ()), titles, self.questionnaire.emergency.number if is_emergency else "")

    @cached_property
    def guide(self) -> Guide:
        """The guide, read when somebody wants to read in it."""
        from netcheck.guide.topic import read_guide

        return read_guide(*self._guide_texts, self.questionnaire.sources)

    def _play(self, state: State) -> Screen | str | None:
        """What the conversation shows while it waits, None when the person has finished. ``state`` has the latest answers then."""
        judged = ((id_, judge(self.questionnaire.questions[id_], raw, self.today)) for id_, raw in state["steps"])
        begun = Interview(self.questionnaire, tuple(judged), self.today)
        replies: list[Any] = [Turn.REVIEW if reply == Turn.REVIEW.value else tuple(reply) for reply in state["replies"]]

        def present(screen: Screen) -> Any:
            if not (screen.ask or screen.rows or screen.openings):
                # The first page of the folder is the start screen.
                return ()
            if not replies:
                raise _Waiting(screen)
            reply, self._screen = replies.pop(0), screen
            may_be_empty = screen.field is not None and screen.field.may_be_empty
            if not may_be_empty and isinstance(reply, tuple) and not "".join(reply).strip():
                raise _Waiting(replace(screen, message=screen.nothing_chosen))
            if screen.openings and not screen.rows:
                # A chapter has nothing to choose but what to read.
                self._read(begun, reply[0])
            return reply

        actions = [
            Action("Read about a topic", self._read, lambda: screens.topics(self.guide.topics), is_to_read=True),
            Action("See, print or save a visit sheet to take with you", self._see_sheet),
            Action("Save my answers", self._save),
        ]
        offered = actions if self.questionnaire.guide_call else actions[1:]
        conversation = Conversation(present, lambda _: None, offered, given=self._given)

        def respond(interview: Interview) -> Any:
            if interview is not begun:
                questions = self.questionnaire.questions
                state.update(steps=[[id_, answers.unjudged(questions[id_], answer)] for id_, answer in interview.steps], replies=[])
            self._given.update(interview.steps)
            return conversation.respond(interview)

        try:
            conduct(begun, respond)
        except _Waiting as waiting:
            return waiting.shown
        except AnswerRefused as error:
            # No form lets this happen: it excludes what cannot stand together.
            return replace(self._screen, message=str(error))
        return None

    def _read(self, _interview: Interview, id_: str) -> NoReturn:
        from netcheck.guide.topic import find_topic

        # The title of the topic with survival numbers says so; who picks it has asked for them.
        found = find_topic(self.guide.topics, id_)
        raise _Waiting(BACK + topic_html(topic.render(found, self.questionnaire, self.guide.sources, numbers=True)))

    def _see_sheet(self, interview: Interview, _chosen: str) -> NoReturn:
        from netcheck.render import sheet_html
        from netcheck.render.sheet import TITLE, sheet

        raise _Waiting(sheet_page(TITLE, sheet_html.render(sheet(assess(interview), self.today.isoformat()))))

    def _save(self, interview: Interview, _chosen: str) -> str:
        self._download = {"name": SAVED, "text": answers.write(interview)}
        return f"Your answers go to {SAVED}, where your browser puts its downloads. Look whether the file is there."

    def _opened(self, name: str, content: str) -> State:
        """The answers in a file, whose bytes are the letters of ``content``."""
        try:
            saved = answers.read(decode(content.encode("latin-1"), name, AnswersRefused), name, self.questionnaire, self.today)
        except NetcheckError as error:
            return {"steps": [], "replies": [], "notes": [*str(error).splitlines(), "No answer of this file is used."]}
        steps = [[id_, answers.unjudged(self.questionnaire.questions[id_], answer)] for id_, answer in saved.steps]
        begun = f"You go on from {len(steps)} saved {'answer' if len(steps) == 1 else 'answers'}."
        return {"steps": steps, "replies": [], "notes": [begun, *saved.notes(self.questionnaire)]}


def shipped() -> Page:
    """The page that was packed with the program: its questionnaire and guide, on the day of this device."""
    questionnaire, guide = json.loads(get_data("netcheck", PACKED) or b"")
    return Page(from_json(questionnaire), guide, date.today())
