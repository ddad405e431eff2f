"""Topics of the guide as text: the list to choose from, and one page with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from netcheck.render.chapters import cited, reached

if TYPE_CHECKING:
    from netcheck.guide.topic import Topic
    from netcheck.questionnaire.model import Questionnaire
    from netcheck.questionnaire.records import Source


def render_list(topics: tuple[Topic, ...], call: str) -> str:
    """The topics as lines to choose from. ``call`` shows one of them, with its id behind."""
    longest = max(len(topic.id) for topic in topics)
    lines = [f"  {topic.id:<{longest}}  {topic.title}" for topic in topics]
    return "\n".join([f"Topics of the guide. To read one: {call} TOPIC", "", *lines]) + "\n"


def render(topic: Topic, questionnaire: Questionnaire, sources: Mapping[str, Source], *, numbers: bool) -> str:
    """A topic as Markdown with its sources, and the help lines where it calls for them.

    ``sources`` are those that only the guide cites; the others are the questionnaire's.
    A topic with survival numbers shows them only when ``numbers`` were asked for.
    """
    parts = [f"# {topic.title}", topic.body.strip()]
    if topic.numbers and not numbers:
        call = questionnaire.guide_call
        ask = f"This page holds survival numbers. Nobody needs them to get help. To read them: {call} {topic.id} --numbers"
        return f"{parts[0]}\n\n{ask}\n"
    if topic.help_lines:
        parts += ["## Help lines", "\n".join(f"- {reached(line)}" for line in questionnaire.help_lines)]
    known = {**questionnaire.sources, **sources}
    parts += ["## Sources", "\n".join(f"- {cited(known[id_], links=True)}" for id_ in topic.sources)]
    return "\n\n".join([*parts, questionnaire.notice]) + "\n"
