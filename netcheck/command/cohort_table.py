"""The tables of ``netcheck cohort``: read by their ending, worked out in a stream, written whole or not at all."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Mapping
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import polars

from netcheck.cohort.tally import KEYS, REFUSED, Tally
from netcheck.command import devices, file_names, files
from netcheck.errors import CannotDo, WrongUsage, quoted
from netcheck.questionnaire.model import Questionnaire

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

NAMES = ("key", "id", "record_id", "person", "patient")
"""Columns that name a person, where nobody says which does."""

ROW = "row"

BEFORE, AFTER = "netcheck before", "netcheck after"
"""Columns that stand only while two editions are compared."""


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
    return wanted or next((name for name in NAMES if name in columns), None)


def day_of(text: str | None) -> date | None:
    """A day as the command line takes it. Raises WrongUsage for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUsage(f"{quoted(text)} is no day. Write it like 2026-01-31.") from None


Say = Callable[[str, str], str]
"""What is said of a column and a value in it that does not fit."""

Rows = Callable[[Tally], Any]
"""Rows to be worked out, lazily, and counted in a tally on their way."""


def rows(outcomes: Any, other: Any, say: Say, questionnaire: Questionnaire, key: str) -> Rows:
    """The rows as they are written: the key first, the fault in words, and what content they rest on. They are counted while
    they are worked out. ``other`` are the same people's outcomes under another edition, or None.
    """
    fault = polars.when(polars.col("fault_column").is_not_null())
    urgency = fault.then(polars.lit(REFUSED)).otherwise(polars.col("urgency").fill_null(""))
    table = outcomes
    if other is not None:
        table = polars.concat([outcomes.with_columns(urgency.alias(BEFORE)), other.select(urgency.alias(AFTER))], how="horizontal")
    about = {"edition": questionnaire.edition, "content_hash": questionnaire.content_hash}
    first = [key, "urgency", "at_most", "complete", "unanswered", "advice", "fault"]
    kept = [name for name in outcomes.collect_schema() if name not in {*first[:-1], "fault_column", "fault_value"}]
    clash = next((name for name in kept if name in {"fault", *about}), None)
    if clash is not None:
        raise WrongUsage(f"The table has a column {quoted(clash)} of its own. Rename it: the outcome has one of that name.")
    schema = {**table.collect_schema(), "fault": polars.String}
    last = [*first, *kept, *(polars.lit(text).alias(name) for name, text in about.items())]

    def counted(tally: Tally) -> Any:
        # Nothing is left out before it is counted.
        pushed = dict.fromkeys(("predicate_pushdown", "projection_pushdown", "slice_pushdown"), False)
        return table.map_batches(_counter(tally, say, key), schema=schema, streamable=True, **pushed).select(*last)

    return counted


def write(rows: Rows, output: str | None, check: Callable[[Tally], None] | None) -> Tally:
    """Work out the rows and write them to a file, to a device or a pipe as CSV, or nowhere. What they came to.

    ``check`` judges that before a file takes its name; what it raises leaves the file as it was. So does CannotDo, where rows
    cannot be worked out.
    """
    tally = Tally()
    frame, check = rows(tally), check or (lambda _: None)
    try:
        if output is None:
            frame.select(polars.len()).collect(engine="streaming")
            check(tally)
        elif devices.is_device(output):
            with devices.opened(output) as device:
                frame.sink_csv(device, engine="streaming")
        else:
            with files.written_whole(output) as temporary:
                WRITE[Path(output).suffix.lower()](frame, temporary)
                check(tally)
    except (OSError, polars.exceptions.PolarsError) as error:
        raise CannotDo(f"The table cannot be worked out: {_said(error)}") from None
    return tally


def refuse_ending(output: str | None) -> None:
    """Raise WrongUsage for a file whose ending names no kind of table."""
    if output is not None and not devices.is_device(output) and Path(output).suffix.lower() not in WRITE:
        raise WrongUsage(f"A table cannot be written as {quoted(output)}. Give it a name that ends in {', '.join(WRITE)}.")


def _counter(tally: Tally, say: Say, key: str) -> Callable[[Any], Any]:
    """Counts every batch on its way, says what does not fit, and after a while tells on a terminal how far it is."""
    begun, is_told = time.monotonic(), sys.stderr is not None and sys.stderr.isatty()

    def count(batch: Any) -> Any:
        wrong = batch.select("fault_column", polars.col("fault_value").fill_null("")).drop_nulls().unique()
        said = wrong.with_columns(polars.Series("fault", [say(*fault) for fault in wrong.iter_rows()], polars.String))
        batch = batch.with_columns(polars.col("fault_value").fill_null(""))
        batch = batch.join(said, on=["fault_column", "fault_value"], how="left", maintain_order="left")
        for urgency, is_complete, fault, people in batch.group_by("urgency", "complete", "fault").len().iter_rows():
            tally.add(urgency, is_complete, fault, people)
        tally.advice.update(dict(batch["advice"].drop_nulls().str.split(";").explode().value_counts().iter_rows()))
        if AFTER in batch.columns:
            changed = batch.filter(polars.col(BEFORE) != polars.col(AFTER)).group_by(BEFORE, AFTER, maintain_order=True)
            for before, after, people, keys in changed.agg(polars.len(), polars.col(key).cast(polars.String).head(KEYS)).iter_rows():
                tally.compare((before, after), people, keys)
        if is_told and time.monotonic() - begun > SILENT:
            sys.stderr.write(f"\r{tally.people:,} people")
            sys.stderr.flush()
        return batch

    return count


def _said(error: Exception) -> str:
    """The first line of another program's message."""
    return str(error).strip().split("\n")[0].rstrip(".") + "."
