"""What a questionnaire means, as conditions over raw answers: the one encoding that proof, difference and what-if share.

A person is seen as one raw answer to every question of the file, or ``UNANSWERED``, whether or not the interview would come
to that question. The running engine instead counts an answer only while its question is on the path. So each
condition is rewritten to stand on raw answers alone:

- ``counted``: a choice counts only together with the choices that lead to its question.
- ``possible``: a condition that is not decided yet may come true where a question, or one that leads to it, is open.
- ``asked``: a question is asked when the choices that lead to it are given and no emergency was earned before it.

The language has no ``not``, so a true condition stays true when answers are added. Therefore the early end at an
emergency never changes the urgency: the answers given up to the first emergency earn one exactly when all answers do. The end
changes only what is asked, and which emergency advice stands on screen: ``comes_true_at`` says so question by question.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from netcheck.questionnaire.model import Advice, Answer, AtLeast, Condition, Given, Question, Questionnaire, questions_in

UNANSWERED = ""
"""What stands for a question's answer while it has none. No choice has this id."""

ALWAYS: Condition = AtLeast(0, ())
NEVER: Condition = AtLeast(1, ())


def at_least(count: int, parts: Iterable[Condition]) -> Condition:
    """The condition that ``count`` of ``parts`` hold, without parts that always or never hold."""
    open_: list[Condition] = []
    for part in parts:
        if part == ALWAYS:
            count -= 1
        elif part != NEVER:
            open_.append(part)
    if count <= 0:
        return ALWAYS
    if len(open_) < count:
        return NEVER
    return open_[0] if len(open_) == 1 else AtLeast(count, tuple(open_))


def both(*parts: Condition) -> Condition:
    """The condition that every part holds."""
    return at_least(len(parts), parts)


def either(parts: Iterable[Condition]) -> Condition:
    """The condition that some part holds."""
    return at_least(1, dict.fromkeys(parts))


def replaced(condition: Condition, by: Callable[[Given], Condition]) -> Condition:
    """The condition with every ``Given`` in it replaced."""
    if isinstance(condition, Given):
        return by(condition)
    return at_least(condition.count, (replaced(part, by) for part in condition.of))


def restricted(condition: Condition, question: str, answer: Answer) -> Condition:
    """What is left of a condition once the raw answer to one question is known."""

    def by(given: Given) -> Condition:
        if given.question != question:
            return given
        return ALWAYS if given.choices & answer else NEVER

    return replaced(condition, by)


@dataclass(frozen=True)
class Logic:
    """The meaning of one questionnaire."""

    questionnaire: Questionnaire

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each question in the order of the file, which is the order of asking."""
        return {question: place for place, question in enumerate(self.questionnaire.questions)}

    @cached_property
    def leads_to(self) -> Mapping[str, tuple[Given, ...]]:
        """The choices above each question, from the top, that must all be given before it is asked."""
        found: dict[str, tuple[Given, ...]] = {}

        def below(questions: tuple[Question, ...], above: tuple[Given, ...]) -> None:
            for question in questions:
                found[question.id] = above
                for choice in question.choices:
                    below(choice.then, (*above, Given(question.id, frozenset((choice.id,)))))

        for section in self.questionnaire.sections:
            below(section.questions, ())
        return found

    def reached(self, question: str) -> Condition:
        """That the answers lead to a question, if no emergency ends the interview first."""
        return both(*self.leads_to[question])

    def counted(self, condition: Condition) -> Condition:
        """The same condition over raw answers."""
        return replaced(condition, lambda given: both(*self.leads_to[given.question], given))

    def possible(self, condition: Condition) -> Condition:
        """That a condition is true, or undecided while an interview without an emergency goes on."""
        return replaced(condition, lambda given: either((both(*self.leads_to[given.question], given), self.open(given.question))))

    def open(self, question: str) -> Condition:
        """That a question may still be asked: it, or one that leads to it, is reached and has no answer."""
        line = (*(above.question for above in self.leads_to[question]), question)
        return either(both(self.reached(above), unanswered(above)) for above in line)

    @cached_property
    def earned(self) -> Mapping[str, Condition]:
        """The condition of each advice over raw answers, by its id."""
        return {advice.id: self.counted(advice.when) for advice in self.questionnaire.advice}

    @cached_property
    def earned_through(self) -> Mapping[str, tuple[Advice, ...]]:
        """The advice whose condition over raw answers looks at a question, by the question's id, most urgent first."""
        found: dict[str, list[Advice]] = {question: [] for question in self.questionnaire.questions}
        for advice in sorted(self.questionnaire.advice, key=lambda advice: advice.urgency.rank):
            for question in questions_in(self.earned[advice.id]):
                found[question].append(advice)
        return {question: tuple(advice) for question, advice in found.items()}

    def as_urgent_as(self, rank: int, of: Mapping[str, Condition] | None = None) -> Condition:
        """That advice of this rank or a more urgent one is earned; always, for the mildest urgency."""
        if rank >= len(self.questionnaire.urgencies) - 1:
            return ALWAYS
        if of is None:
            return self._as_urgent_as[rank]
        return either(of[advice.id] for advice in self.questionnaire.advice if advice.urgency.rank <= rank)

    @cached_property
    def _as_urgent_as(self) -> tuple[Condition, ...]:
        return tuple(self.as_urgent_as(urgency.rank, self.earned) for urgency in self.questionnaire.urgencies)

    @cached_property
    def emergency(self) -> Condition:
        return self.as_urgent_as(0)

    def emergency_before(self, question: str) -> Condition:
        """That the answers to the questions before this one earn an emergency."""
        places, ends = self._ends
        return ends[bisect_left(places, self.order[question])]

    @cached_property
    def _ends(self) -> tuple[list[int], list[Condition]]:
        """The places of the questions that emergency advice names, in order, and that an emergency is earned before each
        of them; the last entry stands for the end of the file.
        """
        places = sorted({self.order[given] for when in self._emergency_conditions for given in questions_in(when)})
        before = [either(up_to(when, self.order, place - 1) for when in self._emergency_conditions) for place in places]
        return places, [*before, self.emergency]

    @cached_property
    def _emergency_conditions(self) -> tuple[Condition, ...]:
        return tuple(self.earned[advice.id] for advice in self.questionnaire.emergencies)

    def comes_true_at(self, condition: Condition) -> tuple[tuple[Condition, Condition], ...]:
        """Where a condition over raw answers can come true in an interview: pairs of what makes it true with the answers up
        to one of its questions, and that an emergency ended the interview before that question.
        """
        places = sorted(questions_in(condition), key=self.order.__getitem__)
        return tuple((up_to(condition, self.order, self.order[place]), self.emergency_before(place)) for place in places)


def up_to(condition: Condition, order: Mapping[str, int], last: int) -> Condition:
    """What a condition says of the answers to the questions up to one place."""
    return replaced(condition, lambda given: given if order[given.question] <= last else NEVER)


def alternatives(condition: Condition) -> Iterator[Condition]:
    """The conditions any of which makes a condition true."""
    if isinstance(condition, AtLeast) and condition.count == 1:
        for part in condition.of:
            yield from alternatives(part)
    else:
        yield condition


def givens(condition: Condition) -> Iterator[Given]:
    """Every ``Given`` in a condition."""
    if isinstance(condition, Given):
        yield condition
    else:
        for part in condition.of:
            yield from givens(part)


def unanswered(question: str) -> Condition:
    """That a question has no answer."""
    return Given(question, frozenset((UNANSWERED,)))


def raw(questions: Collection[str], given: Mapping[str, Answer]) -> dict[str, Answer]:
    """Answers as the conditions here look at them: ``UNANSWERED`` for every question without one."""
    return {question: given.get(question, frozenset((UNANSWERED,))) for question in questions}
