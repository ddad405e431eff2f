"""What was added, removed or reworded between two editions, part by part, whether or not it changes any outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from netcheck.engine.condition import in_words
from netcheck.questionnaire import file_format
from netcheck.questionnaire.model import Condition, Question, Questionnaire, SoonerIf
from netcheck.questionnaire.quantity import NUMBER, written


@dataclass(frozen=True, slots=True)
class Edit:
    """One part that is not the same: what it is, and its words before and after; "" where it was not there."""

    part: str
    before: str
    after: str

    @property
    def kind(self) -> str:
        """``added``, ``removed`` or ``changed``."""
        if not self.before:
            return "added"
        return "changed" if self.after else "removed"


def edits_of_structure(old: Questionnaire, new: Questionnaire) -> tuple[Edit, ...]:
    """Questions, choices and advice added or removed, questions asked at another place, and advice with another urgency."""
    return tuple(_edits(_structure(old), _structure(new)))


def edits_of_words(old: Questionnaire, new: Questionnaire) -> tuple[Edit, ...]:
    """Texts that changed of parts that are in both editions."""
    before, after = dict(_owners(old)), dict(_owners(new))
    found: list[Edit] = []
    for owner in before:
        if owner in after:
            words = ({f"{name} of {owner}": text for name, text in _texts(side[owner])} for side in (before, after))
            found += _edits(*words)
    return tuple(found)


def _edits(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[Edit]:
    for part in dict.fromkeys((*before, *after)):
        if before.get(part, "") != after.get(part, ""):
            yield Edit(part, before.get(part, ""), after.get(part, ""))


def _structure(questionnaire: Questionnaire) -> dict[str, str]:
    found = {}
    for section in questionnaire.sections:
        found.update(_asked_if(f"section {section.id}", section.ask_if))
        found.update(_places(section.questions, f"in section {section.id}"))
    for question in questionnaire.questions.values():
        found[f"kind of question {question.id}"] = _kind(question)
        found[f"pick of question {question.id}"] = "any" if question.pick_any else "one"
        for choice in question.choices:
            found[f"choice {question.id}.{choice.id}"] = choice.text
            found.update({f"alone of choice {question.id}.{choice.id}": "yes"} if choice.is_marked_alone else {})
            found.update(_asked_if(f"choice {question.id}.{choice.id}", choice.ask_if))
        found.update(_asked_if(f"question {question.id}", question.ask_if))
    for advice in questionnaire.advice:
        found[f"urgency of advice {advice.id}"] = advice.urgency.id
    for promise in questionnaire.always:
        found[f"always {promise.id}"] = promise.then_at_least.id
    return found


def _kind(question: Question) -> str:
    entry = question.entry
    if entry is None:
        return "context" if question.context else "sign"
    asked = ", asked if something was reported" if entry.if_reported else ""
    ends = f" from {written(entry.least, entry.step)} to {written(entry.most, entry.step)} ({entry.unit})" if entry.kind == NUMBER else ""
    return f"{entry.kind}{ends}{asked}"


def _asked_if(of: str, condition: Condition | None) -> dict[str, str]:
    return {} if condition is None else {f"ask_if of {of}": in_words(condition)}


def _places(questions: tuple[Question, ...], where: str) -> dict[str, str]:
    found = {}
    for question in questions:
        found[f"place of question {question.id}"] = where
        for below in question.then:
            choices = file_format.OR.join(choice.id for choice in question.choices if choice.id in below.choices)
            found.update(_places(below.questions, f"under {question.id}: {choices}"))
    return found


def _owners(questionnaire: Questionnaire) -> Iterator[tuple[str, Any]]:
    """Every part that has words of its own."""
    yield "the questionnaire", questionnaire
    yield "the review", questionnaire.review
    yield from ((f"source {id_}", source) for id_, source in questionnaire.sources.items())
    yield from ((f"urgency {urgency.id}", urgency) for urgency in questionnaire.urgencies)
    yield from ((f"help line {line.id}", line) for line in questionnaire.help_lines)
    yield from ((f"sheet blank {blank.say}", blank) for blank in questionnaire.sheet_blanks)
    yield from ((f"decision {decision.id}", decision) for decision in questionnaire.decisions)
    yield from ((f"section {section.id}", section) for section in questionnaire.sections)
    for question in questionnaire.questions.values():
        yield f"question {question.id}", question
        yield f"the why of question {question.id}", question.why
        yield from ((f"choice {question.id}.{choice.id}", choice) for choice in question.choices)
    yield from ((f"advice {advice.id}", advice) for advice in questionnaire.advice)
    yield "otherwise", questionnaire.otherwise


def _texts(owner: Any) -> Iterator[tuple[str, str]]:
    """The fields of a part that are text or lists of text."""
    for field in owner.__match_args__:
        value = getattr(owner, field)
        if field in _NO_WORDS:
            continue
        if isinstance(value, str) and value:
            yield field, value
        # A record is a tuple too; its words are its own.
        elif type(value) is tuple and value and all(isinstance(line, str | SoonerIf) for line in value):
            yield field, "\n".join(line if isinstance(line, str) else line.say for line in value)


_NO_WORDS = ("id", "edition", "content_hash", "earlier_ids")
"""Fields that name a part or an edition and are no words to read."""
