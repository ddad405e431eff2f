"""Questionnaire text → Questionnaire, or every fault at once with file:line, fact and fix.

The file is read top down, so that a name is always known before it is used: sources, urgencies, sections
with their questions, named conditions, then advice. After this, nothing needs to be checked again.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterator
from collections.abc import Mapping as Map
from contextlib import contextmanager
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from netcheck.errors import QuestionnaireRefused, quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.condition_reader import ALWAYS, ConditionReader
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import (
    URGENCIES,
    Advice,
    Allowed,
    Always,
    Choice,
    Condition,
    HelpLine,
    Question,
    Questionnaire,
    Review,
    Section,
    Source,
    Urgency,
    Why,
)
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar

UNKNOWN = Urgency(URGENCIES[-1], "", "")
"""Stands in where an urgency is a fault, so that reading can go on."""

Record = TypeVar("Record", Source, Why, HelpLine, Review, Urgency, Allowed)


class Place(NamedTuple):
    """Where a part of a questionnaire begins in its file; lines and columns count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire, and beside it what only its authors need.

    ``places`` says where a part stands: ``(key,)`` for the top keys, ``("question", id)`` and ``("question", id, key)``, the
    same for "advice", ``("choice", question, choice)``, ``("source", id)`` and the same for "section", "urgency" and
    "condition"; ``("help_lines", number)`` and ``("allow", number)`` count from 0;
    ``("always", id)`` is a promise.
    """

    questionnaire: Questionnaire
    name: str
    places: Map[tuple[str, ...], Place]
    conditions: Map[str, Condition]
    used_conditions: frozenset[str]
    allowed: tuple[Allowed, ...]


def load(text: str, name: str) -> Questionnaire:
    """The questionnaire in ``text``. ``name`` is what messages call the file.

    Raises QuestionnaireRefused with every fault found.
    """
    return load_with_places(text, name).questionnaire


@contextmanager
def _no_search_for_garbage() -> Iterator[None]:
    """Nothing made while reading is garbage, and looking for it again and again takes half the time of a large file."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@_no_search_for_garbage()
def load_with_places(text: str, name: str) -> Loaded:
    """As ``load``, with the place of every part, the named conditions and the findings that the author allows."""
    document = Document(name, QuestionnaireRefused)
    root = document.root(text)
    if root is None:
        if not document.faults:
            document.fault(None, "This file is empty. A questionnaire starts with 'format: 1'.")
        raise QuestionnaireRefused(document.faults)
    builder = _Builder(document)
    questionnaire = builder.questionnaire(root, hashlib.sha256(text.encode()).hexdigest())
    document.refuse()
    assert questionnaire is not None  # noqa: S101  every way to None has noted a fault
    return Loaded(questionnaire, name, builder.places, builder.conditions.named, frozenset(builder.conditions.used), builder.allowed)


def load_sources(text: str, name: str) -> dict[str, Source]:
    """The sources in a file that holds nothing else. Raises QuestionnaireRefused with every fault found."""
    document = Document(name, QuestionnaireRefused)
    root = document.root(text)
    sources = _Builder(document).read_sources(root) if root else {}
    document.refuse()
    return sources


class _Builder:
    """Builds the model from nodes and notes faults on the way. A part with a fault is built as far as it goes."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.sources: dict[str, Source] = {}
        self.urgencies: dict[str, Urgency] = {}
        self.questions: dict[str, Question] = {}
        self.conditions = ConditionReader(document, self.questions)
        self.allowed: tuple[Allowed, ...] = ()
        self.places: dict[tuple[str, ...], Place] = {}

    def _mark(self, node: Node, *key: str) -> None:
        self.places.setdefault(key, Place(node.line, node.column))

    def _mark_keys(self, found: dict[str, Node], *key: str) -> None:
        for name, value in found.items():
            self._mark(value, *key, name)

    def questionnaire(self, root: Node, content_hash: str) -> Questionnaire | None:
        document = self.document
        top = document.fields(root, "A questionnaire", *file_format.QUESTIONNAIRE)
        if "format" in top and (found := document.text(top["format"], "format")) not in {"", file_format.FORMAT}:
            known = file_format.FORMAT
            document.fault(top["format"], f"format is {quoted(found)}; this program reads format {known}. Use the program for it.")
            return None
        if not all(key in top for key in file_format.QUESTIONNAIRE.needed):
            return None
        self._mark_keys(top)
        self.sources = self.read_sources(top["sources"])
        self._read_urgencies(top["urgencies"])
        help_lines = self._records(HelpLine, top, "help_lines", "A help line")
        sections = self._sections(top["sections"])
        if "conditions" in top:
            for id_, key, node in document.pairs(top["conditions"], "conditions"):
                self._mark(key, "condition", id_)
                self.conditions.named[self._id(id_, key)] = self.conditions.read(node)
        nodes = document.items(top["advice"], "advice")
        advice = tuple(map(self._advice, nodes))
        self._refuse_repeats([(one.id, node) for one, node in zip(advice, nodes, strict=True)], "advice")
        self.allowed = self._records(Allowed, top, "allow", "A line of allow")
        return Questionnaire(
            edition=document.text(top["edition"], "edition"),
            title=document.text(top["title"], "title"),
            review=self._review(top["review"]),
            start=document.texts(top["start"], "start"),
            notice=document.text(top["notice"], "notice"),
            sources=self.sources,
            urgencies=tuple(self.urgencies.values()),
            help_lines=help_lines,
            sections=sections,
            advice=advice,
            otherwise=self._otherwise(top["otherwise"]),
            content_hash=content_hash,
            always=self._promises(top["always"]) if "always" in top else (),
        )

    def _records(self, kind: type[Record], top: dict[str, Node], key: str, what: str) -> tuple[Record, ...]:
        """The list of records under an optional key, each with its place by its number."""
        items = self.document.items(top[key], key) if key in top else []
        for number, item in enumerate(items):
            self._mark(item, key, str(number))
        return tuple(self._record(kind, item, what) for item in items)

    def _review(self, node: Node) -> Review:
        review = self._record(Review, node, "review")
        if review.until and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", review.until):
            self.document.fault(node, f"until of review is {quoted(review.until)}. It must be a day like 2027-05-31.")
        return review

    def read_sources(self, node: Node) -> dict[str, Source]:
        pairs = self.document.pairs(node, "sources")
        for id_, key, _ in pairs:
            self._mark(key, "source", id_)
        ids = [self._id(id_, key, file_format.ID_WITH_DASHES) for id_, key, _ in pairs]
        return {id_: self._record(Source, value, f"Source {quoted(id_)}") for id_, (_, _, value) in zip(ids, pairs, strict=True)}

    def _id(self, id_: str, node: Node, form: str = file_format.ID) -> str:
        if id_ and not re.fullmatch(form, id_):
            also = ", _ and - only" if form == file_format.ID_WITH_DASHES else " and _ only"
            self.document.fault(node, f"The id {quoted(id_)} must be lower-case letters, digits{also}.")
        return id_

    def _record(self, kind: type[Record], node: Node, what: str, **given: str) -> Record:
        """A record whose fields are all text or lists of text, read by the names of its fields."""
        lists = file_format.lists_of(kind)
        needed, allowed = file_format.of_record(kind, *given)
        found = self.document.fields(node, what, needed, allowed)
        # A needed key that is missing is a fault by now; the record is built all the same, to find the faults after it.
        values: dict[str, str | tuple[str, ...]] = dict.fromkeys(needed, "")
        for name, value in found.items():
            of = f"{name} of {what[0].lower()}{what[1:]}"
            if name == "sources":
                values[name] = self._source_ids(value, of)
            elif name in lists:
                values[name] = self.document.texts(value, of)
            else:
                values[name] = self.document.text(value, of)
        return kind(**given, **values)  # type: ignore[arg-type]

    def _source_ids(self, node: Node, what: str) -> tuple[str, ...]:
        items = self.document.items(node, what)
        ids = tuple(self.document.text(item, f"A line of {what}") for item in items)
        for id_, item in zip(ids, items, strict=True):
            if id_ and id_ not in self.sources:
                self.document.fault(item, unknown_word("The source", id_, self.sources))
        return ids

    def _read_urgencies(self, node: Node) -> None:
        pairs = self.document.pairs(node, "urgencies")
        if tuple(id_ for id_, _, _ in pairs) != URGENCIES:
            self.document.fault(node, f"urgencies must be these five, most urgent first: {', '.join(URGENCIES)}.")
        for id_, key, value in pairs:
            self._mark(key, "urgency", id_)
            self.urgencies[id_] = self._record(Urgency, value, f"Urgency {quoted(id_)}", id=id_)

    def _sections(self, node: Node) -> tuple[Section, ...]:
        sections, named = [], []
        for item in self.document.items(node, "sections"):
            found = self.document.fields(item, "A section", *file_format.SECTION)
            id_, title, say = self._texts(found, "section", "id", "title", "say")
            self._mark(item, "section", id_)
            named.append((self._id(id_, item), item))
            sections.append(Section(id_, title, self._questions(found.get("questions")), say))
        self._refuse_repeats(named, "section")
        return tuple(sections)

    def _texts(self, found: dict[str, Node], what: str, *names: str) -> list[str]:
        return [self.document.text(found[name], f"{name} of a {what}") if name in found else "" for name in names]

    def _refuse_repeats(self, named: list[tuple[str, Node]], what: str) -> None:
        seen: dict[str, int] = {}
        for id_, node in named:
            if id_ and id_ in seen:
                self.document.fault(node, f"The {what} {quoted(id_)} stands here a second time; the first is in line {seen[id_]}.")
            seen.setdefault(id_, node.line)

    def _questions(self, node: Node | None) -> tuple[Question, ...]:
        return tuple(self._question(item) for item in self.document.items(node, "questions")) if node else ()

    def _question(self, node: Node) -> Question:
        found = self.document.fields(node, "A question", *file_format.QUESTION)
        id_, short, ask, hint = self._texts(found, "question", "id", "short", "ask", "hint")
        self._mark(node, "question", id_)
        self._mark_keys(found, "question", id_)
        if self._id(id_, node) in self.questions:
            self.document.fault(node, f"The question {quoted(id_)} exists already. Every question needs an id of its own.")
        pick_any = self._one_of(found, "pick", file_format.PICKS) == "any"
        kind = self._one_of(found, "kind", file_format.KINDS)
        sheet = self._one_of(found, "sheet", file_format.SHEET_PARTS) if "sheet" in found else ""
        why = self._record(Why, found["why"], f"why of {quoted(id_)}") if "why" in found else Why("", ())
        texts = self._choice_texts(found["choices"], id_, pick_any) if "choices" in found else {}
        # The id is taken before the follow-ups are read, so that a follow-up cannot take it again.
        self.questions[id_] = Question(id_, short, ask, why, ())
        then = self._follow_ups(found["then"], id_, texts) if "then" in found else {}
        choices = tuple(Choice(choice, text, then.get(choice, ())) for choice, text in texts.items())
        for choice in texts:
            # yes_no, and the two choices that end every list, stand nowhere else than the key.
            self._mark(found["choices"], "choice", id_, choice)
        self.questions[id_] = Question(id_, short, ask, why, choices, hint, pick_any, kind == "context", sheet)
        return self.questions[id_]

    def _one_of(self, found: dict[str, Node], key: str, words: tuple[str, ...]) -> str:
        """The word under ``key``, the first of ``words`` when the key is not there."""
        if key not in found:
            return words[0]
        word = self.document.text(found[key], key)
        if word and word not in words:
            self.document.fault(found[key], f"{key} is {quoted(word)}. It can be: {', '.join(words)}.")
        return word

    def _choice_texts(self, node: Node, id_: str, pick_any: bool) -> dict[str, str]:
        if isinstance(node, Scalar):
            if node.value != "yes_no":
                self.document.fault(node, f"choices of {quoted(id_)} must be yes_no or 'id: text' lines, not {quoted(node.value)}.")
            return dict(file_format.YES_NO)
        texts: dict[str, str] = {}
        for choice, key, value in self.document.pairs(node, f"choices of {quoted(id_)}"):
            self._mark(key, "choice", id_, choice)
            texts[self._id(choice, key)] = self.document.text(value, f"Choice {quoted(choice)} of {quoted(id_)}")
        if len(texts) > file_format.MOST_CHOICES:
            self.document.fault(node, f"{quoted(id_)} has {len(texts):,} choices. Ask with {file_format.MOST_CHOICES} or fewer.")
        if pick_any:
            for choice, text in file_format.ENDS_OF_A_LIST.items():
                texts[choice] = texts.pop(choice, text)
        elif len(texts) < 2 and isinstance(node, Mapping):
            self.document.fault(node, f"{quoted(id_)} needs at least two choices.")
        return texts

    def _follow_ups(self, node: Node, id_: str, texts: dict[str, str]) -> dict[str, tuple[Question, ...]]:
        then: dict[str, tuple[Question, ...]] = {}
        for choice, key, value in self.document.pairs(node, f"then of {quoted(id_)}"):
            if choice not in texts:
                self.document.fault(key, unknown_word(f"then of {quoted(id_)}: the choice", choice, texts))
            then[choice] = self._questions(value)
        return then

    def _advice(self, node: Node) -> Advice:
        found = self.document.fields(node, "Advice", *file_format.ADVICE)
        id_, say, urgency = self._texts(found, "piece of advice", "id", "say", "urgency")
        self._id(id_, node)
        self._mark(node, "advice", id_)
        self._mark_keys(found, "advice", id_)
        if urgency and urgency not in URGENCIES:
            self.document.fault(found["urgency"], unknown_word("The urgency", urgency, URGENCIES))
        elif urgency == URGENCIES[0]:
            if "sign" not in found:
                self.document.fault(node, f"Emergency advice {quoted(id_)} needs the key 'sign': the danger sign in a few words.")
            for key in file_format.NOT_IN_AN_EMERGENCY:
                if key in found:
                    self.document.fault(found[key], f"Emergency advice stands alone. Remove {key} from {quoted(id_)}.")
        elif urgency:
            for key in file_format.ONLY_IN_AN_EMERGENCY:
                if key in found:
                    self.document.fault(found[key], f"Only emergency advice has a '{key}'. Remove it from {quoted(id_)}.")
        when = self.conditions.read(found["when"]) if "when" in found else ALWAYS
        return self._build_advice(found, id_, urgency, when, say)

    def _promises(self, node: Node) -> tuple[Always, ...]:
        promises, named = [], []
        for item in self.document.items(node, "always"):
            found = self.document.fields(item, "A line of always", *file_format.ALWAYS)
            id_, urgency = self._texts(found, "line of always", "id", "then_at_least")
            named.append((self._id(id_, item), item))
            self._mark(item, "always", id_)
            if urgency and urgency not in URGENCIES:
                self.document.fault(found["then_at_least"], unknown_word("The urgency", urgency, URGENCIES))
            when = self.conditions.read(found["when"]) if "when" in found else ALWAYS
            promises.append(Always(id_, when, self.urgencies.get(urgency, UNKNOWN)))
        self._refuse_repeats(named, "line of always")
        return tuple(promises)

    def _otherwise(self, node: Node) -> Advice:
        found = self.document.fields(node, "otherwise", *file_format.OTHERWISE)
        (say,) = self._texts(found, "piece of advice", "say")
        self._mark(node, "advice", "otherwise")
        self._mark_keys(found, "advice", "otherwise")
        return self._build_advice(found, "otherwise", URGENCIES[-1], ALWAYS, say)

    def _build_advice(self, found: dict[str, Node], id_: str, urgency: str, when: Condition, say: str) -> Advice:
        sources = self._source_ids(found["sources"], f"sources of {quoted(id_)}") if "sources" in found else ()
        lists = {key: self.document.texts(found[key], f"{key} of {quoted(id_)}") for key in file_format.ADVICE_LISTS if key in found}
        sign, late_because = self._texts(found, "piece of advice", *file_format.ONLY_IN_AN_EMERGENCY)
        return Advice(id_, self.urgencies.get(urgency, UNKNOWN), when, say, sources, sign, **lists, late_because=late_because)
