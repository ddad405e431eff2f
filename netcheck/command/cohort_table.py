"""The tables of ``netcheck cohort``: read by their ending, worked out in a stream, written whole or not at all."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import polars

from netcheck.cohort.tally import Tally
from netcheck.command import devices, file_names, files
from netcheck.errors import CannotDo, WrongUsage, quoted
from netcheck.questionnaire.model import Questionnaire
from netcheck.render.cohort import Changes

READ: Mapping[str, Callable[[str], Any]] = {
    # Every value is text first: "01" is a code, not the number 1.
    ".csv": lambda path: polars.scan_csv(path, infer_schema=False),
    ".tsv": lambda path: polars.scan_csv(path, infer_schema=False, separator="\t"),
    ".parquet": polars.scan_parquet,
    ".arrow": polars.scan_ipc,
    ".feather": polars.scan_ipc,
    ".ndjson": polars.scan_ndjson,
    ".jsonl": polars.scan_ndjson,
}
WRITE: Mapping[str, Callable[[Any, str], None]] = {
    ".csv": lambda frame, path: frame.sink_csv(path, engine="streaming"),
    ".parquet": lambda frame, path: frame.sink_parquet(path, engine="streaming"),
    ".ndjson": lambda frame, path: frame.sink_ndjson(path, engine="streaming"),
}
SILENT = 2.0
"""Seconds before a word is said of how far it is."""

KEYS = ("key", "id", "record_id", "person", "patient")
"""Columns that name a person, where nobody says which does."""

ROW = "row"


def read(paths: list[str]) -> Any:
    """The rows of all these files, one after the other, lazily. ``-`` is CSV from standard input."""
    frames = [_read(path) for path in paths]
    try:
        return frames[0] if len(frames) == 1 else polars.concat(frames, how="diagonal")
    except polars.exceptions.PolarsError as error:
        raise CannotDo(f"Cannot read these tables together: {_said(error)}") from None


def _read(path: str) -> Any:
    if path == file_names.STANDARD_INPUT:
        return polars.read_csv(BytesIO(sys.stdin.buffer.read()), infer_schema=False).lazy()
    ending = Path(path).suffix.lower()
    if ending not in READ:
        raise WrongUsage(f"A table cannot be read from {quoted(path)}. Give it a name that ends in {', '.join(READ)}.")
    try:
        frame = READ[ending](path)
        frame.collect_schema()
    except (OSError, polars.exceptions.PolarsError) as error:
        raise CannotDo(f"Cannot read {file_names.name_of(path)}: {_said(error)}") from None
    return frame


def key_of(columns: list[str], wanted: str | None) -> str | None:
    """The column that names a person, or None. Raises WrongUsage where the one that is wanted is not there."""
    if wanted is not None and wanted not in columns:
        raise WrongUsage(f"The table has no column {quoted(wanted)}. It has: {', '.join(columns[:20])}.")
    return wanted or next((name for name in KEYS if name in columns), None)


def faults_in(outcomes: Any) -> list[tuple[str, str]]:
    """The columns and values that do not fit, each once."""
    wrong = outcomes.filter(polars.col("fault_column").is_not_null()).select("fault_column", "fault_value").unique()
    return sorted((column, value or "") for column, value in wrong.collect(engine="streaming").iter_rows())


def finished(outcomes: Any, messages: Mapping[tuple[str, str], str], questionnaire: Questionnaire, key: str) -> Any:
    """The rows as they are written: the person's key first, the fault in words, and what content they rest on."""
    named = polars.LazyFrame(
        [(column, value, message) for (column, value), message in messages.items()],
        schema={"fault_column": polars.String, "fault_value": polars.String, "fault": polars.String},
        orient="row",
    )
    value = polars.when(polars.col("fault_column").is_not_null()).then(polars.col("fault_value").fill_null(""))
    rows = outcomes.with_columns(value.alias("fault_value"))
    rows = rows.join(named, on=["fault_column", "fault_value"], how="left", maintain_order="left")
    about = {"edition": questionnaire.edition, "content_hash": questionnaire.content_hash}
    rows = rows.with_columns(*(polars.lit(text).alias(name) for name, text in about.items()))
    first = [key, "urgency", "at_most", "complete", "unanswered", "advice", "fault"]
    left_out = {*first, "fault_column", "fault_value", *about}
    return rows.select(*first, *(name for name in outcomes.collect_schema() if name not in left_out), *about, "fault_column", "fault_value")


def changes(before: Any, after: Any, key: str, urgencies: list[str]) -> Changes:
    """Who gets another urgency: lowered first, and of each kind how many people and the keys of three."""
    pairs = polars.concat([before.select(key, "urgency"), after.select(polars.col("urgency").alias("after"))], how="horizontal")
    pairs = pairs.with_columns(polars.col("urgency").fill_null(""), polars.col("after").fill_null(""))
    other = pairs.filter(polars.col("urgency") != polars.col("after")).group_by("urgency", "after")
    found = other.agg(polars.len(), polars.col(key).cast(polars.String).head(3).alias("keys")).collect(engine="streaming")
    ranks = {id_: rank for rank, id_ in enumerate([*urgencies, ""])}
    rows = sorted(found.iter_rows(), key=lambda row: (ranks[row[0]] - ranks[row[1]], ranks[row[0]]))
    return {(was, will_be): (count, keys) for was, will_be, count, keys in rows}


def run(frame: Any, tally: Tally, output: str | None) -> None:
    """Work out the rows, count them, and write them to a file, or as CSV to a device or a pipe.

    Raises CannotDo when that is not possible; what stood in the file before then stands there still.
    """
    counted = frame.map_batches(_counter(tally), streamable=True, schema=frame.collect_schema()).drop("fault_column", "fault_value")
    try:
        if output is None:
            counted.select("urgency").collect(engine="streaming")
        elif devices.is_device(output):
            with devices.opened(output) as device:
                counted.sink_csv(device, engine="streaming")
        else:
            with files.written_whole(output) as temporary:
                WRITE[Path(output).suffix.lower()](counted, temporary)
    except (OSError, polars.exceptions.PolarsError) as error:
        raise CannotDo(f"The table cannot be worked out: {_said(error)}") from None


def refuse_ending(output: str | None) -> None:
    """Raise WrongUsage for a file whose ending names no kind of table."""
    if output is not None and not devices.is_device(output) and Path(output).suffix.lower() not in WRITE:
        raise WrongUsage(f"A table cannot be written as {quoted(output)}. Give it a name that ends in {', '.join(WRITE)}.")


def _counter(tally: Tally) -> Callable[[Any], Any]:
    """Counts every batch on its way, and after a while says on a terminal how far it is."""
    begun, is_told = time.monotonic(), sys.stderr is not None and sys.stderr.isatty()

    def count(batch: Any) -> Any:
        tally.add(batch)
        if is_told and time.monotonic() - begun > SILENT:
            sys.stderr.write(f"\r{tally.people:,} people")
            sys.stderr.flush()
        return batch

    return count


def _said(error: Exception) -> str:
    """The first line of another program's message."""
    return str(error).strip().split("\n")[0].rstrip(".") + "."
