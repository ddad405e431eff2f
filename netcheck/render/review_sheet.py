"""What a clinician is asked to sign, as Markdown: the decisions that no source makes, each with a line to write on."""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.questionnaire.model import Questionnaire
from netcheck.questionnaire.records import Decision
from netcheck.render.markdown import escaped

LINE = "_" * 30

INTRODUCTION = (
    "Sources name the signs and most limits. Where they do not say how soon a person should act, or where they differ, the project "
    "decided, on the safe side. "
    "A clinician is asked to agree with each decision or to change it, and to sign."
)


def render(questionnaire: Questionnaire) -> str:
    """The decisions of a questionnaire in the order of the file, ending in a line break."""
    review = questionnaire.review
    parts = [
        f"# Clinical review: {escaped(questionnaire.title)}",
        f"Edition {escaped(questionnaire.edition)}. Reviewed until now by: {escaped(review.by)}, {escaped(review.on)}.",
        INTRODUCTION,
        f"Name and role: {LINE}  Date: {LINE}",
        *("\n".join(_lines(number, decision, questionnaire)) for number, decision in enumerate(questionnaire.decisions, 1)),
    ]
    return "\n\n".join(parts) + "\n"


def _lines(number: int, decision: Decision, questionnaire: Questionnaire) -> Iterator[str]:
    sources = (questionnaire.sources[id_] for id_ in decision.sources)
    yield f"## {number}. {escaped(decision.says)}"
    yield ""
    yield f"- Instead: {escaped(decision.instead)}"
    yield f"- Stands in: {', '.join(_named(id_, questionnaire) for id_ in decision.where)}"
    yield f"- Sources seen: {'; '.join(f'{escaped(source.publisher)}, {escaped(source.title)}, <{source.url}>' for source in sources)}"
    yield f"- [ ] Agree  [ ] Change to: {LINE}  Signed: {LINE}"


def _named(id_: str, questionnaire: Questionnaire) -> str:
    """The id of advice with its urgency, or of a question with what it is about."""
    urgency = next((advice.urgency.id for advice in questionnaire.advice if advice.id == id_), "")
    return f"`{id_}` ({escaped(urgency or questionnaire.questions[id_].short)})"
