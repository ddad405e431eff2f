"""Answers files: read them and write them.

edition: 2026-11-22
answers:
breathing: no
danger_signs: [chest_pressure, fainted]
cough:                         # left empty: not answered
"""

from __future__ import annotations

from collections.abc import Mapping as Map
from typing import TYPE_CHECKING, NamedTuple

from netcheck.engine.interview import Interview, judge, offered_only_if
from netcheck.errors import AnswerRefused, AnswersRefused, Fault, quoted
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import NONE, Answer, Entered, Question, Questionnaire
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from datetime import date

LEFT_EMPTY = ("", "null", "Null", "NULL", "~")
"""What YAML and JSON mean nothing by, where it stands without quotes."""

KEYS = ("answers", "edition")
"""The keys of an answers file; the first is needed."""


class SavedAnswers(NamedTuple):
    """What an answers file holds: its edition ("" when it names none), its answers in the order of the file, and
    a fault for each answer that does not fit the questionnaire.
    """

    edition: str
    steps: tuple[tuple[str, Answer], ...]
    misfits: tuple[Fault, ...]

    def strict(self) -> SavedAnswers:
        """These answers, if all of them fit. Raises AnswersRefused with every one that does not."""
        if self.misfits:
            raise AnswersRefused(self.misfits)
        return self

    def notes(self, questionnaire: Questionnaire) -> list[str]:
        """What a person who goes on from these answers is told: that the edition is another, and what is asked again."""
        notes = []
        if self.edition and self.edition != questionnaire.edition:
            notes.append(f"These answers are from edition {self.edition} of the questions. This is edition {questionnaire.edition}.")
        if self.misfits:
            notes += ["These saved answers do not fit any more, so their questions are asked again:", *map(str, self.misfits)]
        return notes


def read(text: str, name: str, questionnaire: Questionnaire, today: date | None = None) -> SavedAnswers:
    """The answers in a YAML or JSON text; questions left empty are left out. ``today`` is what days are counted from.

    Raises AnswersRefused, with every fault, for a text that is not an answers file at all.
    """
    document = Document(name, AnswersRefused)
    root = document.root(text)
    found: dict[str, Node] = {}
    if root is not None:
        found = _top(document, root, questionnaire)
    elif not document.faults:
        document.fault(None, "This file is empty. An answers file starts with 'answers:'.")
    has_edition = "edition" in found and not _is_empty(found["edition"])
    edition = document.text(found["edition"], "edition") if has_edition else ""
    pairs = pairs_in(document, found["answers"]) if "answers" in found else []
    return saved(document, edition, pairs, questionnaire, today)


def saved(
    document: Document, edition: str, pairs: list[tuple[str, Node, Node]], questionnaire: Questionnaire, today: date | None = None
) -> SavedAnswers:
    """The answers that ``pairs`` of questions and what was written for them are.

    Raises AnswersRefused if ``document`` has faults already: it is not what it should be, and single answers do not matter then.
    """
    is_readable = not document.faults
    steps = _offered(document, pairs, Interview(questionnaire, steps_in(document, pairs, questionnaire, today), today))
    if not is_readable:
        # What is wrong with single answers is told together with what is wrong with the file.
        document.refuse()
    return SavedAnswers(edition, steps, tuple(document.faults))


def _top(document: Document, root: Node, questionnaire: Questionnaire) -> dict[str, Node]:
    """The keys of the whole file; questions that stand beside them are one fault."""
    pairs = root.value if isinstance(root, Mapping) else []
    outside = [key for key, _ in pairs if isinstance(key, Scalar) and key.value in questionnaire.questions.keys() - {*KEYS}]
    if outside:
        document.fault(outside[0], _outside([key.value for key in outside], is_json=document.is_json))
        root = Mapping([pair for pair in pairs if pair[0] not in outside], root.line, root.column)
        if not any(key.value == "answers" for key, _ in root.value):
            return {}
    return document.fields(root, "An answers file", KEYS[:1], KEYS[1:], may_be_empty=True)


def _outside(ids: list[str], *, is_json: bool) -> str:
    more = f" and {len(ids) - 3} more" if len(ids) > 3 else ""
    fact = f"{'A question stands' if len(ids) == 1 else f'{len(ids)} questions stand'} outside 'answers': {', '.join(ids[:3])}{more}."
    if is_json:
        return f'{fact} Write every question inside it: {{"answers": {{"{ids[0]}": …}}}}.'
    return f"{fact} Write 'answers:' in a line of its own, and below it every question with two spaces before its name."


def pairs_in(document: Document, node: Node) -> list[tuple[str, Node, Node]]:
    """The questions and answers under an ``answers:`` key, which may stay empty, with their nodes."""
    return [] if _is_empty(node) else document.pairs(node, "answers")


def steps_in(
    document: Document, pairs: list[tuple[str, Node, Node]], questionnaire: Questionnaire, today: date | None = None
) -> tuple[tuple[str, Answer], ...]:
    """The judged answers, those left empty left out; each that does not fit is a fault of ``document``."""
    steps = []
    written: dict[str, str] = {}
    for name, key, value in pairs:
        id_ = questionnaire.current_id(name)
        if id_ in written:
            twice = f"{quoted(written[id_])} and {quoted(name)} are one question, now called {quoted(id_)}"
            document.fault(key, f"{twice if written[id_] != name else f'{quoted(name)} has two answers'}. Keep one of them.")
            continue
        written[id_] = name
        try:
            answer = _answer(document, questionnaire, id_, key, value, today)
        except AnswerRefused as error:
            document.fault(value, str(error))
            continue
        if answer is not None:
            steps.append((id_, answer))
    return tuple(steps)


def _offered(document: Document, pairs: list[tuple[str, Node, Node]], interview: Interview) -> tuple[tuple[str, Answer], ...]:
    """The steps of an interview without the answers that it does not offer, each with a fault."""
    refused = dict(interview.not_offered())
    for name, _, value in pairs:
        id_ = interview.questionnaire.current_id(name)
        if id_ in refused:
            document.fault(value, offered_only_if(interview.questionnaire.questions[id_], refused[id_]))
    return tuple(step for step in interview.steps if step[0] not in refused)


def _answer(document: Document, questionnaire: Questionnaire, id_: str, key: Node, node: Node, today: date | None) -> Answer | None:
    question = questionnaire.questions.get(id_)
    if question is None:
        document.fault(key, unknown_word("The question", id_, questionnaire.questions))
        return None
    if _is_empty(node):
        return None
    if isinstance(node, Scalar):
        return judge(question, question.current_id(node.value), today)
    if isinstance(node, Sequence):
        words = [question.current_id(item.value) for item in node.value if isinstance(item, Scalar)]
        if len(words) == len(node.value):
            return judge(question, words, today)
    document.fault(node, f"'{id_}' takes {_takes(question)}.")
    return None


def _is_empty(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.style and node.value in LEFT_EMPTY


def _takes(question: Question) -> str:
    if question.entry is not None:
        return f"one {question.entry.kind}"
    return "a choice, or a list of choices in [brackets]" if question.pick_any else "one choice"


def unjudged(question: Question, answer: Answer) -> str | list[str]:
    """An answer as ``judge`` takes it back."""
    if isinstance(answer, Entered):
        return answer.text
    return sorted(answer) if question.pick_any else next(iter(answer))


def write(interview: Interview) -> str:
    """The answers that count as the text of an answers file that ``read`` takes back."""
    lines = ["# Answers to netcheck. This is personal health information: keep it where only you can read it."]
    lines += [f"edition: {interview.questionnaire.edition}", "answers:"]
    lines += [f"  {id_}: {_written(interview.questionnaire.questions[id_], answer)}" for id_, answer in interview.answers.items()]
    return "\n".join(lines) + "\n"


def _written(question: Question, answer: Answer) -> str:
    if isinstance(answer, Entered):
        return _in_quotes(answer.text) if question.entry is not None and question.entry.is_note else answer.text or NONE
    ids = [choice.id for choice in question.choices if choice.id in answer]
    return _in_brackets(ids) if question.pick_any else ids[0]


def in_one_line(answers: Map[str, Answer]) -> str:
    """Answers as they can stand behind ``answers:`` of an answers file or a case, in one line."""
    return f"{{{', '.join(f'{question}: {_in_short(answer)}' for question, answer in answers.items())}}}"


def _in_short(answer: Answer) -> str:
    if isinstance(answer, Entered):
        return _in_quotes(answer.text)
    given = sorted(answer)
    return given[0] if len(given) == 1 else _in_brackets(given)


def _in_quotes(text: str) -> str:
    """A text as YAML and JSON have it in quotes, in one line."""
    # Imported here because most files hold no note.
    import json

    return json.dumps(text, ensure_ascii=False)


def _in_brackets(choices: list[str]) -> str:
    return f"[{', '.join(choices)}]"
