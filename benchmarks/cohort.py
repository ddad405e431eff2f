"""How fast a whole table is worked out, as ratios: against one interview after the other, and as the table grows.

Usage: python benchmarks/cohort.py [ROWS ...]. Prints for each number of rows the seconds, the people a second, how many times
faster that is than one interview after the other, and the memory at its highest. Rows are drawn from 1,000 people.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from pathlib import Path

import polars

from netcheck import assess, load_questionnaire
from netcheck.cohort import assess as assess_table
from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import NONE, NOT_SURE, Question

QUESTIONNAIRE = load_questionnaire()
PEOPLE = 1000


def main() -> None:
    """Measure every number of rows that is asked for."""
    people = [_person(random.Random(seed)) for seed in range(PEOPLE)]
    begun = time.perf_counter()
    for person in people:
        assess(Interview(QUESTIONNAIRE, tuple((id_, frozenset(choices)) for id_, choices in person.items())))
    one_by_one = (time.perf_counter() - begun) / PEOPLE
    print(f"one interview after the other: {1 / one_by_one:,.0f} people a second")
    for rows in map(int, sys.argv[1:] or ["10000", "100000", "1000000"]):
        with tempfile.TemporaryDirectory() as folder:
            table, result = Path(folder) / "people.parquet", Path(folder) / "outcomes.parquet"
            _write(people, rows, table)
            begun = time.perf_counter()
            assess_table(polars.scan_parquet(table), QUESTIONNAIRE).sink_parquet(result, engine="streaming")
            seconds = time.perf_counter() - begun
        highest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{rows:>11,} rows  {seconds:8.1f} s  {rows / seconds:>11,.0f} people a second  "
            f"{one_by_one * rows / seconds:8.0f} times as fast  {highest:6.0f} MB at most"
        )


def _write(people: list[dict[str, list[str]]], rows: int, path: Path) -> None:
    texts = {id_: ["|".join(person[id_]) if id_ in person else None for person in people] for id_ in QUESTIONNAIRE.questions}
    frame = polars.DataFrame(texts, schema=dict.fromkeys(texts, polars.String))
    # In pieces, so that making the table takes less memory than working it out.
    polars.concat([frame.lazy()] * (rows // PEOPLE)).sink_parquet(path, engine="streaming")


def _person(random_: random.Random) -> dict[str, list[str]]:
    asked = (question for question in QUESTIONNAIRE.questions.values() if question.decides and random_.random() < 0.95)
    return {question.id: _answer(random_, question) for question in asked}


def _answer(random_: random.Random, question: Question) -> list[str]:
    ids = [choice.id for choice in question.choices]
    if not question.pick_any:
        return ["no" if "no" in ids and random_.random() < 0.9 else random_.choice(ids)]
    signs = [id_ for id_ in ids if id_ not in {NONE, NOT_SURE}]
    return [NONE] if random_.random() < 0.85 else random_.sample(signs, min(len(signs), 2))


if __name__ == "__main__":
    main()
