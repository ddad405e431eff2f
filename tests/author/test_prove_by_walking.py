"""The proof and an exhaustive walk with the running engine come to the same verdict on small random questionnaires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings

from netcheck.author.logic import Logic
from netcheck.author.one_voice import both_said
from netcheck.author.prove.proof import prove
from netcheck.author.prove.prover import Finding, Verdict
from netcheck.author.raw_conditions import NEVER, restricted
from netcheck.author.shortest_answers import ShortestAnswers
from netcheck.engine.condition import truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import NOT_SURE, Answer, Condition, Given, Question, Questionnaire, questions_in
from tests.support.small_questionnaires import interview, people, questionnaires

pytest.importorskip("z3")
Person = dict[str, Answer]


class Walk:
    """Every interview of one questionnaire, assessed by the running engine."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.questionnaire = questionnaire
        self.all = list(people(questionnaire))
        self.complete = [person for person in people(questionnaire, complete=True) if interview(questionnaire, person).is_complete]
        self.without_end = replace(questionnaire, advice=())
        self.seen: dict[frozenset, int] = {}

    def rank(self, person: Person) -> int:
        key = frozenset(person.items())
        if key not in self.seen:
            self.seen[key] = assess(interview(self.questionnaire, person)).urgency.rank
        return self.seen[key]

    def others(self, question: Question) -> Iterator[Person]:
        """Everyone who is asked this question, without the answer to it, and with an answer to all questions that it turns on."""
        below = turned_on_by(self.questionnaire, question)
        for person in self.all:
            if question.id not in person and below <= set(person):
                yield person

    def is_open(self, person: Person, question: Question) -> bool:
        """Whether the question, or one that it turns on, is asked and has no answer that is offered there."""
        compared = {question.id, *turned_on_by(self.questionnaire, question)}
        return any(one.id in compared for one in interview(self.without_end, person).unanswered)

    def is_itself_open(self, person: Person, question: Question) -> bool:
        return any(one.id == question.id for one in interview(self.without_end, person).unanswered)

    def lowers(self, question: Question, before: str, after: Sequence[str], sure: Sequence[str] = ()) -> bool:
        """Whether some person with every choice of ``after`` is less urgent than with ``before``."""
        for person in self.others(question):
            if all(person[id_] == frozenset((NOT_SURE,)) for id_ in sure):
                sides = [{**person, question.id: frozenset((choice,))} for choice in (before, *after)]
                if any(self.is_open(side, question) for side in sides):
                    continue
                first = self.rank({**person, question.id: frozenset((before,))})
                if all(self.rank({**person, question.id: frozenset((choice,))}) > first for choice in after):
                    return True
        return False


def turned_on_by(questionnaire: Questionnaire, question: Question) -> set[str]:
    """The questions that are asked, or offer a choice, only with certain answers to this one."""
    found: set[str] = set()

    def depends(condition: Condition | None) -> bool:
        return condition is not None and not questions_in(condition).isdisjoint({question.id, *found})

    def look(questions: tuple[Question, ...], above: bool) -> None:
        for one in questions:
            asked = above or depends(one.ask_if)
            if asked or any(depends(choice.ask_if) for choice in one.choices):
                found.add(one.id)
            for below in one.then:
                is_offered = any(depends(choice.ask_if) for choice in one.choices if choice.id in below.choices)
                look(below.questions, asked or is_offered or one.id == question.id)

    for section in questionnaire.sections:
        look(section.questions, depends(section.ask_if))
    return found


def verdicts(findings: Sequence[Finding], letter: str) -> dict[str, Verdict]:
    return {finding.about: finding.verdict for finding in findings if finding.property == letter}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(most=3, notes=True))
def test_every_property_is_proved_exactly_where_nobody_who_walks_breaks_it(questionnaire: Questionnaire) -> None:
    # The walk and the proof take nearly all of the time, so every property looks at the same ones.
    walk, findings = Walk(questionnaire), prove(questionnaire).findings
    _check_danger_signs(walk, findings)
    _check_signs_and_not_sure(walk, findings)
    _check_reach(walk, findings)
    _check_bounds(walk, findings)


def _check_signs_and_not_sure(walk: Walk, findings: Sequence[Finding]) -> None:
    questionnaire = walk.questionnaire
    up, unsure = verdicts(findings, "b"), verdicts(findings, "c")
    for question in questionnaire.deciding.questions.values():
        ids = [choice.id for choice in question.choices]
        no, yes = [id_ for id_ in ids if id_ in ("no", "none")], [id_ for id_ in ids if id_ not in ("no", "none", NOT_SURE)]
        if not question.context:
            assert up[question.id] == _up(walk, question, no, yes)
        lower = any(walk.lowers(question, one, [NOT_SURE]) for one in no) or (not no and _mildest(walk, question, yes))
        assert unsure[question.id] == (Verdict.REFUTED if lower else Verdict.PROVED)


def _up(walk: Walk, question: Question, no: list[str], yes: list[str]) -> Verdict:
    logic = Logic(walk.questionnaire)
    details = [
        id_
        for id_ in turned_on_by(walk.questionnaire, question)
        if any(restricted(logic.reached(id_), question.id, frozenset((choice,))) != NEVER for choice in yes)
        and any(choice.id == NOT_SURE for choice in walk.questionnaire.questions[id_].choices)
    ]
    if any(walk.lowers(question, one, [other]) for one in no for other in yes) or walk.lowers(question, NOT_SURE, yes, details):
        return Verdict.REFUTED
    return Verdict.NOTE if walk.lowers(question, NOT_SURE, yes) else Verdict.PROVED


def _mildest(walk: Walk, question: Question, yes: list[str]) -> bool:
    below = turned_on_by(walk.questionnaire, question)
    for person in walk.others(question):
        if walk.is_open({**person, question.id: frozenset((NOT_SURE,))}, question):
            continue
        if any(walk.is_itself_open({**person, question.id: frozenset((choice,))}, question) for choice in yes):
            continue
        bare = {id_: answer for id_, answer in person.items() if id_ not in below}
        most = max(walk.rank({**bare, question.id: frozenset((choice,))}) for choice in yes)
        if most < walk.rank({**person, question.id: frozenset((NOT_SURE,))}):
            return True
    return False


def _check_reach(walk: Walk, findings: Sequence[Finding]) -> None:
    questionnaire = walk.questionnaire
    interviews = [interview(questionnaire, person) for person in walk.complete]
    outcomes = [assess(one) for one in interviews]
    assert all(outcome.earned for outcome in outcomes)
    assert verdicts(findings, "e") == {"every complete interview": Verdict.PROVED}
    reached = verdicts(findings, "d")
    given_ = {(id_, choice) for one in interviews for id_, answer in one.answers.items() for choice in answer}
    for question in questionnaire.deciding.questions.values():
        if any(question.id == id_ for id_, _ in given_):
            for choice in question.choices:
                assert (reached[f"{question.id}.{choice.id}"] is Verdict.PROVED) == ((question.id, choice.id) in given_)
        else:
            assert reached[question.id] is Verdict.REFUTED
    seen = {item.advice.id for outcome in outcomes for item in outcome.earned if item.advice.urgency.rank == 0 or not outcome.is_emergency}
    for advice in questionnaire.advice:
        assert (reached[advice.id] is Verdict.PROVED) == (advice.id in seen)
    assert (reached["otherwise"] is Verdict.PROVED) == ("otherwise" in seen)
    _check_promise(walk, findings)
    _check_lengths(findings, interviews)


def _check_promise(walk: Walk, findings: Sequence[Finding]) -> None:
    (promise,) = walk.questionnaire.always
    held = [person for person in walk.all if truth(promise.when, interview(walk.questionnaire, person).answers)]
    kept = bool(held) and all(walk.rank(person) <= promise.then_at_least.rank for person in held)
    assert verdicts(findings, "always") == {"promise": Verdict.PROVED if kept else Verdict.REFUTED}


def _decided(interview: Interview) -> int:
    """The answers that advice can depend on: what is only kept is not counted."""
    return sum(interview.questionnaire.questions[id_].decides for id_ in interview.answers)


def _check_lengths(findings: Sequence[Finding], interviews: Sequence) -> None:
    walks = {finding.about: finding for finding in findings if finding.property == "g"}
    # Who answers with a choice that is not offered there has left that question out, and is not at its end.
    asked = [one for one in interviews if all(question.id in one.answers for question in one.path if question.decides)]
    calm = [_decided(one) for one in asked if not one.is_emergency]
    urgent = [_decided(one) for one in asked if one.is_emergency]
    for name, lengths in (
        ("shortest", calm and min(calm)),
        ("longest", calm and max(calm)),
        ("shortest emergency", urgent and min(urgent)),
    ):
        finding = walks[name]
        assert (finding.verdict is Verdict.PROVED) == bool(lengths)
        if lengths:
            assert len(finding.examples[0].interview.answers) == lengths


def _check_bounds(walk: Walk, findings: Sequence[Finding]) -> None:
    questionnaire = walk.questionnaire
    bounds = verdicts(findings, "f")
    assert bounds["at least"] is Verdict.PROVED
    assert bounds["at most"] is Verdict.PROVED
    too_high = set()
    for person in walk.all:
        running = interview(questionnaire, person)
        outcome = assess(running)
        if outcome.complete or outcome.unused or any(running.not_offered()):
            continue
        ranks = [walk.rank(more) for more in walk.complete if all(more.get(id_) == answer for id_, answer in person.items())]
        assert max(ranks) <= outcome.urgency.rank
        assert min(ranks) >= outcome.at_most.rank
        if min(ranks) > outcome.at_most.rank and outcome.at_most.rank < outcome.urgency.rank:
            too_high.add(outcome.at_most.id)
    for urgency in questionnaire.urgencies[:-1]:
        is_noted = bounds[f"at most {urgency.id}"] is Verdict.NOTE
        assert is_noted or urgency.id not in too_high
        # With ask_if a note may rest on a choice that is not offered yet, of whom nobody walks here.
        assert urgency.id in too_high or not is_noted or _has_ask_if(questionnaire)


def _has_ask_if(questionnaire: Questionnaire) -> bool:
    parts = (*questionnaire.sections, *questionnaire.questions.values())
    choices = (choice for question in questionnaire.questions.values() for choice in question.choices)
    return any(part.ask_if is not None for part in (*parts, *choices))


def _check_danger_signs(walk: Walk, findings: Sequence[Finding]) -> None:
    questionnaire = walk.questionnaire
    for finding in findings:
        question, _, choice = finding.about.partition(".")
        if finding.property == "a" and finding.verdict is Verdict.PROVED and choice != NOT_SURE:
            with_it = [person for person in walk.all if choice in interview(questionnaire, person).answers.get(question, ())]
            assert all(walk.rank(person) == 0 for person in with_it)
        assert finding.verdict is not Verdict.UNDECIDED
    hidden = {finding.about: finding.verdict for finding in findings if finding.property == "a" and "ask_if hides it:" in finding.message}
    for asked in questionnaire.deciding.questions.values():
        for sign in [choice.id for choice in asked.choices]:
            if f"{asked.id}.{sign}" in hidden or not any(id_.startswith(f"{asked.id}.") for id_ in hidden):
                assert (f"{asked.id}.{sign}" in hidden) == (_is_danger(walk, asked.id, sign) and _is_hidden(walk, asked.id, sign))


def _ways_to(questionnaire: Questionnaire, question: str) -> list[list[Given]]:
    """The choices above a question, one from each group, in every combination."""
    above: list[list[Given]] = []
    id_ = question
    while True:
        groups = [(one.id, below) for one in questionnaire.questions.values() for below in one.then]
        parents = [(one, below) for one, below in groups if id_ in {question.id for question in below.questions}]
        if not parents:
            return [list(way) for way in product(*above)]
        id_, below = parents[0]
        above.append([Given(id_, frozenset((choice,))) for choice in below.choices])


def _is_danger(walk: Walk, question: str, choice: str) -> bool:
    """Whether some emergency advice is earned by this choice and the choices that lead to it alone."""
    if choice in ("no", "none") or not any(choice in _named(advice.when, question) for advice in walk.questionnaire.emergencies):
        return False
    return all(
        any(
            truth(advice.when, {**{given.question: given.choices for given in way}, question: frozenset((choice,))})
            for advice in walk.questionnaire.emergencies
        )
        for way in _ways_to(walk.questionnaire, question)
    )


def _named(condition: Condition, question: str) -> set[str]:
    if isinstance(condition, Given):
        return set(condition.choices) if condition.question == question else set()
    return {choice for part in condition.of for choice in _named(part, question)}


def _is_hidden(walk: Walk, question: str, choice: str) -> bool:
    """Whether somebody without an emergency gave what leads to a choice, and is not offered it."""
    ways = _ways_to(walk.questionnaire, question)
    for person in walk.complete:
        running = interview(walk.questionnaire, person)
        if not running.is_emergency and any(all(truth(given, person) for given in way) for way in ways):
            asked = next((one for one in running.path if one.id == question), None)
            if asked is None or choice not in {one.id for one in asked.choices}:
                return True
    return False


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(questionnaires(most=3))
def test_advice_that_excludes_other_advice(questionnaire: Questionnaire) -> None:
    """The proof, and ``check`` without it, find an outcome that says both exactly where there is one."""
    walk, shortest = Walk(questionnaire), ShortestAnswers(questionnaire)
    outcomes = [assess(interview(questionnaire, person)) for person in walk.all]
    shown = [outcome.most_urgent if outcome.is_emergency else outcome.earned for outcome in outcomes]
    said = [{item.advice.id for item in items if item.speaks} for items in shown]
    proved = {finding.message.split("'")[1]: finding.verdict for finding in prove(questionnaire).findings if "exclude" in finding.message}
    by_id = {advice.id: advice for advice in questionnaire.advice}
    for advice in questionnaire.advice:
        for other in advice.excludes:
            both = any({advice.id, other} <= ids for ids in said)
            assert proved[advice.id] is (Verdict.REFUTED if both else Verdict.PROVED)
            assert (both_said(shortest, advice, by_id[other]) is not None) == both
