"""An outcome as what is said first and the pages behind it, in the order a person needs them.

Every renderer of text draws the same blocks, so that what is said and in which order is decided once, here. ``opening`` is
what a worried person needs at once and fits one small window; ``chapters`` are what there is to read beyond it. What stands in
one chapter stands in no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcheck.engine.outcome import EarnedAdvice, Outcome, Reason
from netcheck.questionnaire.model import HelpLine, Source


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


class Chapter(NamedTuple):
    """A page of its own behind the opening: its title, and what it holds."""

    title: str
    blocks: tuple[Block, ...]


class Amounts(NamedTuple):
    """How much an opening says: at most so many pieces of advice in words, reasons, steps and signs of an emergency."""

    advice: int = 1
    reasons: int = 2
    steps: int = 3
    signs: int = 3


SMALLER = (Amounts(), Amounts(signs=2), Amounts(signs=1), Amounts(advice=0, signs=1), Amounts(0, 1, 1, 0))
"""Ever smaller openings, for windows in which the one before does not fit."""

WHOLE = Amounts(999, 999, 999, 999)
"""An opening that leaves nothing to the chapters that it could say itself."""


def title(outcome: Outcome) -> str:
    """The urgency in words, or that there is no result yet."""
    return "Not finished: this is not a result" if outcome.is_nothing_yet else outcome.urgency.title


def opening(outcome: Outcome, amounts: Amounts = SMALLER[0]) -> tuple[Block, ...]:
    """What is said at once: why, what to do first, when to call for help, and the notice.

    Nothing that was earned is dropped without a word: what does not fit is counted, and stands in a chapter.
    """
    blocks = [*_unfinished(outcome, amounts), *_not_used(outcome), *_why(outcome, amounts), *_steps(outcome, amounts)]
    if outcome.is_emergency:
        blocks += _list("Tell them", _unique(item.advice.tell_provider for item in outcome.most_urgent))
    else:
        blocks += _call(outcome, amounts)
    return (*blocks, Paragraph(outcome.notice))


def chapters(outcome: Outcome, said: Amounts = SMALLER[0]) -> tuple[Chapter, ...]:
    """The pages behind an opening of these ``amounts``; a page that would be empty, or is all said by it, is left out.

    An emergency stands alone: no links, nothing to read, no less urgent advice.
    """
    pages: dict[str, Iterable[Block]]
    if outcome.is_emergency:
        pages = {"All that was found": _all_found(outcome, said), "Sources": _sources(outcome, links=False)}
    else:
        pages = {
            "All that was found, and why": _all_found(outcome, said),
            "All steps": _list("", outcome.steps, steps=True) if len(outcome.steps) > said.steps else (),
            "Other advice": _less_urgent(outcome),
            "When to get help sooner": _sooner(outcome, said),
            "What to tell and ask": _provider(outcome),
            "Common everyday causes": _causes(outcome),
            "Help lines": _list("", tuple(map(reached, outcome.help_lines))),
            "What was not answered or not used": _left_out(outcome),
            "To read, and sources": [*_reading(outcome), *_sources(outcome, links=said is WHOLE), *_edition(outcome)],
        }
    found = ((name, tuple(blocks)) for name, blocks in pages.items())
    return tuple(Chapter(name, blocks) for name, blocks in found if blocks)


def not_said(outcome: Outcome, said: Amounts = SMALLER[0]) -> int:
    """How many pieces of advice that speak an opening of these amounts does not name."""
    return max(0, len(outcome.most_urgent) - said.advice) + len(outcome.less_urgent)


def _unfinished(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    if outcome.complete:
        return
    count = len(outcome.unanswered)
    questions = f"{count} question has" if count == 1 else f"{count} questions have"
    text = f"This is not complete: {questions} no answer."
    if outcome.at_most != outcome.urgency:
        text += f" More answers can make the advice as urgent as: {outcome.at_most.title}."
    if not outcome.is_nothing_yet and amounts.advice:
        text += " They cannot make it less urgent."
    yield Paragraph(text, strong=True)


def _not_used(outcome: Outcome) -> Iterator[Block]:
    """That answers were not used, for whoever wrote them in a file; not in an emergency."""
    if outcome.unused and not outcome.is_emergency:
        count = len(outcome.unused)
        many = f"{count} answers were not used, because their questions were not asked."
        yield Paragraph("1 answer was not used, because its question was not asked." if count == 1 else many)


def _why(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    """The most urgent advice in words and the answers behind it; what is left out is counted."""
    top = outcome.most_urgent
    for item in top[: amounts.advice]:
        yield Paragraph(item.advice.say, strong=True)
    reasons = _reasons(top)
    yield from _list(f"Because you answered{_of(amounts.reasons, reasons)}", reasons[: amounts.reasons])


def _of(most: int, texts: tuple[str, ...]) -> str:
    """How many of the texts are shown, where not all are."""
    return f" ({most} of {len(texts)})" if most < len(texts) else ""


def _reasons(items: Iterable[EarnedAdvice]) -> tuple[str, ...]:
    """The answers behind the advice in the person's words, each question once, signs before what only refines them."""
    joined: dict[str, Reason] = {}
    for reason in (reason for item in items for reason in item.because):
        before = joined.get(reason.question.id, reason)
        joined[reason.question.id] = Reason(reason.question, before.choices | reason.choices)
    found = sorted(joined.values(), key=lambda reason: reason.question.context)
    return tuple(f"{reason.question.short}: {'; '.join(reason.texts)}" for reason in found)


def _steps(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    if outcome.steps:
        most = max(amounts.steps, 4) if outcome.is_emergency else amounts.steps
        by = f"{outcome.urgency.by[:1].lower()}{outcome.urgency.by[1:]}"
        yield Heading(f"What to do {by}{_of(most, outcome.steps)}")
        yield Items(outcome.steps[:most], steps=True)


def _call(outcome: Outcome, amounts: Amounts) -> Iterator[Block]:
    """When to call for help at once: the signs that belong to what was answered, and one line for all others."""
    emergency = outcome.questionnaire.urgencies[0]
    if not emergency.when_worse:
        yield from _list("Get help at once if any of these starts", outcome.emergency_signs, long=True)
        return
    rest = "or any danger sign from the first questions starts"
    yield Heading(outcome.words(emergency.when_worse))
    yield Items((*outcome.worse(emergency)[: amounts.signs], rest))


def _all_found(outcome: Outcome, said: Amounts) -> Iterator[Block]:
    """Every piece of the most urgent advice with the answers behind it, unless the opening has said all of it."""
    top = outcome.most_urgent
    if len(top) <= said.advice and len(_reasons(top)) <= said.reasons:
        return
    for item in top:
        yield Paragraph(item.advice.say, strong=True)
        yield from _because(item)


def _because(item: EarnedAdvice) -> Iterator[Block]:
    if item.because:
        yield Items(_reasons([item]))


def _less_urgent(outcome: Outcome) -> Iterator[Block]:
    said = set(outcome.steps)
    for item in outcome.less_urgent:
        yield Paragraph(f"{item.advice.urgency.by}: {item.advice.say}", strong=True)
        yield from _because(item)
        steps = tuple(step for step in item.advice.do if step not in said)
        said.update(steps)
        if steps:
            yield Items(steps)


def _sooner(outcome: Outcome, said: Amounts) -> Iterator[Block]:
    questionnaire = outcome.questionnaire
    for urgency in questionnaire.urgencies:
        signs = outcome.worse(urgency)
        if urgency.rank == 0 and urgency.when_worse:
            signs = (*(() if said is WHOLE else signs), *(sign for sign in outcome.emergency_signs if sign not in signs))
        if urgency.when_worse or signs:
            yield from _list(outcome.words(urgency.when_worse), signs, long=urgency.rank == 0)
    others = (line.say for item in outcome.earned for line in item.advice.sooner_if if line.then_at_least is None)
    yield from _list("Get help sooner if", _unique(others))


def _provider(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Tell your provider", _unique(item.advice.tell_provider for item in outcome.earned))
    yield from _list("Ask your provider", _unique(item.advice.ask_provider for item in outcome.earned))


def _causes(outcome: Outcome) -> Iterator[Block]:
    yield from _list("", _unique(item.advice.everyday_causes for item in outcome.earned))


def _reading(outcome: Outcome) -> Iterator[Block]:
    topics = _unique(item.advice.learn for item in outcome.earned)
    yield from _list("Read more", tuple(f"netcheck learn {topic}" for topic in topics))


def _left_out(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Questions without an answer", tuple(question.short for question in outcome.unanswered), long=True)
    yield from _list("Answers that were not used, because these questions were not asked", outcome.unused)


def _sources(outcome: Outcome, *, links: bool) -> Iterator[Block]:
    yield from _list("Sources", tuple(cited(source, links=links) for source in outcome.sources.values()))


def cited(source: Source, *, links: bool) -> str:
    """A source as one line: title, publisher, date, and its address where ``links`` are wanted."""
    line = f"{source.title}. {source.publisher} ({source.date})"
    return f"{line}. {source.url}" if links else line


def reached(line: HelpLine) -> str:
    """A help line as one line: how to reach it, what it helps with, and when the number was checked."""
    return f"{line.name}: {line.contact}. {line.helps.rstrip('.')}. (Checked {line.checked}.)"


def _edition(outcome: Outcome) -> Iterator[Block]:
    content = outcome.questionnaire
    reviewed = f"Reviewed by: {content.review.by} ({content.review.on})."
    yield Paragraph(f"{content.title}, edition {content.edition}, content {content.content_hash[:12]}. {reviewed}")


def _list(heading: str, texts: tuple[str, ...], *, steps: bool = False, long: bool = False) -> Iterator[Block]:
    if texts:
        if heading:
            yield Heading(heading)
        yield Items(texts, steps=steps, long=long)


def _unique(groups: Iterable[str] | Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All texts, or those of all groups, in order, each once."""
    found: dict[str, None] = {}
    for group in groups:
        for text in (group,) if isinstance(group, str) else group:
            found[text] = None
    return tuple(found)
