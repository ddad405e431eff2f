"""Findings about a questionnaire as text, as JSON, as annotations of a GitHub run, and as SARIF for code scanners."""

from __future__ import annotations

import json
from typing import Any

from netcheck.author.finding import Finding
from netcheck.author.rules import RULES
from netcheck.engine.answers import in_one_line
from netcheck.errors import without_repeats
from netcheck.questionnaire.model import Answer

FORMAT = 1
SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(findings: tuple[Finding, ...]) -> str:
    """One paragraph for each finding, and the count of errors and warnings in the last line."""
    paragraphs = []
    said = set()
    for one, message in zip(findings, without_repeats(one.message for one in findings), strict=True):
        lines = [f"{one.place}: {one.severity} {one.code}: {message}"]
        if (one.code, one.fix) not in said:
            # How to mend it is said once: who mends the thirtieth has read it.
            lines.append(f"    {one.fix}")
            said.add((one.code, one.fix))
        if one.example:
            lines.append(f"    Example: answers: {in_one_line(one.example)}")
        paragraphs.append("\n".join(lines) + "\n")
    errors, warnings = _counts(findings)
    explain = "" if not findings else " 'netcheck explain CODE' says more about a code."
    paragraphs.append(f"{_plural(errors, 'error')}, {_plural(warnings, 'warning')}.{explain}\n")
    return "\n".join(paragraphs)


def to_json(findings: tuple[Finding, ...]) -> str:
    """The findings for programs; keys are stable within ``format`` 1."""
    errors, warnings = _counts(findings)
    return json.dumps({"format": FORMAT, "errors": errors, "warnings": warnings, "findings": list(map(_value, findings))}, indent=2) + "\n"


def github(findings: tuple[Finding, ...]) -> str:
    """A workflow command for each finding, which GitHub shows at its line of the file."""
    return "".join(
        f"::{one.severity} file={_property(one.file)},line={one.line},col={one.column},title={one.code}::{_data(_whole(one))}\n"
        for one in findings
    )


def sarif(findings: tuple[Finding, ...], program_version: str) -> str:
    """The findings as a SARIF 2.1.0 log."""
    rules = [
        {
            "id": rule.code,
            "shortDescription": {"text": rule.title},
            "fullDescription": {"text": rule.why},
            "help": {"text": rule.mend},
            "defaultConfiguration": {"level": rule.severity},
        }
        for rule in RULES.values()
    ]
    results = [
        {
            "ruleId": one.code,
            "level": one.severity,
            "message": {"text": _whole(one)},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": one.file},
                        "region": {"startLine": one.line, "startColumn": one.column},
                    }
                }
            ],
        }
        for one in findings
    ]
    driver = {"name": "netcheck", "version": program_version, "rules": rules}
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [{"tool": {"driver": driver}, "results": results}]}
    return json.dumps(log, indent=2) + "\n"


def _counts(findings: tuple[Finding, ...]) -> tuple[int, int]:
    errors = sum(one.severity == "error" for one in findings)
    return errors, len(findings) - errors


def _plural(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _given(answer: Answer) -> str | list[str]:
    """An answer as it stands in an answers file."""
    choices = sorted(answer)
    return choices[0] if len(choices) == 1 else choices


def _value(finding: Finding) -> dict[str, Any]:
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "line": finding.line,
        "column": finding.column,
        "where": finding.where,
        "message": finding.message,
        "fix": finding.fix,
        "example": None if finding.example is None else {id_: _given(answer) for id_, answer in finding.example.items()},
    }


def _whole(finding: Finding) -> str:
    example = f" Example: answers: {in_one_line(finding.example)}" if finding.example else ""
    return f"{finding.message} {finding.fix}{example}"


def _data(words: str) -> str:
    return words.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(words: str) -> str:
    return _data(words).replace(":", "%3A").replace(",", "%2C")
