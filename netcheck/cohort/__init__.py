"""Many people at once: a table with a row a person in, a table with a row an outcome out.

The same conditions that one interview is assessed by, written as data-frame expressions, so that Polars, DuckDB and Spark
run them. A value in, a value out: it touches no file and no clock.
"""

from netcheck.cohort.assessment import assess

__all__ = ["assess"]
