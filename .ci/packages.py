"""Checks what is in the wheel, the sdist and the bill of materials of a folder: all that belongs there, and nothing else.

Usage: python .ci/packages.py FOLDER PYTHON, where PYTHON is that of an environment holding the wheel and nothing else of its own.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
PERMISSIVE = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0", "License :: OSI Approved :: BSD License"}

Files = dict[str, bytes]


def main(folder: Path, python: str) -> None:
    """Check the packages in ``folder``; SystemExit lists every fault."""
    (wheel,), (sdist,), (listed,) = folder.glob("*.whl"), folder.glob("*.tar.gz"), folder.glob("*.cdx.json")
    tracked = {name: (ROOT / name).read_bytes() for name in _output("git", "ls-files", "-z").split("\0") if name}
    packed, source, bill = _wheel_files(wheel), _sdist_files(sdist), json.loads(listed.read_bytes())
    faults = [
        *_compare(wheel.name, packed, _expected_in_wheel(tracked, wheel.name.rsplit("-", 3)[0])),
        *_compare(sdist.name, source, _expected_in_sdist(tracked)),
        *_places(wheel.name, packed),
        *_places(sdist.name, source),
        *_materials(listed.name, bill, json.loads(_output(python, "-I", "-c", _INSTALLED))),
    ]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{wheel.name}: {len(packed)} files\n{sdist.name}: {len(source)} files\n{listed.name}: {len(bill['components'])} dependencies")
    print("\n".join(f"  {part['name']} {part['version']}: {' and '.join(sorted(_licenses(part)))}" for part in bill["components"]))


_INSTALLED = "import importlib.metadata as m, json; print(json.dumps({d.name: d.version for d in m.distributions()}))"


def _output(*command: str) -> str:
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout


def _wheel_files(wheel: Path) -> Files:
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _sdist_files(sdist: Path) -> Files:
    """The files by their path under the sdist's one folder; a link or a path elsewhere keeps its full name and so is a fault."""
    files = {}
    folder = sdist.name.removesuffix(".tar.gz") + "/"
    with tarfile.open(sdist) as archive:
        for member in archive:
            content = archive.extractfile(member) if member.isfile() else None
            files[member.name.removeprefix(folder) if content else member.name] = content.read() if content else b""
    return files


def _expected_in_wheel(tracked: Files, release: str) -> dict[str, bytes | None]:
    """Each file with its content, or None where the build makes the content."""
    manual = "netcheck/command/netcheck.1"
    package = {name: tracked[name] for name in tracked if name.startswith("netcheck/") and name != manual}
    made = [f"{release}.dist-info/{name}" for name in ("METADATA", "WHEEL", "entry_points.txt", "RECORD")]
    moved = {
        "netcheck/questions.yaml": tracked["questions.yaml"],
        f"{release}.dist-info/licenses/LICENSE": tracked["LICENSE"],
        f"{release}.data/data/share/man/man1/netcheck.1": tracked[manual],
    }
    return package | moved | dict.fromkeys([*made, "netcheck/packed_questions.py"])


def _expected_in_sdist(tracked: Files) -> dict[str, bytes | None]:
    return {name: content for name, content in tracked.items() if not name.startswith(".ci/")} | {"PKG-INFO": None}


def _compare(package: str, files: Files, expected: dict[str, bytes | None]) -> Iterator[str]:
    for name in sorted(expected.keys() - files.keys()):
        yield f"{package}: {name} is missing."
    for name in sorted(files.keys() - expected.keys()):
        yield f"{package}: {name} does not belong there."
    for name in sorted(files.keys() & expected.keys()):
        if expected[name] not in (None, files[name]):
            yield f"{package}: {name} is not the file of the repository."


def _places(package: str, files: Files) -> Iterator[str]:
    """Faults for folders of the machine that built the package."""
    places = [f"{place}/".encode() for place in (ROOT, Path.home()) if len(place.parts) > 1]
    for name, content in files.items():
        if any(place in content for place in places):
            yield f"{package}: {name} names a folder of this machine."


def _materials(package: str, bill: dict[str, Any], installed: dict[str, str]) -> Iterator[str]:
    """Faults if the bill does not list exactly what is installed, or lists a license that is not known to be permissive."""
    listed = {part["name"]: part.get("version", "") for part in [bill["metadata"]["component"], *bill["components"]]}
    if _normal(listed) != _normal(installed):
        yield f"{package}: lists {sorted(_normal(listed))}, but {sorted(_normal(installed))} are installed."
    for part in bill["components"]:
        names = _licenses(part)
        if not names or not names <= PERMISSIVE:
            yield f"{package}: {part['name']} has the license {sorted(names)}, which is not known to be permissive."


def _licenses(part: dict[str, Any]) -> set[str]:
    """By SPDX id where there is one, else by name."""
    named = [entry.get("license", {}) | entry for entry in part.get("licenses", [])]
    return {entry.get("id") or entry.get("name") or entry.get("expression") or "unknown" for entry in named}


def _normal(versions: dict[str, str]) -> set[tuple[str, str]]:
    return {(re.sub(r"[-_.]+", "-", name).lower(), version) for name, version in versions.items()}


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
