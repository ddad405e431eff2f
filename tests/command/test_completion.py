"""What the shell offers, asked for as the shell asks."""

from __future__ import annotations

import base64
import os
import subprocess
import sys

import pytest

from netcheck.command import completion, powershell
from netcheck.errors import CannotDo
from tests.support.systems import PATIENCE


def offered(line: str, shell: str = "bash") -> list[str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("NETCHECK_")}
    asked = {"_NETCHECK_COMPLETE": f"complete_{shell}", "COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}
    fish = {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
    done = subprocess.run(
        [sys.executable, "-m", "netcheck"],
        env={**clean, **asked, **fish},
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
    assert done.stderr == ""
    return [offer for offer in done.stdout.splitlines() if offer]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("netcheck te", ["template"]),
        ("netcheck --ans", ["--answers"]),
        ("netcheck --format ", ["text", "json", "markdown", "fhir"]),
        ("netcheck learn men", ["men1", "men2"]),
        ("netcheck learn --num", ["--numbers"]),
        ("netcheck learn no-such-topic", []),
    ],
)
def test_commands_options_values_and_topics_are_completed(line, expected):
    assert sorted(offered(line)) == sorted(expected)


def test_shells_that_can_show_it_get_the_title_of_a_topic():
    assert offered("netcheck learn carcinoid-s", "fish") == ["carcinoid-syndrome\tCarcinoid syndrome"]
    assert '"carcinoid-syndrome":"Carcinoid syndrome"' in "".join(offered("netcheck learn carcinoid-s", "zsh"))


def installed(tmp_path, shell: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "SHELL": "/bin/bash", **more}
    call = [sys.executable, "-m", "netcheck", "--install-completion", shell]
    return subprocess.run(call, env=environment, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False)


def test_completion_is_installed_for_the_shell_that_was_named_and_for_no_other(tmp_path):
    assert installed(tmp_path, "fish").returncode == 0
    assert [file.relative_to(tmp_path).as_posix() for file in tmp_path.rglob("*.*") if file.is_file()] == [
        ".config/fish/completions/netcheck.fish"
    ]


@pytest.fixture
def profile(tmp_path, monkeypatch):
    """The profile of a PowerShell, in a folder with letters that not every encoding has. All that is asked for is where it stands."""
    path = tmp_path / "Zo\u00eb \u015alad" / "profile.ps1"

    def run(call, **_):
        assert call[0] in powershell.NAMES
        assert call[-1].endswith("GetBytes($PROFILE))")
        return subprocess.CompletedProcess(call, 0, base64.b64encode(str(path).encode()) + b"\r\n", b"")

    monkeypatch.setattr(powershell.subprocess, "run", run)
    return path


@pytest.mark.parametrize(("encoding", "before"), [("utf-8", ""), ("utf-8", "Set-Alias ll ls\r\n"), ("utf-16", "Set-Alias ll ls\r\n")])
def test_in_powershell_completion_is_added_to_the_profile_once_and_nothing_else_is_changed(profile, encoding, before, capsys):
    if before:
        profile.parent.mkdir()
        profile.write_bytes(before.encode(encoding))
    words = ["netcheck", "--install-completion", "powershell"]

    assert completion.install_in_powershell(words)
    text = profile.read_bytes().decode(encoding)
    assert text.startswith(before)
    assert text.endswith("\nRegister-ArgumentCompleter -Native -CommandName netcheck -ScriptBlock $scriptblock\n")
    assert f"Completion for powershell is installed in {profile}, for the next window.\n" in capsys.readouterr().out

    assert completion.install_in_powershell(words)
    assert profile.read_bytes().decode(encoding) == text
    assert capsys.readouterr().out == f"Completion is in {profile} already.\n"


def test_where_there_is_no_powershell_that_is_said(tmp_path):
    done = installed(tmp_path, "pwsh", PATH=str(tmp_path))

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "netcheck: pwsh cannot be started: no such file or directory. Nothing was installed.\n"


def test_a_powershell_that_does_not_answer_is_told(monkeypatch):
    monkeypatch.setattr(powershell.subprocess, "run", lambda call, **_: subprocess.CompletedProcess(call, 0, b"Welcome!\n", b""))
    with pytest.raises(CannotDo, match=r"^pwsh does not say where its profile is\. Nothing was installed\.$"):
        completion.install_in_powershell(["netcheck", "--install-completion", "pwsh"])


def test_a_shell_that_is_not_known_is_refused_and_nothing_is_written(tmp_path):
    done = installed(tmp_path, "tcsh")

    assert done.returncode == 2
    assert "'tcsh' is not one of" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_file_for_completion_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / ".config").write_text("")
    done = installed(tmp_path, "fish")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"netcheck: Cannot write {tmp_path / '.config'}")
