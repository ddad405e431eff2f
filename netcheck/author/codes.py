"""What ``check`` finds about codes of choices: one that its system does not have, has under another name, or uses no more."""

from __future__ import annotations

import pkgutil
import re
from collections.abc import Iterator, Mapping
from functools import cache

from netcheck.author.contacts import Found
from netcheck.author.rule import Rule
from netcheck.questionnaire.model import Questionnaire

VERSION = "2025-01-16"
"""The release of the Human Phenotype Ontology whose ids and names are stored."""

RELATIVES: Mapping[str, str] = {"FAMMEMB": "family member", "EXT": "extended family member"}
"""The roles of HL7 that a choice can name: a close relative, or any; and one further away."""

RULE = Rule(
    "N701",
    "error",
    "A code that is not there",
    "Health records take the code for what the person said. A wrong one says something else, and nobody reads the words beside it.",
    "Write the id and its name as they stand in the ontology, or leave the code out.",
    "choices: {breath: {say: Short of breath, codes: {hpo: HP:0002094 Cough}}}    # HP:0002094 is Dyspnea",
)


def findings(questionnaire: Questionnaire) -> Iterator[Found]:
    """Every code that does not stand in its system as it is written."""
    for question in questionnaire.questions.values():
        for choice in question.choices:
            for system, code in choice.codes:
                where = f"{question.id}.{choice.id}"
                if fault := _fault_of_hpo(code) if system == "hpo" else _fault_of_relative(code):
                    yield Found(RULE.code, ("codes", question.id, choice.id), where, f"The code '{code}' of '{where}' {fault}.")


def _fault_of_relative(code: str) -> str:
    return "" if code in RELATIVES else f"is none of: {', '.join(RELATIVES)}"


def _fault_of_hpo(code: str) -> str:
    found = re.fullmatch(r"HP:([0-9]{7}) (.+)", code)
    if found is None:
        return "is not written as an id and its name, like HP:0002094 Dyspnea"
    name, *gone = _terms().get(found[1], ("",))
    if not name:
        return f"does not stand in the ontology of {VERSION}"
    if gone:
        return f"is not used any more{f'; now it is HP:{gone[1]} {_terms()[gone[1]][0]}' if gone[1:] else ''}"
    return "" if name == found[2] else f"has another name there: {name}"


@cache
def _terms() -> Mapping[str, tuple[str, ...]]:
    """The name of each term by its number, and for one that is not used any more why, and what replaces it."""
    text = (pkgutil.get_data("netcheck", "author/hpo.tsv") or b"").decode()
    rows = (line.split("\t") for line in text.splitlines() if not line.startswith("#"))
    return {number: tuple(more) for number, *more in rows}
