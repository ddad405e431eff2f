"""A proof as plain text for people, and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator

from netcheck.author.prove.proof import PROPERTIES, Proof
from netcheck.author.prove.prover import Finding, Verdict

FORMAT = 1
_HEADINGS = {Verdict.REFUTED: "FAULT", Verdict.UNDECIDED: "NOT DECIDED", Verdict.NOTE: "Note"}


def text(proof: Proof, notes: bool = True) -> str:
    """The proof in plain text: each property, what was proved, and every fault with a ready answers file."""
    return "\n".join(_lines(proof, notes)) + "\n"


def _lines(proof: Proof, notes: bool) -> Iterator[str]:
    for letter, title in PROPERTIES.items():
        found = [finding for finding in proof.findings if finding.property == letter]
        if not found:
            continue
        yield f"({letter}) {title}."
        proved = [finding for finding in found if finding.verdict is Verdict.PROVED]
        if letter in {"e", "f", "g", "always"}:
            yield from (f"    {finding.message}" for finding in proved)
        elif proved:
            yield f"    Proved: {len(proved)}."
        for verdict, heading in _HEADINGS.items():
            for finding in found if notes or verdict is not Verdict.NOTE else ():
                if finding.verdict is verdict:
                    yield from _finding(finding, heading)
    yield ""
    yield _summary(proof)


def _finding(finding: Finding, heading: str) -> Iterator[str]:
    yield f"    {heading} {finding.about}: {finding.message}"
    if finding.verdict is Verdict.REFUTED:
        for example in finding.examples:
            yield from (f"        {line}" for line in example.text.splitlines())


def _summary(proof: Proof) -> str:
    if proof.is_safe:
        return "Everything is proved for all answers, complete or not."
    parts = [_count(len(proof.refuted), "fault"), f"{len(proof.undecided)} not decided"]
    return f"This questionnaire is not proved safe: {', '.join(part for part in parts if not part.startswith('0 '))}."


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def to_json(proof: Proof) -> str:
    """The proof for programs; keys are stable within ``format`` 1."""
    value = {
        "format": FORMAT,
        "is_safe": proof.is_safe,
        "properties": dict(PROPERTIES),
        "findings": [
            {
                "property": finding.property,
                "about": finding.about,
                "verdict": finding.verdict.value,
                "message": finding.message,
                "examples": [{"shows": example.shows, "answers": example.text} for example in finding.examples],
            }
            for finding in proof.findings
        ],
    }
    return json.dumps(value, indent=2) + "\n"
