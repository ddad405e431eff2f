"""How long Spark plans a whole table, and how many people a second it works out, in local mode.

Usage: python benchmarks/cohort_spark.py shipped|made [ROWS ...]. Needs Java. Prints the seconds to build the expressions, to plan
them (analysed, optimised, physical), the size of the plan, how much of it is compiled, and people a second for each number of rows.
The table is written to Parquet first; what is measured reads it and counts the people of each urgency, having worked out every column.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from pathlib import Path

import polars
from cohort import person
from made import questionnaire
from pyspark.sql import SparkSession

from netcheck import load_questionnaire
from netcheck.cohort import assess
from netcheck.questionnaire.load import load

PEOPLE = 1000


def main() -> None:
    """Measure one questionnaire with every number of rows."""
    content = load_questionnaire() if sys.argv[1] == "shipped" else load(questionnaire(30), "made")
    session = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    people = [person(content, random.Random(seed)) for seed in range(PEOPLE)]
    for rows in map(int, sys.argv[2:] or ["1000000", "10000000"]):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "people.parquet")
            polars.concat([polars.LazyFrame(people)] * (rows // PEOPLE)).sink_parquet(path, engine="streaming")
            begun = time.perf_counter()
            assessed = assess(session.read.parquet(path), content)
            built = time.perf_counter()
            plan = assessed._jdf.queryExecution().executedPlan()
            planned = time.perf_counter()
            # Nothing is written: every column is worked out and thrown away.
            assessed.write.format("noop").mode("overwrite").save()
            done = time.perf_counter()
        text = plan.toString()
        stages = sum(line.lstrip(": +-").startswith("*(") for line in text.splitlines())
        print(
            f"{rows:>11,} rows  build {built - begun:6.1f} s  plan {planned - built:6.1f} s  {len(text):,} letters of plan, "
            f"{stages} of {len(text.splitlines())} steps compiled  {rows / (done - planned):>9,.0f} people a second"
        )


if __name__ == "__main__":
    main()
