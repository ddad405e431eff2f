"""An outcome as a page: headings, paragraphs and lists in the order a person needs them.

Every text renderer draws the same page, so that what is said and in which order is decided once, here.
``brief`` is what a worried person needs now; ``more`` is what they may want to read after it.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from netcheck.engine.outcome import EarnedAdvice, Outcome
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


class Page(NamedTuple):
    """``title`` says the urgency in words; ``urgency`` is its id, for an accent that never stands alone."""

    title: str
    urgency: str
    brief: tuple[Block, ...]
    more: tuple[Block, ...]


def page(outcome: Outcome) -> Page:
    """The page of an outcome. An emergency stands alone: no links, nothing to read, no less urgent advice."""
    if outcome.is_emergency:
        more = [*_unused(outcome), *_sources(outcome, links=False)]
        return Page(outcome.urgency.title, outcome.urgency.id, (*_advice(outcome), *_notice(outcome)), tuple(more))
    title = "Not finished: this is not a result" if outcome.is_nothing_yet else outcome.urgency.title
    advice = [*_unfinished(outcome), *_advice(outcome), *_less_urgent(outcome)]
    brief = [*advice, *_emergency_signs(outcome), *_unused(outcome), *_notice(outcome)]
    beyond = [*_sooner(outcome), *_less_urgent_in_full(outcome), *_provider(outcome)]
    more = [*beyond, *_reading(outcome), *_sources(outcome, links=True), *_edition(outcome)]
    return Page(title, outcome.urgency.id, tuple(brief), tuple(more))


def _unfinished(outcome: Outcome) -> Iterator[Block]:
    if outcome.complete:
        return
    count = len(outcome.unanswered)
    questions = f"{count} question has" if count == 1 else f"{count} questions have"
    text = f"This is not complete: {questions} no answer."
    if outcome.at_most != outcome.urgency:
        text += f" More answers can make the advice as urgent as: {outcome.at_most.title}."
    if not outcome.is_nothing_yet:
        text += " They cannot make it less urgent."
    yield Paragraph(text, strong=True)
    yield Items(tuple(question.short for question in outcome.unanswered), long=True)


def _advice(outcome: Outcome) -> Iterator[Block]:
    for item in outcome.most_urgent:
        yield Paragraph(item.advice.say, strong=True)
        yield from _because(item)
    if outcome.earned:
        yield Heading(f"What to do {outcome.urgency.by[:1].lower()}{outcome.urgency.by[1:]}")
        yield Items(outcome.steps, steps=True)
    if outcome.is_emergency:
        yield from _list("Tell them", _unique(item.advice.tell_provider for item in outcome.most_urgent))


def _because(item: EarnedAdvice) -> Iterator[Block]:
    if item.because:
        answers = "; ".join(f"{reason.question.short}: {', '.join(reason.texts)}" for reason in item.because)
        yield Paragraph(f"Because you answered: {answers}.")


def _less_urgent(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Also", tuple(f"{item.advice.urgency.by}: {item.advice.say}" for item in outcome.less_urgent))


def _less_urgent_in_full(outcome: Outcome) -> Iterator[Block]:
    if outcome.less_urgent:
        yield Heading("More about the other advice")
    for item in outcome.less_urgent:
        yield Paragraph(f"{item.advice.urgency.by}: {item.advice.say}", strong=True)
        yield from _because(item)
        if item.advice.do:
            yield Items(item.advice.do)


def _emergency_signs(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Call 911, or your local emergency number, if any of these starts", outcome.emergency_signs, long=True)


def _sooner(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Get help sooner if", _unique(line.say for item in outcome.earned for line in item.advice.sooner_if))


def _provider(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Tell your provider", _unique(item.advice.tell_provider for item in outcome.earned))
    yield from _list("Ask your provider", _unique(item.advice.ask_provider for item in outcome.earned))
    yield from _list("Common everyday causes a provider will think of", _unique(item.advice.everyday_causes for item in outcome.earned))


def _reading(outcome: Outcome) -> Iterator[Block]:
    topics = _unique(item.advice.learn for item in outcome.earned)
    yield from _list("Read more", tuple(f"netcheck learn {topic}" for topic in topics))
    yield from _list("Help lines", tuple(map(reached, outcome.help_lines)))


def _unused(outcome: Outcome) -> Iterator[Block]:
    yield from _list("Answers that were not used, because these questions were not asked", outcome.unused)


def _notice(outcome: Outcome) -> Iterator[Block]:
    yield Paragraph(outcome.notice)


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


def _list(heading: str, texts: tuple[str, ...], *, long: bool = False) -> Iterator[Block]:
    if texts:
        yield Heading(heading)
        yield Items(texts, long=long)


def _unique(*groups: Iterable[str] | Iterable[Iterable[str]]) -> tuple[str, ...]:
    """All texts of the groups in order, each once."""
    found: dict[str, None] = {}
    for group in groups:
        for part in group:
            for text in (part,) if isinstance(part, str) else part:
                found[text] = None
    return tuple(found)
