"""The engines that work out a table: Polars itself, DuckDB and Spark. Rows come in and go out as Polars."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator
from typing import Any

import narwhals
import polars

from netcheck.errors import PackageMissing


def schema(frame: Any) -> dict[str, Any]:
    """The kinds of the columns, by their names."""
    return dict(narwhals.from_native(frame).collect_schema())


Run = Callable[[Any, Callable[[Any], Any]], Any]
"""Gives the outcomes that a function gives of lazy Polars rows, as lazy Polars again, in the order of the rows."""


@contextlib.contextmanager
def opened(engine: str, spark_master: str) -> Iterator[Run]:
    """What works rows out, until the block ends. Raises PackageMissing where the engine is not installed."""
    with contextlib.ExitStack() as stack:
        try:
            if engine == "duckdb":
                yield _in_duckdb(stack)
            elif engine == "spark":
                yield _in_spark(stack, spark_master)
            else:
                yield lambda people, assess: assess(people)
        except ImportError as error:
            raise PackageMissing(f"The engine {engine}", error.name or engine) from None


def _in_duckdb(stack: contextlib.ExitStack) -> Run:
    """Rows go through files in a folder that only this user can read, so that neither side has to have them in memory."""
    import duckdb

    folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="netcheck-"))
    connection = stack.enter_context(duckdb.connect())

    def run(people: Any, assess: Callable[[Any], Any]) -> Any:
        before, after = (f"{folder}/{len(os.listdir(folder))}.{name}.parquet" for name in ("before", "after"))  # noqa: PTH208
        people.sink_parquet(before, engine="streaming")
        assess(connection.read_parquet(before)).write_parquet(after)
        return polars.scan_parquet(after)

    return run


def _in_spark(stack: contextlib.ExitStack, master: str) -> Run:
    """Rows go through this process, which a cluster of any kind can reach."""
    import pyarrow  # noqa: F401  Spark takes and gives rows in its form
    from pyspark.sql import SparkSession

    session = SparkSession.builder.master(master).config("spark.ui.enabled", "false").getOrCreate()
    stack.callback(session.stop)

    def run(people: Any, assess: Callable[[Any], Any]) -> Any:
        return polars.DataFrame(assess(session.createDataFrame(people.collect().to_arrow())).toArrow()).lazy()

    return run
