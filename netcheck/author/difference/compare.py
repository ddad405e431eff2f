"""What changed in meaning between two editions of a questionnaire, counted exactly.

Both editions are asked about the same people. An answer set is one way to answer every question of both editions: a question
that is in one edition only is answered as well, a choice that is in one edition only can be given, a list in either
edition is a list, a choice stands alone that does so in every edition that has it, and a follow-up is answered where at least
one edition asks it. Each edition then looks only at the questions and choices it knows. So a new question changes nothing by
itself: only what its answers earn does.

- The urgency changes where the two editions give the same person another urgency.
- Emergency advice changes where its condition holds in one edition only. Other advice likewise, for people who have no
  emergency in either edition: an emergency stands alone, and that it came or went is said by the urgency already.

Advice is the same in both editions when it has the same id. Words are compared apart. Nothing is sampled: the sets are decision
diagrams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from netcheck.author.difference.answer_sets import AnswerSets
from netcheck.author.difference.common_bands import with_common_bands
from netcheck.author.difference.diagram import EMPTY
from netcheck.author.difference.edits import Edit, edits_of_structure, edits_of_words
from netcheck.author.difference.renamed import new_names, renamed
from netcheck.author.logic import Logic
from netcheck.engine.condition import truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import (
    Advice,
    Answer,
    AtLeast,
    Condition,
    Questionnaire,
    Urgency,
)

Answers = Mapping[str, Answer]


@dataclass(frozen=True, slots=True)
class Change:
    """Answer sets for which something changed, how many, and the fewest answers that show it.

    ``advice`` is "" for a change of urgency; else the advice is ``gained`` or lost. ``before`` and ``after`` are
    the urgencies: of the person, or of the advice in each edition.
    """

    before: Urgency | None
    after: Urgency | None
    count: int
    example: tuple[tuple[str, Answer], ...]
    advice: str = ""
    gained: bool = False

    @property
    def is_lower(self) -> bool:
        """True when people are told less urgent advice than before."""
        return not self.advice and self.before is not None and self.after is not None and self.before.rank < self.after.rank


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes. ``urgency`` has the lowered first, each largest step first; ``advice`` is in the order of the file."""

    old: Questionnaire
    new: Questionnaire
    answer_sets: int
    urgency: tuple[Change, ...]
    advice: tuple[Change, ...]
    structure: tuple[Edit, ...]
    wording: tuple[Edit, ...]

    @property
    def lowered(self) -> tuple[Change, ...]:
        """The changes of urgency to a less urgent one."""
        return tuple(change for change in self.urgency if change.is_lower)

    @property
    def is_none(self) -> bool:
        """True when nothing changed in meaning; words may have."""
        return not self.urgency and not self.advice


def difference(old: Questionnaire, new: Questionnaire) -> Difference:
    """Everything that changed from ``old`` to ``new``. Raises CannotDo when the conditions are too entangled to count."""
    earlier = renamed(old, new)
    compared = _Comparison(*with_common_bands(earlier.deciding, new.deciding))
    return Difference(
        old,
        new,
        compared.diagrams.count(compared.people),
        tuple(sorted(compared.urgency(), key=_lowered_first)),
        tuple(compared.advice()),
        (*(Edit(*one) for one in new_names(old, new)), *edits_of_structure(earlier, new)),
        edits_of_words(earlier, new),
    )


def _lowered_first(change: Change) -> tuple[int, int]:
    assert change.before is not None  # noqa: S101  a change of urgency has both
    assert change.after is not None  # noqa: S101
    return change.before.rank - change.after.rank, change.before.rank


class _Edition:
    """One edition and what it means."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.logic = Logic(questionnaire)
        self.by_id = {advice.id: advice for advice in questionnaire.advice}

    def assess(self, answers: Answers) -> Outcome:
        """The outcome of the answers this edition knows."""
        steps = []
        for id_, question in self.questionnaire.questions.items():
            if known := answers.get(id_, frozenset()) & {choice.id for choice in question.choices}:
                steps.append((id_, known))
        return assess(Interview(self.questionnaire, tuple(steps)))


class _Comparison:
    """Both editions over the same people."""

    def __init__(self, old: Questionnaire, new: Questionnaire) -> None:
        self.old, self.new = _Edition(old), _Edition(new)
        self.sets = AnswerSets(old, new, self._reached, self._offered)
        self.diagrams = self.sets.diagrams
        self.people = self.sets.people
        self.old_ranks, self.new_ranks = (self._as_urgent_as(edition) for edition in (self.old, self.new))
        self.emergency = self.diagrams.join(self.old_ranks[0], self.new_ranks[0])

    def _reached(self, question: str) -> Iterator[Condition]:
        """Under which conditions the editions ask a question."""
        editions = (edition for edition in (self.old, self.new) if question in edition.questionnaire.questions)
        return (edition.logic.reached(question) for edition in editions)

    def _offered(self, question: str, choice: str) -> Iterator[Condition]:
        """Under which conditions the editions that have a choice offer it."""
        for edition in (self.old, self.new):
            has = edition.questionnaire.questions.get(question)
            if has is not None and any(one.id == choice for one in has.choices):
                yield edition.logic.offered(question, choice)

    def urgency(self) -> Iterator[Change]:
        """The changes of urgency: every pair of two urgencies that some people now get instead of each other."""
        for before in self.old.questionnaire.urgencies:
            for after in self.new.questionnaire.urgencies:
                if before.rank == after.rank:
                    continue
                with self.diagrams.aside():
                    found = self._who_had(before.rank, after.rank)
                    if found != EMPTY:
                        ranks = (before.rank, after.rank)
                        example = _needed(self.sets.fewest_signs(found), lambda answers, ranks=ranks: self._ranks(answers) == ranks)  # type: ignore[misc]
                        yield Change(before, after, self.diagrams.count(found), example)

    def _who_had(self, before: int, after: int) -> int:
        """The people with one rank in the old edition and another in the new one.

        Who is more urgent in one edition comes first: they are few, so every diagram after that is small.
        """
        of = self.diagrams
        sides = [(self.old_ranks, before), (self.new_ranks, after)]
        (more, rank), (less, milder) = sides if before < after else reversed(sides)
        found = of.without(more[rank], less[milder - 1])
        found = of.without(found, more[rank - 1]) if rank else found
        return of.meet(of.meet(found, less[milder]), self.people)

    def _as_urgent_as(self, edition: _Edition) -> list[int]:
        """The people who earn advice of each rank or above, before it is asked who they can be: that keeps the diagrams small."""
        return [self._any_of(edition.logic.as_urgent_as(urgency.rank)) for urgency in edition.questionnaire.urgencies]

    def _any_of(self, parts: Condition) -> int:
        if not isinstance(parts, AtLeast) or parts.count != 1:
            return self.sets.of(parts)
        # From the end of the questionnaire upwards, so that every step adds to the top of what is there.
        return self.diagrams.union(self.sets.of(part) for part in sorted(parts.of, key=self.sets.place, reverse=True))

    def _ranks(self, answers: Answers) -> tuple[int, int]:
        return self.old.assess(answers).urgency.rank, self.new.assess(answers).urgency.rank

    def advice(self) -> Iterator[Change]:
        """For each advice the people who lost it, and those who gained it."""
        for id_ in dict.fromkeys((*self.old.by_id, *self.new.by_id)):
            old, new = (self._earned(edition, id_) for edition in (self.old, self.new))
            yield from self._one_advice(id_, old, new, gained=False)
            yield from self._one_advice(id_, new, old, gained=True)

    def _earned(self, edition: _Edition, id_: str) -> Condition:
        return edition.logic.earned[id_] if id_ in edition.by_id else AtLeast(1, ())

    def _one_advice(self, id_: str, has: Condition, has_not: Condition, gained: bool) -> Iterator[Change]:
        if has == has_not:
            return
        before, after = self.old.by_id.get(id_), self.new.by_id.get(id_)
        is_emergency = any(advice is not None and advice.urgency.rank == 0 for advice in (before, after))

        def shows(answers: Answers) -> bool:
            calm = not any(truth(edition.logic.emergency, answers) for edition in (self.old, self.new))
            return bool(truth(has, answers)) and not truth(has_not, answers) and (is_emergency or calm)

        of, (earlier, later) = self.diagrams, map(self.sets.of, (has, has_not))
        with of.aside():
            found = of.meet(of.without(earlier, later), self.people)
            if found == EMPTY:
                return
            fewest = self.sets.fewest_signs(found)
            if not is_emergency:
                found = of.without(found, self.emergency)
            if found != EMPTY:
                fewest = fewest if shows(fewest) else self.sets.fewest_signs(found)
                yield Change(_urgency(before), _urgency(after), of.count(found), _needed(fewest, shows), id_, gained)


def _needed(answers: Answers, shows: Callable[[Answers], bool]) -> tuple[tuple[str, Answer], ...]:
    """Those of the answers that are needed to show a change."""
    for id_ in list(answers):
        less = {other: answer for other, answer in answers.items() if other != id_}
        if shows(less):
            answers = less
    return tuple(answers.items())


def _urgency(advice: Advice | None) -> Urgency | None:
    return advice.urgency if advice else None
