"""Proof, for all complete and incomplete answers, that a questionnaire is safe, or answers that show where it is not.

(a) ``danger``: each danger sign alone gives an emergency. (b), (c) ``order``: yes is never below not sure, nor not sure below no.
(d), (e) ``reach``: everything can be reached, every interview ends with advice. (f) ``bounds``: "at least, at most" is right.
(g) ``walks``: shortest and longest. (h) ``voice``: one deadline for a complaint, no warning of what is so.
``promises``: the author's own ``always``. Each module says what exactly it quantifies over.
Every example has been checked with the running engine.
"""

from __future__ import annotations

from dataclasses import dataclass

from netcheck.author.prove.bounds import prove_bounds
from netcheck.author.prove.danger import prove_danger
from netcheck.author.prove.order import prove_not_sure, prove_signs
from netcheck.author.prove.promises import prove_promises
from netcheck.author.prove.prover import Finding, Prover, Verdict
from netcheck.author.prove.reach import prove_end, prove_reach
from netcheck.author.prove.solver import LIMIT
from netcheck.author.prove.voice import prove_voice
from netcheck.author.prove.walks import prove_walks
from netcheck.questionnaire.model import Questionnaire

PROPERTIES = {
    "a": "Each danger sign alone gives an emergency",
    "b": "Moving a sign from no to not sure to yes never lowers the urgency",
    "c": "Not sure is never below no",
    "d": "Every question, choice and advice can be reached",
    "e": "Every complete interview ends with advice and its urgency",
    "f": "What an incomplete interview says, at least and at most, is right",
    "g": "The shortest and the longest walk",
    "h": "A complaint has one deadline, and no warning names what is so already",
    "always": "The author's own promises",
}

_PROVERS = (prove_danger, prove_signs, prove_not_sure, prove_reach, prove_end, prove_bounds, prove_walks, prove_voice, prove_promises)


@dataclass(frozen=True, slots=True)
class Proof:
    """All findings, in the order of the properties and of the file."""

    findings: tuple[Finding, ...]

    def of(self, *verdicts: Verdict) -> tuple[Finding, ...]:
        """The findings with one of these verdicts."""
        return tuple(finding for finding in self.findings if finding.verdict in verdicts)

    @property
    def refuted(self) -> tuple[Finding, ...]:
        """The faults, each with answers that show it where there can be any."""
        return self.of(Verdict.REFUTED)

    @property
    def undecided(self) -> tuple[Finding, ...]:
        """What the proof could not decide. It is not known whether these hold."""
        return self.of(Verdict.UNDECIDED)

    @property
    def is_safe(self) -> bool:
        """True when nothing was refuted and everything was decided."""
        return not self.refuted and not self.undecided


def prove(questionnaire: Questionnaire, limit: int = LIMIT) -> Proof:
    """Prove every property. ``limit`` is how many steps of the solver one search may take.

    Raises PackageMissing when z3 is not installed.
    """
    prover = Prover(questionnaire, limit)
    return Proof(tuple(finding for property_ in _PROVERS for finding in property_(prover)))
