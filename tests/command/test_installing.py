"""Which program this is and what it lacks, on a machine with other programs and several Pythons."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import netcheck
from netcheck.command.installing import for_shell, with_command
from netcheck.errors import PackageMissing
from tests.conftest import SMALL
from tests.support.systems import PATIENCE, bash, skip_on_windows

PROGRAM = Path(netcheck.__file__).parent
WITHOUT = "import sys; sys.modules[sys.argv.pop(1)] = None; from netcheck.command.cli import main; main()"
"""netcheck where the package that is named first is not installed."""


def without(package, *options, folder, python=sys.executable):
    """A finished run in an environment that has pip, which one made by uv has not."""
    (folder / "installed" / "pip").mkdir(parents=True)
    (folder / "installed" / "pip" / "__init__.py").touch()
    paths = [folder / "installed", PROGRAM.parent, *(path for path in sys.path if path.endswith("site-packages"))]
    command = [python, "-c", WITHOUT, package, *options]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(map(str, paths))}
    return subprocess.run(command, input="", capture_output=True, encoding="utf-8", env=environment, check=False, timeout=PATIENCE)


@pytest.mark.parametrize(
    ("module", "options", "message"),
    [
        (
            "typst",
            ["--sheet", "visit.pdf"],
            "A visit sheet in PDF needs the package typst, which is not installed. Without it, give the sheet a name that ends in .html "
            "and print it from a browser. To install typst, run: {} -m pip install typst",
        ),
        (
            "z3",
            ["check", str(SMALL), "--prove"],
            "A proof needs the package z3-solver, which is not installed. To install z3-solver, run: {} -m pip install z3-solver",
        ),
    ],
    ids=["a sheet", "a proof"],
)
def test_a_hint_names_what_is_missing_and_the_python_that_runs(tmp_path, module, options, message):
    done = without(module, *options, folder=tmp_path)

    assert (done.returncode, done.stderr) == (1, f"netcheck: {message.format(for_shell([sys.executable]))}\n")


def test_the_command_can_be_copied_when_python_lies_in_a_folder_with_spaces(tmp_path):
    skip_on_windows("Windows has no Unix shell")
    import venv

    venv.create(tmp_path / "Ann's own $HOME", symlinks=True)
    python = tmp_path / "Ann's own $HOME" / "bin" / "python"
    done = without("z3", "check", str(SMALL), "--prove", folder=tmp_path, python=python)
    command = done.stderr.partition(" run: ")[2].strip()

    assert command.endswith(" -m pip install z3-solver")
    shown = bash(command.replace("-m pip install z3-solver", "-c 'import sys; print(sys.executable)'"))
    assert shown.stdout == f"{python}\n", command


def test_an_environment_without_pip_is_filled_by_uv(monkeypatch):
    monkeypatch.setattr("netcheck.command.installing.find_spec", lambda _: None)
    monkeypatch.setattr(sys, "executable", "/tools/netcheck/bin/python")

    assert with_command(PackageMissing("A proof", "z3-solver")).endswith(
        " To install z3-solver, run: uv pip install --python /tools/netcheck/bin/python z3-solver"
    )


@pytest.mark.parametrize(
    ("python", "line"),
    [
        (r"C:\Python311\python.exe", r"C:\Python311\python.exe -m pip install typst"),
        (
            r"C:\Users\Ann O'Hara\python.exe",
            r'"C:\Users\Ann O' + r"""'Hara\python.exe" -m pip install typst """
            r"""(in PowerShell: & 'C:\Users\Ann O''Hara\python.exe' -m pip install typst)""",
        ),
    ],
)
def test_on_windows_a_folder_with_spaces_has_a_line_for_each_of_its_two_shells(python, line):
    assert for_shell([python, "-m", "pip", "install", "typst"], system="nt") == line


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.yaml", "netcheck --resume a.yaml"),
        (r"C:\my files\O'Hara.yaml", r'netcheck --resume "C:\my files\O' + "'Hara.yaml" + '"'),
        ("my folder\\", r'netcheck --resume "my folder\\"'),
        (
            "$mine\u2019s.yaml",
            """netcheck --resume "$mine\u2019s.yaml" (in PowerShell: & netcheck --resume '$mine\u2019\u2019s.yaml')""",
        ),
    ],
)
def test_on_windows_the_name_of_a_file_is_quoted_as_both_of_its_shells_read_it(path, line):
    assert for_shell(["netcheck", "--resume", path], system="nt") == line


def test_version_tells_which_program_this_is_beside_a_stranger_of_the_same_name(tmp_path):
    """As installers leave it when the stranger came second: its modules over ours, and its name in the list of packages."""
    shutil.copytree(PROGRAM, tmp_path / "netcheck", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROGRAM.parent / "questions.yaml", tmp_path / "netcheck")
    for module in ("__init__", "cli", "context", "runner", "validation", "version"):
        (tmp_path / "netcheck" / f"{module}.py").write_text("NETCHECK_VERSION = '9.9'\n", encoding="utf-8")
    (tmp_path / "netcheck-9.9.dist-info").mkdir()
    (tmp_path / "netcheck-9.9.dist-info" / "METADATA").write_text("Metadata-Version: 2.1\nName: netcheck\nVersion: 9.9\n", encoding="utf-8")
    command = [sys.executable, "-m", "netcheck", "--version"]
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=tmp_path, env=environment, check=False, timeout=PATIENCE)

    questionnaire = netcheck.load_questionnaire()
    assert done.stdout == (
        f"netcheck {netcheck.__version__} (netcheck-questionnaire), edition {questionnaire.edition}, content {questionnaire.content_hash}\n"
    ), done.stderr
