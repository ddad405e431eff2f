"""How the program ends: a closed window, a closed pipe, Ctrl-C at any moment, and an error that nobody foresaw."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from netcheck.command import exits
from tests.command.test_cli import COMPLETE
from tests.conftest import SMALL
from tests.support.folders import questionnaire_folder
from tests.support.real_terminal import ROOT, RealTerminal
from tests.support.systems import PATIENCE, WINDOWS, bash, resource, skip_on_windows

PLAIN = ["--plain"]
START = (("", "Press Enter to begin"),)
QUESTION = (*START, ("enter", "Are you fighting for breath?"))


def python(script, *, stdin="", **environment):
    return subprocess.run(
        [sys.executable, "-c", script],
        input=stdin, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        preexec_fn=None if WINDOWS else lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    )  # fmt: skip


def follow(on, keys):
    for key, text in keys:
        on.press(*key.split())
        on.wait_for(text)


@pytest.mark.usefixtures("both_sizes")
@pytest.mark.parametrize(
    ("options", "keys", "status", "kept"),
    [
        ([], START, 129, ""),
        (PLAIN, START, 129, ""),
        ([], (*QUESTION, ("no enter", "Do you have any of these")), 129, "breathing: no"),
        (PLAIN, (*QUESTION, ("2 enter", "Do you have any of these")), 129, "breathing: no"),
        ([], (*QUESTION, ("y enter", "Was that a slip?")), 0, "breathing: yes"),
        (PLAIN, (*QUESTION, ("1 enter", "Was that a slip?")), 0, "breathing: yes"),
    ],
    ids=["start", "plain start", "question", "plain question", "outcome", "plain outcome"],
)
def test_a_closed_window_loses_no_answer_and_has_a_status_of_its_own(tmp_path, options, keys, status, kept):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--save", "m.yaml", *options, folder=tmp_path) as on:
        follow(on, keys)
        on.hang_up()
        assert on.status == status
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8").partition("answers:")[2].strip() == kept
    assert [path.name for path in tmp_path.iterdir()] == ["m.yaml"]


@pytest.mark.usefixtures("both_sizes")
def test_a_window_closed_while_a_topic_is_read_ends_it_too(tmp_path):
    lists = (("none", "[x] None"), ("enter", "Which of these"), ("none", "[x] None"), ("enter", "relative"))
    answers = (("no enter", "Do you have any of these"), *lists)
    small = questionnaire_folder(tmp_path / "small")
    with RealTerminal("-m", "netcheck", "--questions", str(small), "--save", "m.yaml", folder=tmp_path) as on:
        read = (("1 enter", "All of it"), ("3 enter", "What is heat in the face"), ("down enter", "next page"))
        follow(on, (*QUESTION, *answers, ("no enter", "Your answers"), ("enter", "Finish"), *read))
        on.hang_up()
        assert on.status == 0
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8").count("\n  ") == 4


@pytest.mark.parametrize("redirect", ["", "2>&1 >&-"], ids=["outcome", "questions"])
def test_a_closed_pipe_has_the_status_that_the_manual_tells(tmp_path, redirect):
    # The reader leaves after the first line; what comes then meets a closed pipe.
    slow = f"(printf '{COMPLETE}')" if not redirect else "(echo; until [ -e gone ]; do sleep 0.1; done; echo 2; echo 4)"
    options = "--answers -" if not redirect else "--plain --save m.yaml"
    program = f"{sys.executable} -m netcheck --questions {SMALL} {options} {redirect}".replace(">&-", ">/dev/null")
    command = f"{slow} | {program} | (read -r line; exec <&-; touch gone); echo ${{PIPESTATUS[1]}}"
    done = bash(command, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)})

    assert done.stderr == ""
    assert redirect == "" or done.stdout == "141\n"
    assert redirect == "" or "answers:" in (tmp_path / "m.yaml").read_text(encoding="utf-8")


def test_until_the_program_can_answer_for_itself_nothing_is_loaded_that_ctrl_c_could_interrupt():
    script = "import sys, __future__; before = set(sys.modules); import netcheck; print(set(sys.modules) - before)"

    assert python(script).stdout == "{'netcheck'}\n"


@pytest.mark.parametrize("module", ["files", "typer", "session", "author_commands"])
def test_ctrl_c_while_the_program_loads_is_no_traceback(module):
    script = (
        "import builtins, os, signal, sys\n"
        "real, sys.argv = builtins.__import__, ['netcheck', '--plain']\n"
        "def load(name, globals=None, locals=None, fromlist=(), level=0):\n"
        f"    if {module!r} in (name, *(fromlist or ())):\n"
        "        signal.raise_signal(signal.SIGINT)\n"
        "    return real(name, globals, locals, fromlist, level)\n"
        "builtins.__import__ = load\n"
        "from netcheck.__main__ import main\n"
        "main()"
    )
    done = python(script)

    # The system ends it before the program can answer for itself, on Windows with a status of its own for that.
    assert done.returncode in {3 if WINDOWS else -signal.SIGINT, exits.STOPPED}
    assert done.stderr in {"", "Stopped.\n"}


def test_a_second_ctrl_c_while_the_first_is_answered_is_no_traceback():
    script = (
        "import os, signal, sys\n"
        "from netcheck.command import cli, files\n"
        "def twice(*_):\n    signal.raise_signal(signal.SIGINT)\n"
        "cli.app, files.tell, sys.argv = twice, twice, ['netcheck']\n"
        "cli.main()"
    )
    done = python(script)

    assert (done.returncode, done.stderr) == (exits.STOPPED, "")


def test_a_fault_of_ours_is_one_line_without_anything_that_was_answered():
    script = (
        "import sys\nfrom netcheck.command import cli\n"
        "def wrong(interview):\n    raise KeyError('fainted')\n"
        f"cli.assess, sys.argv = wrong, ['netcheck', '--questions', {str(SMALL)!r}, '--answers', '-']\n"
        "cli.main()"
    )
    done = python(script, stdin=COMPLETE)

    assert (done.returncode, done.stdout) == (exits.FAULT, "")
    assert re.fullmatch(
        r"netcheck: This is a fault of netcheck itself: KeyError in netcheck\.command\.cli, line \d+\. "
        r"Please report it; this line holds no answers\. In an emergency call 911, or your local emergency number\.\n",
        done.stderr,
    )


@pytest.mark.parametrize("function", ["draw", "press"])
def test_a_fault_of_ours_on_a_drawn_screen_is_one_line_too_and_leaves_the_terminal_as_it_was(function):
    script = (
        "import sys\nfrom netcheck.terminal import ask\n"
        f"real, pressed = ask.{function}, []\n"
        "def wrong(*arguments):\n"
        "    pressed.append(1)\n"
        "    if len(pressed) > 2:\n        raise KeyError('fainted')\n"
        "    return real(*arguments)\n"
        f"ask.{function}, sys.argv = wrong, ['netcheck', '--questions', {str(SMALL)!r}]\n"
        "from netcheck.command.cli import main\n"
        "main()"
    )
    with RealTerminal("-c", script) as on:
        on.wait_for("Press Enter to begin")
        on.press("enter")
        # What is typed before the question is there does not count.
        on.wait_for("Are you fighting for breath?")
        on.press("down", "down", "down")
        assert "This is a fault of netcheck itself: KeyError in netcheck." in on.end()
        assert on.status == exits.FAULT
        assert on.is_restored()
        assert b"fainted" not in on.bytes


ROUNDS = ["1", "r", "s", "x", "", "2\nb", "2\nr", "4\n1", "3\n2\n1\nb", "2\n3\n4\n2\n3"]


@pytest.mark.parametrize("round_", ROUNDS, ids=lambda text: " ".join(text.split()) or "empty")
def test_a_pipe_that_goes_round_in_circles_ends(tmp_path, round_):
    skip_on_windows("Windows has no Unix shell")
    command = [sys.executable, "-m", "netcheck", "--questions", str(SMALL), "--plain"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(["bash", "-c", 'echo; yes "$0"', round_], stdout=subprocess.PIPE) as endless:
        done = subprocess.run(
            command, stdin=endless.stdout, capture_output=True, encoding="utf-8", timeout=300, cwd=tmp_path, env=environment, check=False
        )
        endless.kill()

    assert done.returncode in {exits.OK, exits.WRONG_USAGE, exits.STOPPED}
    assert "Traceback" not in done.stderr
    assert (done.stdout + done.stderr).count("Your answer:") < 3000
    assert len(list(tmp_path.iterdir())) <= 400


@pytest.mark.usefixtures("both_sizes")
def test_during_an_interview_nobody_sees_the_answers_from_outside(tmp_path):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), folder=tmp_path) as on:
        answers = (("no enter", "Do you have any of these"), ("none", "[x] None"), ("enter", "Which of these"), ("1 2", "[x] Watery"))
        follow(on, (*QUESTION, *answers, ("enter", "dry or sweaty")))
        process = Path("/proc") / str(on.child.pid)
        seen = b"".join((process / name).read_bytes() for name in ("cmdline", "environ", "comm", "limits"))

        assert not [word for word in (b"flushing", b"diarrhea", b"Watery", b"chest_pressure") if word in seen]
        # No crash, and no key that makes one, writes them into a file.
        assert resource.prlimit(on.child.pid, resource.RLIMIT_CORE)[0] == 0
        on.child.kill(signal.SIGQUIT)
        on.end()
    assert list(tmp_path.iterdir()) == []
