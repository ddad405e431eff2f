"""Scripted runs as whole processes: netcheck against bare Python, an empty Typer program, and copier with 20 answers."""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from pairs import compare, program, ratio, report

EMPTY = """import typer

app = typer.Typer(pretty_exceptions_enable=False, rich_markup_mode=None)


@app.command()
def main() -> None:
    pass


app()
"""
"""The same settings as netcheck; as ``typer.run`` with all defaults it takes as long."""

TARGETS = [
    ("netcheck", "empty Typer program", "wall", 1.5),
    ("netcheck", "empty Typer program", "memory", 1.5),
    ("netcheck", "python -c pass", "wall", 7.0),
]


def main() -> None:
    """Print medians and ratios."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        here = Path(folder)
        (here / "empty.py").write_text(EMPTY, encoding="utf-8")
        # In a process of its own: a process that this one starts counts this one's memory as its own until it is loaded.
        walks = [sys.executable, str(Path(__file__).parent / "walks.py")]
        (here / "answers.yaml").write_bytes(subprocess.check_output(walks))
        template(here / "template", here / "data.yaml")
        runs = compare(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "empty Typer program": [sys.executable, str(here / "empty.py")],
                "netcheck": [program("netcheck"), "--answers", str(here / "answers.yaml")],
                "copier": [
                    program("copier"), "copy", "--quiet", "--defaults", "--overwrite",
                    "--data-file", str(here / "data.yaml"), str(here / "template"), str(here / "made"),
                ],
            },
            rounds,
        )  # fmt: skip
    print(report(runs))
    for over, under, field, most in TARGETS:
        found = ratio(runs, over, under, field)
        print(f"{field:6} {over} / {under}: {found:.2f} (at most {most}) cpu {ratio(runs, over, under, 'cpu'):.2f}")
    print(f"wall   copier / netcheck: {ratio(runs, 'copier', 'netcheck', 'wall'):.2f} (at least 4)")


def template(folder: Path, data: Path) -> None:
    """A copier template that asks 20 questions, and a data file that answers them."""
    folder.mkdir()
    questions = [f"question_{number}:\n  type: str\n  help: Question {number}?\n  choices: ['yes', 'no']\n" for number in range(20)]
    (folder / "copier.yml").write_text("".join(questions), encoding="utf-8")
    (folder / "answers.txt.jinja").write_text("".join(f"{{{{ question_{number} }}}}\n" for number in range(20)), encoding="utf-8")
    data.write_text("".join(f"question_{number}: 'no'\n" for number in range(20)), encoding="utf-8")


if __name__ == "__main__":
    main()
