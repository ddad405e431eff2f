"""Hostile words in content, answers, cases and file names: each output shows them as words, on the line where they stand."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
import yaml

from netcheck.command import file_names
from netcheck.engine import answers
from netcheck.questionnaire.load import load
from tests.conftest import SMALL
from tests.support.real_terminal import ROOT, RealTerminal
from tests.support.systems import PATIENCE, skip_on_windows

MARKUP = (
    "[bold red]x[/] [link=http://x.example]y[/link] <script>alert(1)</script> <img src=x onerror=alert(2)> ![i](javascript:alert(3)) "
    "[a](javascript:alert(4)) \"q' onload='x `code` $(id) %s {0} </title></style> ::error::x | # h \\\" *b* _i_ &lt; \\e .SH X --> \\N"
)
LINES = "first\n::error file=x::injected\nanswers: {breathing: yes}\n# heading\n  }\u2028::error::x\u2029* item"
TEXTS = {"title", "ask", "hint", "short", "say", "by", "name", "helps", "contact", "publisher", "sign", "notice", "on", "date"}
LISTS = {"do", "tell_provider", "ask_provider", "sooner_if", "everyday_causes", "diary", "start"}
GIVEN = {"breathing": "no", "symptoms": ["flushing", "diarrhea"], "flushing_feel": "dry", "flushing_faint": "no", "family": "yes"}
ANSWERS = yaml.dump({"answers": {"danger_signs": ["none"], **GIVEN}}).replace("'", "")
CASE = {"name": LINES + MARKUP, "story": LINES, "source": ["leaflet"], "answers": {"breathing": "yes"}, "expect": {"urgency": "soon"}}


def hostile(words):
    """The small questionnaire with these words in the place of every text."""

    def walk(node):
        if isinstance(node, list):
            return [walk(item) for item in node]
        return {key: replaced(key, value) for key, value in node.items()} if isinstance(node, dict) else node

    def replaced(key, value):
        if key in TEXTS and isinstance(value, str):
            return words
        if key in LISTS:
            return [words] * len(value)
        return dict.fromkeys(value, words) if key == "choices" and isinstance(value, dict) else walk(value)

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    content = yaml.load(SMALL.read_text(encoding="utf-8"), loader)  # noqa: S506
    content["sheet_blanks"] = [{"say": "Medicines"}]
    for advice in content["advice"]:
        if advice["urgency"] != "emergency":
            advice["diary"] = ["What happened"]
    return yaml.dump(walk(content), sort_keys=False, allow_unicode=True, default_style='"')


def run(folder, *arguments):
    return subprocess.run(
        [sys.executable, "-m", "netcheck", *arguments],
        stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=PATIENCE, cwd=folder, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


@pytest.fixture(params=["markup", "lines"])
def folder(request, tmp_path):
    (tmp_path / "q.yaml").write_text(hostile(MARKUP if request.param == "markup" else LINES), encoding="utf-8")
    (tmp_path / "a.yaml").write_text(ANSWERS, encoding="utf-8")
    (tmp_path / "part.yaml").write_text("answers: {breathing: no}", encoding="utf-8")
    (tmp_path / "cases.yaml").write_text(yaml.dump({"cases": [CASE]}), encoding="utf-8")
    return tmp_path


OUTCOME = ["--questions", "q.yaml", "--answers"]
CALLS = [
    [*OUTCOME, "a.yaml"],
    [*OUTCOME, "part.yaml"],
    [*OUTCOME, "a.yaml", "--format", "markdown"],
    [*OUTCOME, "a.yaml", "--format", "json"],
    [*OUTCOME, "a.yaml", "--sheet", "sheet.md"],
    [*OUTCOME, "a.yaml", "--sheet", "sheet.html"],
    [*OUTCOME, "a.yaml", "--sheet", "sheet.pdf"],
    [*OUTCOME, "a.yaml", "--save", "saved.yaml"],
    ["template", "--questions", "q.yaml"],
    ["schema", "answers", "--questions", "q.yaml"],
    *(["check", "q.yaml", "--format", form] for form in ("text", "json", "github", "sarif")),
    ["check", "q.yaml", "--cases", "cases.yaml"],
    ["check", "q.yaml", "--prove"],
    *(["tree", "q.yaml", "--format", form] for form in ("text", "mermaid", "dot")),
    ["what-if", "a.yaml", "--questions", "q.yaml"],
    ["diff", str(SMALL), "q.yaml"],
]


@pytest.mark.parametrize("call", CALLS, ids=lambda call: " ".join(call).replace(str(SMALL), "small"))
def test_every_output_keeps_hostile_words_in_their_line_and_does_what_it_does(folder, call):
    done = run(folder, *call)
    written = [path.read_text(encoding="utf-8") for path in folder.glob("s*") if path.suffix != ".pdf"]
    shown = "".join([done.stdout, done.stderr, *written])
    begins = [line.strip(" -*#") for line in re.split(r"[\n\u2028\u2029]", shown)]

    assert "This is a fault of netcheck" not in done.stderr
    assert done.returncode in {0, 1}
    assert done.returncode == 0 or call[0] == "check"
    assert "\x1b" not in shown
    # Nothing that the words say begins a line as if the program said it. Wrapped lines go on with words of the line before.
    commands = ("::error file=x::injected", "::error::x", "answers: {breathing: yes}")
    assert not [line for line in begins if line in commands]


def test_a_template_of_hostile_titles_answers_nothing(folder):
    text = run(folder, "template", "--questions", "q.yaml").stdout
    questionnaire = load((folder / "q.yaml").read_text(encoding="utf-8"), "q.yaml")

    assert answers.read(text, "t", questionnaire).strict().steps == ()


def test_the_sheet_in_html_has_no_element_that_the_words_made(folder):
    made = set()

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attributes):
            made.add(tag)
            assert not [name for name, _ in attributes if name.startswith("on") or name in {"src", "href"}]

    run(folder, *OUTCOME, "a.yaml", "--sheet", "sheet.html")
    Reader().feed((folder / "sheet.html").read_text(encoding="utf-8"))

    assert "table" in made
    assert not made & {"script", "img", "a", "iframe", "form", "link"}


def test_annotations_for_github_are_one_line_for_each_finding(folder):
    lines = run(folder, "check", "q.yaml", "--format", "github").stdout.splitlines()
    count = len(json.loads(run(folder, "check", "q.yaml", "--format", "json").stdout)["findings"])

    assert len(lines) == count
    assert all(re.match(r"::(error|warning) file=q\.yaml,line=\d+,col=\d+,title=N\d+::", line) for line in lines)


def test_a_name_of_a_case_begins_no_line_of_its_own(folder):
    lines = run(folder, "check", str(SMALL), "--cases", "cases.yaml").stdout.splitlines()

    assert not [line for line in lines if line.startswith("::")]
    assert [line for line in lines if line.startswith("cases.yaml:") and "first ::error file=x::injected answers:" in line]


@pytest.mark.parametrize("options", [[], ["--plain"]], ids=["screen", "plain"])
def test_an_interview_shows_hostile_words_and_obeys_none(folder, options):
    with RealTerminal("-m", "netcheck", "--questions", "q.yaml", *options, folder=folder, columns=100, rows=40) as on:
        on.wait_for("Press Enter to begin")
        on.do("enter", "1 Yes" if not options else "1. Yes")
        assert any(words in on.text for words in ("[bold red]x[/] [link=http://x.example]y[/link]", "::error file=x::injected answers: {"))
        on.press("c-c")
        on.end()
        assert on.status == 130
        assert b"\x1b]8" not in on.bytes


NO_SUCH_NAME = "Windows gives no file such a name"
NAME = "a\x1b]8;;x:y\x07b\x1b[31m<script>[bold]\n::error::x\u202e.yaml"


@pytest.mark.parametrize(
    "call", [["check"], ["check", "--format", "github"], ["check", "--format", "sarif"], ["tree"], ["diff", str(SMALL)]], ids=" ".join
)
def test_a_hostile_file_name_is_shown_harmlessly_by_every_command(tmp_path, call):
    skip_on_windows(NO_SUCH_NAME)
    (tmp_path / NAME).write_text("format: 2\n", encoding="utf-8")
    done = run(tmp_path, *call, NAME)
    shown = done.stdout + done.stderr

    assert done.returncode == 1
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", shown)
    assert not [line for line in shown.splitlines() if line.startswith("::error::x")]


def test_hostile_file_names_of_cases_and_answers_are_shown_harmlessly(tmp_path):
    skip_on_windows(NO_SUCH_NAME)
    (tmp_path / NAME).write_text("x: y\n", encoding="utf-8")
    for call in (["check", str(SMALL), "--cases", NAME], ["check", str(SMALL), "--cases", "."], ["what-if", NAME], ["--answers", NAME]):
        done = run(tmp_path, *call)
        assert done.returncode == 1
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stdout + done.stderr)


def test_a_name_that_is_no_text_is_shown_harmlessly(tmp_path):
    skip_on_windows("the names of Windows are all text")
    name = os.fsdecode(b"a\xff\xfe.yaml")
    assert "\ufffd" in file_names.name_of(name)
    assert run(tmp_path, "--answers", name).returncode == 1
