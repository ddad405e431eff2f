"""A page that is served on this computer, and a real browser to see it in.

Both need chromium and npm. Without them these tests are left out, unless NETCHECK_REQUIRE_BROWSER is set: then they fail.
"""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from netcheck.command import page_files
from tests.command.test_cli import run
from tests.conftest import TESTS
from tests.page.person import at_start, opened
from tests.render.test_sheet_in_browser import AXE_VERSION, needed


def installed(folder: Path, *call: str) -> Path:
    """What npm puts into ``folder``."""
    done = subprocess.run(
        [needed("npm"), *call, "--no-audit", "--no-fund", "--prefix", str(folder)], capture_output=True, encoding="utf-8", check=False
    )
    if done.returncode and not os.environ.get("NETCHECK_REQUIRE_BROWSER"):
        pytest.skip("npm cannot get this package here")
    assert done.returncode == 0, done.stderr
    return folder / "node_modules"


@pytest.fixture(scope="session")
def runtime(tmp_path_factory) -> str:
    """The folder of the npm package pyodide: the one that .ci/run has put beside our package.json, or one of its own."""
    if (page_files.MODULES / "package.json").exists():
        return str(page_files.MODULES)
    folder = tmp_path_factory.mktemp("runtime")
    for name in ("package.json", "package-lock.json"):
        (folder / name).write_bytes((page_files.HERE / "page" / name).read_bytes())
    return str(installed(folder, "ci") / "pyodide")


@pytest.fixture(scope="module")
def axe(tmp_path_factory) -> str:
    """The text of axe-core."""
    return (installed(tmp_path_factory.mktemp("axe"), "install", f"axe-core@{AXE_VERSION}") / "axe-core" / "axe.min.js").read_text("utf-8")


class Site:
    """A page that is served, and its address."""

    def __init__(self, made: dict[str, bytes]) -> None:
        self.server = page_files.server_of(made)
        self.address = f"http://127.0.0.1:{self.server.server_port}/"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def serve(self, made: dict[str, bytes]) -> None:
        """From now on these files are served."""
        self.server.RequestHandlerClass = partial(page_files.Served, made)

    def end(self) -> None:
        """From now on nobody answers at this address."""
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def made(runtime) -> dict[str, bytes]:
    return page_files.files_of(None, runtime)


@pytest.fixture(scope="module")
def site(made) -> Iterator[Site]:
    site = Site(made)
    yield site
    site.end()


@pytest.fixture(scope="module")
def other(runtime, tmp_path_factory) -> dict[str, bytes]:
    """The files that the command line writes for another questionnaire."""
    folder = tmp_path_factory.mktemp("page") / "out"
    done = run("page", "--questions", str(TESTS.parent / "examples" / "tick-bites"), str(folder), "--runtime", runtime, questions=False)
    assert (done.returncode, done.stderr) == (0, "")
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    program = needed("chromium", "chromium-browser", "google-chrome")
    with sync_playwright() as started:
        running = started.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def shared(browser, site):
    """A page on a phone that is loaded once for many tests. Whatever they do, the browser has nothing to complain about."""
    with browser.new_context(viewport={"width": 375, "height": 740}) as context:
        page = opened(context, site.address)
        yield page
        assert page.complaints == []


@pytest.fixture
def page(shared):
    """The shared page at its start."""
    return at_start(shared)


@pytest.fixture
def context(browser):
    """A browser that has seen nothing yet, on a phone."""
    with browser.new_context(viewport={"width": 375, "height": 740}) as fresh:
        yield fresh
