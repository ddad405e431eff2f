"""Commands for people who edit questionnaires: what each takes, what it prints, and when it fails."""

# No annotations as text here: Typer would have to evaluate each of them at every start, which takes 5 ms.
import datetime
from enum import StrEnum
from typing import Annotated

import typer

from netcheck.command import files
from netcheck.command.options import Output, Questions
from netcheck.errors import AnswersRefused, QuestionnaireRefused
from netcheck.questionnaire.shipped import shipped_questionnaire
from netcheck.version import __version__

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


class TextOrJson(StrEnum):
    """For people, or for programs."""

    TEXT = "text"
    JSON = "json"


class TreeFormat(StrEnum):
    """How a tree is drawn."""

    TEXT = "text"
    MERMAID = "mermaid"
    DOT = "dot"


class SchemaOf(StrEnum):
    """What a schema describes."""

    QUESTIONS = "questions"
    ANSWERS = "answers"


def add_commands(app: typer.Typer) -> None:
    """Add every command for authors."""
    for command in (check, explain, diff, what_if, tree, schema, review_sheet):
        app.command()(command)


def check(
    file: Questionnaire = None,
    format_: Annotated[FindingsFormat, typer.Option("--format", help="How the findings are written.")] = FindingsFormat.TEXT,
    cases: Annotated[str | None, typer.Option("--cases", metavar="PATH", help="Run the example cases in this file or folder too.")] = None,
    prove: Annotated[bool, typer.Option("--prove", help="Prove for all answers that nothing is missed. Needs z3-solver.")] = False,
) -> None:
    """Say what is wrong with a questionnaire. Each fault comes with its line and how to mend it.

    Example: netcheck check questions.yaml --cases tests/cases
    """
    from netcheck.author.check import check_text
    from netcheck.author.finding import REFUSED
    from netcheck.command import guide_reader
    from netcheck.render import findings

    text, name = _questionnaire(file)
    topics = {topic.id for topic in guide_reader.all_topics()}
    found = check_text(text, name, topics=topics, today=datetime.datetime.now(tz=datetime.UTC).date())
    if format_ is FindingsFormat.SARIF:
        files.put(findings.sarif(found, __version__))
    else:
        write = {FindingsFormat.TEXT: findings.text, FindingsFormat.JSON: findings.to_json, FindingsFormat.GITHUB: findings.github}
        files.put(write[format_](found))
    is_faulty = any(one.severity == "error" for one in found)
    if cases is not None and not any(one.code == REFUSED for one in found):
        is_faulty = _run_cases(cases, text, name) or is_faulty
    if prove and not any(one.code == REFUSED for one in found):
        is_faulty = _prove(text, name) or is_faulty
    if is_faulty:
        raise typer.Exit(FAULTY)


def explain(code: Annotated[str, typer.Argument(help="The code of a finding, such as N301.")]) -> None:
    """Say what a finding of 'check' means. It tells why it matters and how to mend it.

    Example: netcheck explain N302
    """
    from netcheck.author import finding

    files.put(finding.explain(code))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The questionnaire before: a file, or REVISION:FILE of a git repository.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="The questionnaire after.")],
    format_: Annotated[TextOrJson, typer.Option("--format", help="How the changes are written.")] = TextOrJson.TEXT,
    fail_if_lowered: Annotated[bool, typer.Option("--fail-if-lowered", help="Exit with 1 when any urgency is lowered.")] = False,
) -> None:
    """Say how advice differs between two questionnaires. Answers with a lowered urgency come first.

    Example: netcheck diff HEAD:questions.yaml questions.yaml
    """
    from netcheck.author.difference.compare import difference
    from netcheck.questionnaire.load import load
    from netcheck.render import difference as render_difference

    found = difference(*(load(files.read_revision(path, QuestionnaireRefused), files.name_of(path)) for path in (old, new)))
    files.put(render_difference.to_json(found) if format_ is TextOrJson.JSON else render_difference.text(found))
    if fail_if_lowered and found.lowered:
        raise typer.Exit(FAULTY)


def what_if(
    answers_file: Annotated[str, typer.Argument(metavar="ANSWERS", help="An answers file; '-' reads standard input.")],
    questions: Questions = None,
    format_: Annotated[TextOrJson, typer.Option("--format", help="How it is written.")] = TextOrJson.TEXT,
) -> None:
    """Say what would make the advice more urgent. It tells why it is not so for these answers.

    Example: netcheck what-if my-answers.yaml
    """
    from netcheck.author.what_if import what_if as find
    from netcheck.engine.answers import read
    from netcheck.engine.interview import Interview
    from netcheck.questionnaire.load import load
    from netcheck.render import what_if as render_what_if

    files.refuse_same({}, {"ANSWERS": answers_file, "--questions": questions})
    questionnaire = load(*_questionnaire(questions))
    saved = read(files.read(answers_file, AnswersRefused), files.name_of(answers_file), questionnaire, datetime.date.today()).strict()
    found = find(Interview(questionnaire, saved.steps))
    files.put(render_what_if.to_json(found) if format_ is TextOrJson.JSON else render_what_if.text(found))


def tree(
    file: Questionnaire = None,
    format_: Annotated[TreeFormat, typer.Option("--format", help="How the tree is drawn.")] = TreeFormat.TEXT,
    question: Annotated[str | None, typer.Option("--question", metavar="ID", help="Draw only this question and what follows it.")] = None,
    output: Output = None,
) -> None:
    """Draw the questions as a tree. Each answer names the advice it leads to.

    Example: netcheck tree --question breathing
    """
    from netcheck.author import tree as trees
    from netcheck.questionnaire.load import load

    files.refuse_same({"--output": output}, {"FILE": file})
    drawn = trees.tree(load(*_questionnaire(file)), question)
    draw = {TreeFormat.TEXT: trees.text, TreeFormat.MERMAID: trees.mermaid, TreeFormat.DOT: trees.dot}
    files.put(draw[format_](drawn), output)


def schema(
    of: Annotated[SchemaOf, typer.Argument(help="Which files the schema is for.")] = SchemaOf.QUESTIONS,
    file: Annotated[str | None, typer.Option("--questions", metavar="FILE", help="The questionnaire whose answers are described.")] = None,
    output: Output = None,
) -> None:
    """Write a JSON Schema. With it, editors complete and check the file while it is written.

    Example: netcheck schema questions --output questions.schema.json
    """
    import json

    from netcheck.author import schema as schemas
    from netcheck.questionnaire.load import load

    files.refuse_same({"--output": output}, {"--questions": file})
    made = schemas.questionnaire_schema() if of is SchemaOf.QUESTIONS else schemas.answers_schema(load(*_questionnaire(file)))
    files.put(json.dumps(made, indent=2) + "\n", output)


def review_sheet(file: Questionnaire = None, output: Output = None) -> None:
    """Write what a clinician is asked to sign: every decision that no source makes, and what else could be decided.

    Example: netcheck review-sheet --output CLINICAL-REVIEW.md
    """
    from netcheck.questionnaire.load import load
    from netcheck.render import review_sheet as render_review_sheet

    files.refuse_same({"--output": output}, {"FILE": file})
    files.put(render_review_sheet.render(load(*_questionnaire(file))), output)


def _questionnaire(file: str | None) -> tuple[str, str]:
    return shipped_questionnaire() if file is None else (files.read(file, QuestionnaireRefused), files.name_of(file))


def _prove(text: str, name: str) -> bool:
    """Print what holds for all answers and what does not; whether anything is refuted or undecided."""
    from netcheck.author.prove.proof import prove
    from netcheck.questionnaire.load import load
    from netcheck.render import proof as render_proof

    found = prove(load(text, name))
    files.put(render_proof.text(found))
    return not found.is_safe


def _run_cases(path: str, text: str, name: str) -> bool:
    """Print every case that came out otherwise than expected, and what no case covers; whether one did."""
    from netcheck.author.cases import run
    from netcheck.author.coverage import coverage, mutation
    from netcheck.command.case_files import cases_in
    from netcheck.questionnaire.load import load_with_places
    from netcheck.render import cases as render_cases

    loaded = load_with_places(text, name)
    found = cases_in(path, loaded.questionnaire)
    results = [(case, run(case, loaded.questionnaire)) for case in found]
    is_faulty = any(mismatches for _, mismatches in results)
    # What the cases leave untested can be told only when all of them hold.
    untested = () if is_faulty else (coverage(loaded, found), mutation(loaded, found))
    files.put(render_cases.text(results, name, *untested))
    return is_faulty
