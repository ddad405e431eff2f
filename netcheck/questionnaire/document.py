"""A file being read and its faults: the one reader of questionnaires, answers and cases.

Repeated keys, anchors, aliases, tags and letters that a terminal would obey are faults. Nothing is guessed: what is
not understood is refused with its line.
"""

from __future__ import annotations

import gc
import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager

from netcheck.errors import Fault, Lack, QuestionnaireRefused, Refused, did_you_mean, quoted
from netcheck.questionnaire.unreadable import letter_in_words, why_unreadable
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar, Sequence, excess, read_simple, read_yaml

LARGEST = 4_000_000
"""The largest file that is read, in bytes. Our own questionnaire has about a twentieth of it."""


LONGEST_TEXT = 5_000
"""The letters of the longest text that is taken. The longest of our own questionnaire has a twentieth of it."""

MOST_FAULTS = 100
"""After so many faults a file is refused without looking for more: nobody reads on, and looking takes time."""

_NAMES = ("id", "name", "ask")
"""The keys that a part may be called by, the best first."""

_COMMA = " Between {braces} a comma begins the next key: put a text with a comma in quotes."

_PAIRS = "'key: value' lines"

_JSON = re.compile(r'\s*(?:\{\s*"|\[\s*(?:\{\s*)?")')
"""How JSON begins, and YAML hardly ever."""

_SURROGATE_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
"""How JSON may write one letter beyond U+FFFF, which YAML does not know: as two escapes."""

_LINE_BREAKS = re.compile(r"\s*[\n\u2028\u2029]\s*")
_DIRECTION_OVERRIDES = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


class Document:
    """One file being read: its name for messages, the kind of refusal it may end in, and the faults found so far."""

    def __init__(self, name: str, kind: type[Refused]) -> None:
        self.name = name
        self.kind = kind
        self.is_json = name.lower().endswith(".json")
        self.faults: list[Fault] = []
        self._part = ("", "")

    def fault(self, node: Node | None, message: str, lacks: Lack | None = None) -> None:
        """Note a fault at ``node``, or about the whole file; ``lacks`` is the key it is about where one is not written yet.

        Raises the refusal when there are too many to go on.
        """
        kind, name = self._part
        if name and quoted(name) not in message:
            general = next((start for start in (f"A {kind.lower()} ", f"{kind} ") if message.startswith(start)), "")
            message = f"{kind} {quoted(name)} {message.removeprefix(general)}" if general else f"{kind} {quoted(name)}: {message}"
        self._fault_in_line(node.line if node else None, message, lacks)

    @contextmanager
    def inside(self, kind: str, node: Node) -> Iterator[None]:
        """Let every fault noted in here say in which question, advice or case it stands: ``kind``, and what ``node`` is called."""
        before, self._part = self._part, (kind, _called(node))
        yield
        self._part = before

    def refuse(self) -> None:
        """Raise the refusal with all faults noted so far, if there are any."""
        if self.faults:
            raise self.kind(self.faults)

    def root(self, text: str) -> Node | None:
        """The top node of a text, or None when it is empty or, with a fault noted, cannot be read."""
        if text.lstrip()[:1] == "{":
            # JSON may be indented with tabs, YAML may not. Inside JSON strings a bare tab is not allowed anyway.
            text = _SURROGATE_PAIR.sub(_as_one_letter, text.replace("\t", " "))
        self.is_json = self.is_json or bool(_JSON.match(text))
        return read_simple(text) or self._root_of_yaml(text)

    def _root_of_yaml(self, text: str) -> Node | None:
        # Imported here because most scripted runs never need it, and it takes longer than all the rest.
        import yaml

        if too_much := excess(text):
            self.fault(None, too_much)
            return None
        is_collecting = gc.isenabled()
        # Nothing is garbage while the nodes are made; looking for it takes two thirds of the time.
        gc.disable()
        try:
            node = read_yaml(text, self._fault_in_line)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line + 1 if mark else None
            self._fault_in_line(*why_unreadable(text, line, error.problem or "something unexpected", is_json=self.is_json))
            return None
        except yaml.reader.ReaderError as error:
            line = text.count("\n", 0, text.find(chr(error.character))) + 1
            self._fault_in_line(line, f"The character U+{error.character:04X} cannot stand in a text file. Remove it.")
            return None
        finally:
            if is_collecting:
                gc.enable()
        return None if self.faults else node

    def _fault_in_line(self, line: int | None, message: str, lacks: Lack | None = None) -> None:
        if len(self.faults) == MOST_FAULTS:
            self.faults.append(Fault(self.name, None, f"There are more than {MOST_FAULTS} faults. These are the first of them."))
            raise self.kind(self.faults)
        self.faults.append(Fault(self.name, line, message, lacks))

    def pairs(self, node: Node, what: str) -> list[tuple[str, Node, Node]]:
        """The keys of a mapping with their own and their value's node, in order; a repeated key is a fault."""
        if not isinstance(node, Mapping):
            shape = "keys and values in {braces}" if self.is_json else _PAIRS
            self.fault(node, f"{what} must be {shape}, not {_kind(node)}.")
            return []
        found: dict[str, tuple[str, Node, Node]] = {}
        for key_node, value in node.value:
            key = self.text(key_node, "A key")
            if not key:
                continue
            if key_node.value != key or not key.isprintable():
                self.fault(key_node, f"The key {quoted(str(key_node.value))} holds {_unseen(str(key_node.value))}. Leave it out.")
            elif key in found:
                first = found[key][1].line
                self.fault(key_node, f"{quoted(key)} stands here a second time; the first is in line {first}. Keep one of them.")
            else:
                found[key] = (key, key_node, value)
        return list(found.values())

    def fields(
        self, node: Node, what: str, needed: Collection[str], allowed: Collection[str] = (), *, may_be_empty: bool = False
    ) -> dict[str, Node]:
        """The values of a mapping whose keys are fixed. Unknown and missing keys are faults, and needed ones with nothing in them."""
        known = [*needed, *allowed]
        found: dict[str, Node] = {}
        hints = ""
        for key, key_node, value in self.pairs(node, what):
            if key in known:
                found[key] = value
            else:
                is_rest_of_a_text = " " in key and isinstance(value, Scalar) and not value.value
                hint = _COMMA if is_rest_of_a_text else did_you_mean(key, known) or f" The keys are: {', '.join(known)}."
                hints += hint
                self.fault(key_node, f"{what} has no key {quoted(key)}.{hint}")
        for key in needed if isinstance(node, Mapping) else ():
            written = found.get(key)
            lacks = Lack(what, key, node.column)
            # A key that is only misspelt is told already.
            if written is None and quoted(key) not in hints:
                self.fault(node, f"{what} needs the key {quoted(key)}. Add it.", lacks)
            elif isinstance(written, Scalar) and not may_be_empty and not written.value and not written.style:
                self.fault(written, f"{what} has nothing under {quoted(key)}. Write it.", lacks)
                del found[key]
        return found

    def text(self, node: Node, what: str) -> str:
        """The text of a scalar in one line; empty text is a fault. A line break would begin a new line of whatever is written with it."""
        if not isinstance(node, Scalar):
            self.fault(node, f"{what} must be text, not {_kind(node)}.")
            return ""
        value: str = node.value
        if not value.strip():
            self.fault(node, f"{what} is empty. Write it, or remove the key.")
        elif len(value) > LONGEST_TEXT:
            self.fault(node, f"{what} has {len(value):,} letters. Shorten it to {LONGEST_TEXT:,} or fewer.")
        elif not value.isprintable() and (bad := harmful(value)):
            self.fault(node, f"{what} holds the control character U+{ord(bad):04X}. Remove it.")
        return value.strip() if value.isprintable() else _LINE_BREAKS.sub(" ", value.strip())

    def items(self, node: Node, what: str) -> list[Node]:
        """The nodes of a list; an empty list is a fault."""
        if not isinstance(node, Sequence):
            self.fault(node, f"{what} must be a list, not {_kind(node)}. Put it in [brackets].")
            return []
        if not node.value:
            self.fault(node, f"{what} is an empty list. Fill it, or remove the key.")
        return list(node.value)

    def texts(self, node: Node, what: str) -> tuple[str, ...]:
        """The texts of a list."""
        return tuple(self.text(item, f"A line of {what}") for item in self.items(node, what))


def decode(data: bytes, name: str, kind: type[Refused]) -> str:
    """The text of a file. Raises ``kind`` with one sentence when it is too large or no text.

    Text is UTF-8, or the UTF-16 with a mark at its beginning that Windows writes.
    """
    if len(data) > LARGEST:
        raise kind([Fault(name, None, f"This file is larger than {LARGEST // 1_000_000} MB. Nothing netcheck reads needs that.")])
    encoding, called = ("utf-16", "UTF-16") if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "UTF-8")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data[: error.start].decode(encoding, "replace").count("\n") + 1
        raise kind([Fault(name, line, f"This is not {called} text from here on. Save the file as UTF-8 text.")]) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise kind([Fault(name, line, "This is not a text file: it holds a NUL byte.")])
    return text


def content_text(source: bytes, name: str) -> str:
    """The text of a questionnaire's bytes, the same with the line ends of any system. Raises QuestionnaireRefused."""
    return decode(source, name, QuestionnaireRefused).replace("\r\n", "\n")


def unknown_word(what: str, word: str, known: Iterable[str]) -> str:
    """The message for a name that nothing defines, with the nearest one that something does."""
    return f"{what} {quoted(word)} does not exist.{did_you_mean(word, known)}"


def _called(node: Node) -> str:
    pairs = node.value if isinstance(node, Mapping) else []
    texts = {key.value: value.value.strip() for key, value in pairs if isinstance(key, Scalar) and isinstance(value, Scalar)}
    return next((texts[name] for name in _NAMES if texts.get(name)), "")


def _kind(node: Node) -> str:
    if isinstance(node, Scalar):
        return f"the text {quoted(node.value)}" if node.value else "empty"
    return "a list" if isinstance(node, Sequence) else _PAIRS


def _as_one_letter(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16), int(pair[3], 16)
    return pair[1] + chr(0x10000 + (high - 0xD800) * 0x400 + low - 0xDC00)


def _unseen(text: str) -> str:
    """The first letter of a text that cannot be seen, in words."""
    letter = next((letter for letter in text if not letter.isprintable()), " ")
    return letter_in_words(letter) if letter != " " else "a space before or behind it"


def harmful(text: str) -> str:
    """The first letter of a text that a terminal would obey, or "" where there is none."""
    for letter in text:
        if letter != "\n" and (unicodedata.category(letter) in {"Cc", "Cs"} or letter in _DIRECTION_OVERRIDES):
            return letter
    return ""
