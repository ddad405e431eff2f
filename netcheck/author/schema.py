"""JSON Schema of questions.yaml and of an answers file, so that editors complete and check while somebody types.

Both are made from the tables the loader reads by. A schema sees the shape of a file only: that a name exists, that an id
is not used twice and all that ``check`` finds is beyond it. Editors read ``2025`` as a number, netcheck as text: both pass.
"""

from __future__ import annotations

from typing import Any

from netcheck.questionnaire import file_format
from netcheck.questionnaire.document import LONGEST_TEXT
from netcheck.questionnaire.model import URGENCIES, Urgency
from netcheck.questionnaire.questions import CODE_SYSTEMS
from netcheck.questionnaire.records import Allowed, Decision, Emergency, HelpLine, Review, SheetBlank, Source

Schema = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"

WITHOUT_CONTROLS = r"^[^\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff]*$"
"""A text without the letters that ``Document.text`` refuses."""

WRITTEN = rf"^(?=[\s\S]*\S){WITHOUT_CONTROLS[1:]}"
"""A text with something in it to see and without the letters that ``Document.text`` refuses."""

TEXT: Schema = {"type": ["string", "number", "boolean"], "pattern": WRITTEN, "maxLength": LONGEST_TEXT}
_TEXTS: Schema = {"type": "array", "items": TEXT, "minItems": 1}

SAYS = {
    "format": "The format of this file. Always 1.",
    "edition": "The day of this edition, like 2026-01-31.",
    "review": "Who has signed the content off, when, and until when that holds.",
    "start": "The paragraphs of the start page.",
    "start_more": "What the start page says when asked for more.",
    "earlier_titles": "What this was once called, the first title first. Health records know it by that one, and responses go on fitting.",
    "asks_about": "What the questions are about, in words that fit after: Ask about.",
    "emergency": "How to get help in an emergency.",
    "call": "What to do in words that fit after: In an emergency. As in: call 999.",
    "number": "The emergency number. The steps of every emergency name it.",
    "provider": "Whom a person tells and asks, in words that fit after: Tell. As in: your provider.",
    "diseases": "Names of diseases that no text may give as the answer: 'netcheck check' finds it.",
    "notice": "What stands with every outcome: not a diagnosis, the emergency number.",
    "sources": "Where the facts come from, by id; elsewhere the ids of those that a part rests on.",
    "urgencies": "The five urgencies, most urgent first, in words.",
    "help_lines": "Numbers and addresses that people can turn to.",
    "unit": "What the number is in, like C or kg. Another scale of the same thing is taken too, and converted.",
    "least": "The least that is taken. With a decimal here or in most, numbers with one decimal are taken.",
    "most": "The most that is taken.",
    "asked": "always, or if_reported: once something was reported in its section.",
    "sheet_blanks": "Room to write on every visit sheet, 1 to 5 lines each.",
    "sections": "The questions in the order they are asked. The danger signs are the first section.",
    "conditions": "Conditions with a name, so that a rule is written once. Each may use those above it.",
    "advice": "What is said when a condition holds, and how soon to act.",
    "otherwise": "What is said when a complete interview has earned nothing else.",
    "always": "Promises for 'netcheck check --prove': when this holds, the outcome is at least that urgent.",
    "decisions": "What the project decided where no source does, for a clinician to sign: 'netcheck review-sheet' shows them.",
    "allow": "Findings of 'netcheck check' that are right as they are, each with the reason.",
    "short": "Names the question on the review page, in reasons and on the visit sheet.",
    "ask": "The question as it is put.",
    "hint": "Explains a hard word in place.",
    "why": "Why the question is asked, and the sources that say so.",
    "kind": "A sign makes things more urgent; context refines. A number, a date and a note are typed.",
    "pick": "one choice, or any number of them.",
    "choices": "yes_no, or the id and the text of each choice; of a number or a date, the band: under 18, 18 to 64, 65 or more.",
    "then": "The follow-up questions under the choice that leads to them, or under several: yes or not_sure.",
    "ask_if": "Asked or offered only if this holds: a condition over questions above. It names not_sure, too.",
    "earlier_ids": "What this was once called. Saved answers and cases with these ids go on counting.",
    "alone": "yes: whoever chooses this chooses nothing else of the list, as with none and not_sure.",
    "codes": "What other people call this: hpo: HP:0002094 Dyspnea, or for a relative the role of HL7.",
    "urgency": "How soon to act.",
    "excludes": "Advice that contradicts this. 'netcheck check' finds an outcome that says both.",
    "when": "What a person must have answered: {question: choice}, all, any, at_least, or the name of a condition.",
    "sign": "The danger sign in a few words. Emergency advice only, and needed there.",
    "late_because": "Why this emergency is asked about after the first section. Emergency advice only.",
    "do": "What to do, in order.",
    "first_step": "What to do first, mostly whom to call. One outcome has one: that of its first advice, or of its urgency.",
    "sooner_if": "What would make it more urgent. With 'if' it is said only to a person of whom it is not known already.",
    "about": "The complaint this speaks of. Of advice about one complaint the most urgent speaks.",
    "help": "The ids of the help lines that fit this advice.",
    "when_worse": "Begins the list of what would make it this urgent, as in: Call 999 if.",
    "any_sign": "Stands for all danger signs where they are not listed, as in: any danger sign starts, like heavy bleeding.",
    "subjects": "The complaints that advice can be about, each with its words.",
    "whom_to_call": "Who stands in advice for {whom}: the first whose condition holds.",
    "then_at_least": "How urgent it is then.",
    "everyday_causes": "Common everyday causes, named honestly.",
    "diary": "The columns of the diary that this advice asks for, beside the day.",
    "learn": "Topics of the guide.",
}


def questionnaire_schema() -> Schema:
    """The JSON Schema (2020-12) of questions.yaml."""
    urgencies = {id_: _record(Urgency, "id") for id_ in URGENCIES}
    top = {
        "format": {"enum": [file_format.FORMAT, int(file_format.FORMAT)]},
        "review": _record(Review),
        "start": _TEXTS,
        "earlier_titles": _TEXTS,
        "emergency": _record(Emergency),
        "diseases": _TEXTS,
        "start_more": _TEXTS,
        "sources": _map(file_format.ID_WITH_DASHES, _record(Source)),
        "urgencies": _object(file_format.Keys(URGENCIES), urgencies),
        "help_lines": _list(_record(HelpLine)),
        "sheet_blanks": _list(_object(file_format.of_record(SheetBlank), {"lines": _lines()})),
        "sections": _list(_object(file_format.SECTION, _section())),
        "conditions": _map(file_format.ID, _ref("condition")),
        "advice": _list(_ref("advice")),
        "otherwise": _object(file_format.OTHERWISE, _advice_parts()),
        "subjects": _map(file_format.ID, TEXT),
        "whom_to_call": _list(_object(file_format.CALLEE, {"id": _id(file_format.ID), "when": _ref("condition")})),
        "always": _list(_promise()),
        "decisions": _list(_record(Decision)),
        "allow": _list(_record(Allowed)),
    }
    defs = {"question": _question(), "condition": _condition(), "advice": _advice()}
    return {"$schema": DIALECT, "title": "A questionnaire of netcheck", **_object(file_format.QUESTIONNAIRE, top), "$defs": defs}


def _lines() -> Schema:
    return {"type": ["string", "integer"], "pattern": "^[1-5]$", "minimum": 1, "maximum": 5}


def _section() -> Schema:
    return {"id": _id(file_format.ID), "questions": _list(_ref("question")), "ask_if": _ref("condition")}


def _question() -> Schema:
    why = _object(file_format.Keys(("say", "sources")), {"sources": _TEXTS})
    choice_id = rf"(?!(?:{file_format.NO_TEXT})$){file_format.ID}"
    codes = _object(file_format.Keys((), CODE_SYSTEMS), {})
    of_choice = {"ask_if": _ref("condition"), "earlier_ids": _list(_id(file_format.ID)), "codes": codes}
    of_choice["alone"] = {"enum": [*file_format.ALONE, True]}
    choice = {"anyOf": [TEXT, _object(file_format.CHOICE, of_choice)]}
    own_choices = {**_map(choice_id, choice), "minProperties": 1, "maxProperties": file_format.MOST_CHOICES}
    choices = {"anyOf": [{"const": "yes_no"}, own_choices]}
    then = _map(f"{file_format.ID}(?:{file_format.OR}{file_format.ID})*", _list(_ref("question")))
    kind, pick = {"enum": list(file_format.KINDS)}, {"enum": list(file_format.PICKS)}
    special: Schema = {"id": _id(file_format.ID), "why": why, "choices": choices, "then": then, "kind": kind, "pick": pick}
    special |= {"ask_if": _ref("condition"), "earlier_ids": _list(_id(file_format.ID))}
    number: Schema = {"type": ["string", "number"], "pattern": r"^-?[0-9]+([.,][0-9])?$"}
    typed = {"choices": own_choices, "least": number, "most": number, "asked": {"enum": list(file_format.ASKED)}}
    schema = _object(file_format.QUESTION, special)
    for id_, keys in file_format.TYPED.items():
        is_it = {"properties": {"kind": {"const": id_}}, "required": ["kind"]}
        schema = {"if": is_it, "then": _object(keys, special | typed), "else": schema}
    return schema


def _condition() -> Schema:
    parts = {**_list(_ref("condition")), "maxItems": file_format.MOST_PARTS}
    count = {"type": ["string", "integer"], "pattern": f"^{file_format.COUNT}$", "minimum": 1}
    at_least = _object(file_format.AT_LEAST, {"count": count, "of": parts})
    given = {"anyOf": [TEXT, _TEXTS]}
    joined: Schema = {
        "type": "object",
        "properties": dict(zip(file_format.JOINS, (parts, parts, at_least), strict=True)),
        "patternProperties": {f"^(?!(?:{'|'.join(file_format.JOINS)}|not)$){file_format.ID}$": given},
        "additionalProperties": False,
        "minProperties": 1,
        "maxProperties": 1,
    }
    return {"anyOf": [_id(file_format.ID), joined]}


def _advice() -> Schema:
    special: Schema = {"id": _id(file_format.ID), "urgency": {"enum": list(URGENCIES)}, "when": _ref("condition")}
    special["excludes"] = _list(_id(file_format.ID))
    return {
        **_object(file_format.ADVICE, special | _advice_parts()),
        "if": {"properties": {"urgency": {"const": URGENCIES[0]}}},
        "then": {"required": ["sign"], "properties": dict.fromkeys(file_format.NOT_IN_AN_EMERGENCY, False)},
        "else": {"properties": dict.fromkeys(file_format.ONLY_IN_AN_EMERGENCY, False)},
    }


def _advice_parts() -> Schema:
    """What every piece of advice can have, also the one that stands where no other does."""
    sooner = _object(file_format.SOONER_IF, {"if": _ref("condition"), "then_at_least": {"enum": list(URGENCIES)}})
    lists = dict.fromkeys(("sources", *file_format.ADVICE_LISTS), _TEXTS)
    own = {"about": _id(file_format.ID), "by": TEXT, "first_step": TEXT}
    return {**lists, **own, "help": _TEXTS, "sooner_if": _list({"anyOf": [TEXT, sooner]})}


def _promise() -> Schema:
    return _object(file_format.ALWAYS, {"id": _id(file_format.ID), "when": _ref("condition"), "then_at_least": {"enum": list(URGENCIES)}})


def _object(known: file_format.Keys, special: Schema) -> Schema:
    """An object with these keys; each is text, unless ``special`` has a schema for it."""
    properties = {}
    for key in (*known.needed, *known.allowed):
        says = {"description": SAYS[key]} if key in SAYS else {}
        properties[key] = {**special.get(key, TEXT), **says}
    return {"type": "object", "properties": properties, "required": list(known.needed), "additionalProperties": False}


def _record(kind: type[Any], *given: str) -> Schema:
    known = file_format.of_record(kind, *given)
    return _object(known, dict.fromkeys(file_format.lists_of(kind), _TEXTS))


def _map(pattern: str, values: Schema) -> Schema:
    return {"type": "object", "patternProperties": {f"^{pattern}$": values}, "additionalProperties": False}


def _list(items: Schema) -> Schema:
    return {"type": "array", "items": items, "minItems": 1}


def _id(pattern: str) -> Schema:
    return {"type": "string", "pattern": f"^{pattern}$"}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}
