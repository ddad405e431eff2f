"""The questionnaire as a FHIR R4 Questionnaire with the extensions of Structured Data Capture (SDC).

All questions of a section are siblings, and a follow-up names the choices above it: forms draw that alike, and an
answer is always found at the same depth. Advice, how soon to act, and what is still open are lines that show themselves.
An emergency hides the sections after it; within its own section a form goes on, and ``response`` passes over what was answered so.
A person is told one voice: advice shows while no more urgent advice about the same complaint does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from netcheck.author.codes import VERSION
from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import ALWAYS, NEVER, both
from netcheck.engine.outcome import WHOM
from netcheck.questionnaire.model import NONE, NOT_SURE, Advice, Choice, Condition, Entry, Given, Question, Questionnaire, Section, Urgency
from netcheck.questionnaire.quantity import LONGEST_NOTE, written
from netcheck.records import names
from netcheck.records.fhirpath import ITEMS, expression, literal, negated, not_complete, reported_before, whole
from netcheck.records.names import Json, canonical, coding, extension, type_of, typed_at, with_extensions

NOTHING_YET = "Not complete yet. No advice so far."
"""How soon to act, while too little is answered to say."""

CHOICES = "choices"
"""The id of the contained list of all choices."""

CONTAINED = {"type": "depends-on", "resource": f"#{CHOICES}"}
"""What points to that list: the standard takes no contained resource that nothing points to."""


ONTOLOGY = {
    "copyright": f"This product uses the Human Phenotype Ontology (version {VERSION}). Find out more at http://www.human-phenotype-ontology.org",
    "property": [{"code": "hpo", "description": "The term of the Human Phenotype Ontology for this choice", "type": "Coding"}],
}
"""What is said of the terms of the ontology beside the choices, as its license asks."""


def fhir_questionnaire(questionnaire: Questionnaire) -> Json:
    """The whole form. It is a draft until a clinician has signed the content."""
    return _Form(questionnaire).whole()


class _Form:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self.content = questionnaire
        self.logic = Logic(questionnaire)
        self.is_open = self._said(not_complete(self.logic))

    def whole(self) -> Json:
        content = self.content
        status = "draft" if content.review.by == names.NOBODY else "active"
        day = {"date": content.edition} if re.fullmatch(r"\d{4}-\d\d-\d\d", content.edition) else {}
        common = {"version": content.edition, "status": status, **day}
        concepts = [self._concept(question, choice) for question in content.questions.values() for choice in question.choices]
        name = re.sub(r"[^A-Za-z0-9]", "", content.title.title())
        head = f"<p><b>{escape(content.title)}</b>, edition {escape(content.edition)}</p><p>{escape(content.notice)}</p>"
        return {
            "resourceType": "Questionnaire",
            "language": "en",
            "text": {"status": "generated", "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{head}</div>'},
            "contained": [{
                "resourceType": "CodeSystem", "id": CHOICES, "url": canonical(content, "CodeSystem"), **common, "title": "All choices",
                "name": "Choices", "caseSensitive": True, "content": "complete", "count": len(concepts),
                **(ONTOLOGY if any("property" in one for one in concepts) else {}), "concept": concepts,
            }],
            "extension": [extension(f"{names.FHIR}artifact-relatedArtifact", valueRelatedArtifact=CONTAINED)],
            "url": canonical(content), **common, "name": f"Q{name}"[:200], "title": content.title,
            "subjectType": ["Patient"], "description": "\n\n".join((content.notice, *content.start)),
            "item": [_line(names.NOTICE, content.notice), *map(self._section, content.sections), self._outcome()],
        }  # fmt: skip

    def _concept(self, question: Question, choice: Choice) -> Json:
        code, term = coding(self.content, question, choice.id), names.hpo(choice)
        means = {} if term is None else {"property": [{"code": "hpo", "valueCoding": term}]}
        return {"code": code["code"], "display": code["display"], **means}

    def _said(self, condition: Condition) -> str:
        return expression(condition, self.logic)

    def _section(self, section: Section) -> Json:
        inside = [question for question in self.content.questions.values() if self.content.section_of[question.id] == section]
        before = self.logic.emergency_before(inside[0].id)
        asked = ALWAYS if section.ask_if is None else self.logic.counted(section.ask_if)
        parts = [] if asked == ALWAYS else [f"({self._said(asked)})"]
        parts += [] if before == NEVER else [negated(self._said(before))]
        lines = [_line(f"section.{section.id}.say", section.say)] if section.say else []
        items = [item for question in inside for item in self._question(question)]
        group = {"linkId": f"section.{section.id}", "text": section.title, "type": "group", "item": lines + items}
        return with_extensions(group, iter([_shown_if(" and ".join(parts))] if parts else []))

    def _question(self, question: Question) -> Iterator[Json]:
        """The item or items of one question: where it is typed, and where choices fit, too, those while nothing is typed."""
        ask, line = f"{question.ask} {question.hint}".rstrip(), typed_at(question)
        why = question.why.say or question.short
        help_ = {"linkId": f"{question.id}.help", "text": why, "type": "display", "extension": [_control("help")]}
        when = self._shown_when(question)
        links = self._links(question.why.sources)
        if question.entry is not None:
            item = {"linkId": line, "text": ask, "type": type_of(question.entry), **_conditions(when), "item": [help_]}
            longest = {"maxLength": LONGEST_NOTE} if question.entry.is_note else {}
            yield with_extensions({**item, **longest}, iter([*_expressions(when), *links, *_limits(question.entry)]))
        if question.choices:
            many = {"repeats": True} if question.pick_any else {}
            options = [self._option(question, choice) for choice in question.choices]
            item = {"linkId": question.id, "text": ask, "type": "choice", **many, "answerOption": options, "item": [help_]}
            if line:
                empty = negated(f"{ITEMS}.where(linkId = {literal(line)}).answer.exists()")
                when = f"({self._said(self.logic.reached(question.id))}) and {empty}"
                if self.logic.reached(question.id) == ALWAYS:
                    when = [{"question": line, "operator": "exists", "answerBoolean": False}]
                item |= {"text": f"If you do not know: {question.short}", "item": []}
                del item["item"]
            controls = [_control("check-box" if question.pick_any else "radio-button"), *_expressions(when), *links]
            toggles = (self._toggle(question, choice) for choice in question.choices if choice.ask_if is not None)
            yield with_extensions({**item, **_conditions(when)}, iter([*controls, *toggles]))

    def _shown_when(self, question: Question) -> list[Json] | str:
        """When a question shows: the choices above it where plain words of the standard can say so, else an expression."""
        above = self.logic.leads_to[question.id]
        asked = self.logic.questionnaire.questions
        is_plain = question.ask_if is None and all(asked[given.question].entry is None for given in above)
        if question.entry is not None and question.entry.if_reported:
            return self._said(both(self.logic.reached(question.id), reported_before(question, self.logic)))
        if is_plain and (len(above) <= 1 or all(len(given.choices) == 1 for given in above)):
            return [self._equals(given, choice) for given in above for choice in sorted(given.choices)]
        return self._said(self.logic.reached(question.id))

    def _equals(self, given: Given, choice: str) -> Json:
        question = self.content.questions[given.question]
        behavior = "all" if len(given.choices) == 1 else "any"
        code = coding(self.content, question, choice)
        return {"question": question.id, "operator": "=", "answerCoding": code, "behavior": behavior}

    def _option(self, question: Question, choice: Choice) -> Json:
        alone = [extension(f"{names.FHIR}questionnaire-optionExclusive", valueBoolean=True)]
        is_alone = question.pick_any and choice.id in {NONE, NOT_SURE}
        return with_extensions({"valueCoding": coding(self.content, question, choice.id)}, iter(alone if is_alone else []))

    def _toggle(self, question: Question, choice: Choice) -> Json:
        """That a choice is offered only while a condition holds."""
        when = _expression(self._said(self.logic.offered(question.id, choice.id)))
        option = extension("option", valueCoding=coding(self.content, question, choice.id))
        return {"url": f"{names.SDC}answerOptionsToggleExpression", "extension": [option, extension("expression", valueExpression=when)]}

    def _outcome(self) -> Json:
        return {"linkId": names.OUTCOME, "text": "What to do", "type": "group", "item": [
            self._urgency(), *self._whom(),
            _line(names.NOT_COMPLETE, "Not every question is answered. The advice can still become more urgent.",
                  f"({self.is_open}) and {negated(self._said(self.logic.emergency))}"),
            *map(self._steps, self.content.urgencies),
            *(self._advice(advice) for advice in sorted(self.content.advice, key=lambda advice: advice.urgency.rank)),
            self._advice(self.content.otherwise),
        ]}  # fmt: skip

    def _urgency(self) -> Json:
        text = f"iif({self.is_open}, {literal(NOTHING_YET)}, {literal(title_of(self.content.urgencies[-1]))})"
        for urgency in reversed(self.content.urgencies):
            if earned := [advice for advice in self.content.advice if advice.urgency == urgency]:
                held = " or ".join(f"({self._said(self.logic.earned[advice.id])})" for advice in earned)
                text = f"iif({held}, {literal(title_of(urgency))}, {text})"
        calculated = extension(f"{names.SDC}calculatedExpression", valueExpression=_expression(text))
        return {"linkId": names.URGENCY, "text": "How soon", "type": "string", "readOnly": True, "extension": [calculated]}

    def _whom(self) -> Iterator[Json]:
        """Whom to call instead of the callee whom the advice names, for whom that is another."""
        before: list[str] = []
        for callee in self.content.whom_to_call[:-1]:
            when = self._said(self.logic.counted(callee.when)) if callee.when is not None else "true"
            text = f"Where the advice says {self.content.whom_to_call[-1].say}, call {callee.say}."
            yield _line(f"outcome.whom.{callee.id}", text, " and ".join([f"({when})", *map(negated, before)]))
            before.append(when)

    def _steps(self, urgency: Urgency) -> Json:
        when = f"{ITEMS}.where(linkId = '{names.URGENCY}').answer.value = {literal(title_of(urgency))}"
        return _line(f"urgency.{urgency.id}", self._worded(urgency.by, (urgency.first_step, *urgency.do)), f"iif({when}, true, false)")

    def _advice(self, advice: Advice) -> Json:
        if advice == self.content.otherwise:
            earned = " or ".join(f"({self._said(when)})" for when in self.logic.earned.values())
            parts = [negated(self.is_open), *([negated(earned)] if earned else [])]
        else:
            louder = [one for one in self.content.advice if one.subject == advice.subject and one.how_soon < advice.how_soon]
            parts = [f"({self._said(self.logic.earned[advice.id])})", *(negated(self._said(self.logic.earned[one.id])) for one in louder)]
        say = f"{advice.by}: {advice.say}" if advice.by else advice.say
        line = _line(f"advice.{advice.id}", self._worded(say, (advice.first_step, *advice.do)), " and ".join(parts))
        return {**line, "extension": [*line["extension"], *self._links(advice.sources)]}

    def _links(self, sources: tuple[str, ...]) -> list[Json]:
        return [extension(f"{names.FHIR}questionnaire-supportLink", valueUri=self.content.sources[id_].url) for id_ in sources]

    def _worded(self, say: str, steps: tuple[str, ...]) -> str:
        text = "\n".join([say, *(f"{number}. {step}" for number, step in enumerate(filter(None, steps), start=1))])
        return text.replace(WHOM, self.content.whom_to_call[-1].say) if self.content.whom_to_call else text


def title_of(urgency: Urgency) -> str:
    """How soon to act, as a person is told it."""
    return f"{urgency.title} ({urgency.by})"


def _line(link_id: str, text: str, when: str = "") -> Json:
    return with_extensions({"linkId": link_id, "text": text, "type": "display"}, iter([_shown_if(when)] if when else []))


def _expression(text: str) -> Json:
    return {"language": "text/fhirpath", "expression": whole(text)}


def _shown_if(text: str) -> Json:
    return extension(f"{names.SDC}enableWhenExpression", valueExpression=_expression(text))


def _expressions(when: list[Json] | str) -> Iterator[Json]:
    if isinstance(when, str):
        yield _shown_if(when)


def _conditions(when: list[Json] | str) -> Json:
    """The elements that say when an item shows, where no expression does."""
    if isinstance(when, str) or not when:
        return {}
    behavior = when[0].get("behavior", "all")
    plain = [{key: value for key, value in one.items() if key != "behavior"} for one in when]
    return {"enableWhen": plain, "enableBehavior": behavior}


def _control(code: str) -> Json:
    concept = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]}
    return extension(f"{names.FHIR}questionnaire-itemControl", valueCodeableConcept=concept)


def _limits(entry: Entry) -> Iterator[Json]:
    """The least and the most of a number, and its unit."""
    if entry.kind != "number":
        return
    for url, number in (("minValue", entry.least), ("maxValue", entry.most)):
        text = written(number, entry.step)
        yield extension(names.FHIR + url, **({"valueDecimal": float(text)} if entry.step == 1 else {"valueInteger": int(text)}))
    code = {"system": names.UCUM, "code": names.UNITS[entry.unit]} if entry.unit in names.UNITS else {}
    yield extension(f"{names.FHIR}questionnaire-unit", valueCoding={**code, "display": entry.unit})
