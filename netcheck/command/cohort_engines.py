"""The engines that work out a table: Polars itself, DuckDB and Spark. Rows come in and go out as Polars."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import narwhals
import polars

from netcheck.errors import PackageMissing


def schema(frame: Any) -> dict[str, Any]:
    """The kinds of the columns, by their names."""
    return dict(narwhals.from_native(frame).collect_schema())


def run(engine: str, people: Any, assess: Callable[[Any], Any], spark_master: str) -> Any:
    """The outcomes that ``assess`` gives of lazy Polars ``people``, as lazy Polars again, in the order of the rows.

    Raises PackageMissing where the engine is not installed.
    """
    if engine == "polars":
        return assess(people)
    try:
        import pyarrow  # noqa: F401  both take rows in Arrow's form

        if engine == "duckdb":
            import duckdb

            return assess(duckdb.from_arrow(people.collect().to_arrow())).pl().lazy()
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise PackageMissing(f"The engine {engine}", error.name or engine) from None
    session = SparkSession.builder.master(spark_master).config("spark.ui.enabled", "false").getOrCreate()
    return polars.DataFrame(assess(session.createDataFrame(people.collect().to_arrow())).toArrow()).lazy()
