"""The keys of questions.yaml: the one table that the loader reads by and the JSON Schema is made from."""

from __future__ import annotations

from typing import Any, NamedTuple

from netcheck.questionnaire.model import NONE, NOT_SURE

FORMAT = "1"


class Keys(NamedTuple):
    """The keys of one kind of part: those that must be there and those that may be."""

    needed: tuple[str, ...]
    allowed: tuple[str, ...] = ()


ADVICE_LISTS = ("do", "everyday_causes", "tell_provider", "ask_provider", "diary", "learn")
OF_ADVICE = ("about", "by", "first_step", "sooner_if", "help", *ADVICE_LISTS)
NOT_IN_AN_EMERGENCY = ("by", "first_step", "sooner_if", "everyday_causes", "ask_provider", "diary", "learn")
ONLY_IN_AN_EMERGENCY = ("sign", "late_because")

QUESTIONNAIRE = Keys(
    ("format", "edition", "title", "review", "start", "notice", "sources", "urgencies", "sections", "advice", "otherwise"),
    (
        *("earlier_titles", "asks_about", "emergency", "provider", "diseases"),
        *("start_more", "help_lines", "sheet_blanks", "subjects", "conditions", "whom_to_call", "always", "decisions", "allow"),
    ),
)
SECTION = Keys(("id", "title", "questions"), ("say", "ask_if"))
QUESTION = Keys(("id", "short", "ask", "why", "choices"), ("hint", "kind", "pick", "sheet", "then", "ask_if", "earlier_ids"))
CHOICE = Keys(("say",), ("ask_if", "earlier_ids", "codes", "alone"))
_ANY_TYPED = ("hint", "kind", "sheet", "asked", "ask_if", "earlier_ids")
TYPED = {
    "number": Keys(("id", "short", "ask", "why", "unit", "least", "most"), (*_ANY_TYPED, "choices", "then")),
    "date": Keys(("id", "short", "ask", "why"), (*_ANY_TYPED, "choices", "then")),
    "note": Keys(("id", "short", "ask"), ("why", *_ANY_TYPED)),
}
"""The keys of a question whose answer is typed, by its kind."""
ADVICE = Keys(("id", "urgency", "when", "say", "sources"), (*ONLY_IN_AN_EMERGENCY, *OF_ADVICE, "excludes"))
OTHERWISE = Keys(("say", "sources"), OF_ADVICE)
SOONER_IF = Keys(("say", "then_at_least"), ("if",))
CALLEE = Keys(("id", "say"), ("when",))
ALWAYS = Keys(("id", "when", "then_at_least"))
AT_LEAST = Keys(("count", "of"))

KINDS = ("sign", "context", *TYPED)
ASKED = ("always", "if_reported")
PICKS = ("one", "any")
ALONE = ("yes",)
SHEET_PARTS = ("answers", "checked", "family", "person")
YES_NO = {"yes": "Yes", "no": "No", NOT_SURE: "Not sure"}
ENDS_OF_A_LIST = {NONE: "None of these", NOT_SURE: "Not sure"}
OR = " or "
"""What stands between the choices that lead to the same follow-ups."""

JOINS = ("all", "any", "at_least")
WORDS_OF_CONDITIONS = (*JOINS, "not", *YES_NO, NONE)

ID = r"[a-z0-9][a-z0-9_]*"
NO_TEXT = r"[0-9]+(?:e[0-9]+)?|0x[0-9a-f]+|0o[0-7]+|null|true|false"
"""What other programs that read YAML take for a number, for nothing or for true and false: no choice can have such an id."""
ID_WITH_DASHES = r"[a-z0-9][a-z0-9_-]*"
COUNT = r"[1-9][0-9]?"

MOST_CHOICES = 100
"""The most choices of one question. Nobody reads more, and our own questionnaire has a tenth of it."""

MOST_PARTS = 500
"""The most parts that one condition joins."""


def of_record(kind: type[Any], *given: str) -> Keys:
    """The keys of a part whose keys are the fields of its record, without those that its id or its place ``given``."""
    named = [name for name in kind._fields if name not in given]
    optional = kind._field_defaults
    return Keys(tuple(name for name in named if name not in optional), tuple(name for name in named if name in optional))


def lists_of(kind: type[Any]) -> frozenset[str]:
    """The fields of a record that hold several texts."""
    return frozenset(name for name, type_ in kind.__annotations__.items() if "tuple" in str(type_))
