"""Conditions as they are written in questions.yaml: all, any, at_least, the choices of a question, or a name.

There is no "not": the language itself keeps a new symptom from cancelling advice.
"""

import re
from collections.abc import Mapping as Known

from netcheck.errors import quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import NONE, NOT_SURE, AtLeast, Condition, Given, Question
from netcheck.questionnaire.suggestion import unknown_choice, unknown_condition
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar

NO_MEANS_LESS = ("no", NONE)

ALWAYS: Condition = AtLeast(0, ())


class ConditionReader:
    """Reads conditions over ``questions``. ``named`` are those that may be used by name so far, ``used`` those that were."""

    def __init__(self, document: Document, questions: Known[str, Question]) -> None:
        self.document = document
        self.questions = questions
        self.named: dict[str, Condition] = {}
        self.used: set[str] = set()

    def read(self, node: Node) -> Condition:
        """A condition, or with a fault noted one that is always true."""
        document = self.document
        if isinstance(node, Scalar):
            name = document.text(node, "A condition")
            if name and name not in self.named:
                document.fault(node, unknown_condition(name, self.named, self.questions))
            self.used.add(name)
            return self.named.get(name, ALWAYS)
        pairs = document.pairs(node, "A condition")
        if len(pairs) != 1:
            if isinstance(node, Mapping):
                document.fault(node, "A condition has exactly one key. To join several, write {all: [...]} or {any: [...]}.")
            return ALWAYS
        word, key, value = pairs[0]
        if word in self.questions and word in file_format.WORDS_OF_CONDITIONS:
            return ALWAYS  # A fault by now, where the question stands.
        if word in {"all", "any"}:
            parts = self._parts(value, word)
            return AtLeast(len(parts) if word == "all" else 1, parts)
        if word == "at_least":
            return self._at_least(value)
        return self._given(word, key, value)

    def _parts(self, node: Node, word: str) -> tuple[Condition, ...]:
        items = self.document.items(node, word)
        if len(items) > file_format.MOST_PARTS:
            self.document.fault(node, f"{word} joins {len(items):,} conditions. Join {file_format.MOST_PARTS} or fewer.")
        return tuple(self.read(item) for item in items[: file_format.MOST_PARTS])

    def _at_least(self, node: Node) -> Condition:
        found = self.document.fields(node, "at_least", *file_format.AT_LEAST)
        parts = self._parts(found["of"], "of") if "of" in found else ()
        count = self.document.text(found["count"], "count") if "count" in found else ""
        if not (count and parts):
            return ALWAYS  # What is missing or empty is a fault by now.
        if not re.fullmatch(file_format.COUNT, count) or int(count) > len(parts):
            self.document.fault(node, f"count is {quoted(count)}. It must be a number from 1 to {len(parts)}, the length of the list.")
            return ALWAYS
        return AtLeast(int(count), parts)

    def _given(self, word: str, key: Node, value: Node) -> Condition:
        document = self.document
        question = self.questions.get(word)
        if question is None and word == "not":
            document.fault(key, "Conditions have no 'not', so that no answer can cancel advice. Name the choices that count instead.")
            return ALWAYS
        if question is None:
            document.fault(key, unknown_word("The question", word, [*self.questions, *file_format.JOINS]))
            return ALWAYS
        if question.entry is not None and not question.decides:
            what = "" if question.entry.is_note else " without choices"
            fact = f"{quoted(word)} is a {question.entry.kind}{what}, which the program only keeps for the visit sheet."
            document.fault(key, f"{fact} No condition can depend on it.")
            return ALWAYS
        items = [value] if isinstance(value, Scalar) else document.items(value, f"The choices of {quoted(word)}")
        known = [choice.id for choice in question.choices]
        named = [document.text(item, f"A choice of {quoted(word)}") for item in items]
        for choice, item in zip(named, items, strict=True):
            # A question whose choices have a fault themselves has none here.
            if choice and known and choice not in known:
                document.fault(item, unknown_choice(choice, word, known, pick_any=True, apart=()))
        if NOT_SURE in known and NOT_SURE not in named and any(choice in NO_MEANS_LESS for choice in named):
            unsure = f"being unsure must never earn less. Add {NOT_SURE}."
            document.fault(value, f"This names the no of {quoted(word)} but not {NOT_SURE}: {unsure}")
        return Given(word, frozenset(named))
