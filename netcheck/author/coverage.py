"""What the example cases leave untested: parts no case uses, and changes of the questionnaire that no case notices.

A mutant is the questionnaire with one small fault that a person editing it could make: advice lost, an urgency one step
too low, a branch or a choice lost from a condition, a count one too high or too low. Cases that notice a mutant would
notice that mistake. A named condition is changed once, for all who use it, as it would be in the file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from netcheck.author.case_results import compare
from netcheck.author.cases import Case
from netcheck.author.shortest_answers import Answers, ShortestAnswers
from netcheck.engine.answers import in_one_line
from netcheck.engine.condition import Known, truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.errors import CasesRefused
from netcheck.questionnaire.load import Loaded
from netcheck.questionnaire.model import Advice, AtLeast, Condition, Given, Questionnaire
from netcheck.questionnaire.part_reader import Place


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that cases can use: what it is, in words, and where it stands."""

    what: str
    place: Place


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many parts there are, and those that no case uses, in the order of the file within each kind."""

    parts: int
    unused: tuple[Part, ...]

    @property
    def percent(self) -> float:
        return 100 * (self.parts - len(self.unused)) / self.parts if self.parts else 100.0


@dataclass(frozen=True, slots=True)
class Survivor:
    """A mutant that no case notices: what was changed, where it stands, and the shortest answers to write a case of."""

    what: str
    place: Place
    example: Answers


@dataclass(frozen=True, slots=True)
class Mutation:
    """How many mutants were made, and those that no case notices. Mutants that nobody could notice are not counted."""

    mutants: int
    survivors: tuple[Survivor, ...]

    @property
    def percent(self) -> float:
        return 100 * (self.mutants - len(self.survivors)) / self.mutants if self.mutants else 100.0


@dataclass(frozen=True, slots=True)
class _Told:
    """A case with its interview, run once."""

    case: Case
    interview: Interview

    @property
    def known(self) -> Known:
        return self.interview.answers


def coverage(loaded: Loaded, cases: tuple[Case, ...]) -> Coverage:
    """The questions, choices, advice and branches of conditions that no case uses."""
    told = [_Told(case, case.interview(loaded.questionnaire)) for case in cases]
    parts = [*_content(loaded, told), *_branches(loaded, told)]
    return Coverage(len(parts), tuple(part for part, is_used in parts if not is_used))


def _content(loaded: Loaded, told: list[_Told]) -> Iterator[tuple[Part, bool]]:
    given = {(question, choice) for one in told for question, answer in one.known.items() for choice in answer or ()}
    earned = {item.advice.id for one in told for item in assess(one.interview).earned}
    for question in loaded.questionnaire.deciding.questions.values():
        is_answered = any(id_ == question.id for id_, _ in given)
        yield Part(f"no case answers the question '{question.id}'", loaded.places["question", question.id]), is_answered
        for choice in question.choices:
            what = f"no case gives '{choice.id}' to '{question.id}'"
            yield Part(what, loaded.places["choice", question.id, choice.id]), (question.id, choice.id) in given
    for advice in (*loaded.questionnaire.advice, loaded.questionnaire.otherwise):
        yield Part(f"no case earns the advice '{advice.id}'", loaded.places["advice", advice.id]), advice.id in earned


def _branches(loaded: Loaded, told: list[_Told]) -> Iterator[tuple[Part, bool]]:
    """Each part of an ``any`` or ``at_least``, used when it is true in the answers of some case."""
    for condition, owner in _nodes(loaded):
        if isinstance(condition, AtLeast) and condition.count < len(condition.of):
            for part in condition.of:
                is_used = any(truth(part, one.known) for one in told)
                yield Part(f"no case makes {words(part)} true, a branch of {owner.what}", owner.place), is_used


def mutation(loaded: Loaded, cases: tuple[Case, ...]) -> Mutation:
    """The mutants that no case notices. Raises CasesRefused when a case does not hold without any mutant."""
    told = [_Told(case, case.interview(loaded.questionnaire)) for case in cases]
    for one in told:
        if compare(one.case, one.interview):
            raise CasesRefused([one.case.fault("This case does not hold. Mend it before its mutants are counted.")])
    mutants = [*_of_advice(loaded), *_of_conditions(loaded)]
    shortest = ShortestAnswers(loaded.questionnaire)
    unnoticed = [one for one in mutants if not _is_noticed(one, loaded.questionnaire, told)]
    shown = [(one, _example(one, loaded.questionnaire, shortest)) for one in unnoticed]
    survivors = tuple(Survivor(one.what, one.place, example) for one, example in shown if example is not None)
    return Mutation(len(mutants) - len(unnoticed) + len(survivors), survivors)


def _example(mutant: _Mutant, questionnaire: Questionnaire, shortest: ShortestAnswers) -> Answers | None:
    """The fewest answers that tell the mutant from the questionnaire, or None when no answers do."""
    for advice in questionnaire.advice:
        if advice.id not in mutant.changes:
            continue
        now = mutant.changes[advice.id]
        if now is None:
            answers = shortest.earning(advice)
        elif now.urgency != advice.urgency:
            above = tuple(one.when for one in questionnaire.advice if one is not advice and one.urgency.rank <= advice.urgency.rank)
            answers = shortest.making_whatever_happens(advice.when, never=above)
        else:
            more = shortest.making_whatever_happens(advice.when, never=(now.when,))
            answers = more if more is not None else shortest.making_whatever_happens(now.when, never=(advice.when,))
        if answers is not None:
            return answers
    return None


@dataclass(frozen=True, slots=True)
class _Mutant:
    """The advice that a fault changes, by id, None when it is lost, and the condition that it changed.

    ``after`` is None when the fault is not in the condition but counts for all for whom it is true.
    """

    what: str
    place: Place
    changes: dict[str, Advice | None]
    before: Condition
    after: Condition | None
    is_of_emergency: bool

    def can_touch(self, known: Known) -> bool:
        """Whether the fault can change what these answers lead to. Conditions only ever turn true as answers are added."""
        was = truth(self.before, known)
        if self.after is None:
            return bool(was)
        is_now = truth(self.after, known)
        # Both true, an emergency may still have come one answer earlier or later.
        return was != is_now or bool(was and self.is_of_emergency)


def _of_advice(loaded: Loaded) -> Iterator[_Mutant]:
    urgencies = loaded.questionnaire.urgencies
    for advice in loaded.questionnaire.advice:
        place = loaded.places["advice", advice.id]
        yield _Mutant(f"the advice '{advice.id}' is lost", place, {advice.id: None}, advice.when, None, advice.urgency.rank == 0)
        if advice.urgency != urgencies[-1]:
            lower = urgencies[advice.urgency.rank + 1]
            what = f"the urgency of '{advice.id}' is {lower.id} instead of {advice.urgency.id}"
            changes: dict[str, Advice | None] = {advice.id: advice._replace(urgency=lower)}
            yield _Mutant(what, place, changes, advice.when, None, advice.urgency.rank == 0)


def _of_conditions(loaded: Loaded) -> Iterator[_Mutant]:
    for condition, owner in _nodes(loaded):
        users = [advice for advice in loaded.questionnaire.advice if _holds(advice.when, condition)]
        is_of_emergency = any(advice.urgency.rank == 0 for advice in users)
        for what, changed in _changes(condition):
            changes: dict[str, Advice | None] = {
                advice.id: advice._replace(when=_with(advice.when, condition, changed)) for advice in users
            }
            yield _Mutant(f"{what} in {owner.what}", owner.place, changes, condition, changed, is_of_emergency)


def _changes(condition: Condition) -> Iterator[tuple[str, Condition]]:
    """One node of a condition with each small fault."""
    if isinstance(condition, Given):
        for choice in sorted(condition.choices) if len(condition.choices) > 1 else ():
            lost = condition._replace(choices=condition.choices - {choice})
            yield f"the choice '{choice}' of '{condition.question}' is lost", lost
        return
    is_all = condition.count == len(condition.of)
    for number, part in enumerate(condition.of if len(condition.of) > 1 else ()):
        rest = (*condition.of[:number], *condition.of[number + 1 :])
        yield f"{words(part)} is lost", AtLeast(len(rest) if is_all else condition.count, rest)
    if 1 < condition.count < len(condition.of):
        for count in (condition.count - 1, condition.count + 1):
            yield f"the count is {count} instead of {condition.count}", condition._replace(count=count)


def _nodes(loaded: Loaded) -> Iterator[tuple[Condition, Part]]:
    """Every node of every condition in use, once, with the advice or the named condition that it is written in."""
    seen: set[int] = set()
    used = ((name, one) for name, one in loaded.conditions.items() if name in loaded.used_conditions)
    written = [(f"the condition '{name}'", loaded.places["condition", name], one) for name, one in used]
    written += [(f"the advice '{one.id}'", loaded.places["advice", one.id], one.when) for one in loaded.questionnaire.advice]
    for what, place, top in written:
        waiting = [top]
        while waiting:
            condition = waiting.pop()
            # A named condition is one object wherever its name stands.
            if id(condition) not in seen:
                seen.add(id(condition))
                yield condition, Part(what, place)
                waiting.extend(reversed(condition.of) if isinstance(condition, AtLeast) else ())


def _holds(condition: Condition, part: Condition) -> bool:
    """Whether ``part``, this very object, is somewhere in ``condition``."""
    return condition is part or (isinstance(condition, AtLeast) and any(_holds(one, part) for one in condition.of))


def _with(condition: Condition, part: Condition, changed: Condition) -> Condition:
    """``condition`` with ``changed`` where ``part`` was."""
    if condition is part:
        return changed
    if isinstance(condition, Given) or not _holds(condition, part):
        return condition
    return condition._replace(of=tuple(_with(one, part, changed) for one in condition.of))


def _is_noticed(mutant: _Mutant, questionnaire: Questionnaire, told: list[_Told]) -> bool:
    """Whether some case no longer holds. Only cases whose answers the fault can touch are run again."""
    changed = tuple(now for one in questionnaire.advice if (now := mutant.changes.get(one.id, one)) is not None)
    mutated = replace(questionnaire, advice=changed)
    touched = (one for one in told if mutant.can_touch(one.known))
    return any(compare(one.case, one.case.finished(Interview(mutated, one.interview.steps))) for one in touched)


def words(condition: Condition) -> str:
    """A condition as it can be written in one line of the questionnaire."""
    if isinstance(condition, Given):
        return in_one_line({condition.question: condition.choices})
    parts = f"[{', '.join(map(words, condition.of))}]"
    if condition.count == len(condition.of):
        return f"{{all: {parts}}}"
    return f"{{any: {parts}}}" if condition.count == 1 else f"{{at_least: {{count: {condition.count}, of: {parts}}}}}"
