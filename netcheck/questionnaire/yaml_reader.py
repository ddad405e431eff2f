"""YAML and JSON text as plain nodes that know their place; lines and columns count from 1. Every scalar is text, so ``yes`` stays a word.

Importing PyYAML takes 12 ms or more of a scripted run, so the few forms that a saved answers file is
written in are read here: ``key: word``, ``key: [word, word]``, one level of indentation, comments. A text with
anything else in it, however small, is left to PyYAML as a whole. Both readers give the same nodes. Without this, a scripted run of
an installed wheel takes 1.16 times as long: 8 times bare Python, where ``benchmarks/processes.py`` wants 7 at most.
"""

import functools
import re
from collections.abc import Callable
from typing import Any, NamedTuple

from netcheck.errors import quoted

DEEPEST = 60
"""The deepest nesting that is read. Our own questionnaire needs less than half of it."""

MOST_PARTS = 300_000
"""The most keys, texts and lists together that are read. Our own questionnaire has about a thirtieth of it."""

LONGEST_SIMPLE = 200_000
"""The letters of the longest text that is tried as simple lines. A longer one goes where its parts are counted before they are kept."""


class Scalar(NamedTuple):
    """A text. ``style`` is the kind of quotes around it, "" for none."""

    value: str
    line: int
    column: int
    style: str = ""


class Mapping(NamedTuple):
    """Keys and values in the order of the file, with repeated keys."""

    value: "list[tuple[Node, Node]]"
    line: int
    column: int


class Sequence(NamedTuple):
    """A list."""

    value: "list[Node]"
    line: int
    column: int


Node = Scalar | Mapping | Sequence

_WORD = "[a-z0-9][a-z0-9_-]{0,99}"
_LINE = re.compile(rf"( *)([a-z][a-z0-9_]{{0,99}}):(?: +(?:({_WORD})|\[ *((?:{_WORD}(?: *, *{_WORD})*)?) *\]))?(?: *| +#.*)")


def read_simple(text: str) -> Mapping | None:
    """The top mapping of a text that holds nothing but simple lines; None for every other text."""
    if len(text) > LONGEST_SIMPLE or not (text.isascii() and text.replace("\n", "").isprintable()):
        return None
    top: list[tuple[Node, Node]] = []
    inner: list[tuple[Node, Node]] = []
    for number, line in enumerate(text.split("\n"), 1):
        found = _LINE.fullmatch(line)
        if found is None:
            if line.lstrip()[:1] in {"", "#"}:
                continue
            return None
        pair = (Scalar(found[2], number, found.start(2) + 1), _value(found, number))
        if not found[1]:
            top.append(pair)
            inner = []
        elif inner and pair[0].column == inner[0][0].column:
            inner.append(pair)
        elif not inner and top and _is_open(top[-1][1]):
            inner = [pair]
            top[-1] = (top[-1][0], Mapping(inner, number, pair[0].column))
        else:
            return None
    return Mapping(top, top[0][0].line, 1) if top else None


def _value(found: re.Match[str], line: int) -> Scalar | Sequence:
    if found[4] is not None:
        words = re.finditer(_WORD, found[4])
        return Sequence([Scalar(word[0], line, found.start(4) + word.start() + 1) for word in words], line, found[0].index("[") + 1)
    return Scalar(found[3] or "", line, found.start(3) + 1 if found[3] else found.end(2) + 2)


def _is_open(node: Node) -> bool:
    return isinstance(node, Scalar) and not node.value


def read_yaml(text: str, fault: Callable[[int, str], None]) -> Node | None:
    """The top node of any YAML text, None when it is empty.

    Calls ``fault`` with line and message for what is not used here: anchors, aliases, tags. Raises yaml.YAMLError.
    """
    import yaml

    root = yaml.compose(text, Loader=_loader())
    return None if root is None else _Converter(fault).node(root)


class _Converter:
    def __init__(self, fault: Callable[[int, str], None]) -> None:
        self.fault = fault
        self.seen: set[int] = set()
        self.is_shared = False

    def node(self, node: Any) -> Node:
        line, column = node.start_mark.line + 1, node.start_mark.column + 1
        if id(node) in self.seen:
            if not self.is_shared:
                self.fault(line, "This part is used twice through an anchor (&) and an alias (*). Write it out instead.")
            self.is_shared = True
            return Scalar("", line, column)
        self.seen.add(id(node))
        if not node.tag.startswith("tag:yaml.org,2002:") or node.tag[18:] not in {"str", "seq", "map"}:
            self.fault(line, f"The tag {quoted(node.tag)} is not used here. Remove it.")
        if node.id == "mapping":
            return Mapping([(self.node(key), self.node(value)) for key, value in node.value], line, column)
        if node.id == "sequence":
            return Sequence([self.node(item) for item in node.value], line, column)
        return Scalar(node.value, line, column, node.style or "")


def _loader() -> Any:
    import yaml

    return getattr(yaml, "CBaseLoader", None) or _loader_in_python()


@functools.cache
def _loader_in_python() -> Any:
    """For an installation of PyYAML without its C part: the same files can be read."""
    import yaml

    class Loader(yaml.BaseLoader):
        # PyYAML's own scanner ends a text in brackets at a question mark, the C part does not. So it sees none while it scans a text.
        is_in_text = False

        def scan_plain(self) -> Any:
            self.is_in_text = self.flow_level > 0
            try:
                return super().scan_plain()
            finally:
                self.is_in_text = False

        def peek(self, index: int = 0) -> str:
            letter: str = super().peek(index)
            return "." if self.is_in_text and letter == "?" else letter

    return Loader


def excess(text: str) -> str:
    """What there is too much of for the parser, or "": it recurses without a limit of its own and would crash, and it keeps all it reads.

    Counts generously, by brackets, indentation and marks, and only a text that this finds deep or long is parsed for its true measure.
    """
    # No part begins without one of these; "key: value" is two parts for one of them, an empty key and value in a list three.
    if 3 * sum(map(text.count, ":,-?[{\n")) > MOST_PARTS:
        return _true_excess(text)
    indented = max((len(match) for match in re.findall(r"^[ \-?:]+", text, re.MULTILINE)), default=0)
    open_brackets = deepest = 0
    for bracket in re.findall(r"[\[\]{}]", text):
        open_brackets = max(0, open_brackets + (1 if bracket in "[{" else -1))
        deepest = max(deepest, open_brackets)
    # A key that is not indented has a depth too.
    return _true_excess(text) if 1 + indented + deepest > DEEPEST else ""


def _true_excess(text: str) -> str:
    import yaml

    depth = parts = 0
    try:
        for event in yaml.parse(text, Loader=_loader()):
            if isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                continue
            parts += 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            if depth > DEEPEST:
                return f"This file is nested more than {DEEPEST} levels deep. A questionnaire or answers file needs far fewer."
            if parts > MOST_PARTS:
                return f"This file has more than {MOST_PARTS:,} keys, texts and lists. A questionnaire or answers file needs far fewer."
    except yaml.YAMLError:
        # The same error comes again, and is told, when the text is read.
        return ""
    return ""
