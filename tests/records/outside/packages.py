"""Packages of the npm registry, in the one version whose hash stands here."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import tarfile
from pathlib import Path

import pytest

from tests.render.test_sheet_in_browser import needed

LHC_FORMS = "lforms@40.1.3"
INTEGRITY = {LHC_FORMS: "sha512-WLruTm+BcVnafC0rSAQ3/cNqhxvclBUxyBG68aub/uha2NaK9H8ZZcEXTTuORuGzzCt0wa7fvhuieZtcDIdPzQ=="}


def unpacked(package: str, folder: Path) -> Path:
    """The files of a package, without those it would like to have beside it: the browser needs none of them."""
    done = subprocess.run(
        [needed("npm"), "pack", package, "--silent", "--json"], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode and not os.environ.get("NETCHECK_REQUIRE_BROWSER"):
        pytest.skip(f"npm cannot get {package} here")
    assert done.returncode == 0, done.stderr
    packed = folder / json.loads(done.stdout)[0]["filename"]
    found = "sha512-" + base64.b64encode(hashlib.sha512(packed.read_bytes()).digest()).decode("ascii")
    assert found == INTEGRITY[package], f"{package} is another file than the one that was looked at"
    with tarfile.open(packed) as archive:
        archive.extractall(folder, filter="data")
    return folder / "package"
