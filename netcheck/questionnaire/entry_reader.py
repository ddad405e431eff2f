"""What is typed in answer to a question: a number or a date with its bands, or a note. The bands cover everything, once."""

from __future__ import annotations

from netcheck.errors import quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.model import NOT_SURE, Band, Entry
from netcheck.questionnaire.part_reader import PartReader
from netcheck.questionnaire.quantity import DATE, NOTE, NUMBER, OLDEST, ago, band, in_words, tenths, written
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar

BANDS = {
    NUMBER: "Write it as one of: under 18, 18 to 64, 65 or more.",
    DATE: "Write it as one of: in the last 24 hours, 2 to 6 days ago, 1 to 3 weeks ago, over 3 weeks ago.",
}
"""How a band is written, for each kind that has bands."""


def kind_of(node: Node) -> str:
    """The kind that a question says it is, before any of its keys is judged."""
    pairs = node.value if isinstance(node, Mapping) else []
    said = (value.value for key, value in pairs if isinstance(key, Scalar) and key.value == "kind" and isinstance(value, Scalar))
    return next(said, "")


def keys_of(kind: str) -> file_format.Keys:
    """The keys of a question of this kind."""
    return file_format.TYPED.get(kind, file_format.QUESTION)


class EntryReader:
    """Reads what a question's ``kind`` needs beside its words."""

    def __init__(self, parts: PartReader) -> None:
        self.parts = parts
        self.document = parts.document

    def read(self, found: dict[str, Node], id_: str, kind: str, texts: dict[str, str], places: dict[str, Node]) -> Entry | None:
        """What is typed; None where the question has choices only. ``texts`` become the words of the bands. ``places``
        are the nodes of the choices.
        """
        if kind not in file_format.TYPED:
            return None
        if_reported = self.parts.one_of(found, "asked", file_format.ASKED) == file_format.ASKED[1] if "asked" in found else False
        if texts and if_reported:
            self.document.fault(found["asked"], f"{quoted(id_)} has choices, so it is asked of everybody. Remove 'asked', or the choices.")
        if kind == NOTE:
            return Entry(kind, if_reported=if_reported)
        entry = self._limits(found, id_) if kind == NUMBER else Entry(kind, most=OLDEST)
        if entry is None:
            return Entry(kind)
        return entry._replace(bands=self._bands(found, id_, entry, texts, places), if_reported=if_reported)

    def _limits(self, found: dict[str, Node], id_: str) -> Entry | None:
        """The unit, the least and the most of a number; None with a fault noted where they do not fit."""
        unit, *limits = self.parts.texts(found, "question", "unit", "least", "most")
        numbers = []
        for key, text in zip(("least", "most"), limits, strict=True):
            number = tenths(text)
            if text and number is None:
                self.document.fault(found[key], f"{key} of {quoted(id_)} is {quoted(text)}. Write a number, with one decimal at most.")
            if number is not None:
                numbers.append(number)
        if len(numbers) < 2:
            return None
        least, most = numbers
        if least >= most:
            self.document.fault(found["most"], f"most of {quoted(id_)} is {limits[1]}. It must be more than least, {limits[0]}.")
            return None
        step = 1 if any("." in text or "," in text for text in limits) else 10
        return Entry(NUMBER, unit, least, most, step)

    def _bands(self, found: dict[str, Node], id_: str, entry: Entry, texts: dict[str, str], places: dict[str, Node]) -> tuple[Band, ...]:
        bands = []
        is_whole = bool(texts)
        for choice, text in texts.items():
            if choice == NOT_SURE:
                continue
            ends = band(text, entry)
            if ends is None:
                is_whole = False
                if text:
                    fact = f"{quoted(text)} of {quoted(id_)} is no band of a {entry.kind}."
                    self.document.fault(places.get(choice, found["choices"]), f"{fact} {BANDS[entry.kind]}")
                continue
            texts[choice] = in_words(text, entry.unit)
            bands.append(Band(choice, *ends))
        if is_whole:
            self._check_cover(found["choices"], id_, entry, bands)
        return tuple(bands)

    def _check_cover(self, node: Node, id_: str, entry: Entry, bands: list[Band]) -> None:
        """A fault at the first gap, overlap or end that is beyond the question's own."""
        step, covered, before = 1 if entry.kind == DATE else entry.step, entry.least, ""
        for one in sorted(bands, key=lambda one: one.least):
            if one.most < one.least or one.most > entry.most or one.least < entry.least or one.most % step or one.least % step:
                ends = f"{_shown(entry.least, entry)} to {_shown(entry.most, entry)}"
                self.document.fault(node, f"The band {quoted(one.choice)} of {quoted(id_)} holds nothing of {ends}, or goes beyond it.")
                return
            if one.least > covered:
                self.document.fault(node, f"No choice of {quoted(id_)} holds {_range(covered, one.least - step, entry)}. Close the gap.")
                return
            if one.least < covered:
                both = f"{quoted(before)} and {quoted(one.choice)}"
                held = _range(one.least, min(covered - step, one.most), entry)
                self.document.fault(node, f"Two choices of {quoted(id_)} hold {held}: {both}. Let one of them hold it.")
                return
            covered, before = one.most + step, one.choice
        if covered <= entry.most:
            self.document.fault(node, f"No choice of {quoted(id_)} holds {_range(covered, entry.most, entry)}. Close the gap.")


def _range(least: int, most: int, entry: Entry) -> str:
    if least == most:
        return _shown(least, entry)
    if entry.kind == DATE:
        return f"{_shown(least, entry)} and more" if most >= OLDEST else f"{least:,} to {most:,} days ago"
    return f"{_shown(least, entry)} to {_shown(most, entry)}"


def _shown(number: int, entry: Entry) -> str:
    return ago(number) if entry.kind == DATE else written(number, entry.step)
