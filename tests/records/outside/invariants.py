"""What R4 demands of a Questionnaire, as its specification states it in FHIRPath (https://hl7.org/fhir/R4/questionnaire.html).

Those with names in words are its required lists and its prose.
"""

from __future__ import annotations

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


def broken(form: dict[str, Any]) -> list[str]:
    """The rules that do not hold, each with the linkIds it does not hold for, as the engine fhirpathpy of other people finds it."""
    model = models["r4"]
    faults = [rule for rule, text in ABOUT_LINKS.items() if evaluate(form, text, {"resource": form}, model) != [True]]
    for rule, text in OF_ITEM.items():
        links = evaluate(form, f"repeat(item).where(({text}).not()).linkId", {}, model)
        faults += [f"{rule}: {', '.join(links)}"] if links else []
    return faults
