"""The result of running example cases, for the person who wrote them."""

from __future__ import annotations

from collections.abc import Iterable

from netcheck.author.cases import Case
from netcheck.author.coverage import Coverage, Mutation
from netcheck.engine.answers import in_one_line


def text(
    results: Iterable[tuple[Case, tuple[str, ...]]], file: str, coverage: Coverage | None = None, mutation: Mutation | None = None
) -> str:
    """Each case that does not hold with its mismatches, the count, and what the cases leave untested.

    ``file`` is the name of the questionnaire, whose lines the untested parts stand in.
    """
    results = list(results)
    failed = [(case, mismatches) for case, mismatches in results if mismatches]
    lines = [line for case, mismatches in failed for line in _failed(case, mismatches)]
    files = len({case.file for case, _ in results})
    lines.append(f"{len(results) - len(failed)} of {len(results)} cases hold, read from {files} file{'' if files == 1 else 's'}.")
    if coverage is not None:
        lines += ["", f"The cases use {_percent(coverage.percent)} of {coverage.parts} questions, choices, advice and branches."]
        lines += [f"  {file}:{part.place.line}: {part.what}" for part in coverage.unused]
    if mutation is not None:
        lines += ["", f"The cases notice {_percent(mutation.percent)} of {mutation.mutants} small faults put into the questionnaire."]
        for one in mutation.survivors:
            lines += [f"  {file}:{one.place.line}: not noticed when {one.what}", f"    A case for it: answers: {in_one_line(one.example)}"]
    return "\n".join(lines) + "\n"


def _failed(case: Case, mismatches: tuple[str, ...]) -> list[str]:
    return [f"{case.file}:{case.line}: {case.name}", *(f"    {mismatch}" for mismatch in mismatches), ""]


def _percent(number: float) -> str:
    """A percentage that says 100 only when nothing is missing."""
    return f"{int(number)} %" if number < 100 else "100 %"

