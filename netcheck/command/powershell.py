"""Completion in PowerShell: lines in the profile that it reads at every start. The rest of it, and what may run, stay as they are."""

from __future__ import annotations

import base64
import binascii
import codecs
import subprocess
from pathlib import Path

from netcheck.command import file_names, files
from netcheck.errors import CannotDo

NAMES = frozenset({"powershell", "pwsh"})
"""What Windows calls its own, and what the newer one for all systems is called."""

_ASK = "[Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($PROFILE))"
"""Asked for in letters that every encoding has: a name of a folder may hold others, and nobody knows what PowerShell writes them in."""

_ENCODINGS = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


def install(shell: str, script: str) -> None:
    """Let a PowerShell run ``script`` at every start, and say so. Raises CannotDo when it cannot be asked or its profile not be written."""
    profile = _profile_of(shell)
    before = profile.read_bytes() if profile.exists() else b""
    encoding = next((name for mark, name in _ENCODINGS.items() if before.startswith(mark)), "utf-8")
    if script.encode(encoding) in before.replace("\r\n".encode(encoding), "\n".encode(encoding)):
        files.put(f"Completion is in {profile} already.\n")
        return
    profile.parent.mkdir(parents=True, exist_ok=True)
    files.write(str(profile), before + f"\n{script}\n".encode(encoding))
    files.put(
        f"Completion for {shell} is installed in {profile}, for the next window.\n"
        "If PowerShell says there that it may not run scripts, allow it those of this computer: "
        "Set-ExecutionPolicy RemoteSigned -Scope CurrentUser\n"
    )


def _profile_of(shell: str) -> Path:
    call = [shell, "-NoProfile", "-NonInteractive", "-Command", _ASK]
    try:
        asked = subprocess.run(call, capture_output=True, stdin=subprocess.DEVNULL, check=True)  # noqa: S603
        return Path(base64.b64decode(asked.stdout.strip(), validate=True).decode())
    except OSError as error:
        raise CannotDo(f"{shell} cannot be started: {file_names.reason(error)}. Nothing was installed.") from None
    except (subprocess.CalledProcessError, binascii.Error, UnicodeDecodeError):
        raise CannotDo(f"{shell} does not say where its profile is. Nothing was installed.") from None
