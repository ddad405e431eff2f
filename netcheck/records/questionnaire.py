"""The questionnaire as a FHIR R4 Questionnaire with the extensions of Structured Data Capture (SDC).

All questions of a section are siblings, and a follow-up names the choices above it: forms draw that alike, and an
answer is always found at the same depth. Advice, how soon to act, and what is still open are lines that show themselves.
An emergency hides the sections after it; within its own section a form goes on, and ``response`` passes over what was answered so.
A person is told one voice: advice shows while no more urgent advice about the same complaint does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from netcheck.author.codes import VERSION
from netcheck.author.logic import Logic
from netcheck.author.raw_conditions import both
from netcheck.engine.outcome import WHOM
from netcheck.questionnaire.model import Advice, Choice, Condition, Entry, Question, Questionnaire, Section, Urgency
from netcheck.questionnaire.quantity import LONGEST_NOTE, written
from netcheck.records import names
from netcheck.records.fhirpath import TRUE, all_of, answers_at, any_of, expression, literal, negated, not_complete, reported_before, whole
from netcheck.records.names import Json, canonical, coding, how_soon, narrative, type_of, typed_at

HPO = "http://human-phenotype-ontology.org"
CHOICES = "choices"
"""The id of the contained list of all choices."""

NOBODY = "no clinician yet"
"""What a questionnaire that nobody has signed names as its reviewer."""

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
        self.content, self.logic = questionnaire, Logic(questionnaire)
        self.is_open = self._said(not_complete(self.logic))
        self.earned = {id_: self._said(when) for id_, when in self.logic.earned.items()}
        self.earned[questionnaire.otherwise.id] = negated(any_of([self.is_open, *self.earned.values()]))

    def whole(self) -> Json:
        content = self.content
        status = "draft" if content.review.by == NOBODY else "active"
        day = {"date": content.edition} if re.fullmatch(r"\d{4}-\d\d-\d\d", content.edition) else {}
        common = {"version": content.edition, "status": status, **day}
        concepts = [self._concept(question, choice) for question in content.questions.values() for choice in question.choices]
        name = re.sub(r"[^A-Za-z0-9]", "", content.title.title())
        return {
            "resourceType": "Questionnaire", "language": "en",
            "text": narrative([f"{content.title}, edition {content.edition}", content.notice]),
            "contained": [{
                "resourceType": "CodeSystem", "id": CHOICES, "url": canonical(content, "CodeSystem"), **common, "title": "All choices",
                "name": "Choices", "caseSensitive": True, "content": "complete", "count": len(concepts),
                **(ONTOLOGY if any("property" in one for one in concepts) else {}), "concept": concepts,
            }],
            # The standard takes no contained resource that nothing points to.
            "extension": [_extension("artifact-relatedArtifact", valueRelatedArtifact={"type": "depends-on", "resource": f"#{CHOICES}"})],
            "url": canonical(content), **common, "name": f"Q{name}"[:200], "title": content.title,
            "subjectType": ["Patient"], "description": "\n\n".join((content.notice, *content.start)),
            "item": [_line(names.NOTICE, content.notice), *map(self._section, content.sections), self._outcome()],
        }  # fmt: skip

    def _concept(self, question: Question, choice: Choice) -> Json:
        found = coding(self.content, question, choice.id)
        concept = {"code": found["code"], "display": found["display"]}
        code, _, name = dict(choice.codes).get("hpo", "").partition(" ")
        term = {"system": HPO, "version": VERSION, "code": code, "display": name}
        return {**concept, "property": [{"code": "hpo", "valueCoding": term}]} if code else concept

    def _said(self, condition: Condition) -> str:
        return expression(condition, self.logic)

    def _section(self, section: Section) -> Json:
        inside = [question for question in self.content.questions.values() if self.content.section_of[question.id] == section]
        asked = TRUE if section.ask_if is None else self._said(self.logic.counted(section.ask_if))
        when = all_of([asked, negated(self._said(self.logic.emergency_before(inside[0].id)))])
        lines = [_line(f"section.{section.id}.say", section.say)] if section.say else []
        items = [item for question in inside for item in self._question(question)]
        return _item(f"section.{section.id}", "group", section.title, *_shown(when), item=lines + items)

    def _question(self, question: Question) -> Iterator[Json]:
        """The item or items of one question: where it is typed, and where choices fit, too, those while nothing is typed."""
        ask, typed = f"{question.ask} {question.hint}".rstrip(), typed_at(question)
        help_ = [_item(f"{question.id}.help", "display", question.why.say or question.short, _control("help"))]
        links = self._links(question.why.sources)
        if question.entry is not None:
            plain, extensions = self._shown_when(question)
            longest = {"maxLength": LONGEST_NOTE} if question.entry.is_note else {}
            yield _item(typed, type_of(question.entry), ask, *extensions, *links, *_limits(question.entry), **plain, **longest, item=help_)
        if question.choices:
            plain, extensions = self._shown_when(question, typed)
            more = {**({"repeats": True} if question.pick_any else {}), **({} if typed else {"item": help_})}
            options = [self._option(question, choice) for choice in question.choices]
            control = _control("check-box" if question.pick_any else "radio-button")
            toggles = [self._toggle(question, choice) for choice in question.choices if choice.ask_if is not None]
            text = f"If you do not know: {question.short}" if typed else ask
            yield _item(question.id, "choice", text, control, *extensions, *links, *toggles, **plain, answerOption=options, **more)

    def _shown_when(self, question: Question, empty: str = "") -> tuple[Json, list[Json]]:
        """When a question shows, and where ``empty`` is the line to type into, only with nothing there: by the elements of the
        standard where these can say so, else by an expression.
        """
        above, asked = self.logic.leads_to[question.id], self.content.questions
        plain = [(asked[given.question], choice) for given in above for choice in sorted(given.choices)]
        behavior = "all" if len(plain) == len(above) else "any"
        is_if_reported = question.entry is not None and question.entry.if_reported
        is_plain = question.ask_if is None and not is_if_reported and all(one.entry is None for one, _ in plain)
        if is_plain and (behavior == "all" or (len(above) == 1 and not empty)):
            coded = [(one.id, coding(self.content, one, choice)) for one, choice in plain]
            given: list[Json] = [{"question": id_, "operator": "=", "answerCoding": code} for id_, code in coded]
            given += [{"question": empty, "operator": "exists", "answerBoolean": False}] if empty else []
            return ({"enableWhen": given, "enableBehavior": behavior} if given else {}), []
        reached = self.logic.reached(question.id)
        when = self._said(both(reached, reported_before(question, self.logic)) if is_if_reported else reached)
        return {}, _shown(all_of([when, negated(f"{answers_at(empty)}.exists()")] if empty else [when]))

    def _option(self, question: Question, choice: Choice) -> Json:
        alone = {"extension": [_extension("questionnaire-optionExclusive", valueBoolean=True)]}
        return {"valueCoding": coding(self.content, question, choice.id), **(alone if choice.alone else {})}

    def _toggle(self, question: Question, choice: Choice) -> Json:
        """That a choice is offered only while a condition holds."""
        option = {"url": "option", "valueCoding": coding(self.content, question, choice.id)}
        when = {"url": "expression", "valueExpression": whole(self._said(self.logic.offered(question.id, choice.id)))}
        return _extension("sdc-questionnaire-answerOptionsToggleExpression", extension=[option, when])

    def _outcome(self) -> Json:
        more = "Not every question is answered. The advice can still become more urgent."
        open_ = _line(names.NOT_COMPLETE, more, all_of([self.is_open, negated(self._said(self.logic.emergency))]))
        advice = map(self._advice, (*sorted(self.content.advice, key=lambda advice: advice.urgency.rank), self.content.otherwise))
        steps = map(self._steps, self.content.urgencies)
        return _item(names.OUTCOME, "group", "What to do", item=[self._urgency(), *self._whom(), open_, *steps, *advice])

    def _steps(self, urgency: Urgency) -> Json:
        when = f"{answers_at(names.URGENCY)}.where(value = {literal(how_soon(urgency))}).exists()"
        return _line(f"urgency.{urgency.id}", self._worded(urgency.by, (urgency.first_step, *urgency.do)), when)

    def _urgency(self) -> Json:
        text = f"iif({self.is_open}, {literal(names.NOTHING_YET)}, {literal(how_soon(self.content.urgencies[-1]))})"
        for urgency in reversed(self.content.urgencies):
            held = any_of(self.earned[advice.id] for advice in self.content.advice if advice.urgency == urgency)
            text = f"iif({held}, {literal(how_soon(urgency))}, {text})"
        calculated = _extension("sdc-questionnaire-calculatedExpression", valueExpression=whole(text))
        return _item(names.URGENCY, "string", "How soon", calculated, readOnly=True)

    def _whom(self) -> Iterator[Json]:
        """Whom to call instead of the callee whom the advice names, for whom that is another."""
        before: list[str] = []
        for callee in self.content.whom_to_call[:-1]:
            when = TRUE if callee.when is None else self._said(self.logic.counted(callee.when))
            text = f"Where the advice says {self.content.whom_to_call[-1].say}, call {callee.say}."
            yield _line(f"outcome.whom.{callee.id}", text, all_of([when, *map(negated, before)]))
            before.append(when)

    def _advice(self, advice: Advice) -> Json:
        louder = [one for one in self.content.advice if one.subject == advice.subject and one.how_soon < advice.how_soon]
        when = all_of([self.earned[advice.id], *(negated(self.earned[one.id]) for one in louder)])
        say = f"{advice.by}: {advice.say}" if advice.by else advice.say
        return _line(f"advice.{advice.id}", self._worded(say, (advice.first_step, *advice.do)), when, *self._links(advice.sources))

    def _links(self, sources: tuple[str, ...]) -> list[Json]:
        return [_extension("questionnaire-supportLink", valueUri=self.content.sources[id_].url) for id_ in sources]

    def _worded(self, say: str, steps: tuple[str, ...]) -> str:
        text = "\n".join([say, *(f"{number}. {step}" for number, step in enumerate(filter(None, steps), start=1))])
        return text.replace(WHOM, self.content.whom_to_call[-1].say) if self.content.whom_to_call else text


def _item(link: str, type_: str, text: str, *extensions: Json, **elements: object) -> Json:
    item = {"linkId": link, "text": text, "type": type_, **elements}
    return {**item, "extension": [*extensions]} if extensions else item


def _line(link: str, text: str, when: str = TRUE, *extensions: Json) -> Json:
    return _item(link, "display", text, *_shown(when), *extensions)


def _shown(when: str) -> list[Json]:
    return [] if when == TRUE else [_extension("sdc-questionnaire-enableWhenExpression", valueExpression=whole(when))]


def _extension(name: str, **value: object) -> Json:
    guide = "uv/sdc/" if name.startswith("sdc-") else ""
    return {"url": f"http://hl7.org/fhir/{guide}StructureDefinition/{name}", **value}


def _control(code: str) -> Json:
    concept = {"coding": [{"system": "http://hl7.org/fhir/questionnaire-item-control", "code": code}]}
    return _extension("questionnaire-itemControl", valueCodeableConcept=concept)


def _limits(entry: Entry) -> Iterator[Json]:
    """The least and the most of a number, and its unit."""
    if entry.kind == "number":
        element, value = names.TYPED[type_of(entry)]
        for name, number in (("minValue", entry.least), ("maxValue", entry.most)):
            yield _extension(name, **{element: value(written(number, entry.step))})
        code = {"system": "http://unitsofmeasure.org", "code": names.UNITS[entry.unit]} if entry.unit in names.UNITS else {}
        yield _extension("questionnaire-unit", valueCoding={**code, "display": entry.unit})
