"""The pages behind the first words of an outcome, each with a name of its own. What stands in one stands in no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcheck.engine.outcome import EarnedAdvice, Outcome
from netcheck.questionnaire.records import HelpLine, Source
from netcheck.render.page import (
    SMALLER,
    WHOLE,
    Amounts,
    Block,
    Items,
    Paragraph,
    answers_behind,
    first_steps,
    fitting,
    listed,
    reasons_of,
    unique,
)


class Chapter(NamedTuple):
    """A page of its own behind the opening: its title, and what it holds."""

    title: str
    blocks: tuple[Block, ...]


def chapters(outcome: Outcome, said: Amounts = SMALLER[0]) -> tuple[Chapter, ...]:
    """The pages behind an opening of these ``amounts``; a page that would be empty, or is all said by it, is left out.

    An emergency stands alone: no links, nothing to read, no less urgent advice.
    """
    pages: dict[str, Iterable[Block]]
    said = fitting(outcome, said)
    if outcome.is_emergency:
        pages = {"All that was found": _all_found(outcome, said), "Sources": _sources(outcome, links=False)}
    else:
        pages = {
            "All that was found, and why": _all_found(outcome, said),
            "All steps": listed("", outcome.steps, steps=True) if len(outcome.steps) > said.steps else (),
            "Other advice": _less_urgent(outcome),
            "When to get help sooner": _sooner(outcome, said),
            "What to tell and ask": _provider(outcome),
            "Common everyday causes": _causes(outcome),
            "Help lines": listed("", tuple(map(reached, outcome.help_lines))),
            "What was not answered or not used": _left_out(outcome),
            "To read, and sources": [*_reading(outcome), *_sources(outcome, links=said is WHOLE), *_edition(outcome)],
        }
    found = ((name, tuple(blocks)) for name, blocks in pages.items())
    return tuple(Chapter(name, blocks) for name, blocks in found if blocks)


def _all_found(outcome: Outcome, said: Amounts) -> Iterator[Block]:
    """Every piece of the most urgent advice with the answers behind it, unless the opening has said all of it.

    In an emergency what the first sign asks for is said before; the others stand here, each with the steps that are its own.
    """
    top, steps = outcome.most_urgent, set(first_steps(outcome))
    if outcome.is_emergency and said is WHOLE:
        top = top[1:]
    elif len(top) <= said.advice and len(answers_behind(top)) <= said.reasons:
        return
    for item in top:
        yield Paragraph(item.advice.say, strong=True)
        yield from _because(item)
        yield from listed("", tuple(step for step in item.advice.do if step not in steps))


def _because(item: EarnedAdvice) -> Iterator[Block]:
    if item.because:
        yield Items(reasons_of([item]))


def _less_urgent(outcome: Outcome) -> Iterator[Block]:
    said = set(outcome.steps)
    if outcome.less_urgent:
        yield Paragraph(f"Tell {outcome.questionnaire.provider} about this at the same time. By itself it could wait longer.")
    for item in outcome.less_urgent:
        # Without a deadline of its own: one outcome has one.
        yield Paragraph(item.advice.say, strong=True)
        yield from _because(item)
        steps = tuple(step for step in (item.advice.first_step, *item.advice.do) if step and step not in said)
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
            yield from listed(outcome.words(urgency.when_worse), signs, long=urgency.rank == 0)
    others = (line.say for item in outcome.earned for line in item.advice.sooner_if if line.then_at_least is None)
    yield from listed("Get help sooner if", unique(others))


def _provider(outcome: Outcome) -> Iterator[Block]:
    provider = outcome.questionnaire.provider
    yield from listed(f"Tell {provider}", unique(item.advice.tell_provider for item in outcome.earned))
    yield from listed(f"Ask {provider}", unique(item.advice.ask_provider for item in outcome.earned))


def _causes(outcome: Outcome) -> Iterator[Block]:
    yield from listed("", unique(item.advice.everyday_causes for item in outcome.earned))


def _reading(outcome: Outcome) -> Iterator[Block]:
    call = outcome.questionnaire.guide_call
    topics = unique(item.advice.learn for item in outcome.earned) if call else ()
    yield from listed("Read more", tuple(f"{call} {topic}" for topic in topics))


def _left_out(outcome: Outcome) -> Iterator[Block]:
    yield from listed("Questions without an answer", tuple(question.short for question in outcome.unanswered), long=True)
    yield from listed("Answers that were not used, because these questions were not asked", outcome.unused)


def _sources(outcome: Outcome, *, links: bool) -> Iterator[Block]:
    yield from listed("Sources", tuple(cited(source, links=links) for source in outcome.sources.values()))


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
