"""(g) The shortest and the longest walk through the questionnaire, in screens.

A screen is a question, and the start, review and outcome pages. The walks counted are complete interviews: those that
ask everything because no emergency comes up, and the shortest that ends at an emergency. First the tree alone gives a bound, as if
every choice could be taken; then answers of that length are looked for, and the bound is moved until there are some.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from netcheck.author.prove.prover import Disagreement, Example, Finding, Prover, Verdict, checked
from netcheck.engine.condition import truth
from netcheck.questionnaire.model import Choice, Question

PAGES = 3
"""The screens that are no questions: start, review and outcome."""


def prove_walks(prover: Prover) -> Iterator[Finding]:
    """Three findings, each with an interview of that length."""
    yield checked("g", "shortest", lambda: _walk(prover, "shortest"))
    yield checked("g", "longest", lambda: _walk(prover, "longest"))
    yield checked("g", "shortest emergency", lambda: _emergency(prover))


def _walk(prover: Prover, which: str) -> Finding:
    most = which == "longest"
    z3, logic = prover.z3, prover.logic
    asked = [prover.holds(logic.reached(id_)) for id_ in prover.questionnaire.questions]
    bound = _bound(prover, max if most else min)
    for count in range(bound, 0, -1) if most else range(bound, len(asked) + 1):
        length = z3.AtLeast(*asked, count) if most else z3.AtMost(*asked, count)
        found = prover.find(length, prover.no_emergency, prover.all_answered)
        if found is not None:
            return _finding(prover, which, f"The {which} interview without an emergency", found, count)
    return Finding("g", which, Verdict.NOTE, "Every complete interview ends in an emergency.")


def _bound(prover: Prover, best: Callable[[Iterable[int]], int]) -> int:
    """The most or fewest questions that the tree allows where no single choice is an emergency by itself."""

    def alone(question: Question, choice: Choice) -> bool:
        given = {question.id: frozenset((choice.id,))}
        return all(truth(prover.logic.emergency, {**answers, **given}) for answers in prover.ways_to(question.id))

    def count(questions: Iterable[Question]) -> int:
        # Where a question is not for everybody, the fewest are none at all.
        return sum(1 + below(question) for question in questions if best is max or question.ask_if is None)

    def below(question: Question) -> int:
        counts = {choice.id: count(question.after(choice.id)) for choice in question.choices if not alone(question, choice)}
        excluding = question.alone
        exclusive = [number for choice, number in counts.items() if choice in excluding]
        picks = [number for choice, number in counts.items() if choice not in excluding]
        together = [most(question, counts) if best is max else min(picks)] if picks else []
        return best([*exclusive, *together]) if counts else 0

    def most(question: Question, counts: dict[str, int]) -> int:
        picks = counts.keys() - question.alone
        return sum(count(follow_ups.questions) for follow_ups in question.then if follow_ups.choices & picks)

    return sum(count(section.questions) for section in prover.questionnaire.sections if best is max or section.ask_if is None)


def _emergency(prover: Prover) -> Finding:
    """The walk to the first emergency: nothing after it is asked, and all before it has an answer."""
    z3, logic = prover.z3, prover.logic
    if not prover.questionnaire.emergencies or prover.find(prover.holds(logic.emergency), prover.all_answered) is None:
        return Finding("g", "shortest emergency", Verdict.NOTE, "No answers lead to an emergency.")
    asked: list[Any] = [
        z3.And(prover.holds(logic.reached(id_)), prover.denied(logic.emergency_before(id_))) for id_ in prover.questionnaire.questions
    ]
    for count in range(1, len(asked) + 1):
        found = prover.find(z3.AtMost(*asked, count), prover.holds(logic.emergency), prover.all_answered)
        if found is not None:
            return _finding(prover, "shortest emergency", "The shortest interview that ends in an emergency", found, count)
    raise Disagreement


def _finding(prover: Prover, about: str, words: str, found: Any, count: int) -> Finding:
    interview = prover.interview(found)
    if len(interview.answers) != count or not interview.is_complete:
        raise Disagreement
    message = f"{words} has {count + PAGES} screens: {count} {'question' if count == 1 else 'questions'} and {PAGES} pages."
    if prover.has_notes:
        message += " What is only kept for the visit sheet, such as a note, is not counted."
    return Finding("g", about, Verdict.PROVED, message, (Example(message, interview),))
