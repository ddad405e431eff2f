"""For one interview: how urgent it can still get, the fewest changed answers that would raise it, and why it is not higher.

A change is another answer to one question, or a first one; adding picks to a list is one change. Ways up are looked for
condition by condition, with one change, then two, and so on, and each is tried with the running engine before it is shown. So the first one
found has the fewest changes. The search stops after ``STEPS`` and then says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from netcheck.author.logic import Logic
from netcheck.engine.condition import Known, truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import Advice, Answer, Condition, Given, Question, Urgency, questions_in

STEPS = 20_000
"""How many conditions are tried for one advice before the search for its fewest changes is given up."""

MOST_CHANGES = 4
"""Ways up with more changes than this are not looked for: nobody would read them as a small change."""

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Changed:
    """Another answer to a question; ``before`` is None where there was none."""

    question: Question
    before: Answer | None
    after: Answer


@dataclass(frozen=True, slots=True)
class Raise:
    """The fewest changes that earn an advice, and the interview with them. The urgency is then that of the advice."""

    advice: Advice
    changes: tuple[Changed, ...]
    interview: Interview


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a condition does not hold: an answer that was not given, or how many more of some parts are needed.

    For an answer, ``question`` and ``choices`` say which would count and ``given`` what was answered, None for nothing;
    ``asked`` is False while the answers do not lead to the question. Otherwise ``more`` of ``parts`` are needed.
    """

    question: Question | None = None
    choices: Answer = frozenset()
    given: Answer | None = None
    asked: bool = True
    more: int = 0
    parts: tuple[Missing, ...] = ()


@dataclass(frozen=True, slots=True)
class NotEarned:
    """More urgent advice that is not earned: what its condition lacks, and the fewest changes that would earn it.

    ``changes`` is None where none were found with few changes, because there are none or because the search was stopped.
    """

    advice: Advice
    missing: Missing
    changes: tuple[Changed, ...] | None


@dataclass(frozen=True, slots=True)
class WhatIf:
    """All of it. ``raises`` has one for each more urgent urgency that few changes reach, least urgent first; ``not_earned``
    all more urgent advice, by urgency and then by the number of changes. ``searched`` is False where a search was stopped.
    """

    outcome: Outcome
    raises: tuple[Raise, ...]
    not_earned: tuple[NotEarned, ...]
    searched: bool


def what_if(interview: Interview) -> WhatIf:
    """What would raise the urgency of an interview, complete or not."""
    return _Search(interview).result()


class _Stopped(Exception):
    """The search took too many steps."""


class _Search:
    """Looks for the fewest changes, advice by advice."""

    def __init__(self, interview: Interview) -> None:
        self.interview = interview
        self.questionnaire = interview.questionnaire
        self.logic = Logic(interview.questionnaire)
        self.given: Answers = dict(interview.steps)
        self.outcome = assess(interview)
        self.searched = True
        self.steps = 0

    def result(self) -> WhatIf:
        """Everything found, least urgent first."""
        above = [advice for advice in self.questionnaire.advice if advice.urgency.rank < self.outcome.urgency.rank]
        ways = {advice.id: self._fewest(advice) for advice in above}

        def changes(advice: Advice) -> tuple[Changed, ...] | None:
            first, _ = ways[advice.id]
            return first.changes if first else None

        above.sort(key=lambda advice: (-advice.urgency.rank, MOST_CHANGES + 1 if (found := changes(advice)) is None else len(found)))
        nearest: dict[Urgency, Raise] = {}
        for advice in above:
            _, exact = ways[advice.id]
            if exact and (advice.urgency not in nearest or len(exact.changes) < len(nearest[advice.urgency].changes)):
                nearest[advice.urgency] = exact
        not_earned = tuple(NotEarned(advice, _missing(advice.when, self.interview), changes(advice)) for advice in above)
        return WhatIf(self.outcome, tuple(nearest.values()), not_earned, self.searched)

    def _fewest(self, advice: Advice) -> tuple[Raise | None, Raise | None]:
        """The fewest changes that earn an advice, and the fewest that do and stay at its urgency; None where not found."""
        condition = self.logic.earned[advice.id]
        self.steps, first = 0, None
        try:
            for budget in range(1, min(MOST_CHANGES, len(questions_in(condition))) + 1):
                for wanted in self._ways(condition, {}, budget):
                    found = self._raise(advice, wanted)
                    if found and assess(found.interview).urgency == advice.urgency:
                        return first or found, found
                    first = first or found
        except _Stopped:
            self.searched = False
        return first, None

    def _raise(self, advice: Advice, wanted: Answers) -> Raise | None:
        changes = tuple(
            Changed(question, self.given.get(id_), wanted[id_])
            for id_, question in self.questionnaire.questions.items()
            if id_ in wanted and wanted[id_] != self.given.get(id_)
        )
        steps = (*self.interview.steps, *((change.question.id, change.after) for change in changes))
        changed = Interview(self.questionnaire, steps)
        earns = any(item.advice.id == advice.id for item in assess(changed).earned)
        return Raise(advice, changes, changed) if earns else None

    def _ways(self, condition: Condition, wanted: Answers, budget: int) -> Iterator[Answers]:
        """Answers that make a condition over raw answers true, kept or changed, with at most ``budget`` changes."""
        self.steps += 1
        if self.steps > STEPS:
            raise _Stopped
        if isinstance(condition, Given):
            yield from self._answers(condition, wanted, budget)
        else:
            yield from self._some(condition.of, condition.count, wanted, budget)

    def _some(self, parts: tuple[Condition, ...], count: int, wanted: Answers, budget: int) -> Iterator[Answers]:
        if count == 0:
            yield wanted
        elif len(parts) >= count:
            for way in self._ways(parts[0], wanted, budget):
                yield from self._some(parts[1:], count - 1, way, budget)
            yield from self._some(parts[1:], count, wanted, budget)

    def _answers(self, condition: Given, wanted: Answers, budget: int) -> Iterator[Answers]:
        """The answer as it is, where it counts; then every other that would, where the budget has room."""
        question = self.questionnaire.questions[condition.question]
        given = self.given.get(question.id)
        kept = wanted.get(question.id, given)
        if kept and kept & condition.choices:
            yield {**wanted, question.id: kept}
        for choice in question.choices:
            if choice.id in condition.choices and not (kept and choice.id in kept):
                answer = self._with(question, kept, choice.id)
                is_free = question.id not in wanted or (question.pick_any and wanted[question.id] < answer)
                way = {**wanted, question.id: answer}
                if is_free and self._cost(way) <= budget:
                    yield way

    def _cost(self, wanted: Answers) -> int:
        return sum(answer != self.given.get(id_) for id_, answer in wanted.items())

    def _with(self, question: Question, kept: Answer | None, choice: str) -> Answer:
        if choice in question.alone or not kept:
            return frozenset((choice,))
        return (kept - question.alone) | {choice}


def _missing(condition: Condition, interview: Interview) -> Missing:
    """What a condition that does not hold lacks."""
    if isinstance(condition, Given):
        question = interview.questionnaire.questions[condition.question]
        given, path = interview.answers.get(question.id), [asked.id for asked in interview.path]
        return Missing(question, condition.choices, given, question.id in path)
    known: Known = interview.answers
    lacking = [_missing(part, interview) for part in condition.of if not truth(part, known)]
    more = condition.count - (len(condition.of) - len(lacking))
    if len(lacking) == 1:
        return lacking[0]
    # One of several inside one of several reads as one list, and so does all inside all.
    if more == 1:
        lacking = [inner for one in lacking for inner in (one.parts if one.parts and one.more == 1 else (one,))]
    elif more == len(lacking):
        lacking = [inner for one in lacking for inner in (one.parts if one.parts and one.more == len(one.parts) else (one,))]
        more = len(lacking)
    return Missing(more=more, parts=tuple(lacking))
