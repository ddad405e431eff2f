"""Leads through a half-written questionnaire: of all that is not written yet the first part, with the lines to paste.

The lines are those of the questionnaire that 'netcheck new' writes, with the author's own names in them where there are some.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from netcheck.author.finding import REFUSED, Finding, refusal
from netcheck.author.schema import SAYS
from netcheck.errors import Fault, QuestionnaireRefused
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.file_format import QUESTIONNAIRE
from netcheck.questionnaire.load import WHOLE
from netcheck.questionnaire.model import NONE, NOT_SURE, URGENCIES
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar
from netcheck.questionnaire.yaml_reader import Sequence as Listed

LINES = {
    "id": "id: a_name_of_its_own",
    "title": "title: A few words that name it",
    "say": "say: What is said, in one or two short sentences.",
    "short": "short: Two to five words",
    "ask": "ask: The question, as you would put it to a person?",
    "why": "why: {say: Why this is asked., sources: [SOURCE]}",
    "choices": "choices: yes_no",
    "urgency": "urgency: soon",
    "when": "when: WHEN",
    "sign": "sign: The danger sign in a few words",
    "sources": "sources: [SOURCE]",
    "publisher": "publisher: Who publishes it",
    "url": "url: https://example.org",
    "date": "date: not dated",
    "read": "read: full",
    "by": "by: no clinician yet",
    "on": "on: not reviewed",
    "unit": "unit: kg",
    "least": "least: 1",
    "most": "most: 300",
    "call": "call: call your local emergency number",
    "then_at_least": "then_at_least: today",
}
"""What to write for a key inside a part, where one line is enough."""

DEADLINE = "by: Within 2 weeks"
_ADVICE = """advice:
  - id: first_danger
    urgency: emergency
    sign: The danger sign in a few words
    when: WHEN
    say: This needs help now.
    do: [What to do until help comes.]
    sources: [SOURCE]
"""


def half_written(refused: QuestionnaireRefused, text: str, template: str) -> tuple[Finding, ...]:
    """The findings for a questionnaire that was refused: one for each fault, and one for all that is not written yet.

    ``template`` is the text of a whole questionnaire to take lines from.
    """
    lacking = sorted((fault for fault in refused.faults if fault.lacks), key=_order)
    others = tuple(refusal(fault) for fault in refused.faults if not fault.lacks)
    return (*others, _lead(lacking, text, template)) if lacking else others


def _order(fault: Fault) -> tuple[int, int]:
    assert fault.lacks is not None  # noqa: S101  only those are sorted
    of_the_whole = fault.lacks.part == WHOLE
    return (QUESTIONNAIRE.needed.index(fault.lacks.key) if of_the_whole else len(QUESTIONNAIRE.needed), fault.line or 1)


def _lead(lacking: Sequence[Fault], text: str, template: str) -> Finding:
    first = lacking[0]
    assert first.lacks is not None  # noqa: S101  only those are led through
    part, key, column = first.lacks
    fact = re.split(r"(?<=[.:]) (?=Add it|Write it)", first.message)[0]
    says = f" {SAYS[key]}" if key in SAYS and SAYS[key] not in fact else ""
    lines = _indented(_lines(part, key, text, template), column - 1)
    if key == "urgency" and _has_a_sign(text, first.line or 1):
        lines = lines.replace("soon", URGENCIES[0])
    line = text.split("\n")[first.line - 1] if first.line else ""
    if part == WHOLE and not text.strip():
        where = "'netcheck new FOLDER' writes a whole one to begin with. Or begin with this line, and check again:"
    elif part == "urgencies":
        above = URGENCIES[: URGENCIES.index(key)]
        where = f"Add this {f'below {above[-1]!r}' if above else 'first'}, as it stands, and check again:"
    elif "nothing under" in fact:
        where = "Write it like this in its place, and check again:"
    elif line[column - 1 : column] == "{":
        where, lines = "Add this between its {braces}, behind a comma, and check again:", lines.strip()
    else:
        where = f"Add this {'at the end of the file' if part == WHOLE else 'in line with its other keys'}, as it stands, and check again:"
    fix = f"{where}\n\n{lines}{_rest(lacking[1:])}"
    return Finding(REFUSED, "error", first.place, first.line or 1, column, "", f"{fact}{says}", fix)


def _has_a_sign(text: str, line: int) -> bool:
    """Whether the piece of advice that begins in this line names a danger sign, as an emergency does."""
    own = re.split(r"^ *- id:", "\n".join(text.split("\n")[line:]), maxsplit=1, flags=re.MULTILINE)[0]
    return re.search(r"^ *sign:", own, re.MULTILINE) is not None


def _rest(lacking: Sequence[Fault]) -> str:
    """What is not written yet either, in one line."""
    keys = [fault.lacks.key for fault in lacking if fault.lacks and fault.lacks.part == WHOLE]
    others = len(lacking) - len(keys)
    said = [", ".join(keys)] * bool(keys) + [f"{others} more {'part' if others == 1 else 'parts'} of what is there"] * bool(others)
    return f"\n\n    Still to come: {'; '.join(said)}." if said else ""


def _indented(lines: str, spaces: int) -> str:
    return "\n".join(" " * spaces + line if line else line for line in lines.rstrip().split("\n"))


def _lines(part: str, key: str, text: str, template: str) -> str:
    """The lines to paste for a key, with the author's own names in them."""
    blocks = dict(_blocks(template))
    own, model = _Names(text), _Names(template)
    if part == "urgencies":
        lines = next(line.strip() for line in blocks["urgencies"].split("\n") if line.strip().startswith(f"{key}:"))
    elif part == WHOLE and key == "advice" and own.questions and not set(model.questions) <= set(own.questions):
        lines = _ADVICE
    elif part == WHOLE:
        lines = blocks[key].replace(f"[{model.source}]", "[SOURCE]")
    elif key == "questions":
        lines = re.sub(r"^    ", "", blocks["sections"][blocks["sections"].index("    questions:") :], flags=re.MULTILINE)
        lines = lines[: lines.index("\n  - id: wound")].replace(f"[{model.source}]", "[SOURCE]")
    else:
        lines = DEADLINE if (key, part[:7]) == ("by", "Urgency") else LINES.get(key, f"{key}: …")
    return lines.replace("SOURCE", own.source or "the_id_of_a_source").replace("WHEN", own.condition)


def _blocks(template: str) -> Iterator[tuple[str, str]]:
    """The top keys of a questionnaire, each with its lines."""
    starts = [match.start() for match in re.finditer(r"^[a-z_]+:", template, re.MULTILINE)]
    for start, end in zip(starts, [*starts[1:], len(template)], strict=True):
        lines = template[start:end].rstrip()
        yield lines[: lines.index(":")], lines


class _Names:
    """What a text names so far: its first source, its questions, and a condition on the first of them."""

    def __init__(self, text: str) -> None:
        root = Document("", QuestionnaireRefused).root(text)
        self.source = next((key for key, _ in _pairs(_value(root, "sources"))), "")
        asked = [question for section in _items(_value(root, "sections")) for question in _items(_value(section, "questions"))]
        self.questions = tuple(id_ for question in asked if (id_ := _text(_value(question, "id"))))
        first = asked[0] if self.questions else None
        given = [key for key, _ in _pairs(_value(first, "choices")) if key not in {NONE, NOT_SURE}] or ["yes"]
        several = given if _text(_value(first, "pick")) == "any" else given[:1]
        self.condition = f"{{{(self.questions or ('the_id_of_a_question',))[0]}: [{', '.join([*several, NOT_SURE])}]}}"


def _pairs(node: Node | None) -> Iterator[tuple[str, Node]]:
    for key, value in node.value if isinstance(node, Mapping) else ():
        yield _text(key), value


def _value(node: Node | None, key: str) -> Node | None:
    return next((value for name, value in _pairs(node) if name == key), None)


def _items(node: Node | None) -> list[Node]:
    return list(node.value) if isinstance(node, Listed) else []


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""
