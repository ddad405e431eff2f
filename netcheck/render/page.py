"""What an outcome says first, in the order a person needs it.

Every renderer of text draws the same blocks, so that what is said and in which order is decided once, here. ``opening`` is
what a worried person needs at once and fits one small window. What there is to read beyond it is in ``chapters``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from netcheck.engine.outcome import EarnedAdvice, Outcome, Reason
from netcheck.questionnaire.model import Question


class Heading(NamedTuple):
    text: str


class Paragraph(NamedTuple):
    text: str
    strong: bool = False


class Items(NamedTuple):
    """A list. ``steps`` are to be done in order and are numbered; a ``long`` list may stand in columns to save rows."""

    texts: tuple[str, ...]
    steps: bool = False
    long: bool = False


Block = Heading | Paragraph | Items


class Amounts(NamedTuple):
    """How much an opening says: at most so many pieces of advice in words, reasons, steps and signs of an emergency."""

    advice: int = 1
    reasons: int = 2
    steps: int = 3
    signs: int = 3


SMALLER = (Amounts(), Amounts(signs=2), Amounts(reasons=1, signs=1), Amounts(0, 1, signs=1), Amounts(0, 1, 1, 0))
"""Ever smaller openings, for windows in which the one before does not fit."""

MOST_WORDS = 90
"""How much is said at once in an emergency: every word more is read before the call."""

MOST_ALOUD = 150
"""How much is said at once otherwise, so that somebody can read it out in a calm minute."""

SHORTER = (
    Amounts(), Amounts(signs=2), Amounts(1, 1, signs=2), Amounts(1, 1, signs=1),
    Amounts(1, 1, 2, 1), Amounts(1, 1, 1, 1), Amounts(1, 0, 1, 1),
)  # fmt: skip
"""What gives way where that is too much: signs and reasons first, then steps. All of them stand in the chapters.

The last is for answers of a file that are neither complete nor all used: what the advice says has to do for a reason.
"""

MOST_TO_TELL = 2
"""How much there is to tell in an emergency besides what to do; the rest is asked there."""

WHOLE = Amounts(999, 999, 999, 999)
"""An opening that leaves nothing to the chapters that it could say itself."""


def title(outcome: Outcome) -> str:
    """The urgency in words, or that there is no result yet."""
    return "Not finished: this is not a result" if outcome.is_nothing_yet else outcome.urgency.title


def opening(outcome: Outcome, amounts: Amounts = SMALLER[0]) -> tuple[Block, ...]:
    """What is said at once: why, what to do first, when to call for help, and the notice.

    Nothing that was earned is dropped without a word: what does not fit is counted, and stands in a chapter.
    """
    if outcome.is_emergency and amounts is not WHOLE:
        return _emergency(outcome, amounts)
    return _opening(outcome, fitting(outcome, amounts))


def fitting(outcome: Outcome, amounts: Amounts) -> Amounts:
    """How much of ``amounts`` the opening of this outcome has words for."""
    if amounts is WHOLE or outcome.is_emergency:
        return amounts
    fewer = amounts
    for most in SHORTER:
        fewer = Amounts(*map(min, amounts, most))
        if aloud(outcome, _opening(outcome, fewer)) <= MOST_ALOUD:
            break
    return fewer


def aloud(outcome: Outcome, blocks: Iterable[Block]) -> int:
    """How many words whoever reads an opening out has to say: with its title and deadline, the numbers of its steps, and 180 over 120."""
    shown = tuple(blocks)
    numbers = sum(len(block.texts) for block in shown if isinstance(block, Items) and block.steps)
    return numbers + len(f"{title(outcome)} {outcome.by} {said(shown)}".replace("/", " over ").split())


def _opening(outcome: Outcome, amounts: Amounts) -> tuple[Block, ...]:
    blocks = [*_unfinished(outcome, amounts), *_not_used(outcome), *_why(outcome, amounts), *_steps(outcome, amounts)]
    if outcome.is_emergency:
        return (*blocks, *listed("Tell them", unique(item.advice.tell_provider for item in outcome.most_urgent)), Paragraph(outcome.notice))
    # Once is enough: where the number to call has just been said, the notice does not say it again.
    call = tuple(_call(outcome, amounts))
    return (*blocks, *call, Paragraph(outcome.short_notice if call and amounts is not WHOLE else outcome.notice))


def _emergency(outcome: Outcome, amounts: Amounts) -> tuple[Block, ...]:
    """What is said at once in an emergency. A second reason, and what only other signs want told, have to fit its words."""
    told = unique(item.advice.tell_provider for item in outcome.most_urgent)[:MOST_TO_TELL]
    own = outcome.most_urgent[0].advice.tell_provider[:MOST_TO_TELL]
    blocks: tuple[Block, ...] = ()
    for reasons, tell in ((2, told), (2, own), (1, told), (1, own)):
        why = _why(outcome, amounts._replace(reasons=min(amounts.reasons, reasons)))
        blocks = (*_unfinished(outcome, amounts), *why, *_steps(outcome, amounts), *listed("Tell them", tell), Paragraph(outcome.notice))
        if len(f"{title(outcome)} {said(blocks)}".split()) <= MOST_WORDS:
            break
    return blocks


def said(blocks: Iterable[Block]) -> str:
    """All words of the blocks, in order."""
    return " ".join(text for block in blocks for text in (block.texts if isinstance(block, Items) else (block.text,)))


def _unfinished(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    if outcome.complete:
        return
    count = len(outcome.unanswered)
    questions = f"{count} question has" if count == 1 else f"{count} questions have"
    text = f"This is not complete: {questions} no answer."
    if outcome.at_most != outcome.urgency:
        make = "make the advice" if outcome.is_nothing_yet else "only make it"
        text += f" More answers can {make} more urgent, up to: {outcome.at_most.title}."
    elif not outcome.is_nothing_yet and amounts.advice:
        text += " More answers cannot make it less urgent."
    yield Paragraph(text, strong=True)


def _not_used(outcome: Outcome) -> Iterator[Block]:
    """That answers were not used, for whoever wrote them in a file; not in an emergency."""
    if outcome.unused and not outcome.is_emergency:
        count = len(outcome.unused)
        many = f"{count} answers were not used, because their questions were not asked."
        yield Paragraph("1 answer was not used, because its question was not asked." if count == 1 else many)


def _why(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    """The most urgent advice in words and the answers behind it; what is left out is counted."""
    # Whole, each sign of an emergency stands in the chapter after it, with its own answers and steps.
    top = outcome.most_urgent[: 1 if outcome.is_emergency and amounts is WHOLE else None]
    for item in top[: amounts.advice]:
        yield Paragraph(item.advice.say, strong=True)
    if outcome.is_emergency and amounts is not WHOLE:
        signs = _signs(top)
        yield from listed(f"Because you answered{_of(amounts.reasons, signs)}", signs[: amounts.reasons])
    else:
        heading = f"Because you answered{_of(amounts.reasons, answers_behind(top))}"
        yield from listed(heading, reasons_of(top, amounts.reasons))


def _of(most: int, texts: Sequence[object]) -> str:
    """How many of the texts are shown, where not all are."""
    return f" ({most} of {len(texts)})" if most < len(texts) else ""


def answers_behind(items: Iterable[EarnedAdvice]) -> list[tuple[Question, str]]:
    """The answers behind the advice, each once: those of the first, which is said, then signs before what only refines them.

    Of several answers to a question each waits until every other question has had one.
    """
    earned = tuple(items)
    first = {reason.question.id for item in earned[:1] for reason in item.because}
    places = [(reason.question, place, text) for reason in _joined(earned) for place, text in enumerate(reason.texts)]
    places.sort(key=lambda found: (found[0].id not in first, found[0].context, found[1]))
    return [(question, text) for question, _, text in places]


def reasons_of(items: Iterable[EarnedAdvice], most: int | None = None) -> tuple[str, ...]:
    """The answers behind the advice in the person's words, or the first so many of them, each question once."""
    texts: dict[str, str] = {}
    for question, text in answers_behind(items)[:most]:
        texts[question.id] = f"{texts[question.id]}; {text}" if question.id in texts else f"{question.short}: {text}"
    return tuple(texts.values())


def _signs(items: Iterable[EarnedAdvice]) -> tuple[str, ...]:
    """One answer of each question, without what the question is called where a choice of a list says it all."""
    firsts = ((reason.question, reason.texts[0]) for reason in _joined(items))
    return tuple(text if question.pick_any else f"{question.short}: {text}" for question, text in firsts)


def _joined(items: Iterable[EarnedAdvice]) -> list[Reason]:
    """The reasons of all the advice, each question once, signs before what only refines them."""
    joined: dict[str, Reason] = {}
    for reason in (reason for item in items for reason in item.because):
        before = joined.get(reason.question.id, reason)
        joined[reason.question.id] = Reason(reason.question, before.choices | reason.choices)
    return sorted(joined.values(), key=lambda reason: reason.question.context)


def _steps(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    steps = first_steps(outcome)
    if steps:
        most = max(amounts.steps, 4) if outcome.is_emergency else amounts.steps
        by = f"{outcome.by[:1].lower()}{outcome.by[1:]}"
        yield Heading(f"What to do {by}{_of(most, steps)}")
        yield Items(steps[:most], steps=True)


def first_steps(outcome: Outcome) -> tuple[str, ...]:
    """What to do, step by step. In an emergency only for the first sign: how to lie for one can be wrong for another."""
    first = outcome.most_urgent[:1]
    if not outcome.is_emergency:
        return outcome.steps
    return unique((*map(outcome.words, outcome.urgency.do), *(step for item in first for step in item.advice.do)))


def _call(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    """When to call for help at once: the signs that belong to what was answered, and one line for all others."""
    emergency = outcome.questionnaire.urgencies[0]
    if not emergency.when_worse:
        number = outcome.questionnaire.emergency.number
        do = f"Call {number}" if number else "Get help at once"
        yield from listed(f"{do} if any of these starts", outcome.emergency_signs, long=True)
        return
    signs = outcome.worse(emergency)[: amounts.signs]
    rest = outcome.questionnaire.emergency.any_sign
    yield Heading(outcome.words(emergency.when_worse))
    yield Items((*signs, f"or {rest}" if signs else rest))


def listed(heading: str, texts: tuple[str, ...], *, steps: bool = False, long: bool = False) -> Iterator[Block]:
    """A list under its heading, or nothing where there is nothing to list."""
    if texts:
        if heading:
            yield Heading(heading)
        yield Items(texts, steps=steps, long=long)


def unique(groups: Iterable[str] | Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All texts, or those of all groups, in order, each once."""
    found: dict[str, None] = {}
    for group in groups:
        for text in (group,) if isinstance(group, str) else group:
            found[text] = None
    return tuple(found)
