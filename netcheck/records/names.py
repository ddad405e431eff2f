"""What resources are called: the addresses of the standard, and how questions and choices are named in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from netcheck.author.codes import VERSION
from netcheck.questionnaire.model import Choice, Entry, Question, Questionnaire

Json = dict[str, Any]

FHIR = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
UCUM = "http://unitsofmeasure.org"
HPO = "http://human-phenotype-ontology.org"
ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"

NOTICE, OUTCOME, URGENCY, NOT_COMPLETE = "outcome.notice", "outcome.all", "outcome.urgency", "outcome.not_complete"
"""The linkIds of what stands around the questions. A question's own is its id, which never has a point."""

ENTERED = ".entered"
"""Ends the linkId of the line to type into, where a question can also be answered by a choice."""

NOBODY = "no clinician yet"
"""What a questionnaire that nobody has signed names as its reviewer."""


def canonical(questionnaire: Questionnaire, what: str = "Questionnaire") -> str:
    """The address of the questionnaire, or of its choices: the same in every edition. Nobody needs to own a domain for it."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'netcheck:{what}:{questionnaire.title}')}"


def coding(questionnaire: Questionnaire, question: Question, choice: str) -> Json:
    """A choice as a code. Codes are those of all questions together, so each has the id of its question in front."""
    display = next(one.text for one in question.choices if one.id == choice)
    return {"system": canonical(questionnaire, "CodeSystem"), "code": f"{question.id}.{choice}", "display": display}


def hpo(choice: Choice) -> Json | None:
    """The term of the Human Phenotype Ontology for a choice, None where it has none."""
    code, _, name = dict(choice.codes).get("hpo", "").partition(" ")
    return {"system": HPO, "version": VERSION, "code": code, "display": name} if code else None


def typed_at(question: Question) -> str:
    """The linkId of the line to type into; "" where a question is answered by choices alone."""
    return "" if question.entry is None else question.id + (ENTERED if question.choices else "")


def type_of(entry: Entry) -> str:
    """The type of an item that is typed into."""
    if entry.is_note:
        return "text"
    return "date" if entry.kind == "date" else "decimal" if entry.step == 1 else "integer"


def extension(url: str, **value: object) -> Json:
    """One extension of the standard."""
    return {"url": url, **value}


def with_extensions(item: Json, extensions: Iterator[Json]) -> Json:
    """The item with its extensions, if it has any."""
    found = list(extensions)
    return {**item, "extension": found} if found else item


UNITS: Mapping[str, str] = {
    "C": "Cel", "F": "[degF]", "kg": "kg", "lb": "[lb_av]", "cm": "cm", "in": "[in_i]",
    "years": "a", "months": "mo", "weeks": "wk", "days": "d", "hours": "h",
}  # fmt: skip
"""The units of questions that UCUM has a code for."""
