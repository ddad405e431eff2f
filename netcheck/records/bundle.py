"""What the answers came to, as one FHIR R4 document: a Composition first, then the person, the response, the family history.

A Composition, because every reader of documents, those of the International Patient Summary included, shows its sections, and
its words claim nothing more than they say: how soon to act, what to do, which answers earned it. A Condition, a DetectedIssue
or a RiskAssessment would state an illness or a chance, which no answer is; a GuidanceResponse is a service's reply to a
program, and a CommunicationRequest asks somebody to send something. How soon is its category, too, for programs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from uuid import NAMESPACE_URL, uuid5

from netcheck.author.codes import RELATIVES
from netcheck.engine.outcome import EarnedAdvice, Outcome
from netcheck.questionnaire.model import Answer, Entered, Question
from netcheck.records.names import OUTCOME, ROLES, URGENCY, Json, canonical, coding, type_of, typed_at
from netcheck.records.questionnaire import NOTHING_YET, title_of

VALUE = {"text": "valueString", "date": "valueDate", "integer": "valueInteger", "decimal": "valueDecimal"}


def fhir_bundle(outcome: Outcome, written_at: str, program: str) -> Json:
    """The whole document. ``written_at`` is the moment, as 2026-11-27T09:30:00+01:00; ``program`` who writes."""
    content = outcome.questionnaire
    whole = f"{canonical(content)} {written_at} {[(question.id, question.texts(answer)) for _, question, answer in outcome.answered]}"
    person = _address(whole, "person")
    resources = {"person": _patient(), "response": fhir_response(outcome, written_at, person)}
    resources |= {f"relative {number}": one for number, one in enumerate(_family(outcome, written_at, person))}
    family = [_address(whole, name) for name in resources if name.startswith("relative")]
    composition = _composition(outcome, written_at, program, person, _address(whole, "response"), family)
    entries = [{"fullUrl": _address(whole, name), "resource": one} for name, one in {"composition": composition, **resources}.items()]
    identifier = {"system": "urn:ietf:rfc:3986", "value": _address(whole, "document")}
    return {"resourceType": "Bundle", "type": "document", "identifier": identifier, "timestamp": written_at, "entry": entries}


def fhir_response(outcome: Outcome, written_at: str, person: str) -> Json:
    """The answers that count, as the form in ``questionnaire`` gives them, and how soon to act as it would say it."""
    content = outcome.questionnaire
    groups = []
    for section in content.sections:
        answered = [item for at, question, answer in outcome.answered if at == section for item in _item(outcome, question, answer)]
        groups += [{"linkId": f"section.{section.id}", "text": section.title, "item": answered}] if answered else []
    said = NOTHING_YET if outcome.is_nothing_yet else title_of(outcome.urgency)
    urgency = {"linkId": URGENCY, "text": "How soon", "answer": [{"valueString": said}]}
    return {
        "resourceType": "QuestionnaireResponse", "language": "en",
        "text": _narrative(_listed(_answer_lines(outcome))),
        "questionnaire": f"{canonical(content)}|{content.edition}",
        "status": "completed" if outcome.complete else "in-progress",
        "subject": {"reference": person}, "authored": written_at, "source": {"reference": person},
        "item": [*groups, {"linkId": OUTCOME, "text": "What to do", "item": [urgency]}],
    }  # fmt: skip


def _item(outcome: Outcome, question: Question, answer: Answer) -> Iterator[Json]:
    """The item of one answer; none for a line that was left empty."""
    typed = answer.text.removeprefix("about ") if isinstance(answer, Entered) and question.entry is not None else ""
    if question.entry is not None and typed and not (question.entry.kind == "date" and not typed[:1].isdigit()):
        kind = type_of(question.entry)
        value = int(typed) if kind == "integer" else float(typed) if kind == "decimal" else typed
        yield {"linkId": typed_at(question), "text": question.ask, "answer": [{VALUE[kind]: value}]}
    elif answer:
        codes = [coding(outcome.questionnaire, question, choice.id) for choice in question.choices if choice.id in answer]
        yield {"linkId": question.id, "text": question.ask, "answer": [{"valueCoding": code} for code in codes]}


def _composition(outcome: Outcome, written_at: str, program: str, person: str, response: str, family: list[str]) -> Json:
    content, urgency = outcome.questionnaire, outcome.urgency
    code = {"system": canonical(content, "Urgency"), "code": urgency.id, "display": urgency.title}
    category = {} if outcome.is_nothing_yet else {"category": [{"coding": [code], "text": title_of(urgency)}]}
    said = NOTHING_YET if outcome.is_nothing_yet else title_of(urgency)
    sections = [
        _section("Please note", _lines([outcome.notice])),
        _section("What to do", _lines([said]) + _listed(outcome.steps if outcome.earned else ())),
        *(_section("Why", _advice(item)) for item in (*outcome.most_urgent, *outcome.less_urgent)),
        {**_section("Answers", _listed(_answer_lines(outcome))), "entry": [{"reference": response}]},
    ]
    if family:
        said_of_family = _lines(["What the person said of relatives. Nobody has confirmed it."])
        sections.append({**_section("Family", said_of_family), "entry": [{"reference": one} for one in family]})
    if not outcome.complete:
        at_most = f"Not every question is answered. The advice can still become: {title_of(outcome.at_most)}."
        sections.insert(2, _section("Not answered", _lines([at_most]) + _listed(question.short for question in outcome.unanswered)))
    return {
        "resourceType": "Composition", "language": "en", "text": _narrative(_lines([outcome.notice, said])),
        "status": "final" if outcome.complete else "preliminary", "type": {"text": content.title}, **category,
        "subject": {"reference": person}, "date": written_at, "author": [{"display": program}], "title": f"{content.title}: {said}",
        "section": sections,
    }  # fmt: skip


def _family(outcome: Outcome, written_at: str, person: str) -> Iterator[Json]:
    """A relative for each choice that names one, with what led to its question: what was said of them. Nothing is said of oneself."""
    content = outcome.questionnaire
    given = {question.id: answer for _, question, answer in outcome.answered}
    for above in content.questions.values():
        for below in above.then:
            told = [choice for choice in above.choices if choice.id in below.choices & given.get(above.id, frozenset())]
            for question in below.questions:
                for choice in question.choices if told else ():
                    role = dict(choice.codes).get("relative")
                    if role and choice.id in given.get(question.id, ()):
                        words = " or ".join(one.text for one in told)
                        kin = {"system": ROLES, "code": role, "display": RELATIVES.get(role, role)}
                        codes = [coding(content, above, one.id) for one in told]
                        yield {
                            "resourceType": "FamilyMemberHistory", "text": _narrative(_lines([f"{choice.text}: {words}"])),
                            "instantiatesCanonical": [f"{canonical(content)}|{content.edition}"], "status": "partial",
                            "patient": {"reference": person}, "date": written_at, "relationship": {"coding": [kin], "text": choice.text},
                            "condition": [{"code": {"coding": codes, "text": words}}],
                        }  # fmt: skip


def _advice(item: EarnedAdvice) -> str:
    reasons = [f"{reason.question.short}: {'; '.join(reason.texts)}" for reason in item.because]
    return _lines([item.advice.say, *(["Because of these answers:"] if reasons else [])]) + _listed(reasons)


def _patient() -> Json:
    """Somebody has to be the subject. Who that is, a record knows and we do not."""
    return {"resourceType": "Patient", "text": _narrative(_lines(["The person who answered. Nothing here says who that is."]))}


def _answer_lines(outcome: Outcome) -> list[str]:
    return [f"{question.short}: {'; '.join(question.texts(answer)) or '-'}" for _, question, answer in outcome.answered]


def _section(title: str, html: str) -> Json:
    return {"title": title, "text": _narrative(html)}


def _narrative(html: str) -> Json:
    return {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{html or "<p>-</p>"}</div>'}


def _lines(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _listed(texts: Iterable[str]) -> str:
    lines = "".join(f"<li>{escape(text)}</li>" for text in texts)
    return f"<ul>{lines}</ul>" if lines else ""


def _address(whole: str, name: str) -> str:
    """The same for the same answers at the same moment, and different for every other document."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{whole} {name}')}"
