"""Whether the guide and the advice say the same: urgent advice without a line in the guide, and lines with another deadline."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from netcheck.author.finding import Finding
from netcheck.author.rules import RULES
from netcheck.errors import did_you_mean, quoted
from netcheck.guide.marks import AdviceLine
from netcheck.questionnaire.load import Loaded
from netcheck.questionnaire.model import URGENCIES

URGENT = URGENCIES[:2]
"""How soon advice must be for the guide to name all of it: emergencies, and what cannot wait for tomorrow."""


def findings(loaded: Loaded, lines: Collection[AdviceLine]) -> Iterator[Finding]:
    """All findings about these lines of the guide. A guide without a marked line promises nothing, so nothing is found."""
    if not lines:
        return
    questionnaire = loaded.questionnaire
    urgency_of = {advice.id: advice.urgency.id for advice in (*questionnaire.advice, questionnaire.otherwise)}
    for line in lines:
        yield from _about(line, urgency_of)
    said = {advice for line in lines for advice in line.advice}
    for advice in questionnaire.advice:
        if advice.urgency.id in URGENT and advice.id not in said:
            place = loaded.places["advice", advice.id]
            message = f"No line of the guide names '{advice.id}', which is of the urgency '{advice.urgency.id}'."
            yield _finding("N403", loaded.name, place.line, advice.id, message, place.column)


def _about(line: AdviceLine, urgency_of: dict[str, str]) -> Iterator[Finding]:
    if line.urgency and line.urgency not in URGENCIES:
        yield _finding("N406", line.file, line.line, line.urgency, f"There is no urgency {quoted(line.urgency)}.")
    if not line.advice:
        yield _finding("N406", line.file, line.line, line.file, f"The line {quoted(line.text)} names no advice.")
    for advice in line.advice:
        if advice not in urgency_of:
            message = f"There is no advice {quoted(advice)}.{did_you_mean(advice, urgency_of)}"
            yield _finding("N406", line.file, line.line, advice, message)
        elif line.urgency != urgency_of[advice]:
            heading = f"under a heading of the urgency '{line.urgency}'" if line.urgency else "under a heading without an urgency"
            message = f"The line stands {heading}; its advice '{advice}' is of the urgency '{urgency_of[advice]}'."
            yield _finding("N404", line.file, line.line, advice, message)


def _finding(code: str, file: str, line: int, where: str, message: str, column: int = 1) -> Finding:
    rule = RULES[code]
    return Finding(code, rule.severity, file, line, column, where, message, rule.mend)
