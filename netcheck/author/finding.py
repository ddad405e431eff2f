"""One finding of ``check`` as data, and what its code means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from netcheck.author.rule import Severity
from netcheck.author.rules import RULES
from netcheck.errors import CannotDo, Fault, quoted
from netcheck.questionnaire.model import Answer

REFUSED = "N001"
ALLOW = "- {{code: {}, where: the id, because: your reason}}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fact about a questionnaire that its author should know. ``where`` is the id that an ``allow`` line names.

    ``example`` is the shortest answers that show it, or None when there are no such answers or none are needed.
    """

    code: str
    severity: Severity
    file: str
    line: int
    column: int
    where: str
    message: str
    fix: str
    example: Mapping[str, Answer] | None = None

    @property
    def place(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def refusal(fault: Fault) -> Finding:
    """The finding for a fault that keeps a file from being used."""
    return Finding(REFUSED, "error", fault.place, fault.line or 1, 1, "", fault.message, RULES[REFUSED].mend)


def explain(code: str) -> str:
    """What a code means, in a few lines. Raises CannotDo, with all codes, when there is none."""
    rule = RULES.get(code.upper())
    if rule is None:
        raise CannotDo(f"There is no finding {quoted(code)}. The codes are: {', '.join(RULES)}.")
    text = f"{rule.code} ({rule.severity}): {rule.title}\n\n{rule.why}\n\nTo mend it: {rule.mend}\n\nExample:\n  {rule.example}\n"
    if rule.code == REFUSED:
        return text
    return f"{text}\nIf it is right as it is, say why under 'allow:' at the top of the file:\n  {ALLOW.format(rule.code)}\n"
