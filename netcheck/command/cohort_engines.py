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
    if engine == "duckdb":
        try:
            import duckdb
        except ImportError:
            raise PackageMissing("The engine duckdb", "duckdb") from None
        return assess(duckdb.from_arrow(people.collect().to_arrow())).pl().lazy()
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise PackageMissing("The engine spark", "pyspark") from None
    session = SparkSession.builder.master(spark_master).config("spark.ui.enabled", "false").getOrCreate()
    return polars.from_arrow(assess(session.createDataFrame(people.collect().to_arrow())).toArrow()).lazy()
