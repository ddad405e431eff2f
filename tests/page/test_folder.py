"""The files of the page: what is readable without an engine, what the program needs there, and that the same input gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import subprocess
import sys
from dataclasses import replace
from html import unescape

import pytest

from netcheck.command import page_files
from netcheck.errors import CannotDo
from netcheck.page import folder
from netcheck.questionnaire.load import load
from netcheck.questionnaire.records import EVERYWHERE
from netcheck.render.sheet_html import STYLES
from tests.command.test_cli import run
from tests.conftest import TESTS

STAND_IN = {name: name.encode() for name in page_files.RUNTIME}
"""In place of the runtime, where nothing runs."""


@pytest.fixture(scope="module")
def files(real):
    return folder.files_of(real, ({}, None), dict(page_files._program()), STAND_IN)


def test_the_first_page_says_what_matters_without_an_engine(real, files):
    page = files["index.html"].decode()
    read = re.sub(r"<[^>]+>", "\n", page)

    assert "Call 911 now if any of these is true" in read
    assert [line for line in real.start if line.replace('"', "&quot;") not in read] == []
    assert [advice.sign for advice in real.emergencies if advice.sign.replace("'", "&#x27;") not in read] == []
    assert [line.name for line in real.help_lines if line.name not in read] == []
    assert read.index("In danger now?") < read.index("Call 911 now") < read.index("Answer the questions") < read.index("Help lines")
    assert real.notice in read


def test_a_questionnaire_without_a_number_says_how_to_get_help(small):
    page = folder.files_of(replace(small, emergency=EVERYWHERE), ({}, None), {}, STAND_IN)["index.html"].decode()

    assert "<h2>Call your local emergency number now if any of these is true</h2>" in page


def test_nothing_is_loaded_from_anywhere_else(files):
    ours = {name: data.decode() for name, data in files.items() if name.startswith(("index.", "worker."))}

    assert "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'" in ours["index.html"]
    assert re.findall(r'(?:src|href)="(?!\w[\w.]*"|tel:)[^"]*"', ours["index.html"]) == []
    del ours["index.html"]
    assert [name for name, text in ours.items() if re.search(r"https?://|localStorage|document\.cookie", text)] == []


def test_every_file_has_its_hash_and_the_same_input_gives_the_same_bytes(real, files):
    again = folder.files_of(real, ({}, None), dict(page_files._program()), STAND_IN)
    listed = json.loads(re.search(r"FILES = (\{.*\});", files["worker.js"].decode())[1])
    in_page = json.loads(unescape(re.search(r'data-files="([^"]*)"', files["index.html"].decode())[1]))

    assert again == files
    assert listed == {name: integrity(data) for name, data in files.items() if name != "worker.js"}
    assert {**in_page, "index.html": integrity(files["index.html"])} == listed


def integrity(data: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def test_what_stands_in_the_page_runs_by_its_hash_and_nothing_else_does(files):
    page = files["index.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    inside = re.findall(r"<(?:script|style)[^>]*>(.+?)</(?:script|style)>", page, flags=re.DOTALL)

    assert len(inside) == 3
    assert all(f"'{integrity(text.encode())}'" in policy for text in [*inside, *STYLES.values()])
    assert "unsafe-inline" not in policy
    assert re.search(r"<[^>]+ (style|on\w+)=", page) is None


def test_the_packed_program_needs_no_installed_package(tmp_path):
    name = "typed.yaml"
    typed = load((TESTS / "content" / name).read_text(encoding="utf-8"), name)
    files = folder.files_of(typed, ({}, None), dict(page_files._program()), STAND_IN)
    (tmp_path / "netcheck.zip").write_bytes(files["netcheck.zip"])
    script = (
        "import sys; sys.path.insert(0, 'netcheck.zip')\n"
        "from netcheck.page.driver import shipped; import json\n"
        "made = shipped(); begun = json.loads(made.step('null', json.dumps([['begin', 'begin']])))\n"
        "assert 'Is it hard to breathe?' in begun['html']\n"
        "handwritten = [['file', 'a.yaml'], ['file', 'answers: {\"breathing\": \"no\"}']]\n"
        "assert 'You go on from 1 saved answer.' in json.loads(made.step('null', json.dumps(handwritten)))['html']\n"
        "print({name.partition('.')[0] for name in sys.modules} & {'typer', 'rich', 'questionary', 'prompt_toolkit', 'z3', 'wcwidth'})"
    )
    done = subprocess.run([sys.executable, "-S", "-E", "-c", script], cwd=tmp_path, capture_output=True, encoding="utf-8", check=False)

    assert (done.stderr, done.stdout) == ("", "set()\n")


def test_without_the_runtime_one_message_says_how_to_get_it(tmp_path):
    done = run("page", "out", "--runtime", "nowhere", questions=False, folder=tmp_path)

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"netcheck: The page needs Python for browsers, pyodide {page_files.PYODIDE}, which is not in nowhere. Get it with "
        f"'npm install --prefix runtime pyodide@{page_files.PYODIDE}', and add: --runtime runtime/node_modules/pyodide\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_runtime_with_other_bytes_is_refused(tmp_path):
    for name, data in STAND_IN.items():
        (tmp_path / name).write_bytes(data)
    with pytest.raises(CannotDo, match=r"^pyodide\.mjs in \S+ is not that of pyodide [\d.]+\. Get it with: npm install pyodide@"):
        page_files.files_of(None, str(tmp_path))


def test_without_a_folder_and_without_open_nothing_is_done(tmp_path):
    done = run("page", questions=False, folder=tmp_path)

    assert (done.returncode, done.stderr) == (2, "netcheck: Name the folder to write, or give --open to see the page at once.\n")


def test_the_version_of_the_runtime_is_said_once():
    wanted = json.loads((page_files.HERE / "page" / "package.json").read_text(encoding="utf-8"))["dependencies"]
    locked = json.loads((page_files.HERE / "page" / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert wanted == {"pyodide": page_files.PYODIDE}
    assert locked["node_modules/pyodide"]["version"] == page_files.PYODIDE
    assert all(one["integrity"].startswith("sha512-") for name, one in locked.items() if name)


def test_a_folder_with_other_files_stays_as_it_is_and_one_with_an_older_page_is_replaced(tmp_path):
    (tmp_path / "photo.jpg").write_text("mine")
    with pytest.raises(CannotDo, match=r"holds other files, like photo\.jpg\. Nothing was written\. Name a new folder\.$"):
        page_files.write(str(tmp_path), {"index.html": b"new"})
    assert [file.name for file in tmp_path.iterdir()] == ["photo.jpg"]

    page_files.write(str(tmp_path / "a" / "b"), {"index.html": b"old"})
    page_files.write(str(tmp_path / "a" / "b"), {"index.html": b"new", "page.js": b"new"})
    assert (tmp_path / "a" / "b" / "index.html").read_bytes() == b"new"


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotDo, match=r"^Cannot write .*file[/\\]page: "):
        page_files.write(str(tmp_path / "file" / "page"), {})
