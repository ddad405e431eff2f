"""Many sets of answers against one questionnaire: its path and its conditions compiled once to integer arithmetic.

``outcome.assess`` is the reference and says everything; this says only the urgency and which advice is earned, for
batches. Each group of choices that a condition treats alike is one bit. An answer is looked up as the bits it sets,
the answers on the path are joined with ``|``, and a condition is a test of bits:

    {breathing: yes}                                 m & 1
    {all: [{flushing: yes}, {diarrhea: yes}]}        m & 6 == 6
    {at_least: {count: 2, of: [three conditions]}}   (m & 56).bit_count() >= 2
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from operator import getitem
from typing import NamedTuple

from netcheck.interview import Interview, judge
from netcheck.model import Answer, AtLeast, Condition, Given, Question, Questionnaire, Urgency
from netcheck.outcome import assess

Choices = frozenset[tuple[str, str]]
"""Choices that count alike in a condition: pairs of a question's id and a choice's id."""

_EMERGENCY = 1
"""The first flag of an answer: it can complete an emergency. The others stand for choices with follow-ups."""


class Assessment(NamedTuple):
    """The top urgency and the ids of the earned advice, most urgent first, as in an Outcome.

    When not ``complete``, more answers can make it more urgent, and no advice means that nothing can be said yet.
    """

    urgency: Urgency
    advice: tuple[str, ...]
    complete: bool


class Assessor:
    """A compiled questionnaire, to assess any number of sets of answers with."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        compiler = _Compiler(questionnaire)
        # The code holds numbers and our own words only; of the content, only ids that the loader has let through.
        names: dict[str, object] = {"tables": compiler.tables, "finish": _finisher(questionnaire)}
        exec(compiler.code(), names)  # noqa: S102
        self._complete: Callable[[Mapping[str, Answer]], Assessment] = names["assess"]  # type: ignore[assignment]

    def assess(self, answers: Mapping[str, Answer]) -> Assessment:
        """What these answers earn, by question. Answers to questions that are not on the path do not count.

        Raises AnswerRefused for an answer on the path that does not fit its question.
        """
        try:
            return self._complete(answers)
        except KeyError:
            return self._plainly(answers)

    def _plainly(self, answers: Mapping[str, Answer]) -> Assessment:
        outcome = assess(Interview(self.questionnaire, tuple(answers.items())))
        return Assessment(outcome.urgency, tuple(item.advice.id for item in outcome.earned), outcome.complete)


def _finisher(questionnaire: Questionnaire) -> Callable[[int], Assessment]:
    """A function from the bits of the earned advice to the Assessment; bit 0 is the most urgent advice."""
    ordered = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
    urgencies = {advice.id: advice.urgency for advice in ordered}
    ids = [advice.id for advice in ordered]
    size = -(-len(ids) // 8)
    named = [[tuple(ids[start + bit] for bit in range(8) if byte >> bit & 1 and start + bit < len(ids)) for byte in range(256)]
             for start in range(0, len(ids), 8)]  # fmt: skip
    nothing = Assessment(questionnaire.otherwise.urgency, (questionnaire.otherwise.id,), True)

    def finish(earned: int) -> Assessment:
        if not earned:
            return nothing
        advice = tuple(chain.from_iterable(map(getitem, named, earned.to_bytes(size, "little"))))
        return Assessment(urgencies[advice[0]], advice, True)

    return finish


class _Answers(dict[Answer, tuple[int, int]]):
    """What each answer to a question sets: bits of the conditions, and flags of what it can lead to."""

    def __init__(self, question: Question, bits: Mapping[str, int], flags: Mapping[str, int]) -> None:
        self.question, self.bits, self.flags = question, bits, flags

    def __missing__(self, answer: Answer) -> tuple[int, int]:
        ids = judge(self.question, answer if self.question.pick_any else _only(answer))
        self[answer] = (_joined(self.bits[id_] for id_ in ids), _joined(self.flags[id_] for id_ in ids))
        return self[answer]


def _only(answer: Answer) -> str | Answer:
    return next(iter(answer)) if len(answer) == 1 else answer


def _joined(numbers: Iterable[int]) -> int:
    joined = 0
    for number in numbers:
        joined |= number
    return joined


class _Compiler:
    """Gives every group of choices its bit and writes the function ``assess``."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.advice = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
        self.groups: dict[Choices, int] = {}
        # Advice that is earned by any one of some choices has the bit of its place: nothing is left to compute.
        self.direct: set[int] = set()
        for place, advice in enumerate(self.advice):
            group = _alike(advice.when)
            if group is not None and group not in self.groups:
                self.groups[group] = place
                self.direct.add(place)
        self.used = len(self.advice)
        self.conditions = [self._test(advice.when) for advice in self.advice]
        about = questionnaire.emergencies_about
        places = {advice.id: place for place, advice in enumerate(self.advice)}
        self.emergencies = {id_: [self.conditions[places[advice.id]] for advice in some] for id_, some in about.items()}
        self.questions = {id_: number for number, id_ in enumerate(questionnaire.questions)}
        self.tables = [self._table(question) for question in questionnaire.questions.values()]

    def code(self) -> str:
        """The Python text of ``assess``: the questions in order, follow-ups under their choice, then the conditions."""
        lines = ["def assess(answers):", "    m = 0"]
        for section in self.questionnaire.sections:
            for question in section.questions:
                lines += self._ask(question, "    ")
        lines += ["    return earned(m)", "def earned(m):", f"    e = m & {_joined(1 << place for place in self.direct)}"]
        for place, condition in enumerate(self.conditions):
            if place not in self.direct:
                lines.append(f"    if {condition}: e |= {1 << place}")
        tables = [f"t{number} = tables[{number}]" for number in range(len(self.tables))]
        return "\n".join([*tables, *lines, "    return finish(e)"])

    def _ask(self, question: Question, indent: str) -> Iterator[str]:
        number = self.questions[question.id]
        yield f"{indent}b, f{number} = t{number}[answers[{question.id!r}]]"
        yield f"{indent}m |= b"
        if question.id in self.emergencies:
            tests = " or ".join(f"({test})" for test in self.emergencies[question.id])
            yield f"{indent}if f{number} & {_EMERGENCY} and ({tests}): return earned(m)"
        for place, choice in enumerate(question.choices, 1):
            if choice.then:
                yield f"{indent}if f{number} & {1 << place}:"
                for follow_up in choice.then:
                    yield from self._ask(follow_up, indent + " ")

    def _table(self, question: Question) -> _Answers:
        bits = {
            choice.id: _joined(1 << bit for group, bit in self.groups.items() if (question.id, choice.id) in group)
            for choice in question.choices
        }
        emergencies = _EMERGENCY if question.id in self.emergencies else 0
        return _Answers(question, bits, {choice.id: emergencies | 1 << place for place, choice in enumerate(question.choices, 1)})

    def _bit(self, group: Choices) -> int:
        if group not in self.groups:
            self.groups[group] = self.used
            self.used += 1
        return 1 << self.groups[group]

    def _test(self, condition: Condition) -> str:
        """An expression over ``m`` that is true when the condition holds."""
        group = _alike(condition)
        if group is not None:
            return f"m & {self._bit(group)}"
        assert isinstance(condition, AtLeast)  # noqa: S101  a Given is always a group
        groups = [_alike(part) for part in condition.of]
        bits = [self._bit(group) for group in groups if group is not None]
        if len(bits) == len(condition.of) and len(set(bits)) == len(bits):
            mask = _joined(bits)
            return f"m & {mask} == {mask}" if condition.count == len(bits) else f"(m & {mask}).bit_count() >= {condition.count}"
        parts = [f"({self._test(part)})" for part in condition.of]
        if condition.count == len(parts):
            return " and ".join(parts) or "True"
        return " or ".join(parts) if condition.count == 1 else f"{' + '.join(f'bool{part}' for part in parts)} >= {condition.count}"


def _alike(condition: Condition) -> Choices | None:
    """The choices of which any one makes the condition true, or None when it takes more than that."""
    if isinstance(condition, Given):
        return frozenset((condition.question, choice) for choice in condition.choices)
    parts = [_alike(part) for part in condition.of]
    if condition.count != 1 or None in parts:
        return None
    return frozenset(pair for part in parts if part is not None for pair in part)
