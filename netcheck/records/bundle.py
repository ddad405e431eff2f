"""What the answers came to, as one FHIR R4 document: a Composition first, then the person, the response, the family history.

A Composition, because every reader of documents, those of the International Patient Summary included, shows its sections, and
its words claim nothing more than they say: how soon to act, what to do, which answers earned it. A Condition, a DetectedIssue
or a RiskAssessment would state an illness or a chance, which no answer is; a GuidanceResponse is a service's reply to a
program, and a CommunicationRequest asks somebody to send something. How soon is its category, too, for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5

from netcheck.author.codes import RELATIVES
from netcheck.author.logic import Logic
from netcheck.engine.outcome import EarnedAdvice, Outcome
from netcheck.questionnaire.model import Answer, Entered, Question
from netcheck.records.names import NOTHING_YET, OUTCOME, TYPED, URGENCY, Json, canonical, coding, how_soon, narrative, type_of, typed_at

ROLES = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"


def fhir_bundle(outcome: Outcome, written_at: str, program: str) -> Json:
    """The whole document. ``written_at`` is the moment, as 2026-11-27T09:30:00+01:00; ``program`` who writes."""
    told = [(question.id, question.texts(answer)) for _, question, answer in outcome.answered]
    whole = f"{canonical(outcome.questionnaire)} {written_at} {told}"

    def address(name: str) -> str:
        """The same for the same answers at the same moment, and different for every other document."""
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{whole} {name}')}"

    person = address("person")
    # Somebody has to be the subject. Who that is, a record knows and we do not.
    patient = {"resourceType": "Patient", "text": narrative(["The person who answered. Nothing here says who that is."])}
    family = {address(f"relative {number}"): one for number, one in enumerate(_family(outcome, written_at, person))}
    resources = {person: patient, address("response"): fhir_response(outcome, written_at, person), **family}
    first = {
        "resourceType": "Composition", "language": "en", "text": narrative([outcome.notice, _said(outcome)]),
        "status": "final" if outcome.complete else "preliminary", "type": {"text": outcome.questionnaire.title}, **_category(outcome),
        "subject": {"reference": person}, "date": written_at, "author": [{"display": program}],
        "title": f"{outcome.questionnaire.title}: {_said(outcome)}", "section": [*_sections(outcome, address("response"), family)],
    }  # fmt: skip
    entries = [{"fullUrl": url, "resource": one} for url, one in {address("composition"): first, **resources}.items()]
    identifier = {"system": "urn:ietf:rfc:3986", "value": address("document")}
    return {"resourceType": "Bundle", "type": "document", "identifier": identifier, "timestamp": written_at, "entry": entries}


def fhir_response(outcome: Outcome, written_at: str, person: str) -> Json:
    """The answers that count, as the form in ``questionnaire`` gives them, and how soon to act as it would say it."""
    content = outcome.questionnaire
    groups = []
    for section in content.sections:
        answered = [item for at, question, answer in outcome.answered if at == section for item in _item(outcome, question, answer)]
        groups += [{"linkId": f"section.{section.id}", "text": section.title, "item": answered}] if answered else []
    urgency = {"linkId": URGENCY, "text": "How soon", "answer": [{"valueString": _said(outcome)}]}
    return {
        "resourceType": "QuestionnaireResponse", "language": "en", "text": narrative([], _answers(outcome)),
        "questionnaire": f"{canonical(content)}|{content.edition}", "status": "completed" if outcome.complete else "in-progress",
        "subject": {"reference": person}, "authored": written_at, "source": {"reference": person},
        "item": [*groups, {"linkId": OUTCOME, "text": "What to do", "item": [urgency]}],
    }  # fmt: skip


def _item(outcome: Outcome, question: Question, answer: Answer) -> Iterator[Json]:
    """The item of one answer; none for a line that was left empty."""
    text = answer.text.removeprefix("about ") if isinstance(answer, Entered) else ""
    if question.entry is not None and text and (question.entry.kind != "date" or text[0].isdigit()):
        element, value = TYPED[type_of(question.entry)]
        yield {"linkId": typed_at(question), "text": question.ask, "answer": [{element: value(text)}]}
    elif answer:
        codes = [coding(outcome.questionnaire, question, choice.id) for choice in question.choices if choice.id in answer]
        yield {"linkId": question.id, "text": question.ask, "answer": [{"valueCoding": code} for code in codes]}


def _said(outcome: Outcome) -> str:
    return NOTHING_YET if outcome.is_nothing_yet else how_soon(outcome.urgency)


def _category(outcome: Outcome) -> Json:
    """How soon to act, for programs; nothing while that is not known."""
    content, urgency = outcome.questionnaire, outcome.urgency
    code = {"system": canonical(content, "Urgency"), "code": urgency.id, "display": urgency.title}
    return {} if outcome.is_nothing_yet else {"category": [{"coding": [code], "text": how_soon(urgency)}]}


def _sections(outcome: Outcome, response: str, family: Iterable[str]) -> Iterator[Json]:
    yield {"title": "Please note", "text": narrative([outcome.notice])}
    yield {"title": "What to do", "text": narrative([_said(outcome)], outcome.steps)}
    if not outcome.complete:
        more = f"Not every question is answered. The advice can still become: {how_soon(outcome.at_most)}."
        yield {"title": "Not answered", "text": narrative([more], (question.short for question in outcome.unanswered))}
    yield from ({"title": "Why", "text": _why(earned)} for earned in (*outcome.most_urgent, *outcome.less_urgent))
    yield {"title": "Answers", "text": narrative([], _answers(outcome)), "entry": [{"reference": response}]}
    if references := [{"reference": one} for one in family]:
        text = narrative(["What the person said of relatives. Nobody has confirmed it."])
        yield {"title": "Family", "text": text, "entry": references}


def _why(earned: EarnedAdvice) -> Json:
    reasons = [f"{reason.question.short}: {'; '.join(reason.texts)}" for reason in earned.because]
    return narrative([earned.advice.say, *(["Because of these answers:"] if reasons else [])], reasons)


def _answers(outcome: Outcome) -> list[str]:
    return [f"{question.short}: {'; '.join(question.texts(answer)) or '-'}" for _, question, answer in outcome.answered]


def _family(outcome: Outcome, written_at: str, person: str) -> Iterator[Json]:
    """A relative for each choice that names one, with what led to its question: what was said of them. Nothing is said of oneself."""
    content, leads_to = outcome.questionnaire, Logic(outcome.questionnaire).leads_to
    given = {question.id: answer for _, question, answer in outcome.answered}
    named = [(question, choice) for _, question, answer in outcome.answered for choice in question.choices if choice.id in answer]
    for question, choice in named:
        role, led = dict(choice.codes).get("relative"), leads_to[question.id]
        if role and led:
            above = content.questions[led[-1].question]
            told = [one for one in above.choices if one.id in led[-1].choices & given[above.id]]
            words = " or ".join(one.text for one in told)
            kin = {"coding": [{"system": ROLES, "code": role, "display": RELATIVES.get(role, role)}], "text": choice.text}
            yield {
                "resourceType": "FamilyMemberHistory", "text": narrative([f"{choice.text}: {words}"]),
                "instantiatesCanonical": [f"{canonical(content)}|{content.edition}"], "status": "partial",
                "patient": {"reference": person}, "date": written_at, "relationship": kin,
                "condition": [{"code": {"coding": [coding(content, above, one.id) for one in told], "text": words}}],
            }  # fmt: skip
