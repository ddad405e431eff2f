"""Whether the guide and the advice say the same: urgent advice and signs without a line in the guide, lines with another deadline."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from netcheck.author.every_text import Key
from netcheck.author.finding import Finding
from netcheck.author.rules import RULES
from netcheck.engine.condition import truth
from netcheck.errors import did_you_mean, quoted
from netcheck.guide.marks import AdviceLine
from netcheck.questionnaire.load import Loaded
from netcheck.questionnaire.model import NONE, NOT_SURE, URGENCIES, Questionnaire

URGENT = URGENCIES[:2]
"""How soon advice must be for the guide to name all of it: emergencies, and what cannot wait for tomorrow."""


def findings(loaded: Loaded, lines: Collection[AdviceLine]) -> Iterator[Finding]:
    """All findings about these lines of the guide. A guide without a marked line promises nothing, so nothing is found.

    Of a guide that names single signs, every list of signs is expected whole: each choice that alone earns urgent advice.
    """
    if not lines:
        return
    questionnaire = loaded.questionnaire
    urgency_of = {advice.id: advice.urgency.id for advice in (*questionnaire.advice, questionnaire.otherwise)}
    earned_by = _earned_by_one_sign(questionnaire)
    for line in lines:
        yield from _deadline(line, urgency_of)
        yield from _signs(line, earned_by)
    said = {advice for line in lines for advice in line.advice}
    for advice in questionnaire.advice:
        if advice.urgency.id in URGENT and advice.id not in said:
            message = f"No line of the guide names '{advice.id}', which is of the urgency '{advice.urgency.id}'."
            yield _left_out(loaded, ("advice", advice.id), advice.id, message)
    named = {sign for line in lines for sign in line.signs}
    for sign, earned in earned_by.items() if named else ():
        urgent = [advice for advice in earned if urgency_of[advice] in URGENT]
        if urgent and sign not in named:
            message = f"No line of the guide names the sign '{sign}', which alone earns '{urgent[0]}'."
            yield _left_out(loaded, ("choice", *sign.split(".")), sign, message)


def _earned_by_one_sign(questionnaire: Questionnaire) -> Mapping[str, tuple[str, ...]]:
    """The advice that one choice of a list earns with nothing else said, by ``question.choice``."""
    return {
        f"{question.id}.{choice.id}": tuple(
            one.id for one in questionnaire.advice if truth(one.when, {question.id: frozenset({choice.id})})
        )
        for question in questionnaire.questions.values()
        for choice in question.choices
        if question.pick_any and choice.id not in {NONE, NOT_SURE}
    }


def _deadline(line: AdviceLine, urgency_of: Mapping[str, str]) -> Iterator[Finding]:
    if line.urgency and line.urgency not in URGENCIES:
        yield _finding("N406", line.file, line.line, line.urgency, f"There is no urgency {quoted(line.urgency)}.")
    if not line.advice:
        yield _finding("N406", line.file, line.line, line.file, f"The line {quoted(line.text)} names no advice.")
    for advice in line.advice:
        if advice not in urgency_of:
            message = f"There is no advice {quoted(advice)}.{did_you_mean(advice, urgency_of)}"
            yield _finding("N406", line.file, line.line, advice, message)
        elif line.urgency != urgency_of[advice]:
            heading = f"under a heading of the urgency '{line.urgency}'" if line.urgency else "under a heading without an urgency"
            message = f"The line stands {heading}; its advice '{advice}' is of the urgency '{urgency_of[advice]}'."
            yield _finding("N404", line.file, line.line, advice, message)


def _signs(line: AdviceLine, earned_by: Mapping[str, tuple[str, ...]]) -> Iterator[Finding]:
    for sign in line.signs:
        if sign not in earned_by:
            message = f"There is no sign {quoted(sign)} in a list of signs.{did_you_mean(sign, earned_by)}"
            yield _finding("N406", line.file, line.line, sign, message)
        elif not set(line.advice) & set(earned_by[sign]):
            message = f"The sign '{sign}' alone earns none of the advice that its line names."
            yield _finding("N406", line.file, line.line, sign, message)


def _left_out(loaded: Loaded, key: Key, where: str, message: str) -> Finding:
    place = loaded.places[key]
    return _finding("N403", loaded.name, place.line, where, message, place.column)


def _finding(code: str, file: str, line: int, where: str, message: str, column: int = 1) -> Finding:
    rule = RULES[code]
    return Finding(code, rule.severity, file, line, column, where, message, rule.mend)
