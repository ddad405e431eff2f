"""What Windows asks of files. The rules about names are the same function everywhere; what needs Windows itself is skipped elsewhere."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from netcheck.command import file_names, files, windows
from netcheck.errors import AnswersRefused, CannotDo
from tests.command.test_cli import run
from tests.support.real_terminal import ROOT
from tests.support.systems import WINDOWS

on_windows = pytest.mark.skipif(not WINDOWS, reason="only Windows does this")


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("CON", "Windows keeps the name CON for itself. Choose another name."),
        ("aux.yaml", "Windows keeps the name aux for itself. Choose another name."),
        ("C:\\sheets\\lpt1.pdf", "Windows keeps the name lpt1 for itself. Choose another name."),
        ("com\u00b9.txt", "Windows keeps the name com\u00b9 for itself. Choose another name."),
        ("prn/a.yaml", "Windows keeps the name prn for itself. Choose another name."),
        ("nul.yaml", "Windows keeps the name nul for itself. Choose another name."),
        ("mine:now.yaml", "Windows allows no : in the name of a file. Choose a name without it."),
        ("what?.yaml", "Windows allows no ? in the name of a file. Choose a name without it."),
        ("a\tb.yaml", "Windows allows no U+0009 in the name of a file. Choose a name without it."),
        ("a.yaml.", "Windows drops the dot at the end of a name. Leave it out."),
        ("folder \\a.yaml", "Windows drops the space at the end of a name. Leave it out."),
    ],
)
def test_a_name_that_windows_gives_no_file_is_refused_with_the_reason(name, why):
    assert windows.why_no_name(name) == why


@pytest.mark.parametrize(
    "name",
    [
        "NUL", "nul", "a.yaml", "C:\\me\\a.yaml", "C:a.yaml", "\\\\server\\share\\a.yaml", "..\\a.yaml", "./a.yaml", "..", "auxiliary.yaml",
        "console", "com.yaml", "a b.yaml", ".netcheck", "\\\\?\\C:\\me\\a.yaml", "\\\\.\\NUL", "me.con",
    ],
)  # fmt: skip
def test_every_other_name_is_taken(name):
    assert windows.why_no_name(name) == ""


@pytest.mark.parametrize(("name", "has"), [("C:\\q.yaml", True), ("\\\\pc\\all\\q.yaml", True), ("HEAD:q.yaml", False), ("q.yaml", False)])
def test_a_drive_is_no_revision_of_git(name, has):
    assert windows.has_drive(name) is has


LONG = "d" * 200


@pytest.mark.parametrize(
    ("whole", "form"),
    [
        ("C:\\me\\a.yaml", "a.yaml"),
        (f"C:\\{LONG}\\{LONG}\\a.yaml", f"\\\\?\\C:\\{LONG}\\{LONG}\\a.yaml"),
        (f"\\\\pc\\all\\{LONG}\\{LONG}\\a.yaml", f"\\\\?\\UNC\\pc\\all\\{LONG}\\{LONG}\\a.yaml"),
        (f"\\\\?\\C:\\{LONG}\\{LONG}\\a.yaml", "a.yaml"),
    ],
)
def test_a_long_name_is_opened_in_the_form_that_has_no_limit(whole, form):
    assert windows.long_form("a.yaml", whole) == form


@on_windows
@pytest.mark.parametrize("verb", ["read", "write"])
def test_a_name_that_windows_keeps_is_told_for_reading_and_writing(verb, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CannotDo, match=rf"^Cannot {verb} aux\.yaml: Windows keeps the name aux for itself\. Choose another name\.$"):
        files.read("aux.yaml", AnswersRefused) if verb == "read" else files.write("aux.yaml", "a")
    assert list(tmp_path.iterdir()) == []


@on_windows
def test_the_null_device_is_written_to_and_is_empty(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files.write("NUL", "gone")
    assert files.read("NUL", AnswersRefused) == ""
    assert list(tmp_path.iterdir()) == []


@on_windows
def test_a_file_under_a_long_name_is_written_and_read(tmp_path):
    folder = tmp_path / LONG / LONG
    Path(f"\\\\?\\{folder}").mkdir(parents=True)
    files.write(str(folder / "a.yaml"), "first", is_new=True)
    files.write(str(folder / "a.yaml"), "second")
    assert files.read(str(folder / "a.yaml"), AnswersRefused) == "second"


@pytest.fixture
def held(tmp_path):
    """A file that another part of this computer has open and lets nobody else read or replace; calling it lets go."""
    import ctypes

    path = tmp_path / "a.yaml"
    path.write_text("old", encoding="utf-8")
    kernel = ctypes.WinDLL("kernel32")
    kernel.CreateFileW.restype = ctypes.c_ssize_t
    kernel.CloseHandle.argtypes = [ctypes.c_ssize_t]
    handle = kernel.CreateFileW(str(path), 0xC0000000, 0, None, 3, 0, None)
    assert handle != -1

    def let_go():
        nonlocal handle
        handle, done = 0, handle
        if done:
            kernel.CloseHandle(done)

    yield path, let_go
    let_go()


@on_windows
def test_a_file_that_another_program_has_open_is_named(held):
    path, let_go = held
    with pytest.raises(CannotDo, match=r"^Cannot read .*a\.yaml: another program has it open\. Close it there, and try again\.$"):
        files.read(str(path), AnswersRefused)
    told = r"^Cannot write .*a\.yaml: another program has it open\. Nothing was changed there\. Close it there, and try again\.$"
    with pytest.raises(CannotDo, match=told):
        files.write(str(path), "new")
    let_go()
    assert {file.name: file.read_text(encoding="utf-8") for file in path.parent.iterdir()} == {"a.yaml": "old"}


@on_windows
@pytest.mark.parametrize("verb", ["read", "write"])
def test_a_file_that_another_program_soon_lets_go_of_is_waited_for(held, verb, monkeypatch):
    path, let_go = held
    # It lets go while we wait for it, and not before.
    monkeypatch.setattr(windows.time, "sleep", lambda _: let_go())
    if verb == "read":
        assert files.read(str(path), AnswersRefused) == "old"
    else:
        files.write(str(path), "new")
        assert path.read_text(encoding="utf-8") == "new"


@on_windows
def test_what_the_computer_says_is_said_in_our_language(tmp_path):
    with pytest.raises(CannotDo, match=r"is not an ordinary file|permission denied"):
        files.write(str(tmp_path), "new")
    error = OSError(0, "Zugriff verweigert", "a.yaml", 5)
    assert file_names.reason(error) == "permission denied"


def test_what_fails_for_good_is_not_tried_again(tmp_path):
    tries = []

    def refuse():
        tries.append("once")
        raise PermissionError(13, "Permission denied")

    with pytest.raises(PermissionError):
        windows.patiently(str(tmp_path / "a.yaml"), refuse)
    assert tries == ["once"]


@pytest.mark.parametrize("times", [1, 9, 10])
def test_a_file_is_waited_for_about_a_second(times, monkeypatch, tmp_path):
    waited = []
    monkeypatch.setattr(windows, "_is_held", lambda _: True)
    monkeypatch.setattr(windows.time, "sleep", waited.append)

    def attempt():
        if len(waited) < times:
            raise PermissionError(13, "Permission denied")
        return "done"

    if times < 10:
        assert windows.patiently(str(tmp_path / "a.yaml"), attempt) == "done"
    else:
        with pytest.raises(OSError, match="another program has it open"):
            windows.patiently(str(tmp_path / "a.yaml"), attempt)
    assert sum(waited) == pytest.approx(times / 10)


def test_whoever_reads_only_the_beginning_gets_no_message_about_the_rest():
    with subprocess.Popen([sys.executable, "-m", "netcheck", "tree"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        said = process.stderr.read()
    assert (process.returncode, said) == (141, b"")


def test_what_powershell_completes_with_is_shown():
    script = run("--show-completion", "powershell", questions=False)
    assert "Register-ArgumentCompleter -Native -CommandName netcheck" in script.stdout

    done = run(
        questions=False,
        env={
            "_NETCHECK_COMPLETE": "complete_powershell",
            "_TYPER_COMPLETE_ARGS": "netcheck le",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": "le",
        },
    )
    assert done.stdout.startswith("learn:::")


@on_windows
def test_words_of_a_call_are_taken_as_they_are(tmp_path):
    """A name with brackets is that file, also where another one would fit it as a pattern."""
    (tmp_path / "a1.yaml").write_text("answers: {breathing: yes}", encoding="utf-8")
    done = run("--answers", "a[1].yaml", folder=tmp_path, env={"PYTHONPATH": str(ROOT)})
    assert (done.returncode, done.stderr) == (
        1, "netcheck: Cannot read a[1].yaml: no such file or directory. Check the name and its folder.\n",
    )  # fmt: skip
