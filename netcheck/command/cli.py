"""The command line: options and files."""

# No annotations as text here: Typer would have to evaluate each of them at every start, which takes 5 ms.
import contextlib
import gc
import os
import signal
import sys
from collections.abc import Callable
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from netcheck.command import author_commands, cohort_command, completion, file_names, files, outcome_text, page_command, streams, windows
from netcheck.command.answers_file import interview_from
from netcheck.command.delivery import deliver
from netcheck.command.exits import NOT_COMPLETE, STATUS_OF_URGENCY, STOPPED, PipeClosed, say_in_an_emergency, status_of
from netcheck.command.options import (
    Answers,
    ExitCode,
    Format,
    Full,
    OutcomeFormat,
    Output,
    Plain,
    Questions,
    Resume,
    Save,
    Sheet,
    SheetPaper,
    Version,
)
from netcheck.command.questionnaire_file import file_of, load_questionnaire
from netcheck.engine import answers
from netcheck.engine.interview import STOP, conduct
from netcheck.engine.outcome import Outcome, assess
from netcheck.errors import Stopped, WrongUsage
from netcheck.program import DISTRIBUTION, __version__
from netcheck.questionnaire.model import Questionnaire

OPTIONS = {"answers_file": "answers", "format_": "format", "exit_code": "exit-code"}
"""The options that are not named as their parameters are."""


class Commands(TyperGroup):
    """The commands, ended by Ctrl-C and by a closed pipe in our own words and with our own status."""

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        from netcheck.command.help_words import words_of_this_call

        self.help = words_of_this_call()
        super().format_help_text(ctx, formatter)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise Stopped("Stopped.") from None
        except OSError as error:
            if isinstance(error, BrokenPipeError) or windows.is_closed_pipe(error):
                raise PipeClosed from None
            raise


app = typer.Typer(
    cls=Commands,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


author_commands.add_commands(app)
app.command()(cohort_command.cohort)
app.command()(page_command.page)


@app.callback(invoke_without_command=True)
def start(
    context: typer.Context,
    answers_file: Answers = None,
    resume: Resume = None,
    save: Save = None,
    format_: OutcomeFormat = Format.TEXT,
    output: Output = None,
    sheet: Sheet = None,
    paper: SheetPaper = None,
    full: Full = False,
    plain: Plain = False,
    questions: Questions = None,
    exit_code: ExitCode = False,
    version: Version = False,
) -> None:
    context.obj = questions
    given = {name for name in context.params if _is_on_the_command_line(context, name)}
    if context.invoked_subcommand is not None:
        _look_for_garbage()
        _refuse_before_a_command(given, context.invoked_subcommand)
        return
    _refuse_nonsense(given, answers_file, resume)
    written = {"--output": output, "--save": None if save == resume else save, "--sheet": sheet}
    files.refuse_same(written, {"--answers": answers_file, "--resume": resume, "--questions": _file(questions)})
    questionnaire = load_questionnaire(questions)
    say_in_an_emergency(questionnaire.emergency)
    if version:
        files.put(f"netcheck {__version__} ({DISTRIBUTION}), edition {questionnaire.edition}, content {questionnaire.content_hash}\n")
        return
    # A file that cannot be written or a sheet that cannot be drawn is said before the first question, not after the last.
    # Where nothing is asked, each file is tried instead: one that cannot be written takes no other with it.
    if answers_file is None:
        for path in filter(None, (output, sheet)):
            files.refuse_unwritable(path)
    write_sheet = None if sheet is None else _sheet_writer(sheet, paper, questionnaire)
    is_shown = answers_file is None and format_ is Format.TEXT and output is None
    if answers_file is None:
        from netcheck.command import session

        _look_for_garbage()
        shown_to = files.standard_output() if is_shown else sys.stderr
        interview = session.hold(questionnaire, questions=questions, resume=resume, save=save, plain=plain, full=full, shown_to=shown_to)
    else:
        interview = conduct(interview_from(answers_file, questionnaire), lambda _: STOP)
    outcome = assess(interview)
    steps: list[Callable[[], object]] = []
    if not is_shown:
        steps.append(lambda: outcome_text.put(outcome, format_, output, whole=full))
    if write_sheet is not None:
        steps.append(lambda: write_sheet(outcome))
    if answers_file is not None and save is not None:
        # Last, as a full disk must not keep anyone from the advice.
        steps.append(lambda: files.write(save, answers.write(interview), is_new=True))
    deliver(steps, unsaved=interview if answers_file is None and save is None else None)
    if exit_code:
        raise typer.Exit(NOT_COMPLETE if outcome.is_nothing_yet else STATUS_OF_URGENCY[outcome.urgency.id])


def _look_for_garbage() -> None:
    """What is loaded by now stays, so it is passed over. ``__main__`` says why this was off."""
    gc.freeze()
    gc.enable()


def _is_on_the_command_line(context: typer.Context, name: str) -> bool:
    source = context.get_parameter_source(name)
    return source is not None and source.name == "COMMANDLINE"


def _refuse_before_a_command(given: set[str], command: str) -> None:
    """Options that a command would pass over without a word are refused. What the environment sets is for whom it may concern."""
    for name in sorted(given - ({"questions"} if command in {"template", "learn"} else set())):
        option = f"--{OPTIONS.get(name, name)}"
        raise WrongUsage(f"{option} does not go before the command '{command}'. 'netcheck {command} --help' shows what goes after it.")


def _refuse_nonsense(given: set[str], answers_file: str | None, resume: str | None) -> None:
    if answers_file is not None and resume is not None:
        raise WrongUsage("--answers asks nothing and --resume goes on asking. Use one of them.")
    if answers_file is not None and "plain" in given:
        raise WrongUsage("--answers asks nothing, so there is nothing to ask in plain lines. Use --answers or --plain.")
    if resume == file_names.STANDARD_INPUT:
        raise WrongUsage("--resume needs the name of a file; '-' is none.")
    if "version" in given and (others := sorted(given - {"version", "questions"})):
        raise WrongUsage(f"--version shows the versions and does nothing else. Leave out --{OPTIONS.get(others[0], others[0])}.")


@app.command()
def template(context: typer.Context, questions: Questions = None, output: Output = None) -> None:
    """Write an answers file to fill in. It holds every question and choice.

    Example: netcheck template --output my-answers.yaml
    """
    from netcheck.engine.template import template as text_of

    files.refuse_same({"--output": output}, {"--questions": _file(questions or context.obj)})
    files.put(text_of(load_questionnaire(questions or context.obj)), output)


@app.command()
def learn(
    context: typer.Context,
    topic: Annotated[
        str | None, typer.Argument(help="The topic to read. Without one, all topics are listed.", autocompletion=completion.topics)
    ] = None,
    questions: Questions = None,
    numbers: Annotated[bool, typer.Option("--numbers", help="Show a topic that holds survival numbers.")] = False,
) -> None:
    """Read a topic of the guide. Without a name, all topics are listed.

    Example: netcheck learn when-to-go-to-the-er
    """
    from netcheck.command import guide_reader
    from netcheck.guide.topic import find_topic

    path = questions or context.obj
    questionnaire = load_questionnaire(path)
    guide = guide_reader.guide_of(path, questionnaire)
    stream = files.standard_output()
    if topic is None and stream.isatty() and sys.stdin is not None and sys.stdin.isatty():
        topic = guide_reader.choose(guide)
        if topic is None:
            return
    if topic is None:
        files.put(guide_reader.list_of(guide, questionnaire.guide_call))
    else:
        found = find_topic(guide.topics, topic, questionnaire.guide_call)
        guide_reader.show(guide_reader.text_of(found, questionnaire, guide, numbers=numbers), stream)


def _file(questions: str | None) -> str | None:
    """The file that the option --questions reads."""
    return None if questions is None else file_of(questions)


def _sheet_writer(path: str, paper: str | None, questionnaire: Questionnaire) -> Callable[[Outcome], None]:
    from netcheck.command import sheet_file

    return sheet_file.writer(path, paper, questionnaire)


def main() -> NoReturn:
    """Run the command line and leave with its exit status. Every error becomes one clear message here."""
    if sys.stderr is None:
        # Python and Typer would print on standard output instead, among the data.
        sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115
    streams.show_nearest_letters()
    windows.start_no_program_of_this_folder()
    completion.obey_named_shell(sys.argv, os.environ)
    status = STOPPED
    # A second Ctrl-C while the first is being answered ends it all the same.
    with contextlib.suppress(KeyboardInterrupt):
        if signal.getsignal(signal.SIGINT) is signal.SIG_DFL:
            signal.signal(signal.SIGINT, signal.default_int_handler)
        # No call takes several files: a name with brackets in it is that name on Windows too, and not another file that it may stand for.
        status = status_of(lambda: completion.install_in_powershell(sys.argv) or app(prog_name="netcheck", windows_expand_args=False))
    # What comes from here on has nothing left to stop, and Python would answer it with a traceback.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # On its way out Python would look at every object for garbage, which takes a tenth of a scripted run.
    gc.freeze()
    sys.exit(status)
