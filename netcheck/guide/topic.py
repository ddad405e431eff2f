"""The guide: educational topics, one Markdown file each with front matter."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import NamedTuple

from netcheck.errors import CannotDo, Fault, Refused, did_you_mean, quoted
from netcheck.guide.marks import AdviceLine, advice_lines, without_marks
from netcheck.questionnaire.document import Document, unknown_word
from netcheck.questionnaire.file_format import ID_WITH_DASHES
from netcheck.questionnaire.load import load_sources
from netcheck.questionnaire.records import Source
from netcheck.questionnaire.yaml_reader import Node

MARK = "---\n"


class Topic(NamedTuple):
    """One page of the guide. ``body`` is Markdown; ``numbers`` marks survival figures nobody should meet by accident.

    ``lines`` are those that say how soon to act, for whoever compares them with the advice.
    """

    id: str
    title: str
    order: int
    sources: tuple[str, ...]
    body: str
    numbers: bool = False
    help_lines: bool = False
    lines: tuple[AdviceLine, ...] = ()


class Guide(NamedTuple):
    """The topics in reading order, and by their ids the sources that only they cite."""

    topics: tuple[Topic, ...]
    sources: Mapping[str, Source]


def read_topic(text: str, id_: str, name: str = "", known: Collection[str] | None = None) -> Topic:
    """The topic in a Markdown text. ``name`` is what messages call its file, and ``known`` are the sources there are, if that matters.

    Raises Refused when its front matter has faults.
    """
    document = Document(name or f"{id_}.md", Refused)
    _, _, rest = text.partition(MARK)
    front, mark, body = rest.partition(f"\n{MARK}")
    # The line of the first mark is kept, so that faults name the line of the file.
    root = document.root(f"\n{front}") if text.startswith(MARK) and mark else None
    found: dict[str, Node] = {}
    if root is None and not document.faults:
        document.fault(None, "A topic starts with '---', the lines title, order and sources, and '---'.")
    elif root is not None:
        found = document.fields(root, "A topic", ("title", "order", "sources"), ("numbers", "help_lines"))
    texts = {key: document.text(node, key) for key, node in found.items() if key != "sources"}
    sources = document.texts(found["sources"], "sources") if "sources" in found else ()
    for source in sources:
        if known is not None and source and source not in known:
            document.fault(found["sources"], unknown_word("The source", source, known))
    if not re.fullmatch(ID_WITH_DASHES, id_):
        document.fault(None, f"The name of a page is its topic. {quoted(id_)} must be lower-case letters, digits, _ and - only.")
    if not texts.get("order", "0").isdecimal():
        document.fault(found["order"], f"order is {quoted(texts['order'])}. It must be a number.")
    document.refuse()
    flags = {key: texts.get(key) == "yes" for key in ("numbers", "help_lines")}
    lines = advice_lines(text, body, document.name)
    return Topic(id_, texts["title"], int(texts["order"]), sources, without_marks(body).strip() + "\n", **flags, lines=lines)


def topics(texts: Mapping[str, str]) -> tuple[Topic, ...]:
    """All topics in reading order, from their Markdown texts by id."""
    return tuple(sorted((read_topic(text, id_) for id_, text in texts.items()), key=lambda topic: topic.order))


def read_guide(pages: Mapping[str, tuple[str, str]], sources: tuple[str, str] | None, cited: Mapping[str, Source]) -> Guide:
    """The guide in these pages: by each topic's id the text and the name of its file; likewise the sources that only it cites.

    ``cited`` are the questionnaire's own sources. Raises Refused with the faults of all files.
    """
    own = {} if sources is None else load_sources(*sources)
    found: list[Topic] = []
    faults: list[Fault] = []
    for id_, (text, name) in pages.items():
        try:
            found.append(read_topic(text, id_, name, {**cited, **own}))
        except Refused as refused:
            faults += refused.faults
    if faults:
        raise Refused(faults)
    return Guide(tuple(sorted(found, key=lambda topic: (topic.order, topic.id))), own)


def find_topic(topics: tuple[Topic, ...], id_: str, call: str = "netcheck learn") -> Topic:
    """The topic with this id. Raises CannotDo, with the nearest one or the ``call`` that lists them, when there is none."""
    for topic in topics:
        if topic.id == id_:
            return topic
    ids = [topic.id for topic in topics]
    hint = did_you_mean(id_, ids) or f" '{call}' lists them all."
    raise CannotDo(f"There is no topic {quoted(id_)}.{hint}")
