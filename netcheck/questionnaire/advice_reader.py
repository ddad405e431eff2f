"""The advice of a questionnaire, what is said when none is earned, and the promises an author makes about all answers."""

from __future__ import annotations

from typing import Any

from netcheck.errors import Lack, quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.condition_reader import ALWAYS, ConditionReader
from netcheck.questionnaire.document import unknown_word
from netcheck.questionnaire.model import URGENCIES, Advice, Always, Callee, Condition, SoonerIf, Subject, Urgency
from netcheck.questionnaire.part_reader import PartReader
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar

UNKNOWN = Urgency(URGENCIES[-1], "", "")
"""Stands in where an urgency is a fault, so that reading can go on."""


class AdviceReader:
    """Reads advice whose conditions ``conditions`` reads and whose urgency is one of ``urgencies``, known by their ids."""

    def __init__(self, parts: PartReader, conditions: ConditionReader, urgencies: dict[str, Urgency]) -> None:
        self.document = parts.document
        self.parts = parts
        self.conditions = conditions
        self.urgencies = urgencies
        self.excluded: dict[str, list[Node]] = {}
        self.subjects: dict[str, Subject] = {}
        self.help_lines: tuple[str, ...] = ()

    def read_subjects(self, node: Node) -> tuple[Subject, ...]:
        """The complaints that advice can be about, known to this reader from here on."""
        for id_, key, value in self.document.pairs(node, "subjects"):
            self.parts.mark(key, "subject", id_)
            self.subjects[id_] = Subject(self.parts.checked_id(id_, key), self.document.text(value, f"Subject {quoted(id_)}"))
        return tuple(self.subjects.values())

    def whom_to_call(self, node: Node) -> tuple[Callee, ...]:
        """Whom a person may be told to call: the first whose condition holds. Only the last stands without one."""
        callees, named = [], []
        items = self.document.items(node, "whom_to_call")
        for item in items:
            found = self.document.fields(item, "A line of whom_to_call", *file_format.CALLEE)
            id_, say = self.parts.texts(found, "line of whom_to_call", "id", "say")
            named.append((self.parts.checked_id(id_, item), item))
            self.parts.mark(item, "whom_to_call", id_)
            if ("when" in found) == (item is items[-1]):
                self.document.fault(item, "The last line of whom_to_call fits everybody and has no 'when'; every other line has one.")
            callees.append(Callee(id_, say, self.conditions.read(found["when"]) if "when" in found else None))
        self.parts.refuse_repeats(named, "line of whom_to_call")
        return tuple(callees)

    def advice(self, node: Node) -> tuple[Advice, ...]:
        """The pieces of advice in the order of the file."""
        items = self.document.items(node, "advice")
        advice = []
        for item in items:
            with self.document.inside("Advice", item):
                advice.append(self._advice(item))
        for id_, lines in self.excluded.items():
            for line in lines:
                other = self.document.text(line, f"A line of excludes of {quoted(id_)}")
                if other and (other == id_ or other not in {one.id for one in advice}):
                    unknown = unknown_word("The advice", other, (one.id for one in advice if one.id != id_))
                    self.document.fault(line, f"{quoted(id_)} excludes itself. Name other advice." if other == id_ else unknown)
        self.parts.refuse_repeats([(one.id, item) for one, item in zip(advice, items, strict=True)], "advice")
        return tuple(advice)

    def _advice(self, node: Node) -> Advice:
        found = self.document.fields(node, "Advice", *file_format.ADVICE)
        id_, say, urgency = self.parts.texts(found, "piece of advice", "id", "say", "urgency")
        self.parts.checked_id(id_, node)
        self.parts.mark(node, "advice", id_)
        self.parts.mark_keys(found, "advice", id_)
        self._check_urgency(found, node, id_, urgency)
        when = self.conditions.read(found["when"]) if "when" in found else ALWAYS
        if "excludes" in found:
            self.excluded[id_] = self.document.items(found["excludes"], f"excludes of {quoted(id_)}")
        excludes = tuple(line.value for line in self.excluded.get(id_, ()) if isinstance(line, Scalar))
        return self._build_advice(found, id_, urgency, when, say)._replace(excludes=excludes)

    def _check_urgency(self, found: dict[str, Node], node: Node, id_: str, urgency: str) -> None:
        if urgency and urgency not in URGENCIES:
            self.document.fault(found["urgency"], unknown_word("The urgency", urgency, URGENCIES))
        elif urgency == URGENCIES[0]:
            if "sign" not in found:
                message = f"Emergency advice {quoted(id_)} needs the key 'sign': the danger sign in a few words."
                self.document.fault(node, message, Lack("Advice", "sign", node.column))
            for key in file_format.NOT_IN_AN_EMERGENCY:
                if key in found:
                    self.document.fault(found[key], f"Emergency advice stands alone. Remove {key} from {quoted(id_)}.")
        elif urgency:
            for key in file_format.ONLY_IN_AN_EMERGENCY:
                if key in found:
                    self.document.fault(found[key], f"Only emergency advice has a '{key}'. Remove it from {quoted(id_)}.")

    def promises(self, node: Node) -> tuple[Always, ...]:
        """What must hold for all answers, as ``always:`` says it."""
        promises, named = [], []
        for item in self.document.items(node, "always"):
            found = self.document.fields(item, "A line of always", *file_format.ALWAYS)
            id_, urgency = self.parts.texts(found, "line of always", "id", "then_at_least")
            named.append((self.parts.checked_id(id_, item), item))
            self.parts.mark(item, "always", id_)
            if urgency and urgency not in URGENCIES:
                self.document.fault(found["then_at_least"], unknown_word("The urgency", urgency, URGENCIES))
            when = self.conditions.read(found["when"]) if "when" in found else ALWAYS
            promises.append(Always(id_, when, self.urgencies.get(urgency, UNKNOWN)))
        self.parts.refuse_repeats(named, "line of always")
        return tuple(promises)

    def otherwise(self, node: Node) -> Advice:
        """What is said when no advice is earned."""
        found = self.document.fields(node, "otherwise", *file_format.OTHERWISE)
        (say,) = self.parts.texts(found, "piece of advice", "say")
        self.parts.mark(node, "advice", "otherwise")
        self.parts.mark_keys(found, "advice", "otherwise")
        return self._build_advice(found, "otherwise", URGENCIES[-1], ALWAYS, say)

    def _build_advice(self, found: dict[str, Node], id_: str, urgency: str, when: Condition, say: str) -> Advice:
        sources = self.parts.source_ids(found["sources"], f"sources of {quoted(id_)}") if "sources" in found else ()
        more: dict[str, Any] = {
            key: self.document.texts(found[key], f"{key} of {quoted(id_)}") for key in file_format.ADVICE_LISTS if key in found
        }
        sign, late_because, about, by, first_step = self.parts.texts(
            found, "piece of advice", *file_format.ONLY_IN_AN_EMERGENCY, "about", "by", "first_step"
        )
        if about and about not in self.subjects:
            self.document.fault(found["about"], unknown_word("The subject", about, self.subjects))
        sooner_if = self._sooner_if(found["sooner_if"], id_) if "sooner_if" in found else ()
        more |= {"help": self._help(found["help"], id_)} if "help" in found else {}
        how_soon = self.urgencies.get(urgency, UNKNOWN)
        more |= {"late_because": late_because, "about": about, "by": by, "first_step": first_step}
        return Advice(id_, how_soon, when, say, sources, sign, sooner_if=sooner_if, **more)

    def _help(self, node: Node, id_: str) -> tuple[str, ...]:
        items = self.document.items(node, f"help of {quoted(id_)}")
        ids = tuple(self.document.text(item, f"A line of help of {quoted(id_)}") for item in items)
        for one, item in zip(ids, items, strict=True):
            if one and one not in self.help_lines:
                self.document.fault(item, unknown_word("The help line", one, self.help_lines))
        return ids

    def _sooner_if(self, node: Node, id_: str) -> tuple[SoonerIf, ...]:
        lines = []
        for item in self.document.items(node, f"sooner_if of {quoted(id_)}"):
            if not isinstance(item, Mapping):
                lines.append(SoonerIf(self.document.text(item, f"A line of sooner_if of {quoted(id_)}")))
                continue
            found = self.document.fields(item, f"A line of sooner_if of {quoted(id_)}", *file_format.SOONER_IF)
            say, least = self.parts.texts(found, "line of sooner_if", "say", "then_at_least")
            if least and least not in URGENCIES:
                self.document.fault(found["then_at_least"], unknown_word("The urgency", least, URGENCIES))
            when = self.conditions.read(found["if"]) if "if" in found else None
            lines.append(SoonerIf(say, when, self.urgencies.get(least, UNKNOWN)))
        return tuple(lines)
