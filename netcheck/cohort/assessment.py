"""The outcome of every row of a table, as columns that the caller's own engine works out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import narwhals as nw

from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import UNANSWERED
from netcheck.cohort.columns import PREFIX, Answered, Columns, answered
from netcheck.cohort.expressions import NEVER, holds, place_of, reasons
from netcheck.errors import WrongUsage, quoted
from netcheck.questionnaire.model import Given, Questionnaire, givens

OUTCOME = ("urgency", "at_most", "complete", "advice", "unanswered", "fault_column", "fault_value")
"""The columns of an outcome. ``urgency`` is empty for a row with a fault and where nothing is earned yet."""

REASONS = "reasons"


def assess(frame: Any, questionnaire: Questionnaire, columns: Columns | None = None, *, with_reasons: bool = False) -> Any:
    """The caller's own kind of frame, eager or lazy, with the columns that answer no question and those of ``OUTCOME``.

    A row is a person. Columns are question ids that hold a choice id, several with ``|`` or ``;`` between them, a list, or
    ``question___choice`` boxes of 0 and 1; empty is not answered. Every column equals what ``netcheck.assess`` says of the
    same answers; ``advice`` are the earned ids with ``;`` between them, most urgent first. A row with a value that does not
    fit has its first such column and value in ``fault_column`` and ``fault_value``, and no urgency.

    Raises WrongUsage for a table without any column that answers a question.
    """
    table = nw.from_native(frame)
    schema = dict(table.collect_schema())
    found, others = answered(schema, questionnaire, columns or Columns())
    if not found:
        raise WrongUsage("No column of this table is a question. Name them like the questions, or map them with --columns.")
    clash = next((name for name in others if name in {*OUTCOME, REASONS} or name.startswith(PREFIX)), None)
    if clash is not None:
        raise WrongUsage(f"The table has a column {quoted(clash)} of its own. Rename it: the outcome has one of that name.")
    return nw.to_native(_Assessment(questionnaire, found).of(table, others, with_reasons=with_reasons))


_END = f"{PREFIX}end"


class _Assessment:
    """The columns of one assessment, each step over the columns of the step before."""

    def __init__(self, questionnaire: Questionnaire, found: Mapping[str, Answered]) -> None:
        self.questionnaire = questionnaire
        self.found = found
        self.logic = Logic(questionnaire)
        self.asked = [question.id for question in questionnaire.questions.values() if question.decides]
        self.advice = sorted(questionnaire.advice, key=lambda advice: advice.urgency.rank)
        named = dict.fromkeys(given for advice in questionnaire.advice for given in givens(advice.when))
        self.numbers = {given: number for number, given in enumerate(named)}

    def of(self, table: Any, others: Iterable[str], *, with_reasons: bool) -> Any:
        """The table with the columns of the outcome."""
        found = self.found.values()
        for step in ([text for one in found for text in one.texts], [word for one in found for word in one.words]):
            table = table.with_columns(*step) if step else table
        table = table.with_columns(*self._raw())
        table = table.with_columns(*self._counted(), *self._reached())
        table = table.with_columns(self._end().alias(_END))
        table = table.with_columns(*self._told(), *self._open(), *self._faulty())
        is_faulty = nw.any_horizontal(*(nw.col(f"{PREFIX}fault {id_}") for id_ in self.found), ignore_nulls=True)
        table = table.with_columns(is_faulty.alias(f"{PREFIX}faulty"), *self._fault())
        table = table.with_columns(*self._earned(), self._unanswered().alias(f"{PREFIX}count"))
        table = table.with_columns(*self._summed())
        added: tuple[str, ...] = OUTCOME
        if with_reasons:
            table = table.with_columns(self._reasons().alias(REASONS))
            added = (*added, REASONS)
        return table.select(*others, *added)

    def _raw(self) -> Iterable[nw.Expr]:
        for id_, one in self.found.items():
            yield one.is_open.alias(f"{PREFIX}open {id_}")
            yield one.is_fault.alias(f"{PREFIX}misfit {id_}")
            yield from (given.alias(f"{PREFIX}raw {id_} {choice}") for choice, given in one.given.items())

    def _faulty(self) -> Iterable[nw.Expr]:
        """What does not fit by itself, and what is not offered to whoever gives these answers."""
        for id_, one in self.found.items():
            is_fault = nw.col(f"{PREFIX}misfit {id_}")
            for choice in sorted(one.given) if id_ in self.questionnaire.sometimes_offered else ():
                is_offered = holds(self.logic.offered(id_, choice), self._raw_given)
                is_asked = holds(self.logic.reached(id_), self._raw_given) & (nw.col(_END) >= self.logic.order[id_])
                is_fault = is_fault | (is_asked & nw.col(f"{PREFIX}raw {id_} {choice}") & ~is_offered)
            yield is_fault.alias(f"{PREFIX}fault {id_}")

    def _fault(self) -> Iterable[nw.Expr]:
        for name, said in (("fault_column", lambda one: nw.lit(one.column)), ("fault_value", lambda one: one.value)):
            yield nw.coalesce(*(nw.when(nw.col(f"{PREFIX}fault {id_}")).then(said(one)) for id_, one in self.found.items())).alias(name)

    def _raw_given(self, given: Given) -> nw.Expr:
        if given.question not in self.found:
            return nw.lit(value=UNANSWERED in given.choices)
        known = self.found[given.question].given.keys()
        names = [f"{PREFIX}raw {given.question} {choice}" for choice in sorted(given.choices & known)]
        if UNANSWERED in given.choices:
            names.append(f"{PREFIX}open {given.question}")
        return nw.any_horizontal(*map(nw.col, names), ignore_nulls=True) if names else nw.lit(value=False)

    def _counted(self) -> Iterable[nw.Expr]:
        for given, number in self.numbers.items():
            yield holds(self.logic.counted(given), self._raw_given).alias(f"{PREFIX}counted {number}")

    def _reached(self) -> Iterable[nw.Expr]:
        for id_ in self.asked:
            is_open = holds(self.logic.reached(id_), self._raw_given) & self._raw_given(Given(id_, frozenset((UNANSWERED,))))
            yield is_open.alias(f"{PREFIX}asked {id_}")

    def _end(self) -> nw.Expr:
        """The place of the question whose answer earned an emergency."""
        ends = [place_of(advice.when, self._place) for advice in self.questionnaire.emergencies]
        return nw.min_horizontal(*ends) if len(ends) > 1 else ends[0] if ends else nw.lit(NEVER)

    def _place(self, given: Given) -> nw.Expr:
        place = nw.lit(self.logic.order[given.question])
        return nw.when(nw.col(f"{PREFIX}counted {self.numbers[given]}")).then(place).otherwise(nw.lit(NEVER))

    def _told(self) -> Iterable[nw.Expr]:
        for given, number in self.numbers.items():
            in_time = nw.col(_END) >= self.logic.order[given.question]
            yield (nw.col(f"{PREFIX}counted {number}") & in_time).alias(f"{PREFIX}told {number}")

    def _open(self) -> Iterable[nw.Expr]:
        for given, number in self.numbers.items():
            goes_on = nw.col(_END) == NEVER
            yield (goes_on & holds(self.logic.possible(given), self._raw_given)).alias(f"{PREFIX}possible {number}")

    def _is_told(self, given: Given) -> nw.Expr:
        return nw.col(f"{PREFIX}told {self.numbers[given]}")

    def _is_possible(self, given: Given) -> nw.Expr:
        return nw.col(f"{PREFIX}possible {self.numbers[given]}")

    def _earned(self) -> Iterable[nw.Expr]:
        for advice in self.advice:
            yield holds(advice.when, self._is_told).alias(f"{PREFIX}earned {advice.id}")
            yield holds(advice.when, self._is_possible).alias(f"{PREFIX}may {advice.id}")

    def _unanswered(self) -> nw.Expr:
        asked = (nw.col(f"{PREFIX}asked {id_}").cast(nw.Int32) for id_ in self.asked)
        return nw.when(nw.col(_END) == NEVER).then(nw.sum_horizontal(*asked)).otherwise(nw.lit(0))

    def _summed(self) -> Iterable[nw.Expr]:
        mildest = self.questionnaire.urgencies[-1].id
        is_right, is_complete = ~nw.col(f"{PREFIX}faulty"), nw.col(f"{PREFIX}count") == 0
        urgency = nw.coalesce(
            *(nw.when(nw.col(f"{PREFIX}earned {one.id}")).then(nw.lit(one.urgency.id)) for one in self.advice),
            nw.when(is_complete).then(nw.lit(mildest)),
        )
        may = ((one, nw.col(f"{PREFIX}earned {one.id}") | nw.col(f"{PREFIX}may {one.id}")) for one in self.advice)
        possible = (nw.when(is_possible).then(nw.lit(one.urgency.id)) for one, is_possible in may)
        ids = [nw.when(nw.col(f"{PREFIX}earned {one.id}")).then(nw.lit(one.id)) for one in self.advice]
        nothing = ~nw.any_horizontal(*(nw.col(f"{PREFIX}earned {one.id}") for one in self.advice), ignore_nulls=True)
        otherwise = nw.when(nothing & is_complete).then(nw.lit(self.questionnaire.otherwise.id))
        yield nw.when(is_right).then(urgency).alias("urgency")
        yield nw.when(is_right).then(nw.coalesce(*possible, nw.lit(mildest))).alias("at_most")
        yield nw.when(is_right).then(is_complete).alias("complete")
        yield nw.when(is_right).then(nw.col(f"{PREFIX}count")).alias("unanswered")
        told = nw.concat_str([*ids, otherwise], separator=";", ignore_nulls=True)
        yield nw.when(is_right & (~nothing | is_complete)).then(told).alias("advice")

    def _reasons(self) -> nw.Expr:
        """The answers behind the most urgent advice, as question=choice with ``;`` between them."""
        helped: dict[tuple[str, str], list[nw.Expr]] = {}
        for advice in self.advice:
            is_top = nw.col(f"{PREFIX}earned {advice.id}") & (nw.col("urgency") == advice.urgency.id)
            for given, is_reason in reasons(advice.when, is_top, self._is_told):
                if given.question in self.found:
                    for choice in given.choices & self.found[given.question].given.keys():
                        was_given = nw.col(f"{PREFIX}raw {given.question} {choice}")
                        helped.setdefault((given.question, choice), []).append(is_reason & was_given)
        order = sorted(helped, key=lambda one: (self.logic.order[one[0]], one[1]))
        texts = [
            nw.when(nw.any_horizontal(*helped[question, choice], ignore_nulls=True)).then(nw.lit(f"{question}={choice}"))
            for question, choice in order
        ]
        return nw.concat_str(texts, separator=";", ignore_nulls=True) if texts else nw.lit("")
