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

from netcheck.engine.interview import Interview, judge
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Answer, AtLeast, Condition, Given, Question, Questionnaire, Urgency

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
        self._tables = compiler.tables
        # The code holds numbers and our own words only; of the content, only ids that the loader has let through.
        names: dict[str, object] = {"finish": _finisher(questionnaire)}
        names |= {f"t{number}": table.known for number, table in enumerate(compiler.tables.values())}
        exec(compiler.code(), names)  # noqa: S102
        self._complete: Callable[[Mapping[str, Answer]], Assessment] = names["assess"]  # type: ignore[assignment]

    def assess(self, answers: Mapping[str, Answer]) -> Assessment:
        """What these answers earn, by question. Answers to questions that are not on the path do not count.

        Raises AnswerRefused for an answer on the path that does not fit its question.
        """
        try:
            return self._complete(answers)
        except KeyError:
            return self._slowly(answers)

    def _slowly(self, answers: Mapping[str, Answer]) -> Assessment:
        """For answers that are not complete, and for those that pick choices together for the first time."""
        interview = Interview(self.questionnaire, tuple(answers.items()))
        for id_, answer in interview.answers.items():
            self._tables[id_].add(answer)
        if not interview.unanswered:
            return self._complete(answers)
        outcome = assess(interview)
        return Assessment(outcome.urgency, tuple(item.advice.id for item in outcome.earned), outcome.complete)


def _finisher(questionnaire: Questionnaire) -> Callable[[int], Assessment]:
    """A function from the bits of the earned advice to the Assessment; bit 0 is the most urgent advice."""
    ordered = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
    urgencies = {advice.id: advice.urgency for advice in ordered}
    ids = [advice.id for advice in ordered]
    size = -(-len(ids) // 8)
    named = [[tuple(ids[start + bit] for bit in range(8) if byte >> bit & 1 and start + bit < len(ids)) for byte in range(256)]
             for start in range(0, len(ids), 8)]  # fmt: skip
    make = tuple.__new__
    nothing = Assessment(questionnaire.otherwise.urgency, (questionnaire.otherwise.id,), True)

    def finish(earned: int) -> Assessment:
        if not earned:
            return nothing
        advice = tuple(chain.from_iterable(map(getitem, named, earned.to_bytes(size, "little"))))
        return make(Assessment, (urgencies[advice[0]], advice, True))

    return finish


class _Table:
    """What each answer to a question sets: bits of the conditions, and flags of what it can lead to."""

    def __init__(self, question: Question, bits: Mapping[str, int], flags: Mapping[str, int] | None) -> None:
        self.question, self.bits, self.flags = question, bits, flags
        self.known: dict[Answer, int | tuple[int, int]] = {}
        for choice in question.choices:
            self.add(judge(question, choice.id))

    def add(self, answer: Answer) -> None:
        """Raises AnswerRefused for an answer that does not fit the question."""
        ids = judge(self.question, next(iter(answer)) if len(answer) == 1 else answer)
        bits = _joined(self.bits[id_] for id_ in ids)
        flags = _joined((self.flags or {}).get(id_, 0) for id_ in ids)
        self.known[answer] = bits if self.flags is None or not (bits or flags) else (bits, flags)


def _joined(numbers: Iterable[int]) -> int:
    joined = 0
    for number in numbers:
        joined |= number
    return joined


class _Compiler:
    """Gives every group of choices its bit and writes the function ``assess``.

    Numbers are written in base 16: Python reads no decimal number of more than 4,300 digits.
    """

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.advice = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
        self.groups: dict[Choices, int] = {}
        self.used = len(self.advice)
        # Advice that any one of some choices earns has the bit of its place, so that nothing is left to compute for it.
        self.direct: set[int] = set()
        for place, advice in enumerate(self.advice):
            group, _ = _alternatives(advice.when)
            if group and group not in self.groups:
                self.groups[group] = place
                self.direct.add(place)
        self.emergencies = {
            id_: " or ".join(f"({self._test(advice.when)})" for advice in some) for id_, some in questionnaire.emergencies_about.items()
        }
        self.earning = "".join(self._earning())
        self.bits_of: dict[tuple[str, str], list[int]] = {}
        for group, bit in self.groups.items():
            for choice in group:
                self.bits_of.setdefault(choice, []).append(bit)
        self.numbers = {id_: number for number, id_ in enumerate(questionnaire.questions)}
        self.tables = {id_: self._table(question) for id_, question in questionnaire.questions.items()}

    def code(self) -> str:
        """The Python text of ``assess``: the questions in order, follow-ups under their choice, then the conditions."""
        asking = (line for section in self.questionnaire.sections for question in section.questions for line in self._ask(question, " "))
        earned = f"def earned(m):\n e = m & {_joined(1 << place for place in self.direct):#x}\n{self.earning} return finish(e)\n"
        return f"def assess(answers):\n m = 0\n{''.join(asking)} return earned(m)\n{earned}"

    def _ask(self, question: Question, indent: str) -> Iterator[str]:
        number = self.numbers[question.id]
        # An answer that sets nothing, as most do, is done after one lookup.
        yield f"{indent}a = t{number}[answers[{question.id!r}]]\n{indent}if a:\n"
        if self.tables[question.id].flags is None:
            yield f"{indent} m |= a\n"
            return
        yield f"{indent} b, f{number} = a\n{indent} m |= b\n"
        if question.id in self.emergencies:
            yield f"{indent} if f{number} & {_EMERGENCY} and ({self.emergencies[question.id]}): return earned(m)\n"
        for place, choice in enumerate(question.choices, 1):
            if choice.then:
                yield f"{indent} if f{number} & {1 << place}:\n"
                for follow_up in choice.then:
                    yield from self._ask(follow_up, indent + "  ")

    def _earning(self) -> Iterator[str]:
        for place, advice in enumerate(self.advice):
            group, others = _alternatives(advice.when)
            tests = [*([f"m & {self._bit(group):#x}"] if group and place not in self.direct else []), *map(self._test, others)]
            if tests:
                yield f" if {' or '.join(f'({test})' for test in tests)}: e |= {1 << place:#x}\n"

    def _table(self, question: Question) -> _Table:
        bits = {choice.id: _joined(1 << bit for bit in self.bits_of.get((question.id, choice.id), ())) for choice in question.choices}
        if question.id not in self.emergencies and not any(choice.then for choice in question.choices):
            return _Table(question, bits, None)
        names = self.questionnaire.emergencies_about.get(question.id, ())
        serious = {choice for advice in names for id_, choice in _choices_in(advice.when) if id_ == question.id}
        flags = {
            choice.id: (1 << place if choice.then else 0) | (_EMERGENCY if choice.id in serious else 0)
            for place, choice in enumerate(question.choices, 1)
        }
        return _Table(question, bits, flags)

    def _bit(self, group: Choices) -> int:
        if group not in self.groups:
            self.groups[group] = self.used
            self.used += 1
        return 1 << self.groups[group]

    def _test(self, condition: Condition) -> str:
        """An expression over ``m`` that is true when the condition holds."""
        group, others = _alternatives(condition)
        if not others:
            return f"m & {self._bit(group):#x}"
        if others != [condition]:
            tests = [*([f"m & {self._bit(group):#x}"] if group else []), *map(self._test, others)]
            return " or ".join(f"({test})" for test in tests)
        assert isinstance(condition, AtLeast)  # noqa: S101  a Given is a group
        parts = [_alternatives(part) for part in condition.of]
        bits = {self._bit(group) for group, others in parts if not others}
        if len(bits) == len(parts):
            mask = _joined(bits)
            return f"m & {mask:#x} == {mask:#x}" if condition.count == len(bits) else f"(m & {mask:#x}).bit_count() >= {condition.count}"
        tests = [f"({self._test(part)})" for part in condition.of]
        if condition.count == len(tests):
            return " and ".join(tests) or "True"
        return f"{' + '.join(f'bool{test}' for test in tests)} >= {condition.count}"


def _alternatives(condition: Condition) -> tuple[Choices, list[Condition]]:
    """The choices of which any one makes the condition true, and the conditions that do so beside them."""
    if isinstance(condition, Given):
        return frozenset((condition.question, choice) for choice in condition.choices), []
    if condition.count != 1:
        return frozenset(), [condition]
    groups, others = zip(*map(_alternatives, condition.of), strict=True)
    return frozenset().union(*groups), [other for some in others for other in some]


def _choices_in(condition: Condition) -> Choices:
    """Every choice a condition names."""
    if isinstance(condition, Given):
        return _alternatives(condition)[0]
    return frozenset().union(*map(_choices_in, condition.of))
