"""The words of a questionnaire, one passage after the other, each with the id of its part and the key of its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from netcheck.questionnaire.model import Advice, Question, Questionnaire

Key = tuple[str, ...]

_LISTS = ("do", "everyday_causes", "tell_provider", "ask_provider", "diary")


@dataclass(frozen=True, slots=True)
class Passage:
    """One text. ``key`` is its key in ``Loaded.places``; ``is_prose`` is False for labels, which are no sentences."""

    where: str
    key: Key
    text: str
    is_prose: bool = True


def passages(questionnaire: Questionnaire) -> Iterator[Passage]:
    """Every text that a person can read, in the order of the file."""
    yield from _of_the_whole(questionnaire)
    for urgency in questionnaire.urgencies:
        yield Passage(urgency.id, ("urgency", urgency.id), urgency.title, is_prose=False)
        yield from (Passage(urgency.id, ("urgency", urgency.id), line) for line in (urgency.first_step, *urgency.do) if line)
    for number, line in enumerate(questionnaire.help_lines):
        yield Passage(line.id, ("help_lines", str(number)), line.helps, is_prose=False)
    for number, blank in enumerate(questionnaire.sheet_blanks):
        yield Passage("sheet_blanks", ("sheet_blanks", str(number)), blank.say, is_prose=False)
    for section in questionnaire.sections:
        key = ("section", section.id)
        yield Passage(section.id, key, section.title, is_prose=False)
        if section.say:
            yield Passage(section.id, key, section.say)
    for question in questionnaire.questions.values():
        yield from _of_question(question)
    for advice in (*questionnaire.advice, questionnaire.otherwise):
        yield from _of_advice(advice)


def _of_the_whole(questionnaire: Questionnaire) -> Iterator[Passage]:
    """The texts of the start page, of the notice, and of what the program says of itself."""
    yield Passage("title", ("title",), questionnaire.title, is_prose=False)
    if questionnaire.asks_about:
        yield Passage("asks_about", ("asks_about",), questionnaire.asks_about, is_prose=False)
    if questionnaire.emergency.number:
        yield Passage("emergency", ("emergency",), questionnaire.emergency.call, is_prose=False)
    yield from (Passage("start", ("start",), line) for line in questionnaire.start)
    yield from (Passage("start", ("start_more",), line) for line in questionnaire.start_more)
    yield Passage("notice", ("notice",), questionnaire.notice)
    if questionnaire.emergency.notice:
        yield Passage("notice", ("emergency",), questionnaire.emergency.notice)
    yield Passage("emergency", ("emergency",), questionnaire.emergency.any_sign, is_prose=False)


def _of_question(question: Question) -> Iterator[Passage]:
    key = ("question", question.id)
    yield Passage(question.id, (*key, "short"), question.short, is_prose=False)
    yield Passage(question.id, (*key, "ask"), question.ask)
    if question.hint:
        yield Passage(question.id, (*key, "hint"), question.hint)
    yield Passage(question.id, (*key, "why"), question.why.say)
    for choice in question.choices:
        yield Passage(f"{question.id}.{choice.id}", ("choice", question.id, choice.id), choice.text, is_prose=False)


def _of_advice(advice: Advice) -> Iterator[Passage]:
    key = ("advice", advice.id)
    if advice.sign:
        yield Passage(advice.id, (*key, "sign"), advice.sign, is_prose=False)
    yield Passage(advice.id, (*key, "say"), advice.say)
    if advice.first_step:
        yield Passage(advice.id, (*key, "first_step"), advice.first_step)
    for name in _LISTS:
        for line in getattr(advice, name):
            yield Passage(advice.id, (*key, name), line, is_prose=name != "diary")
        if name == "do":
            yield from (Passage(advice.id, (*key, "sooner_if"), line.say) for line in advice.sooner_if)


def labels(questionnaire: Questionnaire) -> Iterator[Iterable[Passage]]:
    """The groups of labels in which no two may be mistaken for each other."""
    questions = questionnaire.questions.values()
    yield [Passage(one.id, ("section", one.id), one.title) for one in questionnaire.sections]
    yield [Passage(one.id, ("question", one.id, "short"), one.short) for one in questions]
    yield [Passage(one.id, ("advice", one.id, "sign"), one.sign) for one in questionnaire.emergencies]
    for one in questions:
        yield [Passage(f"{one.id}.{choice.id}", ("choice", one.id, choice.id), choice.text) for choice in one.choices]
