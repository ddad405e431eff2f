"""What hangs on what in a questionnaire, for whoever walks through it: follow-ups, ``ask_if``, and answers that go unheard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from netcheck.questionnaire.model import Condition, Questionnaire, choices_in, questions_in


class Structure:
    """Of one questionnaire."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire

    @cached_property
    def parents(self) -> Mapping[str, str]:
        """The question that each follow-up hangs under."""
        questions = self.questionnaire.questions.values()
        return {below.id: above.id for above in questions for follow_ups in above.then for below in follow_ups.questions}

    @cached_property
    def below(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """The follow-ups of each choice that has some."""
        questions = self.questionnaire.questions.values()
        opening = ((one, choice.id) for one in questions for choice in one.choices if one.after(choice.id))
        return {(question.id, choice): frozenset(below.id for below in question.after(choice)) for question, choice in opening}

    @cached_property
    def gates(self) -> Mapping[tuple[str, ...], tuple[Condition, ...]]:
        """Every ``ask_if`` that a question depends on, its section's among them, by its id, and a choice, by both ids."""
        found: dict[tuple[str, ...], tuple[Condition, ...]] = {}
        for question in self.questionnaire.questions.values():
            section = () if question.id in self.parents else (self.questionnaire.section_of[question.id],)
            parts: list[tuple[tuple[str, ...], Condition | None]] = [((question.id,), part.ask_if) for part in (*section, question)]
            parts += [((question.id, choice.id), choice.ask_if) for choice in question.choices]
            for key, condition in parts:
                if condition is not None:
                    found[key] = (*found.get(key, ()), condition)
        return found

    def gates_of(self, question: str) -> Iterator[Condition]:
        """Every ``ask_if`` of a question, its section and its choices."""
        return (condition for key, conditions in self.gates.items() if key[0] == question for condition in conditions)

    def loud(self, conditions: Iterable[Condition]) -> frozenset[str]:
        """The questions that no answer leaves without an effect on ``conditions``, on them or on their follow-ups."""
        heard = choices_in(conditions)
        loud: set[str] = set()
        for question in reversed(list(self.questionnaire.questions.values())):
            quiet = (choice.id for choice in question.choices if (question.id, choice.id) not in heard and choice.ask_if is None)
            if not any(all(below.id not in loud for below in question.after(choice)) for choice in quiet):
                loud.add(question.id)
                # What may bring up a loud question is heard too.
                heard |= choices_in(self.gates_of(question.id))
        return frozenset(loud)

    def with_parents(self, questions: Iterable[str]) -> frozenset[str]:
        """The questions and all that decide whether they are asked: those above them, and those that an ``ask_if`` names."""
        found: set[str] = set()
        waiting = list(questions)
        while waiting:
            question = waiting.pop()
            if question not in found:
                found.add(question)
                waiting += [above for above in (self.parents.get(question),) if above is not None]
                waiting += [named for gate in self.gates_of(question) for named in questions_in(gate)]
        return frozenset(found)


def ask_ifs(questionnaire: Questionnaire) -> Iterator[Condition]:
    """Every ``ask_if`` of a questionnaire."""
    questions = questionnaire.questions.values()
    found = [section.ask_if for section in questionnaire.sections]
    found += [condition for question in questions for condition in (question.ask_if, *(choice.ask_if for choice in question.choices))]
    return (condition for condition in found if condition is not None)
