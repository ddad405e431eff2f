"""The visit sheet as a browser shows and prints it. Needs chromium; npm, too, for the check with axe-core.

Without them these tests are left out, unless NETCHECK_REQUIRE_BROWSER is set: then they fail.
"""

from __future__ import annotations

import html as markup
import io
import json
import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from netcheck.render import sheet_html
from netcheck.render.sheet import Half, Items, Part, Row, Rows, Sheet
from tests.support.visits import history, sheet_of

SHEETS = {"empty": sheet_of(), "short": sheet_of(breathing="no", spells=["heat"]), "usual": history(1), "long": history(2)}
EMERGENCY = sheet_of(breathing="yes")
EVERYTHING = history(99)
AXE_VERSION = "4.14.1"

PAPERS = {"letter": (612, 792), "A4": (595, 842)}
QUIET = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def needed(*names: str) -> str:
    """The path of the first of these programs."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        why = f"{names[0]} is not installed. On Debian: apt-get install {names[0]}"
        if os.environ.get("NETCHECK_REQUIRE_BROWSER"):
            pytest.fail(why)
        pytest.skip(why)
    return found


@pytest.fixture
def browse(tmp_path):
    """Runs the browser on a document with some options, and returns what it writes."""
    program = needed("chromium", "chromium-browser", "google-chrome")

    def run(document: str, *options: str) -> str:
        page = tmp_path / "sheet.html"
        page.write_text(document, encoding="utf-8")
        profile = f"--user-data-dir={tmp_path / 'profile'}"
        done = subprocess.run(
            [program, *QUIET, profile, *options, page.as_uri()], capture_output=True, encoding="utf-8", timeout=300, check=True
        )
        return done.stdout

    return run


def printed(browse, tmp_path: Path, document: str, paper: str) -> list[pypdf.PageObject]:
    target = tmp_path / "printed.pdf"
    on_paper = document.replace("@page {", f"@page {{ size: {paper};")
    assert on_paper != document
    browse(on_paper, f"--print-to-pdf={target}", "--no-pdf-header-footer")
    pages = list(pypdf.PdfReader(io.BytesIO(target.read_bytes())).pages)
    assert tuple(round(side) for side in (pages[0].mediabox.width, pages[0].mediabox.height)) == PAPERS[paper]
    return pages


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("length", SHEETS)
def test_it_prints_as_one_page_and_the_diary(browse, tmp_path, length, paper):
    first, *diary = printed(browse, tmp_path, sheet_html.render(SHEETS[length]), paper)

    assert "This is not a diagnosis" in first.extract_text()
    assert "Diary" not in first.extract_text()
    assert ["Diary of 2 weeks" in page.extract_text() and "\n14" in page.extract_text() for page in diary] == [True] * (length != "empty")


@pytest.mark.parametrize("paper", PAPERS)
def test_an_emergency_prints_as_one_page(browse, tmp_path, paper):
    (page,) = printed(browse, tmp_path, sheet_html.render(EMERGENCY), paper)

    assert "Breathing: Yes" in page.extract_text()


def test_one_of_everything_goes_on_and_says_so(browse, tmp_path):
    first, *_, last = printed(browse, tmp_path, sheet_html.render(EVERYTHING), "letter")

    assert "More on the next page." in first.extract_text()
    assert "Diary of 2 weeks" in last.extract_text()


def test_no_type_is_smaller_than_9_points(browse, tmp_path):
    sizes: list[float] = []

    def note(text, page_matrix, text_matrix, _, size):
        if text.strip():
            sizes.append(size * abs(page_matrix[3] * text_matrix[3]))

    for page in printed(browse, tmp_path, sheet_html.render(SHEETS["long"]), "letter"):
        page.extract_text(visitor_text=note)
    assert min(sizes) == pytest.approx(9, abs=0.05)


def requests(browse, tmp_path: Path, document: str) -> set[str]:
    """The addresses of the network that the page asked for; what the browser asks on its own account is not from a page."""
    log = tmp_path / "net.json"
    nowhere = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
    browse(document, f"--log-net-log={log}", nowhere, "--virtual-time-budget=3000", "--dump-dom")
    asked = [event.get("params", {}) for event in json.loads(log.read_text(encoding="utf-8"))["events"]]
    by_page = {one["url"] for one in asked if one.get("initiator", "not an origin") != "not an origin"}
    return {url for url in by_page if not url.startswith("file:")}


LOADS = (
    "<img src=http://127.0.0.1:9/a>",
    "<script src=http://127.0.0.1:9/b></script>",
    "<link rel=stylesheet href=http://127.0.0.1:9/c>",
    "<iframe src=http://127.0.0.1:9/d></iframe>",
)
GOES = "<meta http-equiv=refresh content='0;url=http://127.0.0.1:9/e'>"


def asking() -> Sheet:
    """A sheet whose content tries to load something in every way that a questionnaire could hold."""
    tries = f"</title></style>{''.join(LOADS)}{GOES}"
    part = Part(tries, (Rows((Row(tries, tries),)), Items((tries,))))
    return replace(SHEETS["short"], title=tries, halves=(*SHEETS["short"].halves, Half(tries, (part,))), small=(tries,))


def test_no_request_leaves_it(browse, tmp_path):
    assert requests(browse, tmp_path, sheet_html.render(SHEETS["long"])) == set()
    assert requests(browse, tmp_path, sheet_html.render(asking())) == set()


def test_the_log_would_show_a_request_and_the_policy_would_stop_what_a_tag_loads(browse, tmp_path):
    slipped = sheet_html.render(SHEETS["short"]).replace("<h1>", f"{''.join(LOADS)}<h1>")
    unguarded = re.sub(r"<meta http-equiv=.*?>\n", "", slipped)

    assert requests(browse, tmp_path, unguarded) == {f"http://127.0.0.1:9/{name}" for name in "abcd"}
    assert requests(browse, tmp_path, slipped) == set()


@pytest.fixture(scope="module")
def axe(tmp_path_factory) -> str:
    """The text of axe-core, which finds what keeps people from reading a page."""
    folder = tmp_path_factory.mktemp("axe")
    get = [needed("npm"), "install", "--no-audit", "--no-fund", "--prefix", str(folder), f"axe-core@{AXE_VERSION}"]
    done = subprocess.run(get, capture_output=True, encoding="utf-8", timeout=300, check=False)
    if done.returncode and not os.environ.get("NETCHECK_REQUIRE_BROWSER"):
        pytest.skip("npm cannot get axe-core here")
    assert done.returncode == 0, done.stderr
    return (folder / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")


@pytest.mark.parametrize("shown", [*SHEETS.values(), EMERGENCY, EVERYTHING], ids=[*SHEETS, "emergency", "everything"])
def test_axe_finds_nothing_that_keeps_people_out(browse, axe, shown):
    write = "axe.run().then(found => { document.body.append(Object.assign(document.createElement('pre'), {id: 'axe', textContent: "
    report = "JSON.stringify({violations: found.violations, unsure: found.incomplete, passed: found.passes.length})})) })"
    scripts = f"<script>{axe.replace('</script>', '')}</script><script>{write}{report}</script>"
    # The policy of the sheet would stop the checker as well.
    document = re.sub(r"<meta http-equiv=.*?>\n", "", sheet_html.render(shown)).replace("</body>", f"{scripts}</body>")
    found = re.search(r'<pre id="axe">(.*?)</pre>', browse(document, "--virtual-time-budget=30000", "--dump-dom"), re.DOTALL)
    said = json.loads(markup.unescape(found[1]))

    assert said["violations"] == []
    assert said["unsure"] == []
    assert said["passed"] > 10
