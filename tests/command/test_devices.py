"""An outcome goes to standard output by name, to devices and pipes, as any Unix tool writes to them."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from netcheck.command import devices, files
from netcheck.errors import CannotDo
from tests.command.test_cli import run as run_cli
from tests.conftest import SMALL
from tests.support.real_terminal import ROOT
from tests.support.systems import bash, make_link, make_pipe, skip_on_windows

FIRST = "SEE A PROVIDER SOON"
COMPLETE = "answers: {breathing: no, danger_signs: none, symptoms: flushing, flushing_feel: dry, flushing_faint: no, family: no}"
CALL = f"echo '{COMPLETE}' | {shlex.quote(sys.executable)} -m netcheck --questions {shlex.quote(str(SMALL))} --answers -"


def run(folder: Path, rest: str) -> subprocess.CompletedProcess[str]:
    return bash(f"{CALL} {rest}", cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize("path", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1"])
def test_standard_output_has_names(tmp_path, path):
    done = run(tmp_path, f"--output {path}")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{FIRST}\n")
    assert list(tmp_path.iterdir()) == []


def test_standard_output_has_its_name_on_every_system(tmp_path):
    done = run_cli("--answers", "-", "--output", "/dev/stdout", stdin=COMPLETE, folder=tmp_path)

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{FIRST}\n")


def test_what_stands_in_a_file_behind_standard_output_stays_there(tmp_path):
    (tmp_path / "log").write_text("before\n", encoding="utf-8")
    done = run(tmp_path, "--output /dev/stdout >> log")

    assert done.returncode == 0
    assert (tmp_path / "log").read_text(encoding="utf-8").startswith(f"before\n{FIRST}\n")


def test_standard_error_has_a_name(tmp_path):
    done = run(tmp_path, "--output /dev/stderr")

    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith(f"{FIRST}\n")


def test_the_null_device_takes_all_also_twice_and_behind_a_link(tmp_path):
    make_link(tmp_path / "null.md", "/dev/null")
    done = run(tmp_path, "--output /dev/null --sheet null.md")

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "null.md").is_symlink()
    assert Path("/dev/null").is_char_device()


def test_a_full_device_is_told(tmp_path):
    done = run(tmp_path, "--output /dev/full")

    assert done.returncode == 1
    assert done.stderr.startswith("netcheck: Cannot write /dev/full: no space left on device. ")


def test_a_process_substitution_gets_the_outcome(tmp_path):
    done = run(
        tmp_path,
        "--output >(cat > got) --sheet sheet.md; status=$?; for n in {1..100}; do [ -s got ] && break; sleep 0.1; done; exit $status",
    )

    assert (done.returncode, done.stdout) == (0, "")
    assert (tmp_path / "got").read_text(encoding="utf-8").startswith(f"{FIRST}\n")
    assert (tmp_path / "sheet.md").exists()


def test_a_named_pipe_gets_the_outcome_when_somebody_reads(tmp_path):
    make_pipe(tmp_path / "pipe")
    got = []
    reader = threading.Thread(target=lambda: got.append((tmp_path / "pipe").read_text(encoding="utf-8")))
    reader.start()
    done = run(tmp_path, "--output pipe")
    reader.join(timeout=300)

    assert (done.returncode, done.stderr) == (0, "")
    assert got[0].startswith(f"{FIRST}\n")
    assert (tmp_path / "pipe").is_fifo()


def test_a_reader_that_has_gone_ends_it_as_behind_any_pipe(tmp_path):
    done = run(tmp_path, "--output /dev/stdout | true; exit ${PIPESTATUS[1]}")

    assert done.returncode in {0, 141}
    assert done.stderr == ""


def test_a_descriptor_that_is_not_open_is_told(tmp_path):
    done = run(tmp_path, "--output /dev/fd/77")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("netcheck: Cannot write /dev/fd/77: bad file descriptor. ")


@pytest.mark.parametrize("place", ["/dev/stdout", "/dev/fd/3", "/proc/self/fd/1"])
def test_a_descriptor_by_name_is_a_device(place):
    if place != "/dev/stdout":
        skip_on_windows("Windows has no such names")
    assert devices.is_device(place)


@pytest.mark.parametrize("place", ["no", "", "\0", "/dev/stdouts", "/dev/fd/", "/dev/fd/x", str(SMALL), str(ROOT)])
def test_a_file_a_folder_and_nothing_are_none(place):
    assert not devices.is_device(place)


def test_a_new_file_is_never_a_device():
    skip_on_windows("Windows has no such names")
    with pytest.raises(CannotDo, match=r"^/dev/null is not an ordinary file"):
        files.write("/dev/null", "new", is_new=True)


@pytest.mark.parametrize(
    ("options", "cannot", "written"),
    [
        ("--output no/a --sheet b.md --save c.yaml", ["no/a"], ["b.md", "c.yaml"]),
        ("--output a --sheet no/b.md --save c.yaml", ["no/b.md"], ["a", "c.yaml"]),
        ("--output a --sheet b.html --save no/c.yaml", ["no/c.yaml"], ["a", "b.html"]),
        ("--output no/a --sheet no/b.md --save c.yaml", ["no/a", "no/b.md"], ["c.yaml"]),
        ("--output no/a --sheet no/b.md --save no/c", ["no/a", "no/b.md", "no/c"], []),
    ],
)
def test_a_file_that_cannot_be_written_takes_no_other_with_it(tmp_path, options, cannot, written):
    done = run(tmp_path, options)

    assert done.returncode == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == written
    refused = [line for line in done.stderr.splitlines() if "Cannot write" in line]
    assert [line.split(": ")[1].removeprefix("Cannot write ") for line in refused] == cannot
    told = {"a": "Written to a.", "b.md": "The visit sheet is in b.md.", "b.html": "The visit sheet is in b.html."}
    assert all(told[name] in done.stderr for name in written if name in told)


def test_a_sheet_is_written_also_when_nobody_reads_the_outcome(tmp_path):
    done = run(tmp_path, "--sheet b.md | true; exit ${PIPESTATUS[1]}")

    assert done.returncode in {0, 141}
    assert (tmp_path / "b.md").exists()


def test_a_full_standard_output_keeps_nobody_from_the_sheet(tmp_path):
    done = run(tmp_path, "--sheet no/b.md --save c.yaml > /dev/full")

    assert done.returncode == 1
    assert "Cannot write no/b.md" in done.stderr
    assert "no space left on device" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["c.yaml"]
