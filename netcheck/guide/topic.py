"""The guide: educational topics, one Markdown file each with front matter."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from netcheck.errors import CannotDo, Refused, did_you_mean, quoted
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.yaml_reader import Node

MARK = "---\n"


class Topic(NamedTuple):
    """One page of the guide. ``body`` is Markdown; ``numbers`` marks survival figures nobody should meet by accident."""

    id: str
    title: str
    order: int
    sources: tuple[str, ...]
    body: str
    numbers: bool = False
    help_lines: bool = False


def read_topic(text: str, id_: str) -> Topic:
    """The topic in a Markdown text. Raises Refused when its front matter has faults."""
    document = Document(f"{id_}.md", Refused)
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
    if not texts.get("order", "0").isdecimal():
        document.fault(found["order"], f"order is {quoted(texts['order'])}. It must be a number.")
    document.refuse()
    flags = {key: texts.get(key) == "yes" for key in ("numbers", "help_lines")}
    return Topic(id_, texts["title"], int(texts["order"]), sources, body.strip() + "\n", **flags)


def topics(texts: Mapping[str, str]) -> tuple[Topic, ...]:
    """All topics in reading order, from their Markdown texts by id."""
    return tuple(sorted((read_topic(text, id_) for id_, text in texts.items()), key=lambda topic: topic.order))


def find_topic(topics: tuple[Topic, ...], id_: str) -> Topic:
    """The topic with this id. Raises CannotDo, with the nearest one, when there is none."""
    for topic in topics:
        if topic.id == id_:
            return topic
    ids = [topic.id for topic in topics]
    hint = did_you_mean(id_, ids) or " 'netcheck learn' lists them all."
    raise CannotDo(f"There is no topic {quoted(id_)}.{hint}")
