"""What R4 demands of a Questionnaire and of a document, as its specification states it in FHIRPath: https://hl7.org/fhir/R4/questionnaire.html,
https://hl7.org/fhir/R4/bundle.html and the pages of what is in one. Those with names in words are its required lists and its prose.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fhirpathpy import evaluate
from fhirpathpy.models import models

TYPES = (
    "'group' | 'display' | 'boolean' | 'decimal' | 'integer' | 'date' | 'dateTime' | 'time' | 'string' | 'text' | 'url' | 'choice' | "
    "'open-choice' | 'attachment' | 'reference' | 'quantity'"
)
OF_ITEM = {
    "que-1": "(type = 'group' implies item.exists()) and (type = 'display' implies item.empty())",
    "que-3": "type != 'display' or code.empty()",
    "que-4": "answerOption.empty() or answerValueSet.empty()",
    "que-5": "(type = 'choice' or type = 'open-choice') or answerValueSet.empty()",
    "que-6": "type != 'display' or (required.empty() and repeats.empty())",
    "que-8": "(type != 'group' and type != 'display') or initial.empty()",
    "que-9": "type != 'display' or readOnly.empty()",
    "que-10": "maxLength.empty() or type in ('boolean' | 'decimal' | 'integer' | 'string' | 'text' | 'url')",
    "que-11": "answerOption.empty() or initial.empty()",
    "que-12": "enableWhen.count() > 1 implies enableBehavior.exists()",
    "que-13": "repeats = true or initial.count() <= 1",
    "que-7": "enableWhen.all(operator = 'exists' implies answer is boolean)",
    "a type of the standard": f"type in ({TYPES})",
    "an operator of the standard": "enableWhen.all(operator in ('exists' | '=' | '!=' | '>' | '<' | '>=' | '<='))",
    "a behavior of the standard": "enableBehavior.empty() or enableBehavior in ('all' | 'any')",
    "something to choose": "type = 'choice' implies (answerOption.exists() or answerValueSet.exists())",
    "an option once": "answerOption.value.code.isDistinct()",
}
ABOUT_LINKS = {
    "que-2": "descendants().linkId.isDistinct()",
    "conditions name questions that are asked": "repeat(item).enableWhen.question.subsetOf(%resource.repeat(item).linkId)",
    "conditions name codes that are offered": "repeat(item).enableWhen.answer.code"
    ".subsetOf(%resource.repeat(item).answerOption.value.code)",
    "an extension says something": "repeat(item).extension.where(value.empty() and extension.empty()).empty()",
}
"""What holds for the whole form, the last two as the text of the specification says it."""


OF_DOCUMENT = {
    "bdl-7": "entry.fullUrl.isDistinct()",
    "bdl-9": "identifier.system.exists() and identifier.value.exists()",
    "bdl-10": "timestamp.exists()",
    "bdl-11": "entry.first().resource.resourceType = 'Composition'",
    "a document": "type = 'document'",
    "cmp-1": "entry.resource.section.all(text.exists() or entry.exists() or section.exists())",
    "dom-6": "entry.all(resource.text.`div`.exists())",
    "qrs-1": "entry.resource.repeat(item).all((answer.exists() and item.exists()).not())",
    "a narrative of the standard": "entry.resource.descendants().where(`div`.exists()).all(status = 'generated')",
    "a status of a Composition": "entry.resource.where(resourceType = 'Composition').status in ('preliminary' | 'final')",
    "a status of a response": "entry.resource.where(resourceType = 'QuestionnaireResponse').status in ('in-progress' | 'completed')",
    "a status of a family history": "entry.resource.where(resourceType = 'FamilyMemberHistory').all(status in ('partial' | 'completed'))",
    "references are found in the document": "entry.resource.descendants().reference.subsetOf(entry.fullUrl)",
    "all is reached from the Composition": "entry.tail().fullUrl.subsetOf(entry.first().resource.descendants().reference)",
    "one value an answer": "entry.resource.repeat(item).answer.all(value.count() = 1)",
    "a linkId once": "entry.resource.repeat(item).linkId.isDistinct()",
}
"""What holds for a document. A Composition and a response of ours have no other status than these of the required lists."""


def faults(validate: Callable[[dict[str, Any]], object], rules: Callable[[dict[str, Any]], list[str]], about: dict[str, Any]) -> list[str]:
    """What models of R4 and the rules of its specification find wrong; what no model can read, no rule is tried on."""
    try:
        validate(about)
    except ValueError as error:
        return [str(error)]
    return rules(about)


def broken_document(document: dict[str, Any]) -> list[str]:
    """The rules that a document does not hold."""
    faults = [rule for rule, text in OF_DOCUMENT.items() if evaluate(document, text, {"resource": document}, models["r4"]) != [True]]
    return [*faults, "an element with nothing in it"] if _has_empty(document) else faults


def _has_empty(part: object) -> bool:
    """Whether an element holds nothing, which JSON of FHIR does not allow and FHIRPath cannot see."""
    parts = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    return part in ({}, [], "") or any(map(_has_empty, parts))


def broken(form: dict[str, Any]) -> list[str]:
    """The rules that do not hold, each with the linkIds it does not hold for, as the engine fhirpathpy of other people finds it."""
    model = models["r4"]
    faults = [rule for rule, text in ABOUT_LINKS.items() if evaluate(form, text, {"resource": form}, model) != [True]]
    for rule, text in OF_ITEM.items():
        links = evaluate(form, f"repeat(item).where(({text}).not()).linkId", {}, model)
        faults += [f"{rule}: {', '.join(links)}"] if links else []
    return faults
