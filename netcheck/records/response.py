"""A QuestionnaireResponse as LHC-Forms, Smart Forms or a portal writes it, read into the same raw answers as an answers file.

So the one judge of answers sees them, with its own messages and the lines of this file. Only JSON of FHIR R4 is read; what
stands beside the answers (who, when, narratives, contained resources, extensions) is kept out, and named.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from netcheck.engine import answers
from netcheck.engine.answers import SavedAnswers
from netcheck.errors import AnswersRefused, Fault, quoted
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.model import Question, Questionnaire
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar, Sequence
from netcheck.records.names import ENTERED, canonical

if TYPE_CHECKING:
    from datetime import date

RESPONSE = "QuestionnaireResponse"

TAKEN = "--answers takes one QuestionnaireResponse of FHIR R4, in JSON."

AROUND = ("section.", "outcome.", "advice.", "urgency.")
"""How the linkIds begin of what stands around the questions; nobody answers there."""

_ALWAYS = ("id", "extension", "modifierExtension")
_TOP = (*_ALWAYS, "meta", "implicitRules", "language", "text", "contained", "identifier", "basedOn", "partOf", "questionnaire", "status",
        "subject", "encounter", "authored", "author", "source", "item")  # fmt: skip
_ITEM = (*_ALWAYS, "definition", "text", "answer", "item")
_ANSWER = (*_ALWAYS, "valueBoolean", "valueDecimal", "valueInteger", "valueDate", "valueDateTime", "valueTime", "valueString", "valueUri",
           "valueAttachment", "valueCoding", "valueQuantity", "valueReference", "item")  # fmt: skip
_TYPED = ("valueInteger", "valueDecimal", "valueString", "valueDate")


class Response(NamedTuple):
    """The answers of a response, and what a person is told who hands it in: what was not read, and another edition."""

    saved: SavedAnswers
    notes: tuple[str, ...]


def read(text: str, name: str, questionnaire: Questionnaire, today: date | None = None) -> Response:
    """The answers in a response. Raises AnswersRefused, with every fault, for what is no response to this questionnaire."""
    if text.lstrip("\ufeff \t\r\n").startswith("<"):
        raise AnswersRefused([Fault(name, None, f"This is XML. {TAKEN} Ask the system that wrote it for JSON.")])
    reader = _Reader(Document(name, AnswersRefused), questionnaire)
    edition = reader.whole(text)
    saved = answers.saved(reader.document, edition, reader.pairs, questionnaire, today)
    return Response(saved, tuple(reader.notes(edition)))


class _Reader:
    def __init__(self, document: Document, questionnaire: Questionnaire) -> None:
        self.document = document
        self.content = questionnaire
        self.pairs: list[tuple[str, Node, Node]] = []
        self.kept_out: dict[str, None] = {}

    def whole(self, text: str) -> str:
        """Read everything into ``pairs``; the edition that was answered, "" where none is named."""
        root = self.document.root(text)
        self.document.refuse()
        pairs = root.value if isinstance(root, Mapping) else []
        kind = next((value for key, value in pairs if isinstance(key, Scalar) and key.value == "resourceType"), None)
        if root is None or not isinstance(kind, Scalar) or kind.value != RESPONSE:
            what = quoted(kind.value) if isinstance(kind, Scalar) else "no resource"
            hint = " Take the QuestionnaireResponse out of it." if isinstance(kind, Scalar) and kind.value == "Bundle" else ""
            self.document.fault(kind or root, f"This is {what}. {TAKEN}{hint}")
            self.document.refuse()
        assert root is not None  # noqa: S101  refused above
        found = self._fields(root, "A QuestionnaireResponse", ("resourceType",), _TOP)
        if "text" in found:
            self.kept_out["the narrative"] = None
        for one in self._list(found.get("contained"), "contained"):
            held = dict(self._scalars(one))
            self.kept_out[f"the contained {held.get('resourceType', 'resource')}"] = None
        status = found.get("status")
        if isinstance(status, Scalar) and status.value == "entered-in-error":
            self.document.fault(status, "This response was entered in error, its status says. Hand in the right one.")
        edition = self._edition(found.get("questionnaire"))
        self._items(found.get("item"))
        return edition

    def notes(self, edition: str) -> list[str]:
        """What is told of a response that was read."""
        told = [f"Not read from this response: {', '.join(self.kept_out)}."] if self.kept_out else []
        if edition and edition != self.content.edition:
            told.append(f"It answers edition {edition} of the questions. This is edition {self.content.edition}.")
        return told

    def _edition(self, node: Node | None) -> str:
        if isinstance(node, Mapping):
            self.document.fault(node, f"'questionnaire' is a reference, as in FHIR STU3. {TAKEN}")
            return ""
        if not isinstance(node, Scalar):
            return ""
        address, _, edition = node.value.partition("|")
        if address != canonical(self.content):
            fact = f"This response answers another questionnaire: {quoted(address)}"
            self.document.fault(node, f"{fact}. {quoted(self.content.title)} is {canonical(self.content)}.")
        return edition

    def _items(self, node: Node | None) -> None:
        for item in self._list(node, "item"):
            found = self._fields(item, "An item", ("linkId",), _ITEM)
            link = found.get("linkId")
            given = self._list(found.get("answer"), "answer")
            if isinstance(link, Scalar) and given:
                self._answered(link, given)
            self._items(found.get("item"))

    def _answered(self, link: Scalar, given: list[Node]) -> None:
        values = [value for one in given if (value := self._value(link.value, one)) is not None]
        is_around = link.value.startswith(AROUND) or link.value.endswith(".help")
        if is_around:
            return
        id_ = self.content.current_id(link.value.removesuffix(ENTERED))
        if any(id_ == self.content.current_id(known) for known, _, _ in self.pairs):
            self.document.fault(link, f"{quoted(id_)} is answered a second time. Keep one of the answers.")
            return
        question = self.content.questions.get(id_)
        if question is None:
            self.pairs.append((link.value, link, link))
            return
        raw = [text for value in values if (text := self._raw(question, *value)) is not None]
        if len(raw) == len(given):
            is_list = len(raw) > 1 or (question.pick_any and question.entry is None)
            self.pairs.append((id_, link, Sequence(list(raw), link.line, link.column) if is_list else raw[0]))

    def _value(self, link: str, node: Node) -> tuple[str, Node] | None:
        """The one value of an answer with the name of its type; what hangs under the answer is read as well."""
        found = self._fields(node, f"An answer to {quoted(link)}", (), _ANSWER)
        self._items(found.get("item"))
        values = [(key, value) for key, value in found.items() if key.startswith("value")]
        if len(values) != 1:
            fact = f"An answer to {quoted(link)} has {len(values) or 'no'} values"
            self.document.fault(node, f"{fact}. Write one value, or leave the answer out.")
            return None
        return values[0]

    def _raw(self, question: Question, kind: str, node: Node) -> Scalar | None:
        """What the judge of answers is asked about: the choice that a code names, or a text as it was typed."""
        if kind == "valueCoding" and question.choices:
            return self._choice(question, node)
        if question.entry is not None and kind in _TYPED and isinstance(node, Scalar):
            return node._replace(style='"')
        if question.entry is not None and kind == "valueQuantity":
            parts = dict(self._scalars(node))
            return Scalar(f"{parts.get('value', '')} {parts.get('unit', '')}".strip(), node.line, node.column, '"')
        takes = "a valueCoding" if question.entry is None else f"one of {', '.join(_TYPED)}"
        self.document.fault(node, f"{quoted(question.id)} takes {takes}, not {kind}.")
        return None

    def _choice(self, question: Question, node: Node) -> Scalar | None:
        parts = dict(self._scalars(node))
        code, ours = parts.get("code", ""), canonical(self.content, "CodeSystem")
        asked, _, choice = code.partition(".")
        if parts.get("system", ours) != ours:
            self.document.fault(node, f"{quoted(question.id)}: the code {quoted(code)} is of another system, {quoted(parts['system'])}.")
        elif self.content.current_id(asked) != question.id or not choice:
            self.document.fault(node, f"{quoted(question.id)}: {quoted(code)} is no code of its choices. They begin with '{question.id}.'.")
        else:
            return Scalar(choice, node.line, node.column, '"')
        return None

    def _fields(self, node: Node, what: str, needed: tuple[str, ...], allowed: tuple[str, ...]) -> dict[str, Node]:
        """The elements of a part. An unknown one is a fault, as an answer may be in it; extensions are kept out."""
        if isinstance(node, Mapping):
            node = node._replace(value=[(key, value) for key, value in node.value if not _is_beside(key)])
        found = self.document.fields(node, what, needed, allowed)
        for one in self._list(found.get("extension"), "extension"):
            self.kept_out[f"the extension {dict(self._scalars(one)).get('url', 'without url')}"] = None
        if "modifierExtension" in found:
            fact = f"{what} has a modifierExtension, which may change its meaning"
            self.document.fault(found["modifierExtension"], f"{fact}. It cannot be read.")
        return found

    def _list(self, node: Node | None, what: str) -> list[Node]:
        """The parts of a list. An empty one, which the standard forbids and forms write, holds nothing."""
        return [] if node is None or (isinstance(node, Sequence) and not node.value) else self.document.items(node, what)

    def _scalars(self, node: Node) -> list[tuple[str, str]]:
        pairs = node.value if isinstance(node, Mapping) else []
        return [(key.value, value.value) for key, value in pairs if isinstance(key, Scalar) and isinstance(value, Scalar)]


def _is_beside(key: Node) -> bool:
    """Whether a key holds what JSON of FHIR says about the element of the same name, such as its extensions."""
    return isinstance(key, Scalar) and key.value.startswith("_")
