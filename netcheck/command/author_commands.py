"""Commands for people who edit questionnaires: what each takes, what it prints, and when it fails."""

# No annotations as text here: Typer would have to evaluate each of them at every start, which takes 5 ms.
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from netcheck.command import file_names, files
from netcheck.command.answers_file import interview_from
from netcheck.command.options import Output, Questions
from netcheck.command.questionnaire_file import CASES, file_of, folder_in, text_of
from netcheck.errors import QuestionnaireRefused
from netcheck.program import __version__

if TYPE_CHECKING:
    from collections.abc import Callable

    from netcheck.author.finding import Finding

FAULTY = 1
"""The exit status when something must be mended."""

Questionnaire = Annotated[
    str | None,
    typer.Argument(metavar="[FILE]", help="The questionnaire, a file or a folder. Without one, the one that comes with netcheck."),
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


class Exported(StrEnum):
    """What is written for other people's systems."""

    FHIR_QUESTIONNAIRE = "fhir-questionnaire"


def add_commands(app: typer.Typer) -> None:
    """Add every command for authors."""
    for command in (new, check, explain, diff, what_if, tree, schema, review_sheet, export):
        app.command()(command)


def new(folder: Annotated[str, typer.Argument(metavar="FOLDER", help="The folder to make, or one without a questionnaire.")]) -> None:
    """Begin a questionnaire. A small whole one with comments is written into a folder.

    Example: netcheck new my-questionnaire
    """
    from netcheck.command.new_folder import write_new

    write_new(folder)


def check(
    file: Questionnaire = None,
    format_: Annotated[FindingsFormat, typer.Option("--format", help="How the findings are written.")] = FindingsFormat.TEXT,
    cases: Annotated[str | None, typer.Option("--cases", metavar="PATH", help="Run the example cases in this file or folder too.")] = None,
    prove: Annotated[bool, typer.Option("--prove", help="Prove for all answers that nothing is missed. Needs z3-solver.")] = False,
) -> None:
    """Say what is wrong with a questionnaire. Each fault comes with its line and how to mend it.

    Example: netcheck check questions.yaml --cases tests/cases
    """
    from netcheck.command import check_run

    text, name = text_of(file)
    if check_run.is_faulty(file, text, name, write=_writer(format_), cases=cases or folder_in(file, CASES), prove=prove):
        raise typer.Exit(FAULTY)


def _writer(format_: FindingsFormat) -> "Callable[[tuple[Finding, ...]], str]":
    from netcheck.render import findings

    if format_ is FindingsFormat.SARIF:
        return lambda found: findings.sarif(found, __version__)
    return {FindingsFormat.TEXT: findings.text, FindingsFormat.JSON: findings.to_json, FindingsFormat.GITHUB: findings.github}[format_]


def explain(code: Annotated[str, typer.Argument(help="The code of a finding, such as N301.")]) -> None:
    """Say what a finding of 'check' means. It tells why it matters and how to mend it.

    Example: netcheck explain N302
    """
    from netcheck.author import finding

    files.put(finding.explain(code))


def diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="The questionnaire before: a file or folder, or REVISION:FILE of git.")],
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

    paths = map(file_of, (old, new))
    found = difference(*(load(files.read_revision(path, QuestionnaireRefused), file_names.name_of(path)) for path in paths))
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
    from netcheck.questionnaire.load import load
    from netcheck.render import what_if as render_what_if

    files.refuse_same({}, {"ANSWERS": answers_file, "--questions": questions and file_of(questions)})
    questionnaire = load(*text_of(questions))
    found = find(interview_from(answers_file, questionnaire))
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

    files.refuse_same({"--output": output}, {"FILE": file and file_of(file)})
    drawn = trees.tree(load(*text_of(file)), question)
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

    from netcheck.author.answers_schema import answers_schema
    from netcheck.author.schema import questionnaire_schema
    from netcheck.questionnaire.load import load

    files.refuse_same({"--output": output}, {"--questions": file and file_of(file)})
    made = questionnaire_schema() if of is SchemaOf.QUESTIONS else answers_schema(load(*text_of(file)))
    files.put(json.dumps(made, indent=2) + "\n", output)


def review_sheet(file: Questionnaire = None, output: Output = None) -> None:
    """Write what a clinician is asked to sign: every decision that no source makes, and what else could be decided.

    Example: netcheck review-sheet --output CLINICAL-REVIEW.md
    """
    from netcheck.questionnaire.load import load
    from netcheck.render import review_sheet as render_review_sheet

    files.refuse_same({"--output": output}, {"FILE": file and file_of(file)})
    files.put(render_review_sheet.render(load(*text_of(file))), output)


def export(
    what: Annotated[Exported, typer.Argument(help="What to write: a FHIR R4 Questionnaire, for health-record systems.")],
    questions: Questions = None,
    output: Output = None,
) -> None:
    """Write the questionnaire as a form for health-record systems. The form shows its advice.

    Example: netcheck export fhir-questionnaire --output questionnaire.json
    """
    import json

    from netcheck.questionnaire.load import load
    from netcheck.records.questionnaire import fhir_questionnaire

    files.refuse_same({"--output": output}, {"--questions": questions and file_of(questions)})
    made = {Exported.FHIR_QUESTIONNAIRE: fhir_questionnaire}[what](load(*text_of(questions)))
    files.put(json.dumps(made, ensure_ascii=False, indent=1) + "\n", output)
