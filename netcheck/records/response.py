"""A QuestionnaireResponse as LHC-Forms, Smart Forms or a portal writes it, read into the same raw answers as an answers file.

So the one judge of answers sees them, with its own messages and the lines of this file. Only JSON of FHIR R4 is read; what
stands beside the answers (who, when, narratives, contained resources, extensions) is kept out, and named.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING, NamedTuple

from netcheck.engine import answers
from netcheck.engine.answers import SavedAnswers
from netcheck.errors import AnswerRefused, AnswersRefused, quoted
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.model import Question, Questionnaire
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar, Sequence
from netcheck.records.names import ENTERED, TYPED, UNITS, addresses, canonical

if TYPE_CHECKING:
    from datetime import date

TAKEN = "--answers takes one QuestionnaireResponse of FHIR R4, in JSON."

AROUND = re.compile(r"(section|outcome|advice|urgency)\..*|.*\.help")
"""The linkIds of what stands around the questions; nobody answers there."""

SIGNS = (("group", Mapping, "DSTU2"), ("questionnaire", Mapping, "STU3"), ("context", Mapping, "STU3"), ("parent", Sequence, "STU3"),
         ("identifier", Sequence, "R5"))  # fmt: skip
"""What only responses of another release have: an element, with a value of this kind."""

PROFILE = re.compile(r"http://hl7\.org/fhir/(?:([1356])\.\d/)?StructureDefinition/QuestionnaireResponse(?:\|([1356])\..*)?")
RELEASES = {"1": "DSTU2", "3": "STU3", "5": "R5", "6": "R6"}
"""How a response says itself of which other release it is, by the number of that."""

_NAMED = ("extension", "contained")
_ALWAYS = ("id", "extension", "modifierExtension")
_TOP = (*_ALWAYS, "meta", "implicitRules", "language", "text", "contained", "identifier", "basedOn", "partOf", "questionnaire", "status",
        "subject", "encounter", "authored", "author", "source", "item")  # fmt: skip
_ITEM = (*_ALWAYS, "definition", "text", "answer", "item")
_VALUES = ("Boolean", "Decimal", "Integer", "Date", "DateTime", "Time", "String", "Uri", "Attachment", "Coding", "Quantity", "Reference")
_ANSWER = (*_ALWAYS, *(f"value{kind}" for kind in _VALUES), "item")


class Response(NamedTuple):
    """The answers of a response, and what was not read of it, for whoever hands it in."""

    saved: SavedAnswers
    kept_out: tuple[str, ...]


def read(text: str, name: str, questionnaire: Questionnaire, today: date | None = None) -> Response:
    """The answers in a response. Raises AnswersRefused, with every fault, for what is no response to this questionnaire."""
    reader = _Reader(Document(name, AnswersRefused), questionnaire)
    edition = reader.edition_of(reader.resource(text))
    return Response(answers.saved(reader.document, edition, reader.pairs, questionnaire, today), tuple(dict.fromkeys(reader.kept_out)))


class _Reader:
    def __init__(self, document: Document, questionnaire: Questionnaire) -> None:
        self.document = document
        self.content = questionnaire
        self.pairs: list[tuple[str, Node, Node]] = []
        self.kept_out: list[str] = []

    def resource(self, text: str) -> Mapping:
        """What is no response of R4 at all is refused with one message."""
        is_xml = text.lstrip("\ufeff \t\r\n").startswith("<")
        root = None if is_xml else self.document.root(text)
        self.document.refuse()
        elements = _elements(root)
        kind, release = _text(elements.get("resourceType")), _other_release(elements)
        if is_xml:
            self.document.fault(None, f"This is XML. {TAKEN} Ask the system that wrote it for JSON.")
        elif kind != "QuestionnaireResponse":
            hint = " Take the QuestionnaireResponse out of it." if kind == "Bundle" else ""
            self.document.fault(elements.get("resourceType", root), f"This is {quoted(kind) if kind else 'no resource'}. {TAKEN}{hint}")
        elif release:
            fact = f"This response is of FHIR {release[1]}, as its {quoted(release[0])} shows"
            self.document.fault(elements[release[0]], f"{fact}. {TAKEN} Ask the system that wrote it for R4.")
        self.document.refuse()
        assert isinstance(root, Mapping)  # noqa: S101  it has a kind
        return root

    def edition_of(self, root: Mapping) -> str:
        """Read everything into ``pairs``; the edition that was answered, "" where none is named."""
        found = self._fields(root, "A QuestionnaireResponse", ("resourceType",), _TOP)
        self.kept_out += ["the narrative"] if "text" in found else []
        self.kept_out += [f"the contained {_texts(one).get('resourceType', 'resource')}" for one in self._list(found, "contained")]
        self.kept_out += _extensions(root)
        if _text(found.get("status")) == "entered-in-error":
            self.document.fault(found["status"], "This response was entered in error, its status says. Hand in the right one.")
        address, _, edition = _text(found.get("questionnaire")).partition("|")
        if address not in {"", *addresses(self.content, "Questionnaire")}:
            fact = f"This response answers another questionnaire: {quoted(address)}"
            self.document.fault(found["questionnaire"], f"{fact}. {quoted(self.content.title)} is {canonical(self.content)}.")
        self._items(found)
        return edition

    def _items(self, above: dict[str, Node]) -> None:
        for item in self._list(above, "item"):
            found = self._fields(item, "An item", ("linkId",), _ITEM)
            link = found.get("linkId")
            given = [(one, self._fields(one, f"An answer to {quoted(_text(link))}", (), _ANSWER)) for one in self._list(found, "answer")]
            if isinstance(link, Scalar) and given and not AROUND.fullmatch(link.value):
                self._answered(link, given)
            for one in (found, *(answer for _, answer in given)):
                self._items(one)

    def _answered(self, link: Scalar, given: list[tuple[Node, dict[str, Node]]]) -> None:
        name, raw = link.value.removesuffix(ENTERED), list[Node]()
        question = self.content.questions.get(self.content.current_id(name))
        if question is None:
            self.pairs.append((name, link, link))
            return
        for answer, found in given:
            values = [(key, value) for key, value in found.items() if key.startswith("value")]
            node = values[0][1] if values else answer
            try:
                raw.append(Scalar(self._raw(question, values), node.line, node.column, '"'))
            except AnswerRefused as error:
                self.document.fault(node, str(error))
        if len(raw) == len(given):
            is_list = len(raw) > 1 or question.pick_any
            self.pairs.append((name, link, Sequence(raw, link.line, link.column) if is_list else raw[0]))

    def _raw(self, question: Question, values: list[tuple[str, Node]]) -> str:
        """What the judge of answers is asked about: the choice that a code names, or a text as it was typed."""
        if len(values) != 1:
            fact = f"An answer to {quoted(question.id)} has {len(values) or 'no'} values"
            raise AnswerRefused(f"{fact}. Write one value, or leave the answer out.")
        kind, node = values[0]
        parts, ours = _texts(node), addresses(self.content, "CodeSystem")
        code, system = parts.get("code", ""), parts.get("system", ours[0])
        if kind == "valueCoding" and question.choices:
            asked, _, choice = code.partition(".")
            if system not in ours:
                raise AnswerRefused(f"{quoted(question.id)}: the code {quoted(code)} is of another system, {quoted(system)}.")
            if self.content.current_id(asked) != question.id or not choice:
                raise AnswerRefused(f"{quoted(question.id)}: {quoted(code)} is no code of its choices. They begin with '{question.id}.'.")
            return choice
        typed = [element for element, _ in TYPED.values()] if question.entry is not None else []
        if kind in typed and isinstance(node, Scalar):
            return node.value
        if typed and kind == "valueQuantity" and "comparator" not in parts:
            unit = next((unit for unit, ucum in UNITS.items() if ucum == code), parts.get("unit", code))
            return f"{parts.get('value', '')} {unit}".strip()
        takes = f"one of {', '.join(typed)}" if typed else "a valueCoding"
        raise AnswerRefused(f"{quoted(question.id)} takes {takes}, not {kind}{' with a comparator' if 'comparator' in parts else ''}.")

    def _fields(self, node: Node, what: str, needed: Collection[str], allowed: Collection[str]) -> dict[str, Node]:
        """The elements of a part. An unknown one is a fault, as an answer may be in it."""
        if isinstance(node, Mapping):
            # What begins so holds what JSON of FHIR says about the element of the same name, such as its extensions.
            node = node._replace(value=[(key, value) for key, value in node.value if not _text(key).startswith("_")])
        found = self.document.fields(node, what, needed, allowed)
        if "modifierExtension" in found:
            fact = f"{what} has a modifierExtension, which may change its meaning"
            self.document.fault(found["modifierExtension"], f"{fact}. It cannot be read.")
        return found

    def _list(self, found: dict[str, Node], name: str) -> list[Node]:
        """The parts of a list. An empty one, which the standard forbids and forms write, holds nothing."""
        node = found.get(name)
        return [] if node is None or (isinstance(node, Sequence) and not node.value) else self.document.items(node, name)


def _other_release(elements: dict[str, Node]) -> tuple[str, str] | None:
    """The element that shows that a response is of another release than R4, and the name of that."""
    for name, kind, release in SIGNS:
        if isinstance(elements.get(name), kind):
            return name, release
    profiles = _elements(elements.get("meta")).get("profile")
    for one in profiles.value if isinstance(profiles, Sequence) else ():
        if (found := PROFILE.fullmatch(_text(one))) and (number := found[1] or found[2]):
            return "meta", RELEASES[number]
    return None


def _extensions(node: Node) -> Iterator[str]:
    """Every extension outside contained resources, by its address."""
    parts = node.value if isinstance(node, Sequence) else [value for key, value in _elements(node).items() if key not in _NAMED]
    for part in parts:
        yield from _extensions(part)
    held = _elements(node).get("extension")
    yield from (f"the extension {_texts(one).get('url', 'without url')}" for one in (held.value if isinstance(held, Sequence) else ()))


def _elements(node: Node | None) -> dict[str, Node]:
    return {_text(key): value for key, value in node.value} if isinstance(node, Mapping) else {}


def _texts(node: Node) -> dict[str, str]:
    return {key: value.value for key, value in _elements(node).items() if isinstance(value, Scalar)}


def _text(node: Node | None) -> str:
    return node.value if isinstance(node, Scalar) else ""
