"""A whole table beside others: OpenFisca-Core, zen-engine, a hand-written Polars expression, and one interview after the other.

Usage: python benchmarks/cohort_beside.py [ROWS] [ROUNDS]. One decision of 30 yes-or-no questions with 30 pieces of advice for
all of them, which must first agree. All begin with the same table of texts in memory and are run in turn, round by round.
Counted are processor seconds of all threads, so that a busy machine and the number of cores do not count; printed are people a
second, and how many times less each gets through than we do with Polars, as the median of the rounds and their least.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

import duckdb
import numpy
import polars
import zen
from made import LEVELS, decision_table, questionnaire, rules
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from netcheck import Interview, assess
from netcheck.cohort import assess as assess_table
from netcheck.questionnaire.load import load

QUESTIONS, ONE_BY_ONE = 30, 500
CONTENT, RULES = load(questionnaire(QUESTIONS), "made"), rules(QUESTIONS)
YEAR = "2026"
PERSON = build_entity(key="person", plural="persons", label="", is_person=True)


def main() -> None:
    """Measure each in turn."""
    rows, rounds = (int(sys.argv[place]) if len(sys.argv) > place else usual for place, usual in ((1, 200_000), (2, 5)))
    chance = random.Random(1)
    people = [{f"q{number}": chance.choice(("yes", "no", "no", "no", "no")) for number in range(QUESTIONS)} for _ in range(1000)]
    table = polars.concat([polars.DataFrame(people)] * max(1, rows // len(people)), rechunk=True)
    system, engine = openfisca_system(), zen.ZenEngine({"loader": lambda _: decision_table(QUESTIONS)})
    connection = duckdb.connect()
    connection.register("people", table.to_arrow())
    all_of_them: dict[str, tuple[Callable[[], Any], int]] = {
        "netcheck, Polars": (lambda: assess_table(table.lazy(), CONTENT).collect(engine="streaming"), table.height),
        "netcheck, Polars, urgency only": (
            lambda: assess_table(table.lazy(), CONTENT).select("urgency").collect(engine="streaming"),
            table.height,
        ),
        "netcheck, DuckDB": (lambda: assess_table(connection.table("people"), CONTENT).to_arrow_table(), table.height),
        "hand-written Polars, all columns": (lambda: by_hand(table.lazy()).collect(engine="streaming"), table.height),
        "hand-written Polars, advice only": (lambda: by_hand(table.lazy()).select("advice").collect(engine="streaming"), table.height),
        "OpenFisca-Core, arrays of advice": (lambda: in_openfisca(system, table), table.height),
        "OpenFisca-Core, the whole outcome": (lambda: outcome_in_openfisca(system, table), table.height),
        "zen-engine, in one batch": (lambda: in_zen(engine, people[:ONE_BY_ONE]), ONE_BY_ONE),
        "netcheck, one after the other": (lambda: [assess(interview(one)).urgency for one in people[:ONE_BY_ONE]], ONE_BY_ONE),
    }
    check(system, engine, people, table)
    seconds: dict[str, list[float]] = {name: [] for name in all_of_them}
    for _ in range(rounds):
        for name, (work, many) in all_of_them.items():
            begun = time.process_time()
            work()
            seconds[name].append((time.process_time() - begun) / many)
    ours = seconds["netcheck, Polars"]
    print(f"{table.height:,} people, {rounds} rounds, processor seconds")
    for name, each in seconds.items():
        ratios = [other / our for other, our in zip(each, ours, strict=True)]
        print(f"  {name:34}{1 / statistics.median(each):>12,.0f} a second {statistics.median(ratios):9.2f} times {min(ratios):9.2f} least")


def interview(person: dict[str, str]) -> Interview:
    return Interview(CONTENT, tuple((id_, frozenset({word})) for id_, word in person.items()))


def check(system: TaxBenefitSystem, engine: zen.ZenEngine, people: list[dict[str, str]], table: polars.DataFrame) -> None:
    """That all give the same advice."""
    ours = assess_table(table[:100], CONTENT)
    assert by_hand(table[:100].lazy()).collect().equals(ours.select("urgency", "unanswered", "advice"))  # noqa: S101
    gaps = table[:100].with_columns(q3=polars.lit(None, polars.String), q5=polars.Series(["yes", "maybe"] * 50))
    for some in (table[:100], gaps):
        assert outcome_in_openfisca(system, some).equals(assess_table(some, CONTENT))  # noqa: S101
    by_advice, urgencies = in_openfisca(system, table[:100])
    in_one_batch = in_zen(engine, people[:100])
    for place, (person, told) in enumerate(zip(people, ours.iter_rows(named=True), strict=False)):
        wanted = {item.advice.id for item in assess(interview(person)).earned}
        theirs = {id_ for id_, is_earned in by_advice.items() if is_earned[place]} or {"otherwise"}
        found = {row["advice"] for row in in_one_batch[place]["data"]["result"]} or {"otherwise"}
        assert set(told["advice"].split(";")) == wanted == theirs == found  # noqa: S101
        assert LEVELS[urgencies[place]] == told["urgency"]  # noqa: S101


def by_hand(table: polars.LazyFrame) -> polars.LazyFrame:
    """What somebody who knows Polars writes: urgency, how many questions are open, and the advice, of rows without a fault."""
    is_yes = {number: (polars.col(f"q{number}") == "yes").fill_null(value=False) for number in range(QUESTIONS)}
    earned = [
        polars.any_horizontal(is_yes[one] & is_yes[other] for one, other in pairs).alias(f"a{number}")
        for number, (_, pairs) in enumerate(RULES)
    ]
    table = table.with_columns(
        *earned,
        unanswered=polars.sum_horizontal(polars.col(f"q{number}").is_null() for number in range(QUESTIONS)),
        is_faulty=polars.any_horizontal(~polars.col(f"q{number}").is_in(["yes", "no", "not_sure"]) for number in range(QUESTIONS)),
    )
    order = sorted(range(QUESTIONS), key=lambda number: LEVELS.index(RULES[number][0]))
    is_right = ~polars.col("is_faulty").fill_null(value=False)
    urgency = polars.coalesce(
        *(
            polars.when(polars.any_horizontal(f"a{number}" for number in order if RULES[number][0] == level)).then(polars.lit(level))
            for level in LEVELS[1:]
        ),
        polars.when(polars.col("unanswered") == 0).then(polars.lit(LEVELS[-1])),
    )
    ids = polars.concat_str(
        *(polars.when(f"a{number}").then(polars.lit(f"a{number}")) for number in order), separator=";", ignore_nulls=True
    )
    return table.select(
        urgency=polars.when(is_right).then(urgency),
        unanswered=polars.when(is_right).then(polars.col("unanswered").cast(polars.Int32)),
        advice=polars.when(is_right).then(polars.when(ids != "").then(ids).otherwise(polars.lit("otherwise"))),
    )


def openfisca_system() -> TaxBenefitSystem:
    """The same rules as variables of OpenFisca: inputs that are true for yes, a variable for each advice, and the urgency."""

    def variable(name: str, type_: type, formula: Callable[..., Any] | None = None) -> type[Variable]:
        members = {"value_type": type_, "entity": PERSON, "definition_period": periods.DateUnit.YEAR}
        return type(name, (Variable,), members if formula is None else {**members, "formula": formula})

    def earned(pairs: list[list[int]], kind: str) -> Callable[..., Any]:
        def formula(person: Any, period: Any) -> Any:
            both = [person(f"{kind}{one}", period) & person(f"{kind}{other}", period) for one, other in pairs]
            return numpy.logical_or.reduce(both)

        return formula

    def most_urgent(kind: str) -> Callable[..., Any]:
        def formula(person: Any, period: Any) -> Any:
            rank, mildest = LEVELS.index, len(LEVELS) - 1
            ranks = [numpy.where(person(f"{kind}{number}", period), rank(level), mildest) for number, (level, _) in enumerate(RULES)]
            return numpy.minimum.reduce(ranks)

        return formula

    def unanswered(person: Any, period: Any) -> Any:
        return numpy.sum([person(f"open{number}", period) for number in range(QUESTIONS)], axis=0)

    def possible(number: int) -> Callable[..., Any]:
        return lambda person, period: person(f"q{number}", period) | person(f"open{number}", period)

    system = TaxBenefitSystem([PERSON])
    for number, (_, pairs) in enumerate(RULES):
        system.add_variable(variable(f"q{number}", bool))
        system.add_variable(variable(f"a{number}", bool, earned(pairs, "q")))
        system.add_variable(variable(f"open{number}", bool))
        system.add_variable(variable(f"possible{number}", bool, possible(number)))
        system.add_variable(variable(f"may{number}", bool, earned(pairs, "possible")))
    system.add_variable(variable("urgency", int, most_urgent("a")))
    system.add_variable(variable("at_most", int, most_urgent("may")))
    system.add_variable(variable("unanswered", int, unanswered))
    return system


def in_openfisca(system: TaxBenefitSystem, table: polars.DataFrame) -> tuple[dict[str, Any], Any]:
    simulation = SimulationBuilder().build_default_simulation(system, count=table.height)
    for number in range(QUESTIONS):
        simulation.set_input(f"q{number}", YEAR, (table[f"q{number}"] == "yes").to_numpy())
    urgency = simulation.calculate("urgency", YEAR)
    return {f"a{number}": simulation.calculate(f"a{number}", YEAR) for number in range(QUESTIONS)}, urgency


def outcome_in_openfisca(system: TaxBenefitSystem, table: polars.DataFrame) -> polars.DataFrame:
    """The same columns as ours: texts are cleaned and searched for faults before, arrays made a table of words after."""
    names = [f"q{number}" for number in range(QUESTIONS)]
    order = sorted(range(QUESTIONS), key=lambda number: LEVELS.index(RULES[number][0]))
    odd = [~polars.col(name).is_in(["", "yes", "no", "not_sure"]) for name in names]
    read = table.lazy().with_columns(polars.col(names).fill_null("").str.strip_chars())
    texts = read.select(
        *(polars.col(name) == "yes" for name in names),
        *((polars.col(name) == "").alias(name.replace("q", "open")) for name in names),
        fault_column=polars.coalesce(polars.when(is_odd).then(polars.lit(name)) for name, is_odd in zip(names, odd, strict=True)),
        fault_value=polars.coalesce(polars.when(is_odd).then(name) for name, is_odd in zip(names, odd, strict=True)),
    ).collect(engine="streaming")
    simulation = SimulationBuilder().build_default_simulation(system, count=table.height)
    for name in texts.columns[:-2]:
        simulation.set_input(name, YEAR, texts[name].to_numpy())
    wanted = ("urgency", "at_most", "unanswered", *(f"a{one}" for one in order))
    results = texts[:, -2:].with_columns(**{name: polars.Series(simulation.calculate(name, YEAR)) for name in wanted})
    ids = polars.concat_str((polars.when(f"a{one}").then(polars.lit(f"a{one}")) for one in order), separator=";", ignore_nulls=True)
    is_right, is_complete = polars.col("fault_column").is_null(), polars.col("unanswered") == 0
    to_words = {"old": range(len(LEVELS)), "new": LEVELS, "return_dtype": polars.String}
    told = polars.when(polars.col("ids") != "").then("ids").when(is_complete).then(polars.lit("otherwise"))
    found = results.lazy().with_columns(ids=ids).with_columns(advice=polars.when(is_right).then(told))
    return found.select(
        urgency=polars.when(polars.col("advice").is_not_null()).then(polars.col("urgency").replace_strict(**to_words)),
        at_most=polars.when(is_right).then(polars.col("at_most").replace_strict(**to_words)),
        complete=polars.when(is_right).then(is_complete),
        advice="advice",
        unanswered=polars.when(is_right).then(polars.col("unanswered").cast(polars.Int32)),
        fault_column="fault_column",
        fault_value="fault_value",
    ).collect(engine="streaming")


def in_zen(engine: zen.ZenEngine, people: list[dict[str, str]]) -> list[Any]:
    return engine.evaluate_batch([{"key": "made", "context": person} for person in people])


if __name__ == "__main__":
    main()
