"""What an example case comes to: whatever came out otherwise than its author expects."""

from __future__ import annotations

from collections.abc import Iterable

from netcheck.author.cases import Case, Expected
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import Questionnaire


def run(case: Case, questionnaire: Questionnaire) -> tuple[str, ...]:
    """What came out otherwise than expected, each in a sentence; empty when the case holds."""
    return compare(case, case.interview(questionnaire))


def compare(case: Case, interview: Interview) -> tuple[str, ...]:
    """``run`` for an interview that is there already."""
    return (*_of_outcome(case.expected, assess(interview)), *_of_path(case, interview))


def _of_outcome(expected: Expected, outcome: Outcome) -> Iterable[str]:
    earned = [item.advice.id for item in outcome.earned]
    if outcome.urgency.id != expected.urgency:
        yield f"expected {expected.urgency}, got {outcome.urgency.id}: {_told(outcome)}"
    elif outcome.is_nothing_yet and expected.complete is not False:
        yield "no advice is earned yet, because the answers are not complete: answer more, or expect 'complete: no'"
    for advice in expected.advice:
        if advice not in earned:
            yield f"expected the advice {advice}, got {_told(outcome)}"
    for advice in expected.not_advice:
        if advice in earned:
            yield f"expected no advice {advice}, but it is earned: {_told(outcome)}"


def _of_path(case: Case, interview: Interview) -> Iterable[str]:
    expected = case.expected
    asked = [question.id for question in interview.path]
    for question in expected.asked:
        if question not in asked:
            yield f"expected {question} to be asked, but these answers do not lead there{_end(interview)}"
    for question in expected.not_asked:
        if question in asked:
            yield f"expected {question} not to be asked, but these answers lead there"
    if not interview.is_complete and expected.complete:
        yield f"expected a complete interview, but {interview.unanswered[0].id} has no answer"
    if interview.is_complete and expected.complete is False:
        yield f"expected an interview that is not complete, but nothing is left to ask{_end(interview)}"
    if not interview.is_emergency:
        for question in interview.unused:
            yield f"the answer to {question} does not count: these answers do not lead to that question"


def _end(interview: Interview) -> str:
    return f": an emergency ends the interview at {interview.path[-1].id}" if interview.is_emergency else ""


def _told(outcome: Outcome) -> str:
    """The earned advice, each with the answers that earned it."""
    if not outcome.earned:
        return "no advice yet"
    told = []
    for item in outcome.earned:
        because = "; ".join(f"{reason.question.short}: {', '.join(reason.texts)}" for reason in item.because)
        told.append(f"{item.advice.id} (because {because})" if because else item.advice.id)
    return f"advice {', '.join(told)}"
