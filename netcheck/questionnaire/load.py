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

from netcheck.errors import Lack, QuestionnaireRefused, quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.advice_reader import AdviceReader
from netcheck.questionnaire.ask_if_reader import with_ask_ifs
from netcheck.questionnaire.condition_reader import ConditionReader
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.model import URGENCIES, Condition, Questionnaire, Urgency
from netcheck.questionnaire.part_reader import PartReader, Place
from netcheck.questionnaire.question_reader import QuestionReader
from netcheck.questionnaire.records import EVERYWHERE, Allowed, Decision, Emergency, HelpLine, Review, SheetBlank, Source
from netcheck.questionnaire.yaml_reader import Node

WHOLE = "A questionnaire"
"""What messages call the top keys."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A questionnaire, and beside it what only its authors need.

    ``places`` says where a part stands: ``(key,)`` for the top keys, ``("question", id)`` and ``("question", id, key)``, the
    same for "advice", ``("choice", question, choice)``, ``("source", id)`` and the same for "section", "urgency" and
    "condition"; ``("help_lines", number)``, ``("sheet_blanks", number)``,
    ``("decisions", number)`` and ``("allow", number)`` count from 0;
    ``("always", id)`` is a promise, ``("subject", id)`` a complaint and ``("whom_to_call", id)`` one to call.
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
            document.fault(None, "This file is empty. A questionnaire starts with 'format: 1'.", Lack(WHOLE, "format", 1))
        raise QuestionnaireRefused(document.faults)
    loaded = _whole(document, root, hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest())
    document.refuse()
    assert loaded is not None  # noqa: S101  every way to None has noted a fault
    return loaded


def load_sources(text: str, name: str) -> dict[str, Source]:
    """The sources in a file that holds nothing else. Raises QuestionnaireRefused with every fault found."""
    document = Document(name, QuestionnaireRefused)
    root = document.root(text)
    sources = PartReader(document).read_sources(root) if root else {}
    document.refuse()
    return sources


def _whole(document: Document, root: Node, content_hash: str) -> Loaded | None:
    top = document.fields(root, WHOLE, *file_format.QUESTIONNAIRE)
    if "format" in top and (found := document.text(top["format"], "format")) not in {"", file_format.FORMAT}:
        known = file_format.FORMAT
        document.fault(top["format"], f"format is {quoted(found)}; this program reads format {known}. Use the program for it.")
        return None
    if not all(key in top for key in file_format.QUESTIONNAIRE.needed):
        return None
    parts = PartReader(document)
    parts.mark_keys(top)
    sources = parts.read_sources(top["sources"])
    urgencies = _urgencies(parts, top["urgencies"])
    help_lines = parts.records(HelpLine, top, "help_lines", "A help line")
    question_reader = QuestionReader(parts)
    sections = question_reader.sections(top["sections"])
    conditions = ConditionReader(document, question_reader.questions)
    if "conditions" in top:
        for id_, key, node in document.pairs(top["conditions"], "conditions"):
            parts.mark(key, "condition", id_)
            conditions.named[parts.id_for_conditions(id_, key)] = conditions.read(node)
    question_reader.check_earlier_ids()
    sections = with_ask_ifs(document, conditions, sections, question_reader.ask_ifs)
    advice_reader = AdviceReader(parts, conditions, urgencies)
    advice_reader.help_lines = tuple(line.id for line in help_lines)
    subjects = advice_reader.read_subjects(top["subjects"]) if "subjects" in top else ()
    advice = advice_reader.advice(top["advice"])
    decisions = _decisions(parts, top, {*question_reader.questions, *(one.id for one in advice)})
    allowed = parts.records(Allowed, top, "allow", "A line of allow")
    questionnaire = Questionnaire(
        edition=document.text(top["edition"], "edition"),
        title=document.text(top["title"], "title"),
        review=_review(parts, top["review"]),
        start=document.texts(top["start"], "start"),
        notice=document.text(top["notice"], "notice"),
        sources=sources,
        urgencies=tuple(urgencies.values()),
        help_lines=help_lines,
        sections=sections,
        advice=advice,
        otherwise=advice_reader.otherwise(top["otherwise"]),
        content_hash=content_hash,
        always=advice_reader.promises(top["always"]) if "always" in top else (),
        subjects=subjects,
        start_more=document.texts(top["start_more"], "start_more") if "start_more" in top else (),
        decisions=decisions,
        sheet_blanks=_sheet_blanks(parts, top),
        whom_to_call=advice_reader.whom_to_call(top["whom_to_call"]) if "whom_to_call" in top else (),
        emergency=parts.record(Emergency, top["emergency"], "emergency") if "emergency" in top else EVERYWHERE,
        earlier_titles=document.texts(top["earlier_titles"], "earlier_titles") if "earlier_titles" in top else (),
        asks_about=document.text(top["asks_about"], "asks_about") if "asks_about" in top else "",
        provider=document.text(top["provider"], "provider") if "provider" in top else Questionnaire.provider,
        diseases=document.texts(top["diseases"], "diseases") if "diseases" in top else (),
    )
    return Loaded(questionnaire, document.name, parts.places, conditions.named, frozenset(conditions.used), allowed)


def _urgencies(parts: PartReader, node: Node) -> dict[str, Urgency]:
    pairs = parts.document.pairs(node, "urgencies")
    ids = tuple(id_ for id_, _, _ in pairs)
    if ids != URGENCIES:
        missing = next((id_ for id_ in URGENCIES if id_ not in ids), "")
        is_begun = bool(missing) and ids == tuple(id_ for id_ in URGENCIES if id_ in ids)
        lacks = Lack("urgencies", missing, node.column) if is_begun else None
        parts.document.fault(node, f"urgencies must be these five, most urgent first: {', '.join(URGENCIES)}.", lacks)
    for id_, key, _ in pairs:
        parts.mark(key, "urgency", id_)
    return {id_: parts.record(Urgency, value, f"Urgency {quoted(id_)}", id=id_) for id_, _, value in pairs}


def _sheet_blanks(parts: PartReader, top: dict[str, Node]) -> tuple[SheetBlank, ...]:
    blanks = parts.records(SheetBlank, top, "sheet_blanks", "A line of sheet_blanks")
    for number, blank in enumerate(blanks):
        if not re.fullmatch("[1-5]", blank.lines):
            node = parts.document.items(top["sheet_blanks"], "sheet_blanks")[number]
            parts.document.fault(node, f"lines is {quoted(blank.lines)}. It must be a number from 1 to 5.")
    return blanks


def _decisions(parts: PartReader, top: dict[str, Node], known: set[str]) -> tuple[Decision, ...]:
    decisions = parts.records(Decision, top, "decisions", "A decision")
    for number, decision in enumerate(decisions):
        node = parts.document.items(top["decisions"], "decisions")[number]
        for id_ in decision.where:
            if id_ not in known:
                parts.document.fault(node, unknown_word("The question or advice", id_, known))
    return decisions


def _review(parts: PartReader, node: Node) -> Review:
    review = parts.record(Review, node, "review")
    if review.until and not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", review.until):
        parts.document.fault(node, f"until of review is {quoted(review.until)}. It must be a day like 2027-05-31.")
    return review
