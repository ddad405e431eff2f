"""The answers file to fill in: every question and choice as comments, and no answer."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from netcheck.engine.condition import in_words, listed
from netcheck.questionnaire.model import Question, Questionnaire
from netcheck.questionnaire.quantity import takes

WIDTH = 100


def template(questionnaire: Questionnaire) -> str:
    """An answers file with all that the screens say as comments, and no answer filled in."""
    lines = [
        # For editors that know this line; it says where they find the names of questions and choices.
        "# yaml-language-server: $schema=answers.schema.json",
        "# To have names completed in an editor:  netcheck schema answers --output answers.schema.json",
        "# Answers file for netcheck. Write a choice behind a question's name, as in:  breathing: no",
        "# Where any number may be picked, put them in brackets:  [first_choice, second_choice]",
        "# Leave a question empty when you do not want to answer it. The outcome then says that it is not complete.",
        "# A question marked 'Only if' counts only when the answer above it leads there.",
        f"edition: {questionnaire.edition}",
        "answers:",
    ]
    for section in questionnaire.sections:
        lines += ["", f"  # ---- {section.title} ----"]
        if section.ask_if is not None:
            lines += _commented(f"Only if {in_words(section.ask_if)}, all of this part:")
        if section.say:
            lines += _commented(section.say)
        for question in section.questions:
            lines += _template_of(question)
    return "\n".join(lines) + "\n"


def _commented(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent="  # ", subsequent_indent="  # ")


def _template_of(question: Question, *only_if: str) -> Iterator[str]:
    yield ""
    conditions = [*only_if, *([in_words(question.ask_if)] if question.ask_if is not None else [])]
    if conditions:
        yield from _commented(f"Only if {' and '.join(conditions)}:")
    yield from _commented(question.ask)
    if question.hint:
        yield from _commented(question.hint)
    if question.pick_any:
        yield "  # Any number of these:"
    if question.entry is not None:
        words = f"{takes(question.entry)}{', in quotes' if question.entry.is_note else ''}"
        yield f"  # {words[:1].upper()}{words[1:]}{', or one of these:' if question.choices else '. It may stay empty.'}"
    longest = max((len(choice.id) for choice in question.choices), default=0)
    for choice in question.choices:
        first = f"  #   {choice.id:<{longest}}  "
        only = f" (only if {in_words(choice.ask_if)})" if choice.ask_if is not None else ""
        alone = " (stands alone)" if choice.is_marked_alone else ""
        yield from textwrap.wrap(f"{choice.text}{alone}{only}", WIDTH, initial_indent=first, subsequent_indent=f"  #   {'':<{longest}}  ")
    yield f"  {question.id}:"
    for below in question.then:
        for follow_up in below.questions:
            choices = [choice.id for choice in question.choices if choice.id in below.choices]
            yield from _template_of(follow_up, f"{question.id} is {listed(choices)}")
