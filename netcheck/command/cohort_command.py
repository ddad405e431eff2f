"""``netcheck cohort``: many people at once, a table in and a table out."""

# No annotations as text here: Typer would have to evaluate each of them at every start.
import os
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Annotated

import typer

from netcheck.command import devices, file_names, files
from netcheck.command.options import Questions, file_option, option
from netcheck.command.questionnaire_file import load_questionnaire
from netcheck.errors import AnswersRefused, PackageMissing

READ_AHEAD = ("POLARS_ROW_GROUP_PREFETCH_SIZE", "1")
"""How many parts of a Parquet file Polars reads before they are needed, where the person has not said. Of its own accord it reads 8
or more, counted by their size on the disk, where answers are a hundredth of what they are in memory.
"""


class Summary(StrEnum):
    """How the summary is written."""

    TEXT = "text"
    JSON = "json"
    NONE = "none"


class Engine(StrEnum):
    """What works the rows out."""

    POLARS = "polars"
    DUCKDB = "duckdb"
    SPARK = "spark"


def cohort(
    table: Annotated[list[str], typer.Argument(metavar="TABLE...", help="CSV, Parquet, Arrow or NDJSON; '-' is CSV from standard input.")],
    questions: Questions = None,
    columns: Annotated[str | None, file_option("columns", "A mapping of other people's columns and codes.")] = None,
    output: Annotated[str | None, file_option("output", "Write the rows to this .csv, .parquet or .ndjson file.")] = None,
    key: Annotated[str | None, option("key", "The column that names a person.")] = None,
    keep: Annotated[bool, option("keep", "Keep the columns that are no question.")] = False,
    reasons: Annotated[bool, option("reasons", "Add the answers behind the most urgent advice.")] = False,
    strict: Annotated[bool, option("strict", "Refuse the whole table when a value does not fit.")] = False,
    values: Annotated[bool, typer.Option("--values/--no-values", help="Show how a value begins that does not fit.")] = True,
    summary: Annotated[Summary, option("summary", "How the summary is written.")] = Summary.TEXT,
    compare: Annotated[str | None, file_option("compare", "Count who would get another urgency under this questionnaire.")] = None,
    engine: Annotated[Engine, option("engine", "What works the rows out.")] = Engine.POLARS,
    spark_master: Annotated[str, option("spark-master", "The Spark to use.")] = "local[*]",
    today: Annotated[str | None, option("today", "The day that days in the table are counted from, like 2026-01-31.")] = None,
) -> None:
    """Work out the outcome of every row of a table.

    Example: netcheck cohort people.csv --output outcomes.csv
    """
    # Polars reads this when it is first loaded.
    os.environ.setdefault(*READ_AHEAD)
    try:
        from netcheck.cohort.assessment import assess
        from netcheck.cohort.columns import Columns, answered
        from netcheck.command import cohort_engines, cohort_faults, cohort_table
        from netcheck.command.cohort_columns import read_columns
    except ImportError as error:
        raise PackageMissing("A table of people", error.name or "polars") from None
    from netcheck.render import cohort as render_cohort

    files.refuse_same({"--output": output}, {"--columns": columns, "--questions": questions, "--compare": compare, "TABLE": table[0]})
    cohort_table.refuse_ending(output)
    questionnaire = load_questionnaire(questions)
    named = Columns() if columns is None else read_columns(files.read(columns, AnswersRefused), file_names.name_of(columns), questionnaire)
    named = replace(named, today=cohort_table.day_of(today))
    people = cohort_table.read(table)
    schema = cohort_engines.schema(people)
    found, others = answered(schema, questionnaire, named)
    whose = cohort_table.key_of(list(schema), key)
    if whose is None:
        people, whose = people.with_row_index(cohort_table.ROW, offset=1), cohort_table.ROW
    unknown = [name for name in others if name != whose]
    if unknown and not keep:
        files.tell(f"These columns are no question and are left out: {', '.join(unknown)}. Keep them with --keep.")
    question_of = {column: questionnaire.questions[id_] for id_, one in found.items() for column in one.columns}
    say = cohort_faults.sayer(question_of, named, with_values=values)

    check = cohort_faults.refuse_any if strict else None
    is_device = output is not None and devices.is_device(output)
    with cohort_engines.opened(engine, spark_master) as run:
        kept = people if keep else people.drop(unknown)
        result = run(kept, partial(assess, questionnaire=questionnaire, columns=named, with_reasons=reasons))
        other = None if compare is None else run(people, partial(assess, questionnaire=load_questionnaire(compare), columns=named))
        rows = cohort_table.rows(result, other, say, questionnaire, whose)
        if strict and is_device:
            # What went to a pipe cannot be taken back.
            cohort_table.write(rows, None, check)
        tally = cohort_table.write(rows, output, check)
    if summary is not Summary.NONE:
        render = render_cohort.to_json if summary is Summary.JSON else render_cohort.text
        shown = render(tally, questionnaire, is_compared=compare is not None)
        # Rows that go to a device may be on this very terminal or in a pipe; what is said about them must not stand among them.
        files.talk(shown) if is_device else files.put(shown)
