"""(a) Each danger sign alone gives an emergency, whatever else is answered.

A danger sign is a choice that makes the condition of emergency advice true by itself, together only with the choices that
lead to its question. It is proved for every answer to every other question, complete or not, and with any other pick beside it.

A condition cannot tell what the author forgot, so three more things must hold where danger signs are asked:

- Every pick of a list that holds a danger sign is named by emergency advice, or leads to a question that is.
- In the first section, not sure to such a question and to all questions it then leads to gives an emergency.

- No ``ask_if`` hides a danger sign from anybody.

A choice that emergency advice names only together with others is listed as a note, and so is one of these that ``ask_if`` hides.
"""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.author.prove.prover import NO_SIGN, Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.raw_conditions import ALWAYS, both
from netcheck.engine.condition import truth
from netcheck.questionnaire.model import NONE, NOT_SURE, Answer, Question, choices_in, every

LETTER = "a"


def prove_danger(prover: Prover) -> Iterator[Finding]:
    """Findings about every danger sign and every question that asks for one."""
    named = _named(prover)
    alone = {sign for sign in named if all(_earns(prover, answers) for answers in _only(prover, *sign))}
    for sign in named:
        if sign in alone:
            yield checked(LETTER, ".".join(sign), lambda sign=sign: _alone(prover, *sign))  # type: ignore[misc]
        elif sign[1] not in (*NO_SIGN, NOT_SURE):
            words = prover.titled(sign[0], (sign[1],))
            yield Finding(LETTER, ".".join(sign), Verdict.NOTE, f"'{words}' gives an emergency only together with other answers.")
    for sign in _not_for_everybody(prover, [*(sign for sign in named if sign in alone), *(sign for sign in named if sign not in alone)]):
        verdict = Verdict.REFUTED if sign in alone else Verdict.NOTE
        yield checked(LETTER, ".".join(sign), lambda sign=sign, verdict=verdict: _hidden(prover, *sign, verdict=verdict))  # type: ignore[misc]
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
    found = choices_in(advice.when for advice in prover.questionnaire.emergencies)
    questions = prover.questionnaire.questions.values()
    return [(question.id, choice.id) for question in questions for choice in question.choices if (question.id, choice.id) in found]


def _only(prover: Prover, question: str, choice: str) -> Iterator[dict[str, Answer]]:
    """The choices above a question, in every combination that leads to it, and one choice there."""
    return ({**above, question: frozenset((choice,))} for above in prover.ways_to(question))


def _earns(prover: Prover, answers: dict[str, Answer]) -> bool:
    """Whether these answers are an emergency, as far as ``ask_if`` lets them be given."""
    return any(truth(advice.when, answers) for advice in prover.questionnaire.emergencies)


def _alone(prover: Prover, question: str, choice: str) -> Finding:
    person, words = prover.person, prover.titled(question, (choice,))
    reached = prover.holds(prover.logic.reached(question))
    found = prover.find(person.given[question, choice], reached, prover.no_emergency)
    if found is None:
        message = f"'{words}' alone gives an emergency, whatever else is answered."
        return Finding(LETTER, f"{question}.{choice}", Verdict.PROVED, message)
    example = Example(f"{words}, and no emergency", prover.interview(found))
    return Finding(LETTER, f"{question}.{choice}", Verdict.REFUTED, f"'{words}' does not always give an emergency.", (example,))


def _not_for_everybody(prover: Prover, signs: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The signs that ``ask_if`` keeps from somebody. Of the signs of one question it is enough to name the first."""
    seen = set()
    for question, choice in signs:
        is_own = prover.logic.offered(question, choice) != ALWAYS
        if choice not in NO_SIGN and (is_own or (not prover.is_for_everybody(question) and question not in seen)):
            seen.add(question)
            yield question, choice


def _hidden(prover: Prover, question: str, choice: str, *, verdict: Verdict) -> Finding:
    """Whether somebody who would be asked for a danger sign is not, because of ``ask_if``."""
    logic, words, about = prover.logic, prover.titled(question, (choice,)), f"{question}.{choice}"
    asked = both(logic.reached(question), logic.offered(question, choice))
    led = (prover.holds(given) for given in logic.leads_to[question])
    found = prover.find(prover.all_answered, *led, prover.denied(asked), prover.no_emergency)
    if found is None:
        kept = Verdict.PROVED if verdict is Verdict.REFUTED else verdict
        return Finding(LETTER, about, kept, f"'{words}': ask_if hides it only from people who have an emergency anyway, or from nobody.")

    def shows(answers: Answers) -> bool:
        interview = prover.interview(answers)
        return not interview.is_emergency and choice not in interview.possible.get(question, ())

    found.pop(question, None)
    answers = smallest(found, shows)
    message = f"'{words}' is a danger sign, but ask_if hides it: with these answers nobody asks for it. Ask everybody, without ask_if."
    if verdict is Verdict.NOTE:
        message = f"'{words}', which can be part of an emergency, is not asked of everybody: these answers hide it."
    return Finding(LETTER, about, verdict, message, (Example(f"Nobody asks for: {words}", prover.interview(answers)),))


def _forgotten(prover: Prover, question: Question, named: list[tuple[str, str]]) -> Iterator[Finding]:
    asked = {id_ for id_, _ in named}
    for choice in question.choices:
        leads_on = any(below.id in asked for below in every(question.after(choice.id)))
        if (question.id, choice.id) in named or leads_on or choice.id in (NONE, NOT_SURE):
            continue
        answers, words = next(_only(prover, question.id, choice.id)), prover.titled(question.id, (choice.id,))
        message = (
            f"'{words}' stands in a list of danger signs, but no emergency advice names it or a question it leads to. "
            f"Alone it gives: {prover.urgency(answers)}. Name it in emergency advice, or move it out of this list."
        )
        example = Example(f"{words}, and no emergency", prover.interview(answers))
        yield Finding(LETTER, f"{question.id}.{choice.id}", Verdict.REFUTED, message, (example,))


def _unsure(prover: Prover, question: Question) -> Iterator[Finding]:
    answers = next(_only(prover, question.id, NOT_SURE))
    for choice in question.choices:
        if choice.id == NOT_SURE:
            answers |= {below.id: frozenset((NOT_SURE,)) for below in every(question.after(NOT_SURE)) if _has_not_sure(below)}
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
