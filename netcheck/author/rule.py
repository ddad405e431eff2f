"""What a rule of ``check`` is. The rules themselves stand in ``rules``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it finds, why it matters, how to mend it, and the smallest example of the fault."""

    code: str
    severity: Severity
    title: str
    why: str
    mend: str
    example: str
