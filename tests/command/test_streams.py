"""Outputs that do not have every letter: each command is read in the nearest letters they have."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.command.test_cli import COMPLETE, run
from tests.conftest import SMALL, SMALL_TEXT
from tests.support.systems import WINDOWS

CALLS = [
    ["--answers", "-"],
    ["--answers", "-", "--full"],
    ["--answers", "-", "--format", "json"],
    ["--answers", "-", "--format", "markdown"],
    ["--plain"],
    ["--help"],
    ["--version"],
    ["template"],
    ["learn"],
    ["learn", "carcinoid-syndrome"],
    ["check", str(SMALL)],
    ["explain", "N302"],
    ["diff", str(SMALL), str(SMALL)],
    ["what-if", "-"],
    ["tree"],
    ["tree", "--format", "mermaid"],
    ["tree", "--format", "dot"],
    ["schema"],
    ["schema", "answers"],
    ["review-sheet"],
]


# The letters are the same on Windows, where a process takes longer to start.
@pytest.mark.parametrize("encoding", ["cp1252"] if WINDOWS else ["cp1252", "cp437", "ascii"])
@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_letter_is_shown_as_a_question_mark(call, encoding):
    is_small = call[0] in {"--answers", "--plain"}
    stdin = COMPLETE if "-" in call or is_small else ""
    whole, narrow = (
        run(*call, stdin=stdin, questions=is_small, env={"PYTHONIOENCODING": one}, output_encoding=one) for one in ("utf-8", encoding)
    )
    said, in_its_letters = whole.stdout + whole.stderr, narrow.stdout + narrow.stderr

    assert narrow.returncode == whole.returncode
    assert said
    assert in_its_letters.count("?") == said.count("?")
    assert in_its_letters.count("\\") == said.count("\\")
    assert in_its_letters.count("\n") == said.count("\n")


def test_a_letter_with_nothing_near_it_is_named_by_its_number_and_stops_nothing(tmp_path):
    path = tmp_path / "q.yaml"
    path.write_text(SMALL_TEXT.replace("title: A small questionnaire", "title: \u547c\u5438"), encoding="utf-8")
    done = run("tree", str(path), questions=False, env={"PYTHONIOENCODING": "cp1252"}, output_encoding="cp1252")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("\\u547c\\u5438\n")


@pytest.mark.skipif(not WINDOWS, reason="elsewhere Python's own choice is right")
def test_on_windows_a_file_gets_utf_8_and_a_pipe_what_the_console_has(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name not in {"PYTHONIOENCODING", "PYTHONUTF8"}}
    call = [sys.executable, "-m", "netcheck", "tree", "--question", "breathing"]
    with (tmp_path / "tree.txt").open("wb") as file:
        subprocess.run(call, stdout=file, env=environment, check=True)
    assert "├── yes → emergency" in (tmp_path / "tree.txt").read_text(encoding="utf-8")

    piped = subprocess.run(call, stdout=subprocess.PIPE, env=environment, check=True).stdout
    assert b"yes -> emergency" in piped
    assert b"?" not in piped
