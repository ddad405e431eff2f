"""What is asked, as frozen data: sections, questions, choices, follow-ups, and the conditions that answers meet.

Other rooms take all of it from ``model``. As there, records are named tuples, and annotations no text.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

Answer = frozenset[str]
"""The ids of the choices given to one question: exactly one, or any number of a ``pick: any`` list."""

NONE, NOT_SURE = "none", "not_sure"
"""The two choices that end every ``pick: any`` list. They stand alone in it, and so does every other that says so."""

CODE_SYSTEMS = ("hpo", "relative")
"""What a choice can have a code of: the Human Phenotype Ontology, and for a relative the roles of HL7."""

SAYS_NO = frozenset(("no", NONE))
"""The choices that say that nothing is there."""


class Entered(frozenset[str]):
    """An answer that was typed: the band it falls into, which is all that conditions see, and ``text`` as it is kept.

    A note, and a number without bands, are in no band. ``text`` is "" where the person left it empty.
    """

    text: str

    def __new__(cls, choices: Iterable[str], text: str) -> "Entered":
        made = super().__new__(cls, choices)
        made.text = text
        return made


class Band(NamedTuple):
    """The numbers that mean one choice, both ends included: in tenths, or for a date in days ago."""

    choice: str
    least: int
    most: int


class Entry(NamedTuple):
    """What a person types where there is nothing to choose from.

    ``kind`` is number, date or note. A number is kept in tenths, ``step`` 10 where only whole ones are taken and 1 where
    one decimal is; a date in days ago. ``bands`` cover ``least`` to ``most``, or there are none. With ``if_reported`` it
    is asked once something was reported in its section.
    """

    kind: str
    unit: str = ""
    least: int = 0
    most: int = 0
    step: int = 10
    bands: tuple[Band, ...] = ()
    if_reported: bool = False

    @property
    def is_note(self) -> bool:
        """Whether it is the person's own words, which are never looked at."""
        return self.kind == "note"


class Why(NamedTuple):
    """Why a question is asked, and the ids of the sources that say so."""

    say: str
    sources: tuple[str, ...]


class Given(NamedTuple):
    """True when any of ``choices`` was given to ``question``."""

    question: str
    choices: Answer


class AtLeast(NamedTuple):
    """True when at least ``count`` of ``of`` are true. ``all`` and ``any`` are this with every one and with one."""

    count: int  # type: ignore[assignment]  # It hides the count() that every tuple has; nobody counts the fields of a condition.
    of: "tuple[Condition, ...]"


Condition = Given | AtLeast


class Choice(NamedTuple):
    """One possible answer. With ``ask_if`` it is offered only while that is true. ``earlier_ids`` are what it was once called.

    ``codes`` are what other people call it: pairs of one of ``CODE_SYSTEMS`` and the code there, with its name. One of a list
    that stands ``alone`` excludes all others of it.
    """

    id: str
    text: str
    ask_if: Condition | None = None
    earlier_ids: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    alone: bool = False

    @property
    def is_marked_alone(self) -> bool:
        """Whether it stands alone because its file says so. Of none and not sure everybody knows it."""
        return self.alone and self.id not in {NONE, NOT_SURE}


class FollowUps(NamedTuple):
    """The questions that are asked after any of ``choices``, each once."""

    choices: Answer
    questions: "tuple[Question, ...]"


class Question(NamedTuple):
    """One screen. ``short`` names it on the review page, in reasons and on the visit sheet. ``sheet`` is the part of
    the visit sheet it stands in, "" for that of the question it hangs under. ``entry`` says what is typed, if anything is.
    With ``ask_if`` it is asked only while that is true. ``earlier_ids`` are what it was once called.
    """

    id: str
    short: str
    ask: str
    why: Why
    choices: tuple[Choice, ...]
    hint: str = ""
    pick_any: bool = False
    context: bool = False
    sheet: str = ""
    entry: Entry | None = None
    then: tuple[FollowUps, ...] = ()
    ask_if: Condition | None = None
    earlier_ids: tuple[str, ...] = ()

    def current_id(self, choice: str) -> str:
        """The id of a choice that may be written as it was once called."""
        return next((one.id for one in self.choices if choice in one.earlier_ids), choice)

    def after(self, choice: str) -> "tuple[Question, ...]":
        """The questions right under a choice, in the order they are asked."""
        return tuple(question for below in self.then if choice in below.choices for question in below.questions)

    def ask_if_of(self, choice: str) -> Condition | None:
        """When a choice is offered; None where it is to everybody."""
        return next(one.ask_if for one in self.choices if one.id == choice)

    @property
    def alone(self) -> Answer:
        """The choices that exclude all others: of a list those that stand alone, else every one."""
        return frozenset([choice.id for choice in self.choices if choice.alone or not self.pick_any])

    @property
    def decides(self) -> bool:
        """Whether advice can depend on it. What has no choices is for the visit sheet only, and may stay empty."""
        return bool(self.choices)

    def reports(self, answer: Answer) -> bool:
        """Whether an answer says that something is there, or may be: other than no, to a question that can be answered so."""
        return bool(answer) and not answer & SAYS_NO and any(choice.id in SAYS_NO for choice in self.choices)

    def texts(self, answer: Answer) -> tuple[str, ...]:
        """What was typed, or the words of the given choices in the order of the questionnaire."""
        if self.entry is not None and isinstance(answer, Entered):
            return (self.entered(answer),) if answer.text else ()
        return tuple(choice.text for choice in self.choices if choice.id in answer)

    def entered(self, answer: Entered) -> str:
        """What was typed, with its unit, or for a day with how long ago that is."""
        words = [choice.text for choice in self.choices if choice.id in answer]
        if self.entry is not None and self.entry.unit:
            return f"{answer.text} {self.entry.unit}"
        return f"{answer.text} ({words[0][:1].lower()}{words[0][1:]})" if words else answer.text


class Section(NamedTuple):
    """Questions that belong together, asked in order. With ``ask_if`` they are asked only while that is true."""

    id: str
    title: str
    questions: tuple[Question, ...]
    say: str = ""
    ask_if: Condition | None = None


def every(questions: tuple[Question, ...]) -> Iterator[Question]:
    """The questions and all follow-ups below them, in the order of the file."""
    for question in questions:
        yield question
        for below in question.then:
            yield from every(below.questions)


def givens(condition: Condition) -> Iterator[Given]:
    """Every ``Given`` in a condition, in the order of the file."""
    if isinstance(condition, Given):
        yield condition
    else:
        for part in condition.of:
            yield from givens(part)


def questions_in(condition: Condition) -> frozenset[str]:
    """The ids of the questions a condition looks at."""
    return frozenset([given.question for given in givens(condition)])


def choices_in(conditions: Iterable[Condition]) -> set[tuple[str, str]]:
    """Every choice that the conditions name, with its question."""
    return {(given.question, choice) for condition in conditions for given in givens(condition) for choice in given.choices}
