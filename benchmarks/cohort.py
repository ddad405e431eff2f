"""How long a whole table takes and how much memory, as it grows.

Usage: python benchmarks/cohort.py shipped|made [ROWS ...]. The questionnaire that we ship, or a made one of 30 questions. Every
number of rows is worked out by `netcheck cohort` in a process of its own, from files of a million people to one file. Printed
are its processor seconds, what is left of them without those for a table of one row, that as millionths of a second for each person,
and the memory at its highest. Without ROWS 10 thousand to 50 million.
"""

from __future__ import annotations

import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path

import polars
from made import questionnaire

from netcheck import Questionnaire
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import NONE, Question

PEOPLE, MILLION = 5000, 1_000_000
ROWS = ("10000", "100000", "1000000", "10000000", "50000000")


def main() -> None:
    """Measure every number of rows that is asked for."""
    text = (Path(__file__).parent.parent / "questions.yaml").read_text("utf-8") if sys.argv[1:2] == ["shipped"] else questionnaire(30)
    with tempfile.TemporaryDirectory() as folder:
        questions = Path(folder) / "questions.yaml"
        questions.write_text(text, encoding="utf-8")
        content = load(text, "questions.yaml")
        people = polars.DataFrame(
            [person(content, random.Random(seed)) for seed in range(PEOPLE)], schema=dict.fromkeys(content.questions, polars.String)
        )
        begun, _ = _run(folder, people, 1, questions)
        print(f"{len(content.questions)} questions; a table of one row takes {begun:.1f} s")
        for rows in map(int, sys.argv[2:] or ROWS):
            seconds, highest = _run(folder, people, rows, questions)
            each = (seconds - begun) / rows * MILLION
            print(f"{rows:>11,} rows  {seconds:8.1f} s  {each:8.1f} millionths of a second each  {highest:6.0f} MB at most", flush=True)


def _run(folder: str, people: polars.DataFrame, rows: int, questions: Path) -> tuple[float, float]:
    """The processor seconds and the most megabytes of one whole process."""
    table = Path(folder) / "people-0.parquet"
    # Every question is answered as somebody did, each as somebody else, so that nearly all rows differ.
    mixed = [one.sample(min(rows, MILLION), with_replacement=True, seed=seed) for seed, one in enumerate(people)]
    polars.DataFrame(mixed).write_parquet(table)
    names = [table.with_name(f"people-{number}.parquet") for number in range(1, rows // MILLION)]
    for name in names:
        # The same million people once more, without the disk space.
        name.hardlink_to(table)
    command = [sys.executable, "-m", "netcheck", "cohort", f"{folder}/people-*.parquet", "--questions", str(questions)]
    pid = os.posix_spawn(sys.executable, [*command, "--summary", "none", "--output", f"{folder}/outcomes.parquet"], os.environ)
    highest = 0.0
    while True:
        # The system's own count of a process that has ended begins with the memory of the one that started it.
        found = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{pid}/status").read_text("utf-8"))
        highest = int(found[1]) / 1024 if found else highest
        ended, status, used = os.wait4(pid, os.WNOHANG)
        if ended:
            break
        time.sleep(0.05)
    written = polars.scan_parquet(f"{folder}/outcomes.parquet").select(polars.len()).collect().item()
    for name in (table, *names):
        name.unlink()
    if status or written != rows:
        raise SystemExit(f"status {status}, {written} rows written of {rows}")
    return used.ru_utime + used.ru_stime, highest


def person(content: Questionnaire, random_: random.Random) -> dict[str, str | None]:
    """What somebody with few signs answers, who leaves out one question of twenty."""
    return {id_: _answer(random_, question) for id_, question in content.questions.items()}


def _answer(random_: random.Random, question: Question) -> str | None:
    ids = [choice.id for choice in question.choices]
    if not ids or random_.random() < 0.05:
        return None
    if not question.pick_any:
        return "no" if "no" in ids and random_.random() < 0.9 else random_.choice(ids)
    signs = [id_ for id_ in ids if id_ not in question.alone]
    return NONE if random_.random() < 0.85 else "|".join(random_.sample(signs, min(len(signs), 2)))


if __name__ == "__main__":
    main()
