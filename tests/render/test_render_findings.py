"""Findings for people, for programs, for GitHub and for code scanners."""

from __future__ import annotations

import json

from netcheck.author.finding import Finding
from netcheck.author.rules import RULES
from netcheck.render import findings as render

EXAMPLE = {"danger": frozenset({"rash", "faint"}), "breathing": frozenset({"no"})}
FOUND = (
    Finding("N201", "warning", "q.yaml", 3, 7, "danger.rash", "Nothing depends on it.", "Name it.", EXAMPLE),
    Finding("N402", "error", "my, q.yaml", 9, 1, "a", "100% wrong\nhere.", "Mend it."),
)


def test_text_names_place_code_fix_and_an_example_that_can_be_run() -> None:
    assert render.text(FOUND) == (
        "q.yaml:3:7: warning N201: Nothing depends on it.\n"
        "    Name it.\n"
        "    Example: answers: {danger: [faint, rash], breathing: no}\n"
        "\n"
        "my, q.yaml:9:1: error N402: 100% wrong\nhere.\n"
        "    Mend it.\n"
        "\n"
        "1 error, 1 warning. 'netcheck explain CODE' says more about a code.\n"
    )


def test_the_same_advice_on_mending_is_given_once_in_a_text_for_people() -> None:
    shown = render.text((FOUND[0], FOUND[0], FOUND[1]))
    assert (shown.count("Name it."), shown.count("Nothing depends on it."), shown.count("Example:")) == (1, 2, 2)
    assert render.to_json((FOUND[0], FOUND[0])).count("Name it.") == 2


def test_text_of_no_findings_says_so() -> None:
    assert render.text(()) == "0 errors, 0 warnings.\n"


def test_json_keeps_every_part() -> None:
    value = json.loads(render.to_json(FOUND))
    assert (value["errors"], value["warnings"]) == (1, 1)
    assert value["findings"][0] == {
        "code": "N201",
        "severity": "warning",
        "file": "q.yaml",
        "line": 3,
        "column": 7,
        "where": "danger.rash",
        "message": "Nothing depends on it.",
        "fix": "Name it.",
        "example": {"danger": ["faint", "rash"], "breathing": "no"},
    }
    assert value["findings"][1]["example"] is None


def test_github_commands_escape_what_would_end_them() -> None:
    assert render.github(FOUND).splitlines() == [
        "::warning file=q.yaml,line=3,col=7,title=N201::Nothing depends on it. Name it. "
        "Example: answers: {danger: [faint, rash], breathing: no}",
        "::error file=my%2C q.yaml,line=9,col=1,title=N402::100%25 wrong%0Ahere. Mend it.",
    ]


def test_sarif_has_every_rule_and_every_place() -> None:
    log = json.loads(render.sarif(FOUND, "1.2.3"))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    assert run["tool"]["driver"]["version"] == "1.2.3"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == list(RULES)
    assert [result["ruleId"] for result in run["results"]] == ["N201", "N402"]
    assert run["results"][0]["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "q.yaml"},
        "region": {"startLine": 3, "startColumn": 7},
    }
