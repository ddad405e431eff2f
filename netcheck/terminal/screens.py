"""What stands on each screen, as data: the start, a question, the review, and the menus after the outcome.

A driver shows a screen in its own way and hands back what the person did with it. Which screen comes next
is decided in ``conversation``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from netcheck.engine.interview import Interview, Move
from netcheck.engine.outcome import Outcome
from netcheck.guide.topic import Topic
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Question

RESERVED = frozenset("sbrq")
"""Letters that mean the same on every screen, so that no choice gets them: not sure, back, review, stop."""

NOT_SAVED = "Your answers stay on this computer. They are saved only if you ask for it."
CHOOSE_FIRST = "Choose an answer first."


class Turn(Enum):
    """What a person can do with a screen besides choosing, going back and stopping."""

    REVIEW = "review"


Reply = tuple[str, ...] | Move | Turn
"""The ids of the rows a person chose, or a move. A screen without rows is answered by no ids."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to choose. ``letter`` chooses it at once; ``heading`` stands above the first row it belongs to."""

    id: str
    text: str
    letter: str = ""
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. ``given`` are the choices the person gave before. ``back`` says what going back does, if it can be done.
    ``stays_below`` is for a menu that leaves the outcome printed above it in sight, and ``urgency`` is the id of that outcome's.
    """

    title: str
    place: str = ""
    say: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ask: str = ""
    hint: str = ""
    why: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    given: Answer = frozenset()
    pick_any: bool = False
    has_digits: bool = True
    back: str = "go back"
    can_review: bool = False
    nothing_chosen: str = CHOOSE_FIRST
    stays_below: bool = False
    urgency: str = ""

    def row_of_letter(self, letter: str) -> Row | None:
        """The row that a letter, capital or not, chooses."""
        return next((row for row in self.rows if row.letter and row.letter == letter.lower()), None)


def privacy(saved_to: str | None) -> str:
    """The line that says where the answers go."""
    return NOT_SAVED if saved_to is None else f"Your answers stay on this computer. Each one is saved as you give it, in {saved_to}."


def start(interview: Interview, privacy_line: str, notes: tuple[str, ...]) -> Screen:
    """The first screen. On saved answers it says that it goes on from them."""
    count = len(interview.answers)
    resumed = (f"You go on from {count} saved {'answer' if count == 1 else 'answers'}.",) if interview.steps else ()
    content = interview.questionnaire
    return Screen(content.title, say=(*content.start, privacy_line), notes=(*resumed, *notes), back="")


def question(interview: Interview, asked: Question, given: Answer, notes: tuple[str, ...] = ()) -> Screen:
    """One question, with its place in the interview."""
    questionnaire = interview.questionnaire
    section = questionnaire.section_of[asked.id]
    number, total = interview.progress
    return Screen(
        section.title,
        f"{number} of about {total}",
        say=(section.say,) if section.say else (),
        notes=notes,
        ask=asked.ask,
        hint=asked.hint,
        why=_why(interview, asked),
        rows=_lettered(Row(choice.id, choice.text) for choice in asked.choices),
        given=given,
        pick_any=asked.pick_any,
        can_review=True,
    )


def change(interview: Interview, asked: Question) -> Screen:
    """A question that has an answer, to be answered anew or left as it is."""
    screen = question(interview, asked, interview.answers[asked.id])
    return replace(screen, place="changing your answer", back="leave it as it is", can_review=False)


def _why(interview: Interview, asked: Question) -> tuple[str, ...]:
    sources = [interview.questionnaire.sources[id_] for id_ in asked.why.sources]
    return (asked.why.say, *(f"Source: {source.title}. {source.publisher}. {source.url}" for source in sources))


def _lettered(rows: Iterable[Row]) -> tuple[Row, ...]:
    """Rows with the first letter of their text where no other row has it and it has no other meaning; ``s`` is not sure."""
    given = list(rows)
    first = Counter(row.text[:1].lower() for row in given if row.id != NOT_SURE)

    def letter(row: Row) -> str:
        own = row.text[:1].lower()
        if row.id == NOT_SURE:
            return "s"
        return own if own.isalpha() and first[own] == 1 and own not in RESERVED else ""

    return tuple(replace(row, letter=letter(row)) for row in given)


GO_ON = "go on"
"""The row of the review that leaves it: to the result, or to the next question."""


def review(interview: Interview, notes: tuple[str, ...] = ()) -> Screen:
    """All answers by section, each to be changed, and the way on. Rows have the ids of their questions."""
    content = interview.questionnaire
    rows = []
    for id_, answer in interview.answers.items():
        asked = content.questions[id_]
        rows.append(Row(id_, f"{asked.short}: {'; '.join(asked.texts(answer))}", heading=content.section_of[id_].title))
    on = Row(GO_ON, "Show my result" if interview.is_complete else "Go on with the questions", letter="r", heading="If all is right")
    return Screen(
        "Your answers",
        say=("Read them once more. Choose one to change it.",),
        notes=notes,
        rows=(*rows, on),
        has_digits=False,
        nothing_chosen=f"Choose an answer to change it, or press r: {on.text.lower()}.",
    )


class Ending(Enum):
    """What the menus after the outcome offer of their own. The caller's actions are added to them by number."""

    MORE = "Show more: other signs to act on, what to ask, sources"
    CHANGE = "Change an answer"
    SLIP = "Was that a slip? Go back"
    FINISH = "Finish"


def ending(outcome: Outcome, actions: Iterable[str], notes: tuple[str, ...]) -> Screen:
    """The menu after an outcome. It repeats the urgency, which may have left the window. Actions have their number as id."""
    own = [Row(item.name, item.value) for item in (Ending.CHANGE, Ending.FINISH)]
    rows = (Row(Ending.MORE.name, Ending.MORE.value), *(Row(str(number), label) for number, label in enumerate(actions)), *own)
    urgency = outcome.urgency
    return Screen(urgency.title, urgency.by, notes=notes, rows=_lettered(rows), stays_below=True, urgency=urgency.id)


def emergency(outcome: Outcome) -> Screen:
    """After emergency advice: back from a slip, or the end. Nothing to read, nothing to save.

    It repeats the first step, as the advice above it may have left a small window.
    """
    rows = _lettered(Row(item.name, item.value) for item in (Ending.SLIP, Ending.FINISH))
    return Screen(outcome.urgency.title, say=outcome.steps[:1], rows=rows, stays_below=True, urgency=outcome.urgency.id)


def topics(known: Iterable[Topic]) -> Screen:
    """The topics of the guide to choose from, by their ids."""
    rows = tuple(Row(topic.id, topic.title) for topic in known)
    return Screen("What would you like to read?", rows=rows, has_digits=False, nothing_chosen="Choose a topic first.")


def cannot_stand_together(screen: Screen, picks: frozenset[str]) -> Row | None:
    """The picked row that excludes all others, when others are picked too."""
    alone = (row for row in screen.rows if row.id in {NONE, NOT_SURE} and row.id in picks)
    return next(alone, None) if len(picks) > 1 else None
