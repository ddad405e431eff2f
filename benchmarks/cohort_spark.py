"""How long Spark plans a whole table, and how many people a second it works out, in local mode.

Usage: python benchmarks/cohort_spark.py shipped|made [ROWS ...]. Needs Java (17 or newer), and Linux to read what a process took.
Printed are processor seconds, of this process and Spark's, to build the expressions and to plan them (analysed, optimised,
physical), how many steps of the plan there are and how many Spark joins into one function, people a processor second when these
rows are worked out for the first time and once more, and Spark's memory at its highest. The table is written to Parquet first; what is
measured reads it and throws the rows away, having worked out every column.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from itertools import pairwise
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
    session = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false").config("spark.driver.memory", "3g").getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    java = session.sparkContext._gateway.proc.pid
    people = [person(content, random.Random(seed)) for seed in range(PEOPLE)]
    for rows in map(int, sys.argv[2:] or ["1000000", "10000000"]):
        with tempfile.TemporaryDirectory() as folder:
            path = str(Path(folder) / "people.parquet")
            table = polars.LazyFrame(people, schema=dict.fromkeys(content.questions, polars.String))
            polars.concat([table] * (rows // PEOPLE)).sink_parquet(path, engine="streaming")
            times = [_seconds(java)]
            assessed = assess(session.read.parquet(path), content)
            times.append(_seconds(java))
            plan = assessed._jdf.queryExecution().executedPlan().toString()
            times.append(_seconds(java))
            for _ in ("first", "again"):
                # Nothing is written: every column is worked out and thrown away.
                assessed.write.format("noop").mode("overwrite").save()
                times.append(_seconds(java))
        build, planned, first, again = (after - before for before, after in pairwise(times))
        steps = re.findall(r"^[ :+-]*(\*\(\d+\) )?(?:Project|Filter|ColumnarToRow|FileScan)\b", plan, re.MULTILINE)
        print(
            f"{rows:>11,} rows  build {build:5.1f} s  plan {planned:5.1f} s  {len(steps)} steps, {sum(map(bool, steps))} of them joined"
            f"  {rows / first:>9,.0f} people a second, {rows / again:>9,.0f} when begun  {_most(java):,.0f} MB at most",
            flush=True,
        )


def _seconds(java: int) -> float:
    """The processor seconds so far of this process and of Spark's."""
    fields = Path(f"/proc/{java}/stat").read_text("utf-8").rpartition(")")[2].split()
    return time.process_time() + sum(map(int, fields[11:13])) / os.sysconf("SC_CLK_TCK")


def _most(java: int) -> float:
    found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{java}/status").read_text("utf-8"))
    return int(found[1]) / 1024 if found else 0.0


if __name__ == "__main__":
    main()
