"""The answers of a case as the QuestionnaireResponse that somebody else's form would give back, made without our own writer."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from netcheck.engine.interview import Interview
from netcheck.questionnaire.model import Entered

Resource = dict[str, Any]
VALUES = {"integer": ("valueInteger", int), "decimal": ("valueDecimal", float), "text": ("valueString", str), "date": ("valueDate", str)}


def every_item(of: Resource) -> Iterator[Resource]:
    """The items of a form or a response, each before those below it."""
    for item in of.get("item", ()):
        yield item
        yield from every_item(item)


def response_to(form: Resource, interview: Interview) -> Resource:
    """What a form gives back: sections with their answered questions, each by its linkId and the codes that the form offers."""
    sections = []
    for group in form["item"]:
        answered = [{"linkId": item["linkId"], "answer": given} for item in group.get("item", ()) if (given := _given(item, interview))]
        if answered:
            sections.append({"linkId": group["linkId"], "item": answered})
    return {"resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": form["url"], "item": sections}


def _given(item: Resource, interview: Interview) -> list[Resource]:
    question, _, typed = item["linkId"].partition(".")
    answer = interview.answers.get(question)
    if answer is None:
        return []
    if isinstance(answer, Entered):
        if item["type"] not in VALUES or not answer.text:
            return []
        key, kind = VALUES[item["type"]]
        return [{key: kind(answer.text)}]
    options = {option["valueCoding"]["code"]: option["valueCoding"] for option in item.get("answerOption", ())}
    return [] if typed else [{"valueCoding": options[f"{question}.{choice}"]} for choice in sorted(answer)]


def expressions(form: Resource, ending: str) -> dict[str, str]:
    """The FHIRPath of the items that carry an extension of this kind, by linkId."""
    return {
        item["linkId"]: extension["valueExpression"]["expression"]
        for item in every_item(form)
        for extension in item.get("extension", ())
        if extension["url"].endswith(ending)
    }
