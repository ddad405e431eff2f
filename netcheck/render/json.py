"""An outcome as JSON for programs. Keys are stable within ``format`` 1 and described in the README."""

from __future__ import annotations

import json
from typing import Any

from netcheck.engine.outcome import EarnedAdvice, Outcome
from netcheck.questionnaire.model import Answer, Entered, Question, Urgency

FORMAT = 1


def render(outcome: Outcome, program_version: str) -> str:
    """The outcome as indented JSON in ASCII letters, which every stream can carry, ending in a line break."""
    return json.dumps(value(outcome, program_version), indent=2) + "\n"


def value(outcome: Outcome, program_version: str) -> dict[str, Any]:
    """The outcome as plain dicts, lists and texts."""
    content = outcome.questionnaire
    return {
        "format": FORMAT,
        "program": {"name": "netcheck", "version": program_version},
        "questionnaire": {
            "title": content.title,
            "edition": content.edition,
            "content_hash": content.content_hash,
            "reviewed_by": content.review.by,
            "reviewed_on": content.review.on,
        },
        "notice": outcome.notice,
        "complete": outcome.complete,
        "nothing_earned_yet": outcome.is_nothing_yet,
        "urgency": {**_urgency(outcome.urgency), "by": outcome.by},
        "at_most": _urgency(outcome.at_most),
        "advice": [_earned(item) for item in outcome.earned],
        "emergency_signs": list(outcome.emergency_signs),
        "answered": [{"section": section.id, **_given(question, answer)} for section, question, answer in outcome.answered],
        "unanswered": [{"question": question.id, "ask": question.ask} for question in outcome.unanswered],
        "unused": list(outcome.unused),
        "sources": {
            id_: {"title": source.title, "publisher": source.publisher, "url": source.url, "date": source.date}
            for id_, source in outcome.sources.items()
        },
    }


def _urgency(urgency: Urgency) -> dict[str, Any]:
    return {"id": urgency.id, "title": urgency.title, "by": urgency.by, "first_step": urgency.first_step, "do": list(urgency.do)}


def _earned(item: EarnedAdvice) -> dict[str, Any]:
    advice = item.advice
    return {
        "id": advice.id,
        "urgency": advice.urgency.id,
        "about": advice.about,
        "speaks": item.speaks,
        "say": advice.say,
        "because": [_given(reason.question, reason.choices) for reason in item.because],
        "by": advice.by,
        "first_step": advice.first_step,
        "do": list(advice.do),
        "sooner_if": [line.say for line in advice.sooner_if],
        "everyday_causes": list(advice.everyday_causes),
        "tell_provider": list(advice.tell_provider),
        "ask_provider": list(advice.ask_provider),
        "diary": list(advice.diary),
        "learn": list(advice.learn),
        "sources": list(advice.sources),
    }


def _given(question: Question, answer: Answer) -> dict[str, Any]:
    choices = [{"id": choice.id, "text": choice.text} for choice in question.choices if choice.id in answer]
    # What was typed, with its unit, and "" where a note was left empty.
    entered = {"entered": question.entered(answer) if answer.text else ""} if isinstance(answer, Entered) else {}
    return {"question": question.id, "short": question.short, "choices": choices, **entered}
