"""What is asked and offered only if: ``ask_if`` of sections, questions and choices, and what it may name.

It is read after everything that it may name. It may name only what is asked before, so that no answer changes what was asked
already; and whoever is not sure is asked, so that being unsure hides nothing.
"""

from __future__ import annotations

from collections.abc import Mapping

from netcheck.errors import quoted
from netcheck.questionnaire.condition_reader import ConditionReader
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.model import NOT_SURE, Condition, Question, Section, every, givens, questions_in
from netcheck.questionnaire.yaml_reader import Node

Key = tuple[str, ...]
"""What has an ``ask_if``: ("section", id), ("question", id) or ("choice", question, id)."""


def with_ask_ifs(
    document: Document, conditions: ConditionReader, sections: tuple[Section, ...], nodes: Mapping[Key, Node]
) -> tuple[Section, ...]:
    """The sections with the conditions that stand in ``nodes``."""
    if not nodes:
        return sections
    asked = [question.id for section in sections for question in every(section.questions)]
    order = {id_: place for place, id_ in enumerate(asked)}
    firsts = {section.id: section.questions[0].id for section in sections if section.questions}
    found = {}
    for key, node in nodes.items():
        first = firsts.get(key[1], "") if key[0] == "section" else key[1]
        found[key] = conditions.read(node)
        _check(document, conditions, key, node, found[key], {id_ for id_ in asked if order[id_] < order.get(first, 0)})
    return tuple(
        section._replace(questions=_questions(section.questions, found), ask_if=found.get(("section", section.id))) for section in sections
    )


def _check(document: Document, conditions: ConditionReader, key: Key, node: Node, condition: Condition, before: set[str]) -> None:
    of = f"ask_if of {quoted('.'.join(key[1:]))}"
    for later in sorted(questions_in(condition) - before):
        document.fault(node, f"{of} names {quoted(later)}, which is not asked before. It can name only what is asked above it.")
    for given in givens(condition):
        question = conditions.questions[given.question]
        if NOT_SURE not in given.choices and any(choice.id == NOT_SURE for choice in question.choices):
            unsure = "being unsure must never hide a question. Add not_sure."
            document.fault(node, f"{of} names choices of {quoted(given.question)} but not {NOT_SURE}: {unsure}")


def _questions(questions: tuple[Question, ...], found: Mapping[Key, Condition]) -> tuple[Question, ...]:
    return tuple(_question(question, found) for question in questions)


def _question(question: Question, found: Mapping[Key, Condition]) -> Question:
    choices = tuple(choice._replace(ask_if=found.get(("choice", question.id, choice.id))) for choice in question.choices)
    then = tuple(below._replace(questions=_questions(below.questions, found)) for below in question.then)
    return question._replace(choices=choices, then=then, ask_if=found.get(("question", question.id)))
