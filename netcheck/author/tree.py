"""A questionnaire as a tree: sections, questions, choices, the follow-ups and the advice they lead to.

``tree`` gives the structure; ``text``, ``mermaid`` and ``dot`` draw it. Advice that a choice earns by itself, after the
choices above it, is told apart from advice that needs other answers as well.
"""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from netcheck.engine.condition import in_words, truth
from netcheck.errors import CannotDo, did_you_mean, quoted
from netcheck.questionnaire.model import URGENCIES, Advice, Answer, Choice, Condition, Question, Questionnaire, choices_in

WIDTH = 100
WITH_MORE = "with other answers"


@dataclass(frozen=True, slots=True)
class Lead:
    """Advice that a choice leads to: ``alone``, or together with answers to other questions."""

    advice: Advice
    alone: bool


@dataclass(frozen=True, slots=True)
class Fork:
    """Choices that lead to the same: neighbors without follow-ups are joined."""

    choices: tuple[Choice, ...]
    leads: tuple[Lead, ...]
    follow_ups: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A question and the ways on from it."""

    question: Question
    forks: tuple[Fork, ...]


@dataclass(frozen=True, slots=True)
class Tree:
    """The whole, or a part: its title, and the questions by the title of their section, with when the section is asked."""

    title: str
    sections: tuple[tuple[str, tuple[Node, ...]], ...]


def tree(questionnaire: Questionnaire, question: str | None = None) -> Tree:
    """The tree of a questionnaire, or of one question and what hangs under it.

    Raises CannotDo, with the nearest id, when there is no such question.
    """
    planter = _Planter(questionnaire)
    sections = [
        (f"{section.title}{_if(section.ask_if)}", tuple(planter.node(one, {}) for one in section.questions))
        for section in questionnaire.sections
    ]
    if question is None:
        return Tree(questionnaire.title, tuple(sections))
    for title, nodes in sections:
        for node in _every(nodes):
            if node.question.id == question:
                return Tree(questionnaire.title, ((title, (node,)),))
    raise CannotDo(f"There is no question {quoted(question)}.{did_you_mean(question, questionnaire.questions)}")


def _every(nodes: Iterable[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        for fork in node.forks:
            yield from _every(fork.follow_ups)


class _Planter:
    """Builds the nodes, and knows which advice listens to which choice."""

    def __init__(self, questionnaire: Questionnaire) -> None:
        self.listening: defaultdict[tuple[str, str], list[Advice]] = defaultdict(list)
        for advice in sorted(questionnaire.advice, key=lambda one: one.urgency.rank):
            for question, choice in sorted(choices_in([advice.when])):
                self.listening[question, choice].append(advice)

    def node(self, question: Question, above: Mapping[str, Answer]) -> Node:
        forks: list[Fork] = []
        for choice in question.choices:
            known = {**above, question.id: frozenset((choice.id,))}
            leads = tuple(Lead(one, truth(one.when, known) is True) for one in self.listening[question.id, choice.id])
            fork = Fork((choice,), leads, tuple(self.node(one, known) for one in question.after(choice.id)))
            is_joined = forks and not fork.follow_ups and not forks[-1].follow_ups and forks[-1].leads == leads
            if is_joined and choice.ask_if == forks[-1].choices[0].ask_if:
                fork = Fork((*forks.pop().choices, choice), leads, ())
            forks.append(fork)
        return Node(question, tuple(forks))


@dataclass(frozen=True, slots=True)
class Branch:
    """One line of the drawn tree and what hangs under it."""

    label: str
    branches: tuple[Branch, ...] = ()


def branches(drawn: Tree) -> Branch:
    """The tree in words, for whoever draws it."""
    sections = (Branch(title, tuple(map(_of_node, nodes))) for title, nodes in drawn.sections)
    return Branch(drawn.title, tuple(sections))


def _of_node(node: Node) -> Branch:
    question = node.question
    kept = "" if question.decides or question.entry is None else f" ({question.entry.kind}, for the visit sheet only)"
    return Branch(f"{question.id}: {question.short}{kept}{_if(question.ask_if)}", tuple(_of_fork(question, fork) for fork in node.forks))


def _of_fork(question: Question, fork: Fork) -> Branch:
    bands = () if question.entry is None else tuple(band.choice for band in question.entry.bands)
    more = {choice.id: choice.text if choice.id in bands else "alone" if choice.is_marked_alone else "" for choice in fork.choices}
    named = (f"{id_} ({said})" if said else id_ for id_, said in more.items())
    choices = f"{', '.join(named)}{_if(fork.choices[0].ask_if)}"
    leads = "; ".join(_grouped(fork.leads))
    return Branch(f"{choices} → {leads}" if leads else choices, tuple(map(_of_node, fork.follow_ups)))


def _if(condition: Condition | None) -> str:
    """When a section or a question is asked, or a choice offered."""
    return "" if condition is None else f" (only if {in_words(condition)})"


def _grouped(leads: tuple[Lead, ...]) -> Iterator[str]:
    """The advice by urgency, what a choice earns alone before what needs more."""
    for urgency in URGENCIES:
        for alone in (True, False):
            named = [lead.advice.id for lead in leads if lead.advice.urgency.id == urgency and lead.alone == alone]
            if named:
                yield f"{urgency if alone else f'{urgency} {WITH_MORE}'}: {', '.join(named)}"


def text(drawn: Tree, width: int = WIDTH) -> str:
    """The tree as lines that fit ``width`` columns where their words allow."""
    top = branches(drawn)
    return "\n".join([top.label, *_lines(top.branches, "", width)]) + "\n"


def _lines(below: tuple[Branch, ...], before: str, width: int) -> Iterator[str]:
    for branch in below:
        is_last = branch is below[-1]
        first, after = before + ("└── " if is_last else "├── "), before + ("    " if is_last else "│   ")
        wrapped = f"{after}{'│   ' if branch.branches else '    '}"
        yield from textwrap.wrap(branch.label, width, initial_indent=first, subsequent_indent=wrapped, break_long_words=False)
        yield from _lines(branch.branches, after, width)


COLORS = {"emergency": "#f4b6b6", "today": "#f8d3a8", "soon": "#f7ecaa", "routine": "#cfe6c4", "information": "#d7e3f0"}
"""The fill of advice in the two diagrams. The urgency stands in words as well."""


@dataclass(frozen=True, slots=True)
class _Edge:
    """An arrow of a diagram, from a question to advice or to a follow-up, with the choices it stands for."""

    start: str
    end: str
    choices: tuple[str, ...]
    alone: bool = True


def _edges(nodes: Iterable[Node]) -> Iterator[_Edge]:
    for node in nodes:
        start = f"q_{node.question.id}"
        found: dict[tuple[str, bool], tuple[str, ...]] = {}
        for fork in node.forks:
            ends = [(f"a_{lead.advice.id}", lead.alone) for lead in fork.leads]
            ends += [(f"q_{below.question.id}", True) for below in fork.follow_ups]
            for end in ends:
                found[end] = (*found.get(end, ()), *(choice.id for choice in fork.choices))
        yield from (_Edge(start, end, choices, alone) for (end, alone), choices in found.items())


def _advice_in(nodes: Iterable[Node]) -> dict[str, Advice]:
    leads = (lead for node in nodes for fork in node.forks for lead in fork.leads)
    return {lead.advice.id: lead.advice for lead in sorted(leads, key=lambda lead: lead.advice.urgency.rank)}


def mermaid(drawn: Tree) -> str:
    """The tree as a Mermaid flow chart. A dotted arrow leads to advice that needs other answers as well."""
    lines = ["flowchart LR"]
    every = [node for _, nodes in drawn.sections for node in _every(nodes)]
    for number, (title, nodes) in enumerate(drawn.sections):
        lines.append(f'  subgraph section_{number}["{_in_mermaid(title)}"]')
        lines += [f'    q_{node.question.id}["{_in_mermaid(node.question.short)}"]' for node in _every(nodes)]
        lines.append("  end")
    for advice in _advice_in(every).values():
        lines.append(f'  a_{advice.id}(["{advice.urgency.id}: {advice.id}"]):::{advice.urgency.id}')
    for edge in _edges(every):
        arrow = "-->" if edge.alone else "-.->"
        lines.append(f'  {edge.start} {arrow}|"{_in_mermaid(", ".join(edge.choices))}"| {edge.end}')
    lines += [f"  classDef {urgency} fill:{color}" for urgency, color in COLORS.items()]
    return "\n".join(lines) + "\n"


def dot(drawn: Tree) -> str:
    """The tree in the DOT language of Graphviz, to fit a printed page. A dashed arrow leads to advice that needs other answers as well."""
    # Inches that both Letter and A4 have between their margins.
    lines = ["digraph netcheck {", "  rankdir=LR;", '  size="7.3,10";', "  node [shape=box];"]
    every = [node for _, nodes in drawn.sections for node in _every(nodes)]
    for number, (title, nodes) in enumerate(drawn.sections):
        lines.append(f"  subgraph cluster_{number} {{")
        lines.append(f"    label={_in_dot(title)};")
        lines += [f"    q_{node.question.id} [label={_in_dot(node.question.short)}];" for node in _every(nodes)]
        lines.append("  }")
    for advice in _advice_in(every).values():
        label, color = _in_dot(f"{advice.urgency.id}: {advice.id}"), COLORS[advice.urgency.id]
        lines.append(f'  a_{advice.id} [label={label}, shape=ellipse, style=filled, fillcolor="{color}"];')
    for edge in _edges(every):
        style = "" if edge.alone else ", style=dashed"
        lines.append(f"  {edge.start} -> {edge.end} [label={_in_dot(', '.join(edge.choices))}{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def _in_mermaid(words: str) -> str:
    return words.replace("#", "#35;").replace('"', "#quot;")


def _in_dot(words: str) -> str:
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
