"""The program under faults and hostile input: one clear, harmless message, the old file or the new one, and nobody else told."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys

import pytest

from netcheck.command import files, session
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.errors import CannotDo, NetcheckError
from tests.command.test_cli import COMPLETE, on_answers, run
from tests.conftest import SMALL
from tests.support.real_terminal import RealTerminal
from tests.support.systems import bash, is_for_its_owner_alone, make_link

ASIDE = b"\x1b[?1049h"
"""What a program sends before it draws on a screen of its own."""
OLD = "answers: {breathing: yes}\n"
ROOM = "Make room on that disk, or choose a file elsewhere."
STRACE = shutil.which("strace")
needs_strace = pytest.mark.skipif(
    STRACE is None and not os.environ.get("NETCHECK_REQUIRE_STRACE"), reason="strace is not installed; apt-get install strace"
)


def traced(folder, *options, stdin="", env=None):
    """Run the program under strace; returns the finished run, and the lines of the trace."""
    inherited = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(SMALL.parent.parent.parent)}
    command = [sys.executable, "-m", "netcheck", "--questions", str(SMALL), "--answers", "-"]
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", str(folder / "trace"), *options[0], *command, *options[1:]],
        input=stdin, capture_output=True, encoding="utf-8", env={**inherited, **(env or {})}, cwd=folder, timeout=300, check=False,
    )  # fmt: skip
    return done, (folder / "trace").read_text(encoding="utf-8").splitlines()


@needs_strace
@pytest.mark.usefixtures("unmeasured")
def test_a_scripted_run_opens_no_connection_writes_no_file_and_starts_no_program(tmp_path):
    calls = "trace=network,execve,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,link,linkat,symlink,chmod"
    done, trace = traced(tmp_path, ["-e", calls], stdin=COMPLETE)

    assert done.stdout.startswith("SEE A PROVIDER SOON")
    assert sum("execve(" in line for line in trace) == 1
    assert any("small.yaml" in line for line in trace)
    assert not [line for line in trace if re.search(r"\b(socket|socketpair|connect|bind|send\w+)\(", line)]
    written = r"O_WRONLY|O_RDWR|O_CREAT|\b(creat|mkdir\w*|rename\w*|unlink\w*|link\w*|symlink|chmod)\("
    assert not [line for line in trace if re.search(written, line) and "/dev/null" not in line]


NETWORK = r"\b(socket|connect|bind|listen|accept|send\w*|recv\w*)\("
CHANGES = r"O_WRONLY|O_RDWR|O_CREAT|\b(creat|mkdir\w*|rename\w*|unlink\w*|link\w*|symlink\w*|\w*chmod\w*)\("


@needs_strace
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "command",
    [
        ["learn", "men1"], ["template"], ["schema"], ["tree"], ["explain", "N301"], ["check", str(SMALL), "--prove"], ["--help"],
        ["diff", str(SMALL), str(SMALL)], ["what-if", "-", "--questions", str(SMALL)],
    ],
    ids=lambda words: words[0],
)  # fmt: skip
def test_no_command_opens_a_connection_writes_a_file_or_starts_a_program(tmp_path, command):
    done = subprocess.run(
        ["strace", "-f", "-qq", "-o", "trace", "-e", "trace=network,execve,%file", sys.executable, "-m", "netcheck", *command],
        input=COMPLETE, capture_output=True, encoding="utf-8", cwd=tmp_path, timeout=300, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(SMALL.parent.parent.parent)},
    )  # fmt: skip
    trace = (tmp_path / "trace").read_text(encoding="utf-8").splitlines()

    assert done.returncode in {0, 1}
    assert done.stdout != ""
    assert sum("execve(" in line for line in trace) == 1
    assert not [line for line in trace if re.search(NETWORK, line)]
    assert not [line for line in trace if re.search(CHANGES, line) and "/dev/null" not in line]


@needs_strace
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["screen", "plain"])
def test_an_interview_touches_no_file_but_the_one_it_saves_in(tmp_path, monkeypatch, options):
    home, folder = tmp_path / "home", tmp_path / "folder"
    home.mkdir()
    folder.mkdir()
    program = sys.executable
    monkeypatch.setattr(sys, "executable", STRACE)
    calls = ["-f", "-qq", "-o", str(tmp_path / "trace"), "-e", "trace=network,execve,%file"]
    arguments = [program, "-m", "netcheck", "--questions", str(SMALL), "--save", "m.yaml", *options]
    with RealTerminal(*calls, *arguments, folder=folder, HOME=str(home), PYTHONDONTWRITEBYTECODE="1") as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        on.press("2", "enter")
        on.wait_for("Do you have any of these right now?")
        on.press("c-c")
        on.end()
    trace = (tmp_path / "trace").read_text(encoding="utf-8").splitlines()
    changed = [line for line in trace if re.search(CHANGES, line) and "/dev/" not in line]

    assert sum("execve(" in line for line in trace) == 1
    # The loop that waits for keys wakes itself through a pair of sockets, which lead nowhere else.
    assert not [line for line in trace if re.search(r"\b(socket|connect|bind|listen|accept)\(", line)]
    assert changed
    assert all(re.search(rf'"({folder}/{files.UNFINISHED}|m\.yaml"|{folder}/m\.yaml")', line) for line in changed)
    assert not [line for line in trace if re.search(rf'\bopen\w*\(.*"{home}', line)]
    assert not [line for line in trace if re.search(r"_history|\.config|inputrc|/etc/(passwd|hosts|resolv)", line)]
    assert list(home.iterdir()) == []


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["screen", "plain"])
def test_a_window_that_changes_all_the_time_and_a_program_that_was_halted_go_on(tmp_path, options):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), *options, folder=tmp_path) as on:
        on.wait_for("Press Enter to begin")
        for number in range(100):
            on.child.setwinsize(*((24, 80), (1, 1), (200, 500), (3, 2))[number % 4])
            on.child.kill(signal.SIGWINCH)
        on.resize(80, 24)
        on.child.kill(signal.SIGSTOP)
        screens = on.bytes.count(ASIDE)
        on.child.kill(signal.SIGCONT)
        if not options:
            # What is typed before the screen is drawn anew does not count.
            on.read_until(lambda: on.bytes.count(ASIDE) > screens, "the screen was not drawn anew")
            on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        on.press("c-c")
        on.end()

        assert on.status == 130
        assert on.is_restored()
        assert b"Traceback" not in on.bytes


@needs_strace
@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize("call", ["openat", "write", "fsync", "rename", "unlink"])
def test_killed_at_any_moment_of_a_save_the_old_file_or_the_new_one_is_there_whole(tmp_path, call):
    path = tmp_path / "outcome.txt"
    whole = on_answers(COMPLETE).stdout
    ends, killed = set(), False
    for count in range(1, 4):
        path.write_text(OLD, encoding="utf-8")
        path.chmod(0o600)
        # Only what this folder sees: the program opens hundreds of files of its own before.
        only = ["-P", str(tmp_path), "-P", str(path)] if call == "openat" else []
        options = [*only, "-e", f"inject={call}:signal=KILL:when={count}"]
        done, _ = traced(tmp_path, options, "--output", str(path), stdin=COMPLETE)
        ends.add(path.read_text(encoding="utf-8"))
        killed |= done.returncode not in {0, 1}
        assert is_for_its_owner_alone(path)
        for left in set(tmp_path.iterdir()) - {path, tmp_path / "trace"}:
            assert left.name.startswith(files.UNFINISHED)
            assert is_for_its_owner_alone(left)
            left.unlink()
    assert killed
    assert ends <= {OLD, whole}


@pytest.mark.parametrize(
    ("redirect", "status", "message"),
    [
        ("<&-", 1, "netcheck: Standard input is closed, so there is nothing to read. Name a file instead of '-'.\n"),
        ("> /dev/full", 1, f"netcheck: This could not be shown: no space left on device. {ROOM}\n"),
    ],
)
def test_streams_that_cannot_be_used_are_one_message(redirect, status, message):
    command = f"printf '{COMPLETE}' | {sys.executable} -m netcheck --questions {SMALL} --answers - {redirect}"
    done = bash(command)

    assert (done.returncode, done.stderr) == (status, message)


def test_with_standard_error_closed_nothing_is_told_among_the_data():
    command = f"{sys.executable} -m netcheck --answers nosuch 2>&-"
    done = bash(command)

    assert (done.returncode, done.stdout) == (1, "")


def test_a_pipe_is_read_to_its_end_however_slowly_it_is_written():
    slow = "(echo 'answers:'; echo '  breathing: no'; sleep 2; echo '  danger_signs: [fainted]')"
    command = f"{sys.executable} -m netcheck --questions {SMALL} --exit-code --answers <({slow})"

    assert bash(command).returncode == 40


@pytest.mark.parametrize("name", ["a\x1b[31m\nb.yaml", "\u202eb.yaml", "a\x9bb", "x" * 300])
@pytest.mark.parametrize("option", ["--answers", "--resume", "--save", "--output", "--questions"])
def test_no_file_name_reaches_the_terminal_as_a_command(tmp_path, name, option):
    others = [] if option in {"--answers", "--resume"} else ["--answers", "-"]
    folder = "" if option == "--questions" else f"{tmp_path}/no/"
    done = run(*others, option, f"{folder}{name}", stdin=COMPLETE, questions=option != "--questions")

    assert done.returncode == 1
    assert done.stderr.startswith("netcheck: Cannot ")
    assert done.stderr.count("\n") == 1
    assert done.stderr[:-1].isprintable()


MILLION = 1_000_000
TOO_MANY = "f: This file has more than 300,000 keys, texts and lists. A questionnaire or answers file needs far fewer."
TOO_DEEP = "f: This file is nested more than 60 levels deep. A questionnaire or answers file needs far fewer."


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("answers: {breathing: [" + "a," * MILLION + "]}", TOO_MANY),
        ("answers: {breathing: [" + "{}," * MILLION + "]}", TOO_MANY),
        ("answers: [" + "!a b," * (MILLION // 2) + "]", TOO_MANY),
        ("{" + ",".join(f"{number:x}" for number in range(MILLION // 2)) + "}", TOO_MANY),
        ("answers:\n" + "".join(f" a{number}: no\n" for number in range(MILLION // 4)), TOO_MANY),
        ("[" * 3 * MILLION, TOO_DEEP),
        ("- " * MILLION, TOO_DEEP),
        ("{a: " * 10_000, TOO_DEEP),
    ],
    ids=["list", "maps", "tags", "keys", "lines", "brackets", "dashes", "flow"],
)
def test_a_file_with_millions_of_parts_is_refused_before_it_is_kept(small, text, message):
    with pytest.raises(NetcheckError) as refused:
        answers.read(text, "f", small)
    assert str(refused.value) == message


def test_a_file_with_very_many_faults_is_refused_with_the_first_of_them(small):
    with pytest.raises(NetcheckError) as refused:
        answers.read("answers:\n" + "".join(f" wrong{number}: no\n" for number in range(50_000)), "f", small)
    lines = str(refused.value).splitlines()

    assert lines[0] == "f: There are more than 100 faults. These are the first of them."
    assert (len(lines), lines[100]) == (101, "f:101: The question 'wrong99' does not exist.")


SAME = "name the same file, {}. Give each a file of its own."
BEFORE = "does not go before the command '{0}'. 'netcheck {0} --help' shows what goes after it."
TWICE = "'-' stands for standard input, which can be read only once. Name a file for one of them."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--answers", "a", "--output", "a"], "--output and --answers " + SAME.format("a")),
        (["--answers", "a", "--output", "./link"], "--output and --answers " + SAME.format("./link")),
        (["--answers", "a", "--save", "a"], "--save and --answers " + SAME.format("a")),
        (["--answers", "a", "--output", "b.md", "--sheet", "b.md"], "--output and --sheet " + SAME.format("b.md")),
        (["--questions", "a", "--output", "a"], "--output and --questions " + SAME.format("a")),
        (["--answers", "a", "--output", "-"], "--output needs the name of a file; '-' is none."),
        (["--resume", "-"], "--resume needs the name of a file; '-' is none."),
        (["--answers", "-", "--questions", "-"], TWICE),
        (["--answers", "a", "--resume", "a"], "--answers asks nothing and --resume goes on asking. Use one of them."),
        (["--answers", "a", "--plain"], "--answers asks nothing, so there is nothing to ask in plain lines. Use --answers or --plain."),
        (["--version", "--save", "b"], "--version shows the versions and does nothing else. Leave out --save."),
        (["--save", "b", "learn"], "--save " + BEFORE.format("learn")),
        (["--format", "json", "check"], "--format " + BEFORE.format("check")),
        (["template", "--questions", "a", "--output", "a"], "--output and --questions " + SAME.format("a")),
        (["tree", "a", "--output", "a"], "--output and FILE " + SAME.format("a")),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_a_call_that_makes_no_sense_is_one_message_and_changes_nothing(tmp_path, monkeypatch, arguments, message):
    monkeypatch.setenv("PYTHONPATH", str(SMALL.parent.parent.parent))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").write_text(OLD, encoding="utf-8")
    make_link(tmp_path / "link", "a")
    done = run(*arguments, questions=False)

    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"netcheck: {message}\n")
    assert {path.name for path in tmp_path.iterdir()} == {"a", "link"}
    assert (tmp_path / "a").read_text(encoding="utf-8") == OLD


def test_the_environment_may_name_options_that_a_command_does_not_have():
    assert run("learn", env={"NETCHECK_SAVE": "x", "NETCHECK_PLAIN": "1"}, questions=False).returncode == 0


def test_a_place_for_the_outcome_that_cannot_be_written_to_is_said_before_the_first_question(tmp_path):
    done = run("--plain", "--sheet", str(tmp_path / "no" / "s.html"), stdin="\n2\n")

    assert done.returncode == 1
    sheet = tmp_path / "no" / "s.html"
    assert done.stderr == f"netcheck: Cannot write {sheet}: no such file or directory. Check the name and its folder.\n"


def test_of_two_runs_that_begin_to_save_under_one_name_the_second_is_refused(tmp_path, monkeypatch, small):
    path = str(tmp_path / "mine.yaml")
    # Both have looked before either has written.
    monkeypatch.setattr(files, "refuse_to_replace", lambda *_, **__: None)
    session.Keeper(path, Interview(small).take("breathing", "no"), may_replace=False)
    with pytest.raises(CannotDo, match="exists already and is not overwritten"):
        session.Keeper(path, Interview(small), may_replace=False)
    assert "breathing: no" in (tmp_path / "mine.yaml").read_text(encoding="utf-8")


def test_answers_that_another_run_saved_meanwhile_are_not_overwritten(tmp_path, small):
    path = tmp_path / "mine.yaml"
    keep = session.Keeper(str(path), Interview(small), may_replace=False)
    path.write_text(OLD, encoding="utf-8")

    assert keep.unsaved(Interview(small).take("breathing", "no")) == f"{path} was changed by another program, so it is not overwritten."
    assert path.read_text(encoding="utf-8") == OLD


def test_stopping_never_says_that_answers_are_saved_which_are_not(tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    options = ["--questions", str(SMALL), "--save", "folder/m.yaml", "--plain"]
    with RealTerminal("-m", "netcheck", *options, columns=160, folder=tmp_path) as on:
        on.wait_for("Press Enter to begin.")
        on.do("enter", "Your answer:")
        shutil.rmtree(folder)
        on.press("2")
        on.do("enter", "Nothing was changed there.")
        on.press("q")
        on.press("enter")

        assert "Stopped. Your latest answers are not saved. Cannot write folder/m.yaml: no such file or directory." in on.end()


def test_lines_pasted_into_a_plain_question_answer_only_that_one(tmp_path):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--plain", folder=tmp_path) as on:
        on.wait_for("Press Enter to begin.")
        on.do("enter", "Are you fighting for breath?")
        on.press("2\n" * 20)
        on.wait_for("Do you have any of these right now?")
        on.press("q")
        on.press("enter")
        on.end()

        assert on.bytes.count(b"You answered") == 1


FLOODS = {"line": b"x" * 30_000_000, "lines": b"\xff\x1b[31m\n" * 500_000, "digits": b"\n\n2" + b"1" * 10_000_000}


@pytest.mark.parametrize("text", FLOODS.values(), ids=FLOODS)
def test_a_flood_on_standard_input_ends_and_answers_nothing(tmp_path, text):
    done = subprocess.run(
        [sys.executable, "-m", "netcheck", "--questions", str(SMALL), "--plain", "--save", "m.yaml"],
        input=text, capture_output=True, cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(SMALL.parent.parent.parent)}, check=False,
    )  # fmt: skip

    assert done.returncode in {2, 130}
    assert b"\x1b" not in done.stderr
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8").endswith("answers:\n")


@pytest.mark.parametrize("environment", [{"LC_ALL": "C"}, {"LC_ALL": "POSIX"}, {"LANG": "no_SUCH.locale"}], ids=str)
def test_without_home_locale_and_terminal_it_works_all_the_same(environment):
    bare = {"PATH": os.defpath, "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(SMALL.parent.parent.parent), **environment}
    for arguments, begins in ((["--questions", str(SMALL), "--answers", "-"], "SEE A PROVIDER SOON"), (["learn", "men1"], "# ")):
        done = subprocess.run(
            [sys.executable, "-m", "netcheck", *arguments],
            input=COMPLETE, capture_output=True, encoding="utf-8", env=bare, cwd="/", check=False,
        )  # fmt: skip
        assert (done.returncode, done.stdout[: len(begins)], done.stderr) == (0, begins, "")


@pytest.mark.parametrize(("before", "after"), [("", ""), ("\x1b[200~", "\x1b[201~")], ids=["typed", "bracketed"])
def test_a_long_text_pasted_into_a_question_answers_at_most_that_one(tmp_path, before, after):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--save", "m.yaml", folder=tmp_path) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        for part in (before, *(["no\r2 3\r" * 600] * 33), after):
            on.child.send(part)
            # No pause: on a busy machine it could be as long as the one after which a text counts as over.
            on._read(0)
        on.wait_for("Do you have any of these right now?" if not before else "Are you fighting for breath?")
        on.press("c-c")
        on.end()

        assert (tmp_path / "m.yaml").read_text(encoding="utf-8").count("\n  ") <= 1
        assert on.is_restored()
