"""What leads to each question and choice: the choices above it and what ``ask_if`` names, as conditions over raw answers."""

from __future__ import annotations

from typing import NamedTuple

from netcheck.author.raw_conditions import ALWAYS, UNANSWERED, both, either, replaced
from netcheck.questionnaire.model import Answer, Condition, Given, Question, Questionnaire


class Leads(NamedTuple):
    """``needs`` is what must hold for each question to be asked, ``offered`` for each choice with ``ask_if`` to be offered.

    ``also`` are the raw answers that count as every choice: none for what is so, ``UNANSWERED`` for what may come to be so.
    """

    needs: dict[str, tuple[Condition, ...]]
    offered: dict[tuple[str, str], Condition]
    also: Answer

    def over_raw_answers(self, condition: Condition) -> Condition:
        """A condition as written, over raw answers: a choice counts only where its question is asked and offers it."""
        return replaced(condition, lambda given: both(*self.needs[given.question], self.chosen(given)))

    def chosen(self, given: Given) -> Condition:
        """That one of the choices is given, and offered if the question is asked."""
        sometimes = [choice for choice in sorted(given.choices) if (given.question, choice) in self.offered]
        always = given.choices.difference(sometimes)
        parts: list[Condition] = [given._replace(choices=always | self.also)] if always else []
        parts += [both(given._replace(choices=self.also | {one}), self.offered[given.question, one]) for one in sometimes]
        return either(parts)

    def _add(self, questions: tuple[Question, ...], above: tuple[Condition, ...]) -> None:
        for question in questions:
            needs = self.needs[question.id] = (*above, *self._asked_if(question.ask_if))
            for choice in question.choices:
                if choice.ask_if is not None:
                    self.offered[question.id, choice.id] = self.over_raw_answers(choice.ask_if)
            for below in question.then:
                self._add(below.questions, (*needs, self.chosen(Given(question.id, below.choices))))

    def _asked_if(self, condition: Condition | None) -> tuple[Condition, ...]:
        raw = ALWAYS if condition is None else self.over_raw_answers(condition)
        return () if raw == ALWAYS else (raw,)


def leads(questionnaire: Questionnaire, *, also: Answer = frozenset()) -> Leads:
    """What leads to every question and choice of a questionnaire."""
    found = Leads({}, {}, also)
    for section in questionnaire.sections:
        found._add(section.questions, found._asked_if(section.ask_if))
    return found


OPEN: Answer = frozenset((UNANSWERED,))
"""What counts as every choice where it is asked what may still come: no answer."""
