"""The questionnaire as frozen data. Nothing here changes while the program runs.

Words are those of ``questions.yaml``: a section holds questions, a question holds choices and the follow-up questions
that some of them lead to. Advice has a condition over answers and an urgency.

Records are named tuples: the program makes these classes at every start, and a frozen dataclass takes five times
as long to make, and their annotations are no text, which would be compiled each time. Only what remembers a derived
value is a dataclass.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from netcheck.questionnaire.questions import (
    NONE,
    NOT_SURE,
    Answer,
    AtLeast,
    Band,
    Choice,
    Condition,
    Entered,
    Entry,
    FollowUps,
    Given,
    Question,
    Section,
    Why,
    choices_in,
    every,
    givens,
    questions_in,
)
from netcheck.questionnaire.records import EVERYWHERE, Decision, Emergency, HelpLine, Review, SheetBlank, Source

__all__ = [
    "NONE", "NOT_SURE", "Answer", "AtLeast", "Band", "Choice", "Condition", "Entered", "Entry", "FollowUps", "Given", "Question",
    "Section", "Why", "choices_in", "every", "givens", "questions_in",
]  # fmt: skip
"""What other rooms take from here, though it is written in ``questions``."""

URGENCIES = ("emergency", "today", "soon", "routine", "information")
"""The ids of the five urgencies, most urgent first."""


class Urgency(NamedTuple):
    """How soon to act, in words. ``rank`` 0 is the most urgent.

    ``first_step`` comes before the steps of its advice, ``do`` after them.
    ``when_worse`` begins the list of what would make it this urgent, as in "Call for help if"; "" where nothing can.
    """

    id: str
    title: str
    by: str
    do: tuple[str, ...] = ()
    when_worse: str = ""
    first_step: str = ""

    @property
    def rank(self) -> int:
        return URGENCIES.index(self.id)


class Subject(NamedTuple):
    """A complaint that advice can be about. In one outcome the most urgent advice about it speaks."""

    id: str
    say: str


class SoonerIf(NamedTuple):
    """What would make advice more urgent: a sign, and in ``then_at_least`` how urgent it is then.

    It is said only while that is more urgent than what the person is told. Where ``when`` says which answers mean that
    it is so already, it is said only to a person of whom that is not known.
    """

    say: str
    when: Condition | None = None
    then_at_least: Urgency | None = None


class Advice(NamedTuple):
    """What is said when ``when`` holds, and how soon to act.

    ``about`` is the complaint it speaks of, one of the questionnaire's ``subjects``; "" for one of its own. ``help`` are
    the ids of the help lines that fit it, ``diary`` the columns of the diary that it asks for.
    ``by`` is its own deadline where it is sooner than that of its urgency, and ``first_step`` what it asks for in place of the
    urgency's own first step. ``excludes`` are the ids of advice that contradicts it.
    ``late_because`` is the author's reason why an emergency waits for a question after the danger signs.
    """

    id: str
    urgency: Urgency
    when: Condition
    say: str
    sources: tuple[str, ...]
    sign: str = ""
    do: tuple[str, ...] = ()
    sooner_if: tuple[SoonerIf, ...] = ()
    everyday_causes: tuple[str, ...] = ()
    tell_provider: tuple[str, ...] = ()
    ask_provider: tuple[str, ...] = ()
    learn: tuple[str, ...] = ()
    late_because: str = ""
    about: str = ""
    help: tuple[str, ...] = ()
    diary: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    by: str = ""
    first_step: str = ""

    @property
    def how_soon(self) -> tuple[int, bool]:
        """The smaller the sooner: how urgent it is, and within that a deadline of its own first."""
        return self.urgency.rank, not self.by

    @property
    def subject(self) -> str:
        """What it is about: a complaint, or where it names none, itself."""
        return self.about or self.id


class Callee(NamedTuple):
    """Whom to call, in words that fit after "Call": the first callee whose ``when`` holds; the last has none."""

    id: str
    say: str
    when: Condition | None = None


class Always(NamedTuple):
    """A promise by the author: whenever ``when`` holds, the outcome is at least as urgent as ``then_at_least``."""

    id: str
    when: Condition
    then_at_least: Urgency


@dataclass(frozen=True)
class Questionnaire:
    """All content of one edition. ``content_hash`` is the SHA-256 of the file's text with the line ends of Unix, in hexadecimal.

    ``subjects`` are the complaints that advice can be about; ``start_more`` is what can be asked for on the start page.
    ``asks_about`` fits after "Ask about", and ``provider`` after "Tell" and "Ask". ``diseases`` are never named as the answer.
    ``earlier_titles`` are what it was once called, the first of them first: by that one health records know it.
    ``guide_call`` is what shows a page of its guide, before the page's name; "" where it has no guide.
    """

    edition: str
    title: str
    review: Review
    start: tuple[str, ...]
    notice: str
    sources: Mapping[str, Source]
    urgencies: tuple[Urgency, ...]
    help_lines: tuple[HelpLine, ...]
    sections: tuple[Section, ...]
    advice: tuple[Advice, ...]
    otherwise: Advice
    content_hash: str
    always: tuple[Always, ...] = ()
    subjects: tuple[Subject, ...] = ()
    whom_to_call: tuple[Callee, ...] = ()
    start_more: tuple[str, ...] = ()
    emergency: Emergency = EVERYWHERE
    asks_about: str = ""
    provider: str = "your provider"
    diseases: tuple[str, ...] = ()
    earlier_titles: tuple[str, ...] = ()
    guide_call: str = "netcheck learn"
    sheet_blanks: tuple[SheetBlank, ...] = ()
    decisions: tuple[Decision, ...] = ()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Every question by its id, in the order of the file."""
        return {question.id: question for section in self.sections for question in every(section.questions)}

    @cached_property
    def deciding(self) -> "Questionnaire":
        """The same questionnaire without the questions that advice cannot depend on: what it means, and nothing else."""
        if all(question.decides for question in self.questions.values()):
            return self
        return replace(self, sections=tuple(one._replace(questions=_deciding(one.questions)) for one in self.sections))

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section each question stands in, by the question's id."""
        return {question.id: section for section in self.sections for question in every(section.questions)}

    @cached_property
    def sometimes_offered(self) -> frozenset[str]:
        """The ids of the questions with a choice that is not offered to everybody."""
        return frozenset(id_ for id_, question in self.questions.items() if any(choice.ask_if for choice in question.choices))

    @cached_property
    def _renamed(self) -> Mapping[str, str]:
        return {earlier: question.id for question in self.questions.values() for earlier in question.earlier_ids}

    def current_id(self, question: str) -> str:
        """The id of a question that may be written as it was once called."""
        return question if question in self.questions else self._renamed.get(question, question)

    @cached_property
    def emergencies(self) -> tuple[Advice, ...]:
        return tuple(advice for advice in self.advice if advice.urgency.rank == 0)

    @cached_property
    def emergencies_about(self) -> Mapping[str, tuple[Advice, ...]]:
        """The emergency advice whose condition names a question, by the question's id."""
        about: dict[str, tuple[Advice, ...]] = {}
        for advice in self.emergencies:
            for question in sorted(questions_in(advice.when)):
                about[question] = (*about.get(question, ()), advice)
        return about


def _deciding(questions: tuple[Question, ...]) -> tuple[Question, ...]:
    return tuple(
        question._replace(then=tuple(below._replace(questions=_deciding(below.questions)) for below in question.then))
        for question in questions
        if question.decides
    )
