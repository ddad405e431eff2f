"""Two editions whose bands of a number or a date are not the same, over bands that both can be told in.

Where one edition says "under 18" and the other "under 16", the same choice means other people. So the numbers are cut wherever
an edition begins a band, and each part takes the place of a choice: 0, 16 and 18 stand for 0 to 15, 16 to 17, and 18 or more.
"""

from __future__ import annotations

from collections.abc import Iterator

from netcheck.author.difference.renamed import Names
from netcheck.questionnaire.model import Band, Choice, Entry, Question, Questionnaire
from netcheck.questionnaire.quantity import DATE, ago, written


def with_common_bands(old: Questionnaire, new: Questionnaire) -> tuple[Questionnaire, Questionnaire]:
    """Both editions, with the same bands wherever both type an answer into bands. Its parts are named as a person may type them."""
    pairs = [(question, new.questions[id_]) for id_, question in old.questions.items() if id_ in new.questions]
    changed = {one.id: _starts(one.entry, other.entry) for one, other in pairs if one.entry and other.entry and _differ(one, other)}
    if not changed:
        return old, new
    return _Parts(old, changed).in_questionnaire(old), _Parts(new, changed).in_questionnaire(new)


def _differ(one: Question, other: Question) -> bool:
    entries = one.entry, other.entry
    first, second = ((entry.kind, entry.unit, set(entry.bands)) for entry in entries if entry is not None)
    return bool(first[2]) and bool(second[2]) and first[:2] == second[:2] and first != second


def _starts(*entries: Entry) -> tuple[int, ...]:
    """Where a band of an edition begins, least first, and where one of them ends all that it takes."""
    begun = {band.least for entry in entries for band in entry.bands}
    ended = {max(band.most for band in entry.bands) + (1 if entry.kind == DATE else entry.step) for entry in entries}
    return tuple(sorted(begun | ended))[:-1]


class _Parts(Names):
    """The parts in place of the choices that are bands, in one edition."""

    def __init__(self, edition: Questionnaire, starts: dict[str, tuple[int, ...]]) -> None:
        self.questions, self.choices = {}, {}
        self.starts = starts
        self.bands = {id_: entry.bands for id_ in starts if (entry := edition.questions[id_].entry) is not None}
        self.entries = {id_: edition.questions[id_].entry for id_ in starts}

    def ids(self, question: str, choices: frozenset[str]) -> frozenset[str]:
        if question not in self.starts:
            return choices
        alone = choices - {band.choice for band in self.bands[question]}
        return alone | {part for part, band in self._parts(question) if band.choice in choices}

    def choices_of(self, question: Question) -> tuple[Choice, ...]:
        if question.id not in self.starts:
            return super().choices_of(question)
        ids = {band.choice for band in self.bands[question.id]}
        others = tuple(choice for choice in question.choices if choice.id not in ids)
        return (*(Choice(part, part) for part, _ in self._parts(question.id)), *others)

    def entry_of(self, question: Question) -> Entry | None:
        return None if question.id in self.starts else super().entry_of(question)

    def _parts(self, question: str) -> Iterator[tuple[str, Band]]:
        """Each part by its least number, with the band of this edition that holds it."""
        entry = self.entries[question]
        for start in self.starts[question]:
            for band in self.bands[question]:
                if entry is not None and band.least <= start <= band.most:
                    yield ago(start) if entry.kind == DATE else written(start, entry.step), band
