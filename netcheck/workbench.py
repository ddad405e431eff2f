"""Commands for people who edit questionnaires: what each takes, what it prints, and when it fails."""

from __future__ import annotations

import datetime
from enum import StrEnum
from typing import Annotated

import typer

from netcheck import __version__, files
from netcheck.errors import CasesRefused, QuestionnaireRefused

FAULTY = 1
"""The exit status when something must be mended."""

Questionnaire = Annotated[
    str | None, typer.Argument(metavar="[FILE]", help="The questionnaire. Without one, the one that comes with netcheck.")
]


class FindingsFormat(StrEnum):
    """How findings are written."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


def add_commands(app: typer.Typer) -> None:
    """Add every command of the workbench."""
    for command in (check, explain):
        app.command()(command)


def check(
    file: Questionnaire = None,
    format_: Annotated[FindingsFormat, typer.Option("--format", help="How the findings are written.")] = FindingsFormat.TEXT,
    cases: Annotated[str | None, typer.Option("--cases", metavar="PATH", help="Run the example cases in this file or folder too.")] = None,
) -> None:
    """Say what is wrong with a questionnaire, where, and how to mend it.

    Example: netcheck check questions.yaml --cases tests/cases
    """
    from netcheck import reading
    from netcheck.check import check_text
    from netcheck.render import findings

    text, name = _questionnaire(file)
    topics = {topic.id for topic in reading.all_topics()}
    found = check_text(text, name, topics=topics, today=datetime.datetime.now(tz=datetime.UTC).date())
    if format_ is FindingsFormat.SARIF:
        files.put(findings.sarif(found, __version__))
    else:
        write = {FindingsFormat.TEXT: findings.text, FindingsFormat.JSON: findings.to_json, FindingsFormat.GITHUB: findings.github}
        files.put(write[format_](found))
    is_faulty = any(one.severity == "error" for one in found)
    if cases is not None and not is_faulty:
        is_faulty = _run_cases(cases, text, name)
    if is_faulty:
        raise typer.Exit(FAULTY)


def explain(code: Annotated[str, typer.Argument(help="The code of a finding, such as N301.")]) -> None:
    """Say what a finding of 'check' means, why it matters, and how to mend it.

    Example: netcheck explain N302
    """
    from netcheck import finding

    files.put(finding.explain(code))


def _questionnaire(file: str | None) -> tuple[str, str]:
    return files.shipped_questionnaire() if file is None else (files.read(file, QuestionnaireRefused), file)


def _run_cases(path: str, text: str, name: str) -> bool:
    """Print every case that came out otherwise than expected; whether there was one."""
    from netcheck.cases import read_cases, run
    from netcheck.load import load

    questionnaire = load(text, name)
    cases = [case for file in files.yaml_files(path) for case in read_cases(files.read(file, CasesRefused), file, questionnaire)]
    mismatches = [(case, mismatch) for case in cases for mismatch in run(case, questionnaire)]
    for case, mismatch in mismatches:
        files.put(f"{case.place}: {case.name}: {mismatch}\n")
    files.put(f"{len(cases)} cases, {len({case.name for case, _ in mismatches})} not as expected.\n")
    return bool(mismatches)
