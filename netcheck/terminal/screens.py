"""What stands on each screen, as data: the start, a question, the review, and the menus after the outcome.

A driver shows a screen in its own way and hands back what the person did with it. Which screen comes next
is decided in ``conversation``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum
from typing import TYPE_CHECKING

from netcheck.engine.interview import Interview, Move
from netcheck.engine.outcome import Outcome
from netcheck.questionnaire.model import NOT_SURE, Answer, Question
from netcheck.render.chapters import Chapter, chapters
from netcheck.render.page import SMALLER, Block, opening, title
from netcheck.terminal.line import Field, field_of

if TYPE_CHECKING:
    from netcheck.guide.topic import Topic

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
    """One thing to choose. ``letter`` is short for it in a typed line; ``heading`` stands above the first row it belongs to.

    One that stands ``alone`` in a list excludes all others of it.
    """

    id: str
    text: str
    letter: str = ""
    heading: str = ""
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen. ``given`` are the choices the person gave before. ``back`` says what going back does, if it can be done.
    ``cursor`` is the row that is highlighted from the start, where Enter alone may choose it.
    ``openings`` are the words of an outcome, ever shorter; a window shows the first that fits. ``urgency`` is the outcome's id.
    ``field`` is a line to type into, in place of rows; ``message`` says why what was typed before did not fit.
    ``pages`` are blocks to read and nothing to answer: ``enter`` says what Enter does there.
    """

    title: str
    place: str = ""
    say: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    ask: str = ""
    hint: str = ""
    why: tuple[str, ...] = ()
    why_title: str = "Why we ask"
    rows: tuple[Row, ...] = ()
    given: Answer = frozenset()
    pick_any: bool = False
    has_digits: bool = True
    back: str = "go back"
    can_review: bool = False
    nothing_chosen: str = CHOOSE_FIRST
    cursor: int | None = None
    enter: str = "begin"
    openings: tuple[tuple[Block, ...], ...] = ()
    urgency: str = ""
    field: Field | None = None
    message: str = ""


def privacy(saved_to: str | None) -> str:
    """The line that says where the answers go."""
    return NOT_SAVED if saved_to is None else f"Your answers stay on this computer. Each one is saved as you give it, in {saved_to}."


def start(interview: Interview, privacy_line: str, notes: tuple[str, ...]) -> Screen:
    """The first screen. On saved answers it says that it goes on from them."""
    count = len(interview.answers)
    resumed = (f"You go on from {count} saved {'answer' if count == 1 else 'answers'}.",) if interview.steps else ()
    content = interview.questionnaire
    said = (*content.start, privacy_line)
    return Screen(content.title, say=said, notes=(*resumed, *notes), why=content.start_more, why_title="More about this", back="")


def question(interview: Interview, asked: Question, given: Answer, notes: tuple[str, ...] = ()) -> Screen:
    """One question, with its place in the interview."""
    questionnaire = interview.questionnaire
    section = questionnaire.section_of[asked.id]
    number, total = interview.progress
    field = None if asked.entry is None else field_of(asked, asked.entry, given)
    return Screen(
        section.title,
        f"{number} of about {total}",
        say=(section.say,) if section.say else (),
        notes=notes,
        ask=asked.ask,
        hint=asked.hint,
        why=_why(interview, asked),
        rows=() if asked.entry else _lettered(Row(choice.id, choice.text, alone=choice.alone) for choice in asked.choices),
        given=given,
        pick_any=asked.pick_any,
        can_review=True,
        field=field,
        nothing_chosen=CHOOSE_FIRST if field is None else "Type an answer first.",
    )


def change(interview: Interview, asked: Question) -> Screen:
    """A question that has an answer, to be answered anew or left as it is."""
    screen = question(interview, asked, interview.answers[asked.id])
    return replace(screen, place="changing your answer", back="leave it as it is", can_review=False)


def _why(interview: Interview, asked: Question) -> tuple[str, ...]:
    if not asked.why.say:
        return ()
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
    on = Row(GO_ON, "Show my result" if interview.question is None else "Go on with the questions", letter="r", heading="If all is right")
    rows = [on]
    for id_, answer in interview.answers.items():
        asked = content.questions[id_]
        rows.append(Row(id_, f"{asked.short}: {'; '.join(asked.texts(answer)) or 'left empty'}", heading=content.section_of[id_].title))
    say = ("Is everything right? Choose an answer to change it.",)
    return Screen("Your answers", say=say, notes=notes, rows=tuple(rows), has_digits=False, cursor=0)


class Ending(Enum):
    """What the menus of an outcome offer of their own. The caller's actions are added to them by number."""

    MORE = "All of it: steps, what to tell and ask, sources"
    CHANGE = "Change an answer"
    SLIP = "Was that a slip? Go back"
    FINISH = "Finish"


def outcome(found: Outcome, actions: Iterable[str], notes: tuple[str, ...]) -> Screen:
    """The outcome with its menu: what a worried person needs at once. Actions have their number as id.

    An emergency offers only the way back from a slip, and the end: nothing to read, nothing to save.
    """
    if found.is_emergency:
        rows = [Row(item.name, item.value) for item in (Ending.SLIP, Ending.FINISH)]
    else:
        # The whole number is right however little of it the window has room for.
        pieces = len(found.most_urgent) + len(found.less_urgent)
        advice = "1 piece of advice" if pieces == 1 else f"{pieces} pieces of advice"
        counted = f"All of it: {advice}, steps, what to tell and ask" if pieces else Ending.MORE.value
        more = [Row(Ending.MORE.name, counted)]
        own = [Row(item.name, item.value) for item in (Ending.CHANGE, Ending.FINISH)]
        rows = [*more, *(Row(str(number), label) for number, label in enumerate(actions)), *own]
    by = "" if found.is_emergency or found.is_nothing_yet else found.by
    openings = tuple(opening(found, amounts) for amounts in SMALLER)
    return Screen(title(found), by, notes=notes, rows=_lettered(rows), openings=openings, urgency=found.urgency.id)


def pages(found: Outcome) -> tuple[Chapter, ...]:
    """The pages behind an outcome: all that the smallest window leaves out, since a window may get smaller."""
    return chapters(found, SMALLER[-1])


def contents(found: Outcome, actions: Iterable[str]) -> Screen:
    """The pages behind an outcome to choose from, and what else there is to read, by their numbers."""
    names = (*(chapter.title for chapter in pages(found)), *actions)
    rows = tuple(Row(str(number), name) for number, name in enumerate(names))
    return Screen("All of it", say=("What would you like to read?",), rows=rows, nothing_chosen="Choose a page first.")


def page(found: Outcome, number: int) -> Screen:
    """One page behind an outcome."""
    chapter = pages(found)[number]
    return Screen(chapter.title, openings=(chapter.blocks,), enter="go back")


def topics(known: Iterable[Topic]) -> Screen:
    """The topics of the guide to choose from, by their ids."""
    rows = tuple(Row(topic.id, topic.title) for topic in known)
    return Screen("What would you like to read?", rows=rows, has_digits=False, nothing_chosen="Choose a topic first.")


def cannot_stand_together(screen: Screen, picks: frozenset[str]) -> Row | None:
    """The picked row that excludes all others, when others are picked too."""
    alone = (row for row in screen.rows if row.alone and row.id in picks)
    return next(alone, None) if len(picks) > 1 else None
