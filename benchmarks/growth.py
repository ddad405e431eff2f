"""Time and memory with 50, 500 and 5,000 questions, as whole processes and inside one."""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from made import questionnaire
from pairs import compare, program, report

SIZES = (50, 500, 5000)

INSIDE = """
import sys, time
from pathlib import Path
from netcheck import Interview, assess
from netcheck.questionnaire.load import load
text = Path(sys.argv[1]).read_text()
clock = time.process_time
begun = clock(); content = load(text, "made"); loaded = clock()
answers = {id_: frozenset({"yes" if number % 3 == 0 else "no"}) for number, id_ in enumerate(content.questions)}
begun_again = clock(); assess(Interview(content, tuple(answers.items())))
print(loaded - begun, clock() - begun_again)
"""


def main() -> None:
    """Print a table of each kind; linear means that the last columns stay about the same."""
    with tempfile.TemporaryDirectory() as folder:
        commands = {}
        for size in SIZES:
            questions, given = Path(folder) / f"{size}.yaml", Path(folder) / f"answers-{size}.yaml"
            questions.write_text(questionnaire(size), encoding="utf-8")
            lines = (f"  q{number}: {'yes' if number % 3 == 0 else 'no'}\n" for number in range(size))
            given.write_text("answers:\n" + "".join(lines), encoding="utf-8")
            commands[f"{size} questions"] = [
                program("netcheck"), "--questions", str(questions), "--answers", str(given), "--format", "json",
            ]  # fmt: skip
        runs = compare(commands, 3)
        print("a scripted run with --questions, whole process")
        print(report(runs))
        print(f"\n{'inside one process, ms':24}{'load':>9}{'assess':>9}   the same per question, microseconds")
        for size in SIZES:
            script = [sys.executable, "-c", INSIDE, str(Path(folder) / f"{size}.yaml")]
            rows = [list(map(float, subprocess.check_output(script, encoding="utf-8").split())) for _ in range(3)]
            found = [statistics.median(column) for column in zip(*rows, strict=True)]
            each = "".join(f"{value / size * 1e6:9.2f}" for value in found)
            print(f"{f'{size} questions':24}{''.join(f'{value * 1e3:9.2f}' for value in found)}   {each}")


if __name__ == "__main__":
    main()
