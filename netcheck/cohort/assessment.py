"""The outcome of every row of a table, as columns that the caller's own engine works out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import narwhals as nw

from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import ALWAYS, NEVER, UNANSWERED, either, replaced, up_to
from netcheck.cohort.columns import PREFIX, Answered, Columns, answered
from netcheck.cohort.expressions import Atom, any_of, holds, names, reasons
from netcheck.errors import WrongUsage, quoted
from netcheck.questionnaire.model import Condition, Given, Questionnaire, givens, questions_in

OUTCOME = ("urgency", "at_most", "complete", "advice", "unanswered", "fault_column", "fault_value")
"""The columns of an outcome. ``urgency`` is empty for a row with a fault and where nothing is earned yet."""

REASONS = "reasons"


def assess(frame: Any, questionnaire: Questionnaire, columns: Columns | None = None, *, with_reasons: bool = False) -> Any:
    """The caller's own kind of frame, eager or lazy, with the columns that answer no question and those of ``OUTCOME``.

    A row is a person. Columns are question ids that hold a choice id, several with ``|`` or ``;`` between them, a list, or
    ``question___choice`` boxes of 0 and 1; empty is not answered. Every column equals what ``netcheck.assess`` says of the
    same answers; ``advice`` are the earned ids with ``;`` between them, most urgent first. A row with a value that does not
    fit has its first such column and value in ``fault_column`` and ``fault_value``, and no urgency.

    Raises WrongUsage for a table without any column that answers a question, or with two for one.
    """
    table = nw.from_native(frame)
    found, others = answered(table.collect_schema(), questionnaire, columns or Columns())
    if not found:
        raise WrongUsage("No column of this table is a question. Name them like the questions, or map them with --columns.")
    clash = next((name for name in others if name in {*OUTCOME, REASONS} or name.startswith(PREFIX)), None)
    if clash is not None:
        raise WrongUsage(f"The table has a column {quoted(clash)} of its own. Rename it: the outcome has one of that name.")
    assessment = _Assessment(questionnaire, found)
    for step in filter(None, map(dict, assessment.steps())):
        table = table.with_columns(**step)
    added = {REASONS: assessment.reasons()} if with_reasons else {}
    return nw.to_native(table.select(*others, *OUTCOME, **added))


Step = Iterable[tuple[str, nw.Expr]]
"""Columns that are worked out side by side, from those of the steps before."""


def _column(*words: object) -> str:
    return PREFIX + " ".join(map(str, words))


def _col(*words: object) -> nw.Expr:
    return nw.col(_column(*words))


class _Assessment:
    def __init__(self, questionnaire: Questionnaire, found: Mapping[str, Answered]) -> None:
        self.questionnaire, self.found, self.logic = questionnaire, found, Logic(questionnaire)
        self.advice = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
        every = dict.fromkeys(given for advice in questionnaire.advice for given in givens(advice.when))
        self.numbers = {given: number for number, given in enumerate(every)}
        self.ends = sorted({self.logic.order[id_] for advice in questionnaire.emergencies for id_ in questions_in(advice.when)})
        self.end = _col("ended", len(self.ends))

    def steps(self) -> Iterator[Step]:
        yield [text for one in self.found.values() for text in one.texts.items()]
        yield [word for one in self.found.values() for word in one.words.items()]
        yield self._raw()
        yield [*self._counted(), *self._asked()]
        yield self._came()
        yield [(_column("ended", place), any_of(_col("came", end) for end in range(place))) for place in range(len(self.ends) + 1)]
        yield [*self._told(), *self._faulty()]
        yield [*self._earned(), *self._fault()]
        yield self._summed()

    def _raw(self) -> Step:
        for id_, one in self.found.items():
            yield _column("open", id_), one.is_open
            yield from ((_column("raw", id_, choice), given) for choice, given in one.given.items())

    def _counted(self) -> Step:
        for given, number in self.numbers.items():
            yield _column("counted", number), self._over_raw(self.logic.counted(given))
            yield _column("possible", number), self._over_raw(self.logic.possible(given))

    def _asked(self) -> Step:
        """Whether a question is asked, if no emergency ended the interview before it, and without an answer."""
        for id_, question in self.questionnaire.questions.items():
            is_asked = self._over_raw(self.logic.reached(id_))
            yield _column("asked", id_), is_asked
            if question.decides:
                yield _column("unanswered", id_), is_asked & self._over_raw(Given(id_, frozenset((UNANSWERED,))))

    def _came(self) -> Step:
        """Whether the answers up to a question, the last of them its own, earn an emergency."""
        for number, place in enumerate(self.ends):
            whens = [advice.when for advice in self.questionnaire.emergencies]
            named = (when for when in whens if any(self.logic.order[id_] == place for id_ in questions_in(when)))
            earned = either(up_to(when, self.logic.order, place) for when in named)
            yield _column("came", number), holds(earned, self._atom("counted"))

    def _told(self) -> Step:
        for given, number in self.numbers.items():
            yield _column("told", number), self._atom("counted")(given) & ~self._ended_before(given.question)

    def _faulty(self) -> Step:
        """What does not fit by itself, and what is not offered to whoever gives these answers."""
        for id_, one in self.found.items():
            is_fault, is_asked = one.is_fault, _col("asked", id_) & ~self._ended_before(id_)
            for choice in sorted(one.given) if id_ in self.questionnaire.sometimes_offered else ():
                is_offered = self._over_raw(self.logic.offered(id_, choice))
                is_fault = is_fault | (is_asked & _col("raw", id_, choice) & ~is_offered)
            yield _column("fault", id_), is_fault

    def _fault(self) -> Step:
        faults = [(_col("fault", id_), one) for id_, one in self.found.items()]
        yield _column("faulty"), any_of(is_fault for is_fault, _ in faults)
        yield "fault_column", nw.coalesce(*(nw.when(is_fault).then(one.column) for is_fault, one in faults))
        yield "fault_value", nw.coalesce(*(nw.when(is_fault).then(one.value) for is_fault, one in faults))

    def _earned(self) -> Step:
        for advice in self.advice:
            yield _column("earned", advice.id), holds(advice.when, self._atom("told"))
            yield _column("may", advice.id), holds(advice.when, self._atom("possible"))
        count = nw.sum_horizontal(
            *(_col("unanswered", one.id).cast(nw.Int32) for one in self.questionnaire.questions.values() if one.decides)
        )
        yield _column("count"), nw.when(~self.end).then(count).otherwise(nw.lit(0))

    def _summed(self) -> Step:
        count, is_right = _col("count"), ~_col("faulty")
        is_complete, mildest = count == 0, self.questionnaire.urgencies[-1].id
        of = {urgency.id: [one.id for one in self.advice if one.urgency == urgency] for urgency in self.questionnaire.urgencies}
        earned = {urgency: any_of(_col("earned", id_) for id_ in ids) for urgency, ids in of.items()}
        may = {urgency: earned[urgency] | (~self.end & any_of(_col("may", id_) for id_ in ids)) for urgency, ids in of.items()}
        is_nothing = ~any_of(earned.values())
        ids = {one.id: _col("earned", one.id) for one in self.advice} | {self.questionnaire.otherwise.id: is_nothing & is_complete}
        urgency = nw.coalesce(*names(earned), nw.when(is_complete).then(nw.lit(mildest)))
        yield "urgency", nw.when(is_right).then(urgency)
        yield "at_most", nw.when(is_right).then(nw.coalesce(*names(may), nw.lit(mildest)))
        yield "complete", nw.when(is_right).then(is_complete)
        yield "unanswered", nw.when(is_right).then(count)
        told = nw.concat_str(names(ids), separator=";", ignore_nulls=True)
        yield "advice", nw.when(is_right & (~is_nothing | is_complete)).then(told)

    def reasons(self) -> nw.Expr:
        """The answers behind the most urgent advice, as question=choice with ``;`` between them."""
        helped: dict[tuple[str, str], list[nw.Expr]] = {}
        for advice in self.advice:
            is_top = _col("earned", advice.id) & (nw.col("urgency") == advice.urgency.id).fill_null(value=False)
            for given, is_reason in reasons(advice.when, is_top, self._atom("told")):
                for choice in given.choices & self.found[given.question].given.keys() if given.question in self.found else ():
                    was_given = _col("raw", given.question, choice)
                    helped.setdefault((given.question, choice), []).append(is_reason & was_given)
        order = sorted(helped, key=lambda one: (self.logic.order[one[0]], one[1]))
        texts = names({"=".join(one): any_of(helped[one]) for one in order})
        return nw.concat_str(texts, separator=";", ignore_nulls=True) if texts else nw.lit("")

    def _over_raw(self, condition: Condition) -> nw.Expr:
        def known(given: Given) -> Condition:
            return given if given.question in self.found else ALWAYS if UNANSWERED in given.choices else NEVER

        def raw(given: Given) -> nw.Expr:
            choices = sorted(given.choices & self.found[given.question].given.keys())
            is_open = [_col("open", given.question)] if UNANSWERED in given.choices else []
            return any_of([*is_open, *(_col("raw", given.question, choice) for choice in choices)])

        return holds(replaced(condition, known), raw)

    def _ended_before(self, question: str) -> nw.Expr:
        return _col("ended", bisect_left(self.ends, self.logic.order[question]))

    def _atom(self, kind: str) -> Atom:
        return lambda given: _col(kind, self.numbers[given])
