"""(h) One voice: a complaint has one deadline, and what "get help sooner if" names is never so already with milder advice.

Advice is never said in one outcome with advice that it ``excludes``.

A line of ``sooner_if`` that says ``if`` and ``then_at_least`` states what this person would be told if it were so. Where answers
earn the advice, make the line true, and still end less urgent than the line says, the questionnaire itself knows of a danger and
does not act on it: a gap, shown with the fewest answers. The running engine never shows such a line as something yet to come.

Of advice about one complaint the most urgent speaks. So two deadlines can only meet in the words of one outcome where advice
about the same complaint is not marked as such; which pairs are, and can be earned together, is counted here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from netcheck.author.one_voice import silences
from netcheck.author.prove.prover import Answers, Example, Finding, Prover, Verdict, checked, smallest
from netcheck.author.raw_conditions import both
from netcheck.engine.condition import truth
from netcheck.engine.outcome import assess
from netcheck.questionnaire.model import Advice, Condition, Urgency

LETTER = "h"


def prove_voice(prover: Prover) -> Iterator[Finding]:
    """Findings of (h): one for each line of ``sooner_if`` with a condition, and one for each complaint."""
    for advice in prover.questionnaire.advice:
        for line in advice.sooner_if:
            if line.when is not None and line.then_at_least is not None:
                yield checked(
                    LETTER,
                    advice.id,
                    lambda advice=advice, line=line: _acted_on(prover, advice, line.say, line.when, line.then_at_least),  # type: ignore[misc]
                )
    by_id = {advice.id: advice for advice in prover.questionnaire.advice}
    for one, other in ((advice, by_id[id_]) for advice in prover.questionnaire.advice for id_ in advice.excludes):
        yield checked(LETTER, one.id, lambda one=one, other=other: _never_both(prover, one, other))  # type: ignore[misc]
    about: dict[str, list[Advice]] = defaultdict(list)
    for advice in prover.questionnaire.advice:
        if advice.about:
            about[advice.about].append(advice)
    for subject, group in about.items():
        yield checked(LETTER, subject, lambda subject=subject, group=group: _one_deadline(prover, subject, group))  # type: ignore[misc]


def _acted_on(prover: Prover, advice: Advice, say: str, when: Condition, least: Urgency) -> Finding:
    def shows(answers: Answers) -> bool:
        interview = prover.interview(answers)
        outcome = assess(interview)
        earned = any(item.advice.id == advice.id for item in outcome.earned)
        return earned and truth(when, interview.answers) is True and outcome.urgency.rank > least.rank

    already = prover.holds(prover.logic.counted(when))
    found = prover.find(prover.holds(prover.logic.earned[advice.id]), already, prover.denied(prover.logic.as_urgent_as(least.rank)))
    if found is None:
        return Finding(LETTER, advice.id, Verdict.PROVED, f"'{say}' is never so already with less than {least.id}.")
    answers = smallest(found, shows)
    urgency = prover.urgency(answers)
    message = f"'{say}' is so already with these answers, and the outcome is only {urgency}, not {least.id}."
    example = Example(f"{advice.id}: so already, and {urgency}", prover.interview(answers))
    return Finding(LETTER, advice.id, Verdict.REFUTED, message, (example,))


def _never_both(prover: Prover, one: Advice, other: Advice) -> Finding:
    """That advice and what it excludes never speak in one outcome. An emergency stands alone."""

    def shows(answers: Answers) -> bool:
        outcome = assess(prover.interview(answers))
        said = outcome.most_urgent if outcome.is_emergency else [item for item in outcome.earned if item.speaks]
        return {one.id, other.id} <= {item.advice.id for item in said}

    found = None
    if (one.urgency.rank == 0) == (other.urgency.rank == 0):
        together = both(*(prover.logic.earned[advice.id] for advice in (one, other)))
        every = prover.questionnaire.advice
        louder = [prover.logic.earned[advice.id] for advice in every if silences(advice, one) or silences(advice, other)]
        alone = prover.comes_true(together) if one.urgency.rank == 0 else prover.no_emergency
        found = prover.find(prover.holds(together), alone, *map(prover.denied, louder))
    if found is None:
        return Finding(LETTER, one.id, Verdict.PROVED, f"'{one.id}' and '{other.id}', which exclude each other, are never said together.")
    message = f"'{one.id}' excludes '{other.id}', but these answers earn both."
    example = Example(f"Says {one.id} and {other.id}", prover.interview(smallest(found, shows)))
    return Finding(LETTER, one.id, Verdict.REFUTED, message, (example,))


def _one_deadline(prover: Prover, subject: str, group: list[Advice]) -> Finding:
    met = 0
    for first, second in combinations(group, 2):
        if first.how_soon == second.how_soon:
            continue
        found = prover.find(prover.comes_up(first), prover.comes_up(second))
        if found is None:
            continue
        met += 1
        outcome = assess(prover.interview(found))
        if len({item.advice.how_soon for item in outcome.earned if item.speaks and item.advice.about == subject}) > 1:
            example = Example(f"Two deadlines about {subject}", prover.interview(found))
            return Finding(LETTER, subject, Verdict.REFUTED, f"Two pieces of advice speak about {subject} at once.", (example,))
    message = f"About {subject} one deadline is said, though {met} pairs of advice with different ones can be earned together."
    return Finding(LETTER, subject, Verdict.PROVED, message)
