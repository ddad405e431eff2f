"""Coverage-guided fuzzing: whatever comes in, the end is an outcome or one clear message.

    pip install -e '.[fuzz]'
    python tests/fuzz/fuzz.py answers -runs=200000 -timeout=2 -rss_limit_mb=500
    python tests/fuzz/fuzz.py answers FILE          # once more with an input that failed

Targets: answers, resume, cases, questionnaire, keys, lines, calls. Anything but a NetcheckError that leaves the code under test
is a crash, and libFuzzer also stops for an input that takes over 2 seconds or 500 MB.
"""

from __future__ import annotations

import contextlib
import io
import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["netcheck"]):
    from netcheck.author import cases
    from netcheck.author.case_results import run
    from netcheck.command import cli
    from netcheck.engine import answers
    from netcheck.engine.interview import Interview
    from netcheck.engine.outcome import assess
    from netcheck.engine.template import template
    from netcheck.errors import AnswersRefused, CasesRefused, NetcheckError, QuestionnaireRefused
    from netcheck.questionnaire.document import decode
    from netcheck.questionnaire.load import load
    from netcheck.render import colored, json, markdown, plain
    from netcheck.terminal.ask_plainly import NobodyAnswered, interview_plainly
    from netcheck.terminal.conversation import Conversation
    from netcheck.terminal.drawing import draw, press
    from netcheck.terminal.window import Window

SMALL = Path(__file__).parent.parent / "content" / "small.yaml"
QUESTIONNAIRE = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
KEYS = ["enter", "up", "down", "left", "home", "end", "escape", "pageup", "pagedown", " ", "?", *"123456789abcdefnrsqy[", "\t", "é"]


def render(interview):
    outcome = assess(interview)
    for text in (plain.render(outcome), markdown.render(outcome), json.render(outcome, "0")):
        assert QUESTIONNAIRE.notice.split()[0] in text
        assert "\x1b" not in text
    colored.render(outcome)


def show(outcome):
    plain.render(outcome)


def answers_target(data):
    with contextlib.suppress(NetcheckError):
        saved = answers.read(decode(data, "f", AnswersRefused), "f", QUESTIONNAIRE)
        interview = Interview(QUESTIONNAIRE, saved.steps)
        render(interview)
        again = answers.read(answers.write(interview), "f", QUESTIONNAIRE).strict()
        assert Interview(QUESTIONNAIRE, again.steps).answers == interview.answers
        saved.strict()


def resume_target(data):
    """A saved file is gone on with whatever in it still fits, saved again, and gone on with once more."""
    with contextlib.suppress(NetcheckError):
        saved = answers.read(decode(data, "f", AnswersRefused), "f", QUESTIONNAIRE)
        for misfit in saved.misfits:
            assert "\x1b" not in str(misfit)
        begun = Interview(QUESTIONNAIRE, saved.steps)
        lines, write = io.StringIO("\n2\nr\n1\nb\n"), io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        resumed, _ = interview_plainly(begun, show, read=lines, write=write)
        again = answers.read(answers.write(resumed), "f", QUESTIONNAIRE).strict()
        assert Interview(QUESTIONNAIRE, again.steps).answers == resumed.answers


def cases_target(data):
    try:
        for case in cases.read_cases(decode(data, "f", CasesRefused), "f", QUESTIONNAIRE):
            run(case, QUESTIONNAIRE)
    except NetcheckError as error:
        assert "\x1b" not in str(error)


def questionnaire_target(data):
    try:
        questionnaire = load(decode(data, "f", QuestionnaireRefused), "f")
    except NetcheckError as error:
        assert "\x1b" not in str(error)
        return
    assess(Interview(questionnaire))
    template(questionnaire)


def keys_target(data):
    keys = iter(data)

    def present(screen):
        window = Window.of(screen)
        while True:
            byte = next(keys, None)
            if byte is None:
                raise EOFError
            columns, rows = (20, 8) if byte & 0x80 else (80, 24)
            draw(window, columns, rows)
            window = press(window, KEYS[byte % len(KEYS)], columns, rows)
            if not isinstance(window, Window):
                return window

    interview, _ = Conversation(present, show).hold(Interview(QUESTIONNAIRE))
    render(interview)


def lines_target(data):
    read = io.StringIO(data.decode("utf-8", "replace"))
    write = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    with contextlib.suppress(NobodyAnswered):
        interview, _ = interview_plainly(Interview(QUESTIONNAIRE), show, read=read, write=write)
        render(interview)


def calls_target(data):
    """The first line is the command line, the rest is standard input, which is also in the file f. A word "+" asks plainly."""
    line, _, stdin = data.partition(b"\n")
    # As the system hands words over: no NUL in them, and bytes that are no text escaped.
    words = [word for word in line.replace(b"\0", b"").decode("utf-8", "surrogateescape").split() if word.strip("-")]
    asks = "+" in words or (bool(words) and words[0] in COMMANDS)
    words = [word for word in words if word != "+"]
    sys.argv = ["netcheck", *words] if asks else ["netcheck", "--questions", str(SMALL), "--answers", "-", *words]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", errors="replace")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    error = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    status = None
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(stack.enter_context(tempfile.TemporaryDirectory())))
        Path("f").write_bytes(stdin)
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(error))
        try:
            cli.main()
        except SystemExit as end:
            status = end.code
    assert status in {0, 1, 2, 5, 10, 20, 30, 40, 130}, status
    error.flush()
    assert b"Traceback" not in error.buffer.getvalue()
    assert b"\x1b" not in error.buffer.getvalue()


COMMANDS = ("template", "learn", "check", "explain", "diff", "what-if", "tree", "schema", "review-sheet", "new")
CALLS = [
    "--format json --exit-code\nanswers: {breathing: yes}\n",
    "--output x --sheet y.md --save z\nanswers: {breathing: no}\n",
    "--sheet x.html --format markdown --exit-code\nanswers: {breathing: no, danger_signs: [none], symptoms: [wheeze], family: yes}\n",
    "--output f --answers f\nanswers: {}\n",
    "+ --plain --resume f --save f\nanswers: {breathing: no}\n",
    "+ --plain --save x --exit-code\n\n2\n3\n1\n2\nr\nf\n",
    "template --output x\n",
    "check f --cases f --format sarif\nformat: 1\n",
    "tree f --question breathing --format dot\nformat: 1\n",
    "schema answers --questions f --output f\nformat: 1\n",
    "diff f f --format json\nformat: 1\n",
    "what-if f --format json\nanswers: {breathing: no}\n",
    "explain N301\n",
    "learn men1 --numbers\n",
    "review-sheet f --output g\nformat: 1\n",
    "new g\n",
]
CASE = """rest: no
cases:
  - name: a
    source: [handbook]
    answers: {breathing: yes}
    expect: {urgency: emergency, advice: [breathing_emergency], not_asked: [symptoms], complete: yes}
  - {name: b, rest: not_sure, answers: {symptoms: [flushing]}, expect: {urgency: soon, asked: [flushing_feel], not_advice: [otherwise]}}
"""
TARGETS = {
    "answers": (answers_target, [template(QUESTIONNAIRE), "answers: {breathing: no, symptoms: [flushing, wheeze]}"]),
    "resume": (resume_target, ["edition: 2020-01-01\nanswers:\n  breathing: no\n  gone: yes\n  danger_signs: [gone]\n"]),
    "cases": (cases_target, [CASE]),
    "questionnaire": (questionnaire_target, [SMALL.read_text(encoding="utf-8")]),
    "keys": (keys_target, ["\x00\x0c\x00\x13"]),
    "lines": (lines_target, ["\n2\n3\n1 2\n1\n2\n2\nr\n", "\n3\n?\nb\n2\nq\n"]),
    "calls": (calls_target, CALLS),
}


def main():
    name, *arguments = sys.argv[1:]
    target, seeds = TARGETS[name]
    corpus = Path(tempfile.mkdtemp(prefix="netcheck-fuzz-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_text(seed, encoding="utf-8")
    files = [word for word in arguments if not word.startswith("-")]
    atheris.Setup([sys.argv[0], *arguments, *([] if files else [str(corpus), "-max_len=8192"])], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
