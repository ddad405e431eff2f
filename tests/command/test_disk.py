"""Files that cannot be read or written: the old file stays whole, the message says what to do, and nobody misses the advice."""

from __future__ import annotations

import ctypes
import os
import re
import subprocess
import sys

import pytest

from netcheck.command import file_names
from tests.command.test_cli import COMPLETE, on_answers
from tests.conftest import SMALL
from tests.support.real_terminal import ROOT, RealTerminal
from tests.support.systems import PATIENCE, WINDOWS, is_for_its_owner_alone, make_link, make_pipe, resource, skip_on_windows

OLD = "answers: {breathing: yes}\n"
ROOM = "Nothing was changed there. Make room on that disk, or choose a file elsewhere."


def fill_the_disk():
    """From here on this process can write no byte into a file, as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))


def obey_permissions():
    """Let the permissions of files count for root as well, from the next program on."""
    for capability in (1, 2, 3):
        ctypes.CDLL(None).prctl(24, capability, 0, 0, 0)


def run(folder, *arguments, before=None, stdin=COMPLETE):
    if before is not None:
        skip_on_windows("Windows cannot set limits between the start of a process and its program")
    return subprocess.run(
        [sys.executable, "-m", "netcheck", *arguments],
        input=stdin, capture_output=True, encoding="utf-8", timeout=PATIENCE, cwd=folder, preexec_fn=before, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip


ASKED = ["--questions", str(SMALL), "--answers", "-"]


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(
    "arguments",
    [
        [*ASKED, "--format", "text", "--output", "f"],
        [*ASKED, "--format", "markdown", "--output", "f"],
        [*ASKED, "--format", "json", "--output", "f"],
        ["template", "--output", "f"],
        ["tree", "--output", "f"],
        ["schema", "--output", "f"],
        ["schema", "answers", "--output", "f"],
    ],
    ids=lambda arguments: " ".join(arguments).removeprefix(" ".join(ASKED)),
)
def test_on_a_full_disk_the_old_file_stays_whole_and_the_message_says_what_to_do(tmp_path, arguments):
    (tmp_path / "f").write_text(OLD, encoding="utf-8")
    done = run(tmp_path, *arguments, before=fill_the_disk)

    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"netcheck: Cannot write f: file too large. {ROOM}\n")
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {"f": OLD}


@pytest.mark.usefixtures("unmeasured")
@pytest.mark.parametrize(("option", "name"), [("--save", "m.yaml"), ("--sheet", "s.html"), ("--sheet", "s.md"), ("--sheet", "s.pdf")])
def test_a_full_disk_keeps_nobody_from_the_advice(tmp_path, option, name):
    done = run(tmp_path, *ASKED, option, name, before=fill_the_disk)

    assert done.stdout.startswith("SEE A PROVIDER SOON\n")
    assert (done.returncode, done.stderr) == (1, f"netcheck: Cannot write {name}: file too large. {ROOM}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("unmeasured")
def test_an_interview_goes_on_when_the_disk_fills_up_and_says_what_is_not_saved(tmp_path):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--save", "m.yaml", folder=tmp_path, columns=100) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        on.do("2\r", "Do you have any of these right now?")
        kept = (tmp_path / "m.yaml").read_text(encoding="utf-8")
        assert "breathing: no" in kept
        resource.prlimit(on.child.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        on.do("none", "[x] None of these")
        on.do("enter", "Which of these do you have?")
        assert f"Cannot write m.yaml: file too large. {ROOM}" in on.text
        on.do("none", "[x] None of these")
        on.do("enter", "Has a close relative had such a tumor?")
        resource.prlimit(on.child.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        on.do("2\r", "Your answers")
        assert "Cannot write" not in on.text
        on.do("enter", "Finish")
        on.press("c-c")
        on.end()
        assert on.status == 0
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8").count("\n  ") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["m.yaml"]


@pytest.mark.parametrize("option", ["--output", "--sheet", "--save"])
def test_a_folder_that_is_only_to_be_read_is_one_message(tmp_path, option):
    folder = tmp_path / "folder"
    folder.mkdir(mode=0o555)
    done = run(tmp_path, *ASKED, option, "folder/f.md", before=obey_permissions)

    assert done.returncode == 1
    assert re.fullmatch(
        r"netcheck: Cannot write folder/f\.md: (permission denied\. Nothing was changed there|no file can be made in its folder)\. "
        r"Choose a file in a folder of your own\.\n",
        done.stderr,
    )
    assert done.stdout.startswith("SEE A PROVIDER SOON" if option == "--save" else "")
    assert list(folder.iterdir()) == []


def test_a_file_that_may_not_be_read_is_one_message(tmp_path):
    (tmp_path / "a").write_text(COMPLETE, encoding="utf-8")
    (tmp_path / "a").chmod(0)
    done = run(tmp_path, "--questions", str(SMALL), "--answers", "a", before=obey_permissions)

    assert (done.returncode, done.stderr) == (1, "netcheck: Cannot read a: permission denied. Choose a file in a folder of your own.\n")


@pytest.mark.parametrize("option", ["--output", "--sheet", "--save"])
@pytest.mark.parametrize("kind", ["folder", "nowhere", "itself", "theirs"])
def test_a_folder_or_a_link_is_never_written_to(tmp_path, option, kind):
    name = f"{kind}.md"
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs", encoding="utf-8")
    if kind == "folder":
        (tmp_path / name).mkdir()
    else:
        make_link(tmp_path / name, name if kind == "itself" else kind)
    done = run(tmp_path, *ASKED, option, name)

    message = f"netcheck: {name} is not an ordinary file, so it is not overwritten. Choose another name.\n"
    assert (done.returncode, done.stderr) == (1, message)
    # What else was asked for is there all the same.
    assert done.stdout.startswith("" if option == "--output" else "SEE A PROVIDER SOON\n")
    assert theirs.read_text(encoding="utf-8") == "theirs"
    assert {path.name for path in tmp_path.iterdir()} == {"theirs", name}


@pytest.mark.parametrize("name", ["pipe", "null"])
def test_answers_are_never_saved_in_what_keeps_nothing(tmp_path, name):
    make_pipe(tmp_path / name) if name == "pipe" else make_link(tmp_path / name, "/dev/null")
    done = run(tmp_path, *ASKED, "--save", name)

    message = f"netcheck: {name} is not an ordinary file, so it is not overwritten. Choose another name.\n"
    assert (done.returncode, done.stderr) == (1, message)
    assert done.stdout.startswith("SEE A PROVIDER SOON\n")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("no/f", "Cannot write no/f: no such file or directory. Nothing was changed there. Check the name and its folder."),
        ("file/f", "Cannot write file/f: not a directory. Nothing was changed there. Check the name and its folder."),
        ("x" * 250, f"Cannot write {'x' * 250}: file name too long. Nothing was changed there. Choose a shorter name."),
        ("", "'' is not an ordinary file, so it is not overwritten. Choose another name."),
    ],
    ids=["missing", "file", "long", "empty"],
)
def test_a_place_where_no_file_can_be_is_named_with_what_to_do(tmp_path, path, message):
    if WINDOWS and path:
        # It does not tell a name that is too long, or a file for a folder, from what is not there.
        message = f"Cannot write {path}: no such file or directory. Nothing was changed there. Check the name and its folder."
    (tmp_path / "file").write_text("", encoding="utf-8")
    done = run(tmp_path, *ASKED, "--output", path if path != "x" * 250 else "x" * 256)

    assert (done.returncode, done.stderr) == (1, f"netcheck: {message}\n".replace("x" * 250, "x" * 256))


def test_a_name_of_spaces_can_be_seen():
    assert file_names.name_of("  ") == "'  '"
    assert file_names.name_of("a ") == "'a '"


def test_a_folder_that_became_a_file_stops_no_interview(tmp_path):
    (tmp_path / "folder").mkdir()
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--save", "folder/m", "--plain", folder=tmp_path, columns=160) as on:
        on.wait_for("Press Enter to begin.")
        on.do("enter", "Your answer:")
        (tmp_path / "folder" / "m").unlink()
        (tmp_path / "folder").rmdir()
        (tmp_path / "folder").write_text("a file", encoding="utf-8")
        on.press("2")
        on.do("enter", "Cannot write folder/m: not a directory. Nothing was changed there. Check the name and its folder.")
        on.press("q")
        on.press("enter")
        assert "Stopped. Your latest answers are not saved." in on.end()
        assert on.status == 130


def start(folder, *arguments):
    return subprocess.Popen(
        [sys.executable, "-m", "netcheck", *ASKED, *arguments],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_of_many_runs_that_save_into_one_new_file_one_does_and_the_others_say_so(tmp_path):
    runs = [start(tmp_path, "--save", "m.yaml") for _ in range(6)]
    told = [one.communicate(COMPLETE)[1] for one in runs]

    assert sorted(one.returncode for one in runs) == [0, 1, 1, 1, 1, 1]
    exists = "netcheck: m.yaml exists already and is not overwritten. Go on from it with --resume, or choose another name.\n"
    assert sorted(told) == ["", *[exists] * 5]
    assert (tmp_path / "m.yaml").read_text(encoding="utf-8").count("\n  ") == 4
    assert [path.name for path in tmp_path.iterdir()] == ["m.yaml"]


def test_many_runs_that_write_one_outcome_leave_a_whole_one(tmp_path):
    runs = [start(tmp_path, "--output", "o.txt") for _ in range(6)]
    told = [one.communicate(COMPLETE)[1] for one in runs]

    assert {(one.returncode, text) for one, text in zip(runs, told, strict=True)} == {(0, "Written to o.txt.\n")}
    assert (tmp_path / "o.txt").read_text(encoding="utf-8") == on_answers(COMPLETE).stdout
    assert [path.name for path in tmp_path.iterdir()] == ["o.txt"]


def test_a_file_is_never_readable_by_others_whatever_the_umask(tmp_path):
    done = run(tmp_path, *ASKED, "--output", "o", "--save", "m", "--sheet", "s.html", before=lambda: os.umask(0))

    assert done.returncode == 0
    assert {path.name: is_for_its_owner_alone(path) for path in tmp_path.iterdir()} == dict.fromkeys(("o", "m", "s.html"), True)


def test_resuming_and_saving_into_a_file_that_vanishes_makes_it_anew(tmp_path):
    path = tmp_path / "m.yaml"
    path.write_text("answers: {breathing: no}\n", encoding="utf-8")
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--resume", "m.yaml", "--save", "m.yaml", folder=tmp_path) as on:
        on.wait_for("You go on from 1 saved answer.")
        path.unlink()
        on.do("enter", "Do you have any of these right now?")
        on.press("c-c")
        on.end()
    assert "breathing: no" in path.read_text(encoding="utf-8")
    assert is_for_its_owner_alone(path)


@pytest.mark.usefixtures("unmeasured")
def test_the_last_answers_that_could_not_be_saved_are_said_after_the_outcome(tmp_path):
    with RealTerminal("-m", "netcheck", "--questions", str(SMALL), "--save", "m.yaml", folder=tmp_path, columns=200) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "Are you fighting for breath?")
        resource.prlimit(on.child.pid, resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))
        on.do("y\r", "Was that a slip? Go back")
        on.press("f\r")

        assert on.end().endswith(f"netcheck: Your latest answers are not saved. Cannot write m.yaml: file too large. {ROOM}")
        assert on.status == 0
    assert "breathing" not in (tmp_path / "m.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--sheet", "--output"])
def test_answers_are_not_lost_with_a_file_that_could_not_be_written_at_the_end(tmp_path, option):
    (tmp_path / "folder").mkdir()
    command = ("-m", "netcheck", "--questions", str(SMALL), option, "folder/s.md", "--plain")
    with RealTerminal(*command, folder=tmp_path, columns=160, rows=60) as on:
        on.wait_for("Press Enter to begin.")
        on.do("enter", "Your answer:")
        (tmp_path / "folder").rmdir()
        on.press("1")
        on.do("enter", "Was that a slip?")
        on.press("f\r")
        on.press("enter")
        text = on.end()
        assert on.status == 1
    assert "They are saved nowhere else, so here are your answers." in text
    assert "answers: breathing: yes" in text
    assert "netcheck: Cannot write folder/s.md: no such file or directory." in text
