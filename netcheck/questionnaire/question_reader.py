"""The sections of a questionnaire: their questions, the choices of each, and the follow-ups under a choice."""

from __future__ import annotations

import re

from netcheck.errors import quoted
from netcheck.questionnaire import file_format
from netcheck.questionnaire.document import unknown_word
from netcheck.questionnaire.entry_reader import BANDS, EntryReader, keys_of, kind_of
from netcheck.questionnaire.model import NONE, NOT_SURE, Choice, Entry, FollowUps, Question, Section, Why
from netcheck.questionnaire.part_reader import PartReader
from netcheck.questionnaire.questions import CODE_SYSTEMS
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar


class QuestionReader:
    """Reads sections. ``questions`` are all questions read so far, by their ids; ``ask_ifs`` the conditions under which
    parts are asked, by their keys as in ``ask_if_reader``, to be read when everything that they may name is known.
    """

    def __init__(self, parts: PartReader) -> None:
        self.document = parts.document
        self.parts = parts
        self.questions: dict[str, Question] = {}
        self.ask_ifs: dict[tuple[str, ...], Node] = {}
        self.earlier: dict[tuple[str, ...], tuple[str, ...]] = {}
        self.earlier_nodes: dict[tuple[str, ...], Node] = {}
        self.codes: dict[tuple[str, ...], tuple[tuple[str, str], ...]] = {}
        self.alone: set[tuple[str, ...]] = set()
        self._under: dict[str, tuple[str, str]] = {}
        self._here = ("", "")

    def sections(self, node: Node) -> tuple[Section, ...]:
        """The sections in the order they are asked."""
        sections, named = [], []
        for item in self.document.items(node, "sections"):
            with self.document.inside("Section", item):
                found = self.document.fields(item, "A section", *file_format.SECTION)
                id_, title, say = self.parts.texts(found, "section", "id", "title", "say")
                self.parts.mark(item, "section", id_)
                self._note_ask_if(found, "section", id_)
                named.append((self.parts.checked_id(id_, item), item))
                sections.append(Section(id_, title, self._questions(found.get("questions")), say))
        self.parts.refuse_repeats(named, "section")
        return tuple(sections)

    def _questions(self, node: Node | None) -> tuple[Question, ...]:
        return tuple(self._question(item) for item in self.document.items(node, "questions")) if node else ()

    def _question(self, node: Node) -> Question:
        with self.document.inside("Question", node):
            return self._question_inside(node)

    def _question_inside(self, node: Node) -> Question:
        found = self.document.fields(node, "A question", *keys_of(kind_of(node)))
        id_, short, ask, hint = self.parts.texts(found, "question", "id", "short", "ask", "hint")
        self.parts.mark(node, "question", id_)
        self.parts.mark_keys(found, "question", id_)
        if self.parts.id_for_conditions(id_, node) in self.questions:
            self.document.fault(node, f"The question {quoted(id_)} exists already. {self._instead(id_)}")
        self._under[id_] = self._here
        pick_any = self.parts.one_of(found, "pick", file_format.PICKS) == "any"
        kind = self.parts.one_of(found, "kind", file_format.KINDS)
        sheet = self.parts.one_of(found, "sheet", file_format.SHEET_PARTS) if "sheet" in found else ""
        why = self.parts.record(Why, found["why"], f"why of {quoted(id_)}") if "why" in found else Why("", ())
        texts = self._choice_texts(found["choices"], id_, pick_any) if "choices" in found else {}
        entry = self._entry(found, id_, kind, texts)
        # The id is taken before the follow-ups are read, so that a follow-up cannot take it again.
        if entry is not None:
            for choice in texts:
                if ("choice", id_, choice) in self.ask_ifs:
                    fact = f"The choices of {quoted(id_)} cover everything that can be typed"
                    self.document.fault(self.ask_ifs["choice", id_, choice], f"{fact}. Remove ask_if of {quoted(choice)}.")
        self.questions[id_] = Question(id_, short, ask, why, (), entry=entry)
        then = self._follow_ups(found["then"], id_, texts) if "then" in found else ()
        choices = tuple(
            Choice(choice, text, None, self.earlier.get(key, ()), self.codes.get(key, ()), pick_any and self._stands_alone(*key))
            for choice, text in texts.items()
            for key in [(id_, choice)]
        )
        if all(choice.alone for choice in choices) and len(choices) > len(file_format.ENDS_OF_A_LIST):
            fact = f"No choice of {quoted(id_)} can stand beside another"
            self.document.fault(found["choices"], f"{fact}. Remove pick: any, and alone of its choices.")
        for choice in texts:
            # yes_no, and the two choices that end every list, stand nowhere else than the key.
            self.parts.mark(found["choices"], "choice", id_, choice)
        is_context = kind != file_format.KINDS[0]
        self.questions[id_] = Question(id_, short, ask, why, choices, hint, pick_any, is_context, sheet, entry, then)
        if "earlier_ids" in found:
            self._note_earlier_ids(found["earlier_ids"], id_)
            self.questions[id_] = self.questions[id_]._replace(earlier_ids=self.earlier[id_,])
        self._note_ask_if(found, "question", id_)
        return self.questions[id_]

    def _entry(self, found: dict[str, Node], id_: str, kind: str, texts: dict[str, str]) -> Entry | None:
        """What is typed in answer, if anything is. The texts of bands become words."""
        choices = found.get("choices")
        if kind in file_format.TYPED and isinstance(choices, Scalar):
            self.document.fault(choices, f"{quoted(id_)} is a {kind}. Its choices are bands. {BANDS[kind]}")
            texts.clear()
        nodes = choices.value if isinstance(choices, Mapping) else []
        places = {key.value: value for key, value in nodes if isinstance(key, Scalar)}
        return EntryReader(self.parts).read(found, id_, kind, texts, places)

    def _choice_texts(self, node: Node, id_: str, pick_any: bool) -> dict[str, str]:
        if isinstance(node, Scalar):
            if node.value != "yes_no":
                self.document.fault(node, f"choices of {quoted(id_)} must be yes_no or 'id: text' lines, not {quoted(node.value)}.")
            return dict(file_format.YES_NO)
        texts: dict[str, str] = {}
        for choice, key, value in self.document.pairs(node, f"choices of {quoted(id_)}"):
            self.parts.mark(key, "choice", id_, choice)
            if re.fullmatch(file_format.NO_TEXT, choice):
                fix = f"Begin it with a letter, as in 'a_{choice}'."
                self.document.fault(key, f"The id {quoted(choice)} is a number or a keyword to other programs. {fix}")
            texts[self.parts.checked_id(choice, key)] = self._choice_text(value, id_, choice, pick_any)
        if len(texts) > file_format.MOST_CHOICES:
            self.document.fault(node, f"{quoted(id_)} has {len(texts):,} choices. Ask with {file_format.MOST_CHOICES} or fewer.")
        if pick_any:
            for choice, text in file_format.ENDS_OF_A_LIST.items():
                texts[choice] = texts.pop(choice, text)
        elif len(texts) < 2 and isinstance(node, Mapping):
            self.document.fault(node, f"{quoted(id_)} needs at least two choices.")
        if sum(("choice", id_, choice) not in self.ask_ifs for choice in texts) < 2 <= len(texts):
            self.document.fault(node, f"{quoted(id_)} needs at least two choices without ask_if, so that everybody can answer it.")
        return texts

    def _choice_text(self, node: Node, id_: str, choice: str, pick_any: bool) -> str:
        """The words of a choice, which stand alone or under ``say`` beside what else there is to say of it."""
        what = f"Choice {quoted(choice)} of {quoted(id_)}"
        if not isinstance(node, Mapping):
            return self.document.text(node, what)
        found = self.document.fields(node, what, *file_format.CHOICE)
        if "ask_if" in found and choice in {NONE, NOT_SURE}:
            self.document.fault(found["ask_if"], f"{what} is there for everybody. Remove ask_if.")
        self._note_ask_if(found, "choice", id_, choice)
        if "earlier_ids" in found:
            self._note_earlier_ids(found["earlier_ids"], id_, choice)
        if "alone" in found and self.parts.one_of(found, "alone", file_format.ALONE) in file_format.ALONE:
            if not pick_any or self._stands_alone(id_, choice):
                why = "none and not_sure always do" if pick_any else "its question takes one choice"
                self.document.fault(found["alone"], f"{what} stands alone anyway: {why}. Remove alone.")
            self.alone.add((id_, choice))
        if "codes" in found:
            self.parts.mark(found["codes"], "codes", id_, choice)
            codes = self.document.fields(found["codes"], f"codes of {quoted(f'{id_}.{choice}')}", (), CODE_SYSTEMS)
            self.codes[id_, choice] = tuple((system, self.document.text(node, system)) for system, node in codes.items())
        return self.document.text(found["say"], what) if "say" in found else ""

    def _stands_alone(self, id_: str, choice: str) -> bool:
        """Whether a choice of a list excludes all others of it."""
        return choice in file_format.ENDS_OF_A_LIST or (id_, choice) in self.alone

    def _note_earlier_ids(self, node: Node, *key: str) -> None:
        self.parts.mark(node, "earlier_ids", *key)
        self.earlier[key] = self.document.texts(node, f"earlier_ids of {quoted('.'.join(key))}")
        self.earlier_nodes[key] = node

    def check_earlier_ids(self) -> None:
        """A fault at every earlier id that says two things: it belongs to something else now, or was the name of two."""
        taken: dict[tuple[str, ...], str] = {(id_,): "" for id_ in self.questions}
        taken |= {(question.id, choice.id): "" for question in self.questions.values() for choice in question.choices}
        for key, ids in self.earlier.items():
            for earlier in ids:
                now = taken.setdefault((*key[:-1], earlier), key[-1])
                what = "choice" if len(key) > 1 else "question"
                self.parts.checked_id(earlier, self.earlier_nodes[key])
                if now != key[-1] or ids.count(earlier) > 1:
                    use = f"an earlier id of {quoted(now)} already" if now else f"the id of a {what} now"
                    fact = f"earlier_ids of {quoted(key[-1])}: {quoted(earlier)} is {use}"
                    self.document.fault(self.earlier_nodes[key], f"{fact}. Remove it here.")

    def _note_ask_if(self, found: dict[str, Node], *key: str) -> None:
        if "ask_if" in found:
            self.ask_ifs[key] = found["ask_if"]
            self.parts.mark(found["ask_if"], *key, "ask_if")

    def _instead(self, id_: str) -> str:
        """How to do what may be meant by a second question of this id."""
        (question, first), (here, second) = self._under.get(id_, ("", "")), self._here
        if here and question == here:
            return f"To ask it after several choices of {quoted(here)}, write it once under: {first}{file_format.OR}{second}"
        return "Every question needs an id of its own."

    def _follow_ups(self, node: Node, id_: str, texts: dict[str, str]) -> tuple[FollowUps, ...]:
        then, outside = [], self._here
        for written, key, value in self.document.pairs(node, f"then of {quoted(id_)}"):
            choices = written.split(file_format.OR)
            for choice in choices:
                if choice not in texts:
                    self.document.fault(key, self._unknown_choice(choice, id_, texts))
            if len(set(choices)) < len(choices):
                self.document.fault(key, f"then of {quoted(id_)}: {quoted(written)} names a choice twice. Name each choice once.")
            self._here = (id_, written)
            then.append(FollowUps(frozenset(choices), self._questions(value)))
        self._here = outside
        return tuple(then)

    def _unknown_choice(self, word: str, id_: str, texts: dict[str, str]) -> str:
        what = f"then of {quoted(id_)}: the choice"
        words = [part for part in re.split(r"[\s,;|/&+]+", word) if part and part not in {"or", "and"}]
        if len(words) > 1 and {*words} <= {*texts}:
            return f"{what} {quoted(word)} does not exist. For several choices write: {file_format.OR.join(words)}"
        return unknown_word(what, word, texts)
