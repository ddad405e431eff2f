"""The README cannot lie: what it shows is run here. Its two set-up commands are run by .ci/run."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
import sys
import tomllib
from itertools import chain
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import netcheck
from tests.support.systems import bash

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONSOLE = re.findall(r"```console\n(.*?)```", README, re.DOTALL)
SHELL = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)


@pytest.fixture
def folder(tmp_path):
    """An empty folder in which `netcheck` is this program."""
    program = tmp_path / "bin" / "netcheck"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m netcheck "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    work = tmp_path / "work"
    work.mkdir()
    return work


def sh(command, folder):
    path = f"{folder.parent / 'bin'}:{os.environ['PATH']}"
    done = bash(f"exec 2>&1; {command}", cwd=folder, timeout=300, env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)})
    assert "Traceback" not in done.stdout
    return done.stdout


@pytest.mark.parametrize("block", CONSOLE, ids=lambda block: block.splitlines()[-1][:40])
def test_what_the_readme_shows_is_what_the_program_prints(block, folder):
    checker = doctest.OutputChecker()
    for command, expected in re.findall(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE):
        printed = sh(command, folder)
        assert checker.check_output(expected, printed, doctest.ELLIPSIS), f"{command}\n{printed}"


def test_the_readme_shows_eight_lines_of_a_plain_session():
    (block,) = (block for block in CONSOLE if "--plain" in block)

    assert len([line for line in block.splitlines() if line != "..." and not line.startswith("$")]) == 8


def test_the_python_example_runs():
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True)

    assert done.stdout == f"{netcheck.load_questionnaire().urgencies[0].title}\n"
    assert len([line for line in code.splitlines() if line]) <= 5


def test_the_answers_example_is_accepted(folder):
    example = next(block for block in re.findall(r"```yaml\n(.*?)```", README, re.DOTALL) if block.startswith("answers:"))
    (folder / "a.yaml").write_text(example, encoding="utf-8")

    assert sh("netcheck --answers a.yaml", folder).startswith("NOT FINISHED")


def test_the_first_screen_has_one_command_to_run_and_one_to_test():
    run_it, test_it = (block.strip() for block in SHELL[:2])

    assert README.index(test_it) < README.index("## ")
    assert run_it.startswith("python3 -m venv ")
    assert run_it.endswith("/netcheck")
    assert test_it.endswith("-m pytest")
    assert len(run_it.splitlines()) == len(test_it.splitlines()) == 1


def test_the_lines_for_powershell_do_what_those_for_a_unix_shell_do():
    """.ci/run runs the latter. PowerShell 5 has no '&&', and Windows calls Python and the folder of its programs otherwise."""
    power = re.findall(r"```powershell\n(.*?)```", README, re.DOTALL)

    assert [line.replace("python3 ", "py ").replace(".venv/bin/", ".venv\\Scripts\\").replace(" &&", ";") for line in SHELL[:2]] == power


def test_every_call_in_the_table_is_one_the_program_knows(folder):
    commands = set(re.findall(r"`netcheck ([a-z][a-z-]*)", README))
    helps = {command: sh(f"netcheck {command} --help", folder) for command in commands}
    assert all(f"Usage: netcheck {command}" in text for command, text in helps.items())
    every_help = sh("netcheck --help", folder) + "".join(helps.values())
    for option in set(re.findall(r"`[^`]*?netcheck[^`]*?(--[a-z]+[a-z-]*)", README)):
        assert option in every_help


def requirements_of(*extras):
    """What the project needs with these extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for text in chain(project["dependencies"], *(project["optional-dependencies"][extra] for extra in extras)):
        needed = Requirement(text)
        if needed.name == project["name"]:
            yield from requirements_of(*needed.extras)
        else:
            yield needed


@pytest.mark.parametrize(("file", "extras"), [("tests/requirements.txt", ["test"]), (".ci/requirements.txt", ["test", "dev", "release"])])
def test_what_is_tested_with_has_exact_versions_that_pyproject_allows(file, extras):
    if not (ROOT / file).exists():
        pytest.skip("a sdist does not hold the tools of the repository")
    text = (ROOT / file).read_text(encoding="utf-8")
    # A package may have several versions, each for some systems or Pythons.
    pins = re.findall(r"^(\S+?)==(\S+) ", text, re.MULTILINE)
    lacking = {
        str(needed)
        for needed in requirements_of(*extras)
        if not (versions := [version for name, version in pins if name == canonicalize_name(needed.name)])
        or not all(needed.specifier.contains(version, prereleases=True) for version in versions)
    }
    entries = re.split(r"\n(?=\S)", text.partition(".ci/constraints\n")[2])

    assert not lacking, f"{file} does not fit pyproject.toml. Run .ci/constraints, and commit what it writes."
    assert [entry for entry in entries if not re.match(r"\S+==.*\\\n +--hash=sha256:", entry)] == []
    assert "://" not in text
