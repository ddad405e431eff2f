"""What every part of a questionnaire is read by: ids, records and their sources, and where each part stands."""

from __future__ import annotations

import re
from typing import NamedTuple, TypeVar

from netcheck.errors import quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import Urgency, Why
from netcheck.questionnaire.records import Allowed, Decision, Emergency, HelpLine, Review, SheetBlank, Source
from netcheck.questionnaire.yaml_reader import Node

Record = TypeVar("Record", Emergency, Source, Why, HelpLine, Review, SheetBlank, Decision, Urgency, Allowed)


class Place(NamedTuple):
    """Where a part of a questionnaire begins in its file; lines and columns count from 1."""

    line: int
    column: int


class PartReader:
    """Reads the small parts and notes faults on the way. A part with a fault is built as far as it goes.

    ``sources`` are those read so far; ``places`` says where a part stands, as ``Loaded`` explains.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sources: dict[str, Source] = {}
        self.places: dict[tuple[str, ...], Place] = {}

    def mark(self, node: Node, *key: str) -> None:
        """Remember where the part that ``key`` names stands, unless it was met before."""
        self.places.setdefault(key, Place(node.line, node.column))

    def mark_keys(self, found: dict[str, Node], *key: str) -> None:
        """Remember the place of the value of every key in ``found``."""
        for name, value in found.items():
            self.mark(value, *key, name)

    def checked_id(self, id_: str, node: Node, form: str = file_format.ID) -> str:
        """The id as it stands; a fault when it has other letters than ``form`` allows."""
        if id_ and not re.fullmatch(form, id_):
            also = ", _ and - only" if form == file_format.ID_WITH_DASHES else " and _ only"
            self.document.fault(node, f"The id {quoted(id_)} must be lower-case letters, digits{also}.")
        return id_

    def id_for_conditions(self, id_: str, node: Node) -> str:
        """The id of what conditions speak of, as ``checked_id``; a fault when it is a word that means something else there."""
        if id_ in file_format.WORDS_OF_CONDITIONS:
            words = ", ".join(file_format.WORDS_OF_CONDITIONS)
            self.document.fault(node, f"The id {quoted(id_)} is a word of the conditions. Choose another than these: {words}.")
        return self.checked_id(id_, node)

    def texts(self, found: dict[str, Node], what: str, *names: str) -> list[str]:
        """The text under each of ``names``, empty where the key is not there."""
        return [self.document.text(found[name], f"{name} of a {what}") if name in found else "" for name in names]

    def one_of(self, found: dict[str, Node], key: str, words: tuple[str, ...]) -> str:
        """The word under ``key``, the first of ``words`` when the key is not there."""
        if key not in found:
            return words[0]
        word = self.document.text(found[key], key)
        if word and word not in words:
            self.document.fault(found[key], f"{key} is {quoted(word)}. It can be: {', '.join(words)}.")
        return word

    def refuse_repeats(self, named: list[tuple[str, Node]], what: str) -> None:
        """A fault at every id that stands a second time."""
        seen: dict[str, int] = {}
        for id_, node in named:
            if id_ and id_ in seen:
                self.document.fault(node, f"The {what} {quoted(id_)} stands here a second time; the first is in line {seen[id_]}.")
            seen.setdefault(id_, node.line)

    def record(self, kind: type[Record], node: Node, what: str, **given: str) -> Record:
        """A record whose fields are all text or lists of text, read by the names of its fields."""
        lists = file_format.lists_of(kind)
        needed, allowed = file_format.of_record(kind, *given)
        found = self.document.fields(node, what, needed, allowed)
        # A needed key that is missing is a fault by now; the record is built all the same, to find the faults after it.
        values: dict[str, str | tuple[str, ...]] = dict.fromkeys(needed, "")
        for name, value in found.items():
            of = f"{name} of {what[0].lower()}{what[1:]}"
            if name == "sources":
                values[name] = self.source_ids(value, of)
            elif name in lists:
                values[name] = self.document.texts(value, of)
            else:
                values[name] = self.document.text(value, of)
        return kind(**given, **values)  # type: ignore[arg-type]

    def records(self, kind: type[Record], top: dict[str, Node], key: str, what: str) -> tuple[Record, ...]:
        """The list of records under an optional key, each with its place by its number."""
        items = self.document.items(top[key], key) if key in top else []
        for number, item in enumerate(items):
            self.mark(item, key, str(number))
        return tuple(self.record(kind, item, what) for item in items)

    def source_ids(self, node: Node, what: str) -> tuple[str, ...]:
        """The ids of a list of sources; one that no source has is a fault."""
        items = self.document.items(node, what)
        ids = tuple(self.document.text(item, f"A line of {what}") for item in items)
        for id_, item in zip(ids, items, strict=True):
            if id_ and id_ not in self.sources:
                self.document.fault(item, unknown_word("The source", id_, self.sources))
        return ids

    def read_sources(self, node: Node) -> dict[str, Source]:
        """The sources, each by its id. From here on they are known to this reader."""
        pairs = self.document.pairs(node, "sources")
        for id_, key, _ in pairs:
            self.mark(key, "source", id_)
        ids = [self.checked_id(id_, key, file_format.ID_WITH_DASHES) for id_, key, _ in pairs]
        self.sources = {id_: self.record(Source, value, f"Source {quoted(id_)}") for id_, (_, _, value) in zip(ids, pairs, strict=True)}
        return self.sources
