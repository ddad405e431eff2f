"""Example cases: people described in YAML by someone who knows medicine, and what netcheck must tell them.

    rest: no                       # for every case of this file that does not say otherwise
    cases:
      - name: sudden severe chest pain goes to the ER at once
        story: A man of 58 feels a weight on his chest since half an hour.
        source: [nhlbi-heart-attack]
        answers: {breathing: no, danger_heart: [chest_pressure]}
        expect: {urgency: emergency, advice: [heart_emergency], not_asked: [cough], complete: yes}

``rest`` says what happens to the questions on the path that ``answers`` leaves out: ``no`` answers them with no or none,
``not_sure`` with not sure, ``unanswered`` (what holds when nothing is said) leaves the interview incomplete there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from netcheck.engine import answers
from netcheck.engine.interview import Interview, offered_only_if
from netcheck.errors import CasesRefused, Fault, quoted
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import NONE, NOT_SURE, URGENCIES, Answer, Choice, Question, Questionnaire
from netcheck.questionnaire.yaml_reader import Node

REST: Mapping[str, tuple[str, ...]] = {"unanswered": (), "no": ("no", NONE), NOT_SURE: (NOT_SURE,)}
"""The words for ``rest``, and the choices that each of them gives: the first that a question has."""

YES_NO = ("yes", "no")
OTHERWISE = "otherwise"


@dataclass(frozen=True, slots=True)
class Expected:
    """What must come out. Only what a case lists is compared; ``complete`` is None when it says nothing about that."""

    urgency: str
    advice: tuple[str, ...] = ()
    not_advice: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    not_asked: tuple[str, ...] = ()
    complete: bool | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One example person, and where the case stands."""

    name: str
    file: str
    line: int
    steps: tuple[tuple[str, Answer], ...]
    rest: str
    expected: Expected
    source: tuple[str, ...] = ()
    story: str = ""

    def fault(self, message: str) -> Fault:
        """A fault of this case, for its author."""
        return Fault(self.file, self.line, message)

    def interview(self, questionnaire: Questionnaire) -> Interview:
        """The interview of this person, with the rest answered as far as ``rest`` can."""
        return self.finished(Interview(questionnaire, self.steps))

    def finished(self, interview: Interview) -> Interview:
        """``interview`` with the rest of its path answered as far as ``rest`` can."""
        while rest := self._answers_to(() if interview.is_complete else interview.unanswered):
            interview = replace(interview, steps=(*interview.steps, *rest))
        return interview

    def _answers_to(self, questions: tuple[Question, ...]) -> tuple[tuple[str, Answer], ...]:
        """Answers in the order of the questions, up to one with follow-ups, which are asked before the next."""
        answers: list[tuple[str, Answer]] = []
        for question in questions:
            choice = _choice_of(question, self.rest)
            if choice is None:
                break
            answers.append((question.id, frozenset((choice.id,))))
            if question.after(choice.id):
                break
        return tuple(answers)


def _choice_of(question: Question, rest: str) -> Choice | None:
    """What ``rest`` answers to a question, or None when the question has no such choice."""
    has = {choice.id: choice for choice in question.choices}
    return next((has[id_] for id_ in REST[rest] if id_ in has), None)


def read_cases(text: str, name: str, questionnaire: Questionnaire) -> tuple[Case, ...]:
    """The cases in ``text``. Raises CasesRefused with every fault found, each with its line."""
    document = Document(name, CasesRefused)
    root = document.root(text)
    if root is None:
        if not document.faults:
            document.fault(None, "This file is empty. A file of cases starts with 'cases:'.")
        raise CasesRefused(document.faults)
    top = document.fields(root, "A file of cases", ("cases",), ("rest",))
    reader = _Reader(document, questionnaire, _rest(document, top, "unanswered"))
    cases = [reader.case(node) for node in document.items(top["cases"], "cases")] if "cases" in top else []
    document.refuse()
    return tuple(case for case in cases if case is not None)


def _rest(document: Document, found: Mapping[str, Node], if_missing: str) -> str:
    return _one_of(document, found, "rest", tuple(REST)) or if_missing


def _one_of(document: Document, found: Mapping[str, Node], key: str, words: tuple[str, ...]) -> str:
    """The word under ``key``, or nothing when the key is not there or its word, with a fault noted, is not one of ``words``."""
    if key not in found:
        return ""
    word = document.text(found[key], key)
    if word and word not in words:
        document.fault(found[key], f"{key} is {quoted(word)}. It can be: {', '.join(words)}.")
    return word if word in words else ""


class _Reader:
    """Reads the cases of one file and notes faults on the way."""

    def __init__(self, document: Document, questionnaire: Questionnaire, rest: str) -> None:
        self.document = document
        self.questionnaire = questionnaire
        self.rest = rest
        self.lines: dict[str, int] = {}
        self.advice = (*(advice.id for advice in questionnaire.advice), OTHERWISE)

    def case(self, node: Node) -> Case | None:
        """The case at ``node``, or None with its faults noted."""
        with self.document.inside("Case", node):
            return self._case(node)

    def _case(self, node: Node) -> Case | None:
        document = self.document
        found = document.fields(node, "A case", ("name", "answers", "expect"), ("source", "story", "rest"))
        faults = len(document.faults)
        name = self._name(found["name"]) if "name" in found else ""
        pairs = answers.pairs_in(document, found["answers"]) if "answers" in found else []
        case = Case(
            name=name,
            file=document.name,
            line=node.line,
            steps=answers.steps_in(document, pairs, self.questionnaire),
            rest=_rest(document, found, self.rest),
            expected=self._expected(found["expect"]) if "expect" in found else Expected(""),
            source=self._known(found, "source", "The source", self.questionnaire.sources),
            story=document.text(found["story"], "story") if "story" in found else "",
        )
        if len(document.faults) > faults:
            return None
        interview = case.interview(self.questionnaire)
        for question, choice in interview.not_offered():
            document.fault(node, offered_only_if(self.questionnaire.questions[question], choice))
        open_ = None if interview.is_complete else interview.unanswered[0]
        # A case that expects an emergency and is still being asked has missed it: that is for ``run`` to tell.
        if case.rest != "unanswered" and open_ is not None and case.expected.urgency != URGENCIES[0]:
            choices = ", ".join(choice.id for choice in open_.choices)
            fix = f"Answer it in this case with one of: {choices}."
            document.fault(node, f"rest is {quoted(case.rest)}, which is no answer to {quoted(open_.id)}. {fix}")
        return case

    def _name(self, node: Node) -> str:
        name = self.document.text(node, "name of a case")
        if name in self.lines:
            fix = "Every case needs a name of its own."
            self.document.fault(node, f"The case {quoted(name)} exists already in line {self.lines[name]}. {fix}")
        self.lines.setdefault(name, node.line)
        return name

    def _expected(self, node: Node) -> Expected:
        lists = ("advice", "not_advice", "asked", "not_asked")
        found = self.document.fields(node, "expect", ("urgency",), (*lists, "complete"))
        complete = _one_of(self.document, found, "complete", YES_NO)
        return Expected(
            urgency=_one_of(self.document, found, "urgency", URGENCIES),
            advice=self._known(found, "advice", "The advice", self.advice),
            not_advice=self._known(found, "not_advice", "The advice", self.advice),
            asked=self._questions(found, "asked"),
            not_asked=self._questions(found, "not_asked"),
            complete=complete == "yes" if complete else None,
        )

    def _questions(self, found: Mapping[str, Node], key: str) -> tuple[str, ...]:
        questions = self.questionnaire.questions
        earlier = [old for question in questions.values() for old in question.earlier_ids]
        return tuple(map(self.questionnaire.current_id, self._known(found, key, "The question", [*questions, *earlier])))

    def _known(self, found: Mapping[str, Node], key: str, what: str, known: Iterable[str]) -> tuple[str, ...]:
        """The ids in the list under ``key``; one that is not in ``known`` is a fault."""
        items = self.document.items(found[key], key) if key in found else []
        ids = tuple(self.document.text(item, f"A line of {key}") for item in items)
        for id_, item in zip(ids, items, strict=True):
            if id_ and id_ not in known:
                self.document.fault(item, unknown_word(what, id_, known))
        return ids
