"""(a) Each danger sign alone gives an emergency, whatever else is answered.

A danger sign is a choice that makes the condition of emergency advice true by itself, together only with the choices that
lead to its question. It is proved for every answer to every other question, complete or not, and with any other pick beside it.

A condition cannot tell what the author forgot, so two more things must hold where danger signs are asked:

- Every pick of a list that holds a danger sign is named by emergency advice, or leads to a question that is.
- In the first section, not sure to such a question and to all questions it then leads to gives an emergency.

A choice that emergency advice names only together with others is listed as a note.
"""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.author.logic import givens
from netcheck.author.prove.prover import NO_SIGN, Example, Finding, Prover, Verdict, checked
from netcheck.engine.condition import truth
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Question, every

LETTER = "a"


def prove_danger(prover: Prover) -> Iterator[Finding]:
    """Findings about every danger sign and every question that asks for one."""
    named = _named(prover)
    alone = {sign for sign in named if _earns(prover, _only(prover, *sign))}
    for sign in named:
        if sign in alone:
            yield checked(LETTER, ".".join(sign), lambda sign=sign: _alone(prover, *sign))  # type: ignore[misc]
        elif sign[1] not in (*NO_SIGN, NOT_SURE):
            words = prover.titled(sign[0], (sign[1],))
            yield Finding(LETTER, ".".join(sign), Verdict.NOTE, f"'{words}' gives an emergency only together with other answers.")
    for id_ in dict.fromkeys(question for question, _ in named if any(question == asked for asked, _ in alone)):
        question = prover.questionnaire.questions[id_]
        if question.pick_any:
            yield from _forgotten(prover, question, named)
        above = prover.logic.leads_to[id_]
        # The plainer question under not sure is judged together with the question that leads to it.
        if prover.questionnaire.section_of[id_] == prover.questionnaire.sections[0] and (not above or NOT_SURE not in above[-1].choices):
            yield from _unsure(prover, question)


def _named(prover: Prover) -> list[tuple[str, str]]:
    """Every choice that emergency advice names, in the order of the file."""
    found = {(one.question, choice) for advice in prover.questionnaire.emergencies for one in givens(advice.when) for choice in one.choices}
    questions = prover.questionnaire.questions.values()
    return [(question.id, choice.id) for question in questions for choice in question.choices if (question.id, choice.id) in found]


def _only(prover: Prover, question: str, choice: str) -> dict[str, Answer]:
    """The answers that lead to a question, and one choice there."""
    above = {given.question: given.choices for given in prover.logic.leads_to[question]}
    return {**above, question: frozenset((choice,))}


def _earns(prover: Prover, answers: dict[str, Answer]) -> bool:
    return bool(truth(prover.logic.emergency, answers))


def _alone(prover: Prover, question: str, choice: str) -> Finding:
    person, words = prover.person, prover.titled(question, (choice,))
    reached = prover.holds(prover.logic.reached(question))
    found = prover.find(person.given[question, choice], reached, prover.no_emergency)
    if found is None:
        message = f"'{words}' alone gives an emergency, whatever else is answered."
        return Finding(LETTER, f"{question}.{choice}", Verdict.PROVED, message)
    example = Example(f"{words}, and no emergency", prover.interview(found))
    return Finding(LETTER, f"{question}.{choice}", Verdict.REFUTED, f"'{words}' does not always give an emergency.", (example,))


def _forgotten(prover: Prover, question: Question, named: list[tuple[str, str]]) -> Iterator[Finding]:
    asked = {id_ for id_, _ in named}
    for choice in question.choices:
        leads_on = any(below.id in asked for below in every(choice.then))
        if (question.id, choice.id) in named or leads_on or choice.id in (NONE, NOT_SURE):
            continue
        answers, words = _only(prover, question.id, choice.id), prover.titled(question.id, (choice.id,))
        message = (
            f"'{words}' stands in a list of danger signs, but no emergency advice names it or a question it leads to. "
            f"Alone it gives: {prover.urgency(answers)}. Name it in emergency advice, or move it out of this list."
        )
        example = Example(f"{words}, and no emergency", prover.interview(answers))
        yield Finding(LETTER, f"{question.id}.{choice.id}", Verdict.REFUTED, message, (example,))


def _unsure(prover: Prover, question: Question) -> Iterator[Finding]:
    answers = _only(prover, question.id, NOT_SURE)
    for choice in question.choices:
        if choice.id == NOT_SURE:
            answers |= {below.id: frozenset((NOT_SURE,)) for below in every(choice.then) if _has_not_sure(below)}
            if _earns(prover, answers):
                message = f"Not sure about '{question.short}', and still not sure when asked again, gives an emergency."
                yield Finding(LETTER, f"{question.id}.{NOT_SURE}", Verdict.PROVED, message)
                continue
            message = (
                f"Not sure about '{question.short}' does not give an emergency, also when the person stays unsure. In the section "
                f"of danger signs it must: add one plainer question under {NOT_SURE} whose yes and {NOT_SURE} are an emergency."
            )
            example = Example(f"{question.short}: not sure, and no emergency", prover.interview(answers))
            yield Finding(LETTER, f"{question.id}.{NOT_SURE}", Verdict.REFUTED, message, (example,))


def _has_not_sure(question: Question) -> bool:
    return any(choice.id == NOT_SURE for choice in question.choices)
