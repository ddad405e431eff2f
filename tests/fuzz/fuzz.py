"""Coverage-guided fuzzing: whatever comes in, the end is an outcome or one clear message.

    pip install -e '.[fuzz]'
    python tests/fuzz/fuzz.py answers -runs=200000 -timeout=2 -rss_limit_mb=500
    python tests/fuzz/fuzz.py answers FILE          # once more with an input that failed

Targets: answers, questionnaire, keys, lines, calls. Anything but a NetcheckError that leaves the code under test
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
    from netcheck import answers, cli
    from netcheck.ask_plainly import interview_plainly
    from netcheck.conversation import Conversation
    from netcheck.document import decode
    from netcheck.drawing import draw, press
    from netcheck.errors import AnswersRefused, NetcheckError, QuestionnaireRefused
    from netcheck.interview import Interview
    from netcheck.load import load
    from netcheck.outcome import assess
    from netcheck.render import json, markdown, plain, terminal
    from netcheck.window import Window

SMALL = Path(__file__).parent.parent / "content" / "small.yaml"
QUESTIONNAIRE = load(SMALL.read_text(), "small.yaml")
KEYS = ["enter", "up", "down", "left", "home", "end", "escape", "pageup", "pagedown", " ", "?", *"123456789abcdefnrsqy[", "\t", "é"]


def render(interview):
    outcome = assess(interview)
    for text in (plain.render(outcome), markdown.render(outcome), json.render(outcome, "0")):
        assert QUESTIONNAIRE.notice.split()[0] in text
        assert "\x1b" not in text
    terminal.render(outcome)


def show(outcome, more):
    (plain.render_more if more else plain.render_brief)(outcome)


def answers_target(data):
    with contextlib.suppress(NetcheckError):
        saved = answers.read(decode(data, "f", AnswersRefused), "f", QUESTIONNAIRE)
        interview = Interview(QUESTIONNAIRE, saved.steps)
        render(interview)
        again = answers.read(answers.write(interview), "f", QUESTIONNAIRE).strict()
        assert Interview(QUESTIONNAIRE, again.steps).answers == interview.answers
        saved.strict()


def questionnaire_target(data):
    try:
        questionnaire = load(decode(data, "f", QuestionnaireRefused), "f")
    except NetcheckError as error:
        assert "\x1b" not in str(error)
        return
    assess(Interview(questionnaire))
    answers.template(questionnaire)


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
    interview, _ = interview_plainly(Interview(QUESTIONNAIRE), show, read=read, write=write)
    render(interview)


def calls_target(data):
    """The first line is the command line, the rest is standard input."""
    line, _, stdin = data.partition(b"\n")
    words = [word for word in line.decode("utf-8", "replace").split() if word.strip("-")]
    sys.argv = ["netcheck", "--questions", str(SMALL), "--answers", "-", *words]
    sys.stdin = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8", errors="replace")
    out = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    error = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    status = None
    with contextlib.ExitStack() as stack:
        stack.enter_context(contextlib.chdir(stack.enter_context(tempfile.TemporaryDirectory())))
        stack.enter_context(contextlib.redirect_stdout(out))
        stack.enter_context(contextlib.redirect_stderr(error))
        try:
            cli.main()
        except SystemExit as end:
            status = end.code
    assert status in {0, 1, 2, 5, 10, 20, 30, 40}, status


TARGETS = {
    "answers": (answers_target, [answers.template(QUESTIONNAIRE), "answers: {breathing: no, symptoms: [flushing, wheeze]}"]),
    "questionnaire": (questionnaire_target, [SMALL.read_text()]),
    "keys": (keys_target, ["\x00\x0c\x00\x13"]),
    "lines": (lines_target, ["\n2\n3\n1 2\n1\n2\n2\nr\n", "\n3\n?\nb\n2\nq\n"]),
    "calls": (calls_target, ["--format json --exit-code\nanswers: {breathing: yes}\n", "template --output x\n"]),
}


def main():
    name, *arguments = sys.argv[1:]
    target, seeds = TARGETS[name]
    corpus = Path(tempfile.mkdtemp(prefix="netcheck-fuzz-"))
    for number, seed in enumerate(seeds):
        (corpus / str(number)).write_text(seed)
    files = [word for word in arguments if not word.startswith("-")]
    atheris.Setup([sys.argv[0], *arguments, *([] if files else [str(corpus), "-max_len=8192"])], target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
