"""(d) Every question, choice and advice can be reached. (e) Every complete interview ends with advice and its urgency.

A witness is the fewest answers that show it. It is only given when complete answers reach the same thing: advice below an
emergency counts as reached when no emergency stands above it, emergency advice when the interview ends with it on screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from netcheck.author.prove.prover import Answers, Disagreement, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.prove.solver import Undecided
from netcheck.engine.condition import truth
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Advice, Condition, questions_in


def prove_reach(prover: Prover) -> Iterator[Finding]:
    """Findings of (d): every question and choice, every advice, and ``otherwise``."""
    try:
        yield from _questions(prover)
    except (Undecided, Disagreement):
        message = "Whether every question can be reached was not decided within the limit of one search."
        yield Finding("d", "questions", Verdict.UNDECIDED, message)
    for advice in prover.questionnaire.advice:
        yield checked("d", advice.id, lambda advice=advice: _advice(prover, advice))  # type: ignore[misc]
    yield checked("d", "otherwise", lambda: _otherwise(prover))


def prove_end(prover: Prover) -> Iterator[Finding]:
    """The finding of (e). Without an emergency all answers count, and ``otherwise`` stands where nothing is earned; so it
    is left to prove that an interview that an emergency ends has that emergency's advice.
    """
    yield checked("e", "every complete interview", lambda: _end(prover))


def _questions(prover: Prover) -> Iterator[Finding]:
    waiting = {id_: _asked(prover, id_) for id_ in prover.questionnaire.questions}
    while waiting:
        found = prover.find(prover.z3.Or(*waiting.values()), prover.all_answered)
        if found is None:
            break
        met = [id_ for id_ in prover.interview(found).answers if id_ in waiting]
        if not met:
            raise Disagreement
        for id_ in met:
            del waiting[id_]
            # Whoever is asked a question can answer it with any of its choices.
            yield from _choices(prover, id_, found)
    for id_ in waiting:
        short = prover.questionnaire.questions[id_].short
        message = f"The question '{short}' is never asked: all answers that lead to it earn an emergency before it."
        yield Finding("d", id_, Verdict.REFUTED, message)


def _asked(prover: Prover, question: str) -> Any:
    logic = prover.logic
    return prover.z3.And(prover.holds(logic.reached(question)), prover.denied(logic.emergency_before(question)))


def _choices(prover: Prover, id_: str, found: Answers) -> Iterator[Finding]:
    question = prover.questionnaire.questions[id_]
    above = _fewest_before(prover, id_, found)
    for choice in question.choices:
        if choice.ask_if is not None:
            yield _sometimes_offered(prover, id_, choice.id)
            continue
        interview = prover.interview({**above, id_: frozenset((choice.id,))})
        if id_ not in interview.answers:
            raise Disagreement
        words = prover.titled(id_, (choice.id,))
        yield Finding("d", f"{id_}.{choice.id}", Verdict.PROVED, f"'{words}' can be answered.", (Example(words, interview),))


def _fewest_before(prover: Prover, id_: str, found: Answers) -> Answers:
    """The fewest of the answers found that lead to a question."""
    if prover.is_for_everybody(id_):
        above = prover.logic.leads_to[id_]
        return {given.question: frozenset((min(found[given.question] & given.choices),)) for given in above}
    before = {other: answer for other, answer in found.items() if prover.logic.order[other] < prover.logic.order[id_]}
    return smallest(before, lambda answers: any(question.id == id_ for question in prover.interview(answers).path))


def _sometimes_offered(prover: Prover, id_: str, choice: str) -> Finding:
    words = prover.titled(id_, (choice,))
    offered = prover.holds(prover.logic.offered(id_, choice))
    found = prover.find(prover.all_answered, _asked(prover, id_), prover.person.given[id_, choice], offered)
    if found is None:
        return Finding("d", f"{id_}.{choice}", Verdict.REFUTED, f"'{words}' is never offered to anybody who is asked.")
    only = {other: answer for other, answer in found.items() if other != id_}
    given = {id_: frozenset((choice,))}
    answers = {**smallest(only, lambda some: id_ in prover.interview({**some, **given}).answers), **given}
    return Finding("d", f"{id_}.{choice}", Verdict.PROVED, f"'{words}' can be answered.", (Example(words, prover.interview(answers)),))


def _advice(prover: Prover, advice: Advice) -> Finding:
    only = questions_in(prover.logic.earned[advice.id])
    found = prover.find(prover.comes_up(advice), prover.all_answered, only=only)
    if found is not None:
        answers = smallest(_in_order(prover, found), _condition_of(prover, advice))
        if not _earns(prover, advice, answers):
            raise Disagreement
        example = Example(f"Earns {advice.id}", prover.interview(answers))
        return Finding("d", advice.id, Verdict.PROVED, f"The advice '{advice.id}' can be earned.", (example,))
    earned: Condition = prover.logic.earned[advice.id]
    if prover.find(prover.holds(earned)) is None:
        message = f"The advice '{advice.id}' can never be earned: no answers make its condition true."
    elif advice.urgency.rank:
        message = f"The advice '{advice.id}' is never seen: whoever earns it has an emergency."
    else:
        message = f"The advice '{advice.id}' is never seen: another emergency always ends the interview before it."
    return Finding("d", advice.id, Verdict.REFUTED, message)


def _in_order(prover: Prover, answers: Answers) -> Answers:
    return {id_: answers[id_] for id_ in prover.questionnaire.questions if id_ in answers}


def _condition_of(prover: Prover, advice: Advice) -> Callable[[Answers], bool]:
    """Whether answers earn advice, by its condition alone: many answers are tried, and a whole outcome of each takes longer."""
    if advice.urgency.rank:
        pairs: Sequence[tuple[Condition, Condition]] = [(prover.logic.earned[advice.id], prover.logic.emergency)]
    else:
        pairs = prover.logic.comes_true_at(prover.logic.earned[advice.id])
    return lambda answers: any(truth(earned, answers) and not truth(ended, answers) for earned, ended in pairs)


def _earns(prover: Prover, advice: Advice, answers: Answers) -> bool:
    outcome = assess(prover.interview(answers))
    is_earned = any(item.advice.id == advice.id for item in outcome.earned)
    return is_earned and (advice.urgency.rank == 0 or not outcome.is_emergency)


def _otherwise(prover: Prover) -> Finding:
    nothing = (prover.denied(condition) for condition in prover.logic.earned.values())
    found = prover.find(prover.all_answered, *nothing)
    if found is None:
        message = "Every complete interview earns some advice, so 'otherwise' is never given."
        return Finding("d", "otherwise", Verdict.NOTE, message)
    interview = prover.interview(found)
    if assess(interview).earned[0].advice.id != prover.questionnaire.otherwise.id:
        raise Disagreement
    example = Example("Earns otherwise", interview)
    return Finding("d", "otherwise", Verdict.PROVED, "A complete interview can earn nothing else than 'otherwise'.", (example,))


def _end(prover: Prover) -> Finding:
    coming = (prover.comes_up(advice) for advice in prover.questionnaire.emergencies)
    emergency = prover.holds(prover.logic.emergency)
    found = prover.find(prover.all_answered, emergency, *(prover.z3.Not(term) for term in coming))
    if found is None:
        message = "Every complete interview ends with at least one piece of advice and its urgency."
        return Finding("e", "every complete interview", Verdict.PROVED, message)
    example = Example("Ends without advice", prover.interview(found))
    message = "An interview ends at an emergency without its advice."
    return Finding("e", "every complete interview", Verdict.REFUTED, message, (example,))
