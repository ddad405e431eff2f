"""The line to type into, as data: what stands in it, how much fits, and what can be typed."""

from __future__ import annotations

from dataclasses import dataclass

from netcheck.questionnaire.model import NOT_SURE, Answer, Entered, Entry, Question
from netcheck.questionnaire.quantity import LONGEST_NOTE, takes

LONGEST_TYPED = 40
"""The letters of the longest number or time that a person types."""

NOT_SURE_TYPED = "not sure"

NOT_READ = (
    "The program does not read this, and it changes no advice. It stands on your visit sheet, in your words. "
    "Danger signs belong in the questions: if you left one out, go back. Leave this empty if there is nothing to add."
)
"""What stands with every note."""


@dataclass(frozen=True, slots=True)
class Field:
    """A line to type into: the text in it from the start, and the most letters that fit. ``how`` says what can be typed."""

    text: str
    most: int
    how: str
    takes_not_sure: bool = False
    may_be_empty: bool = False

    def typed(self, line: str, *, is_again: bool) -> str | None:
        """What a line of the plain driver answers; None for nothing. Enter alone keeps what was there, unless it was refused."""
        text = " ".join(line.split())
        if not text:
            return None if not self.may_be_empty else "" if is_again else self.text
        return NOT_SURE_TYPED if self.takes_not_sure and text.lower() == "s" else text

    def before(self) -> str:
        """What was typed before, and how to keep it."""
        keep = "Press Enter alone to keep it, or type none." if self.may_be_empty else "Type it again to keep it."
        return f"Your answer before: {self.text}. {keep}"


def field_of(asked: Question, entry: Entry, given: Answer) -> Field:
    """The line to type into, with what was typed before."""
    typed = given.text if isinstance(given, Entered) else NOT_SURE_TYPED if NOT_SURE in given else ""
    may_be_empty = not asked.decides
    if entry.is_note:
        return Field(typed, LONGEST_NOTE, NOT_READ, may_be_empty=True)
    takes_not_sure = any(choice.id == NOT_SURE for choice in asked.choices)
    other = "Leave it empty if you do not know." if may_be_empty else "Press s for not sure." if takes_not_sure else ""
    before = f"Your answer before: {'; '.join(asked.texts(given))}." if given and not typed else ""
    how = " ".join(part for part in (f"Type {takes(entry)}.", other, before) if part)
    return Field(typed, LONGEST_TYPED, how, takes_not_sure, may_be_empty)
