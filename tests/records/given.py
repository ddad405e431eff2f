"""Responses as another system writes them, and what the reader makes of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

import netcheck
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.model import Questionnaire
from netcheck.records.names import canonical
from netcheck.records.response import Response, read

REAL = netcheck.load_questionnaire()
CODES = canonical(REAL, "CodeSystem")


def coded(link_id: str, *codes: str, **more: Any) -> dict[str, Any]:
    return {"linkId": link_id, "answer": [{"valueCoding": {"system": CODES, "code": code, **more}} for code in codes]}


def response(*items: dict[str, Any], **more: Any) -> dict[str, Any]:
    whole = {"resourceType": "QuestionnaireResponse", "status": "completed", "questionnaire": f"{canonical(REAL)}|{REAL.edition}"}
    return {**whole, "item": [{"linkId": "section.right_now", "item": list(items)}], **more}


def taken(resource: dict[str, Any], questionnaire: Questionnaire = REAL) -> Response:
    return read(json.dumps(resource, indent=1), "response.json", questionnaire)


def answers_of(resource: dict[str, Any]) -> dict[str, Any]:
    return {question: sorted(answer) for question, answer in taken(resource).saved.strict().steps}


def refusal(resource: dict[str, Any] | str) -> str:
    text = resource if isinstance(resource, str) else json.dumps(resource, indent=1)
    with pytest.raises(AnswersRefused) as refused:
        read(text, "response.json", REAL).saved.strict()
    return str(refused.value)
