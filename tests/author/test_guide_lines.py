"""The guide and the advice say the same: what an author is told where they do not."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck.author.guide_lines import findings
from netcheck.errors import Refused
from netcheck.guide.shipped import topic_texts
from netcheck.guide.topic import read_topic
from netcheck.questionnaire.load import load_with_places
from netcheck.questionnaire.shipped import shipped_questionnaire
from netcheck.render import topic as render_topic
from tests.guide.test_topic import REAL, TOPICS

GOOD = load_with_places((Path(__file__).parent.parent / "content" / "good.yaml").read_text(encoding="utf-8"), "questions.yaml")
FRONT = "---\ntitle: Heat\norder: 1\nsources: [handbook]\n---\n\n"
URGENT = """## Go now <!-- urgency: emergency -->

- Hard to breathe. <!-- advice: breathing_emergency -->
- Chest pressure,
  or passing out. <!-- advice: danger_emergency -->
"""


def told(page: str) -> list[str]:
    return [f"{one.place}: {one.code} {one.message}" for one in findings(GOOD, read_topic(FRONT + page, "heat").lines)]


def test_a_guide_that_names_all_urgent_advice_is_right() -> None:
    assert told(URGENT) == []
    assert told(URGENT + "\n## Book a visit <!-- urgency: soon -->\n\n- Dry heat. <!-- advice: heat_soon -->\n") == []


def test_a_guide_without_marks_promises_nothing() -> None:
    assert told("## Go now\n\n- Hard to breathe.\n") == []


@pytest.mark.parametrize(
    ("page", "message"),
    [
        (
            URGENT.replace("danger_emergency", "breathing_emergency"),
            "questions.yaml:70:5: N403 No line of the guide names 'danger_emergency', which is of the urgency 'emergency'.",
        ),
        (
            URGENT + "\n## Call <!-- urgency: today -->\n\n- Dry heat. <!-- advice: heat_soon -->\n",
            "heat.md:15:1: N404 The line stands under a heading of the urgency 'today'; its advice 'heat_soon' is of the urgency 'soon'.",
        ),
        (
            URGENT + "\n## Later\n\nDry heat. <!-- advice: heat_soon -->\n",
            "heat.md:15:1: N404 The line stands under a heading without an urgency; its advice 'heat_soon' is of the urgency 'soon'.",
        ),
        (URGENT + "- A sudden\n  rash.\n", "heat.md:12:1: N406 The line '- A sudden rash.' names no advice."),
        (
            URGENT.replace("danger_emergency", "danger_emergency, danger_emergenci"),
            "heat.md:10:1: N406 There is no advice 'danger_emergenci'. Did you mean 'danger_emergency'?",
        ),
        (URGENT + "\n## Later <!-- urgency: later -->\n", ""),
        (
            URGENT + "\n## Later <!-- urgency: later -->\n\n- Dry heat. <!-- advice: heat_soon -->\n",
            "heat.md:15:1: N406 There is no urgency 'later'.",
        ),
    ],
)
def test_the_author_is_told_where_guide_and_advice_differ(page: str, message: str) -> None:
    assert told(page)[:1] == ([message] if message else [])


def test_a_comment_that_is_no_mark_is_refused_with_its_line() -> None:
    with pytest.raises(Refused) as error:
        read_topic(FRONT + URGENT + "- Rash. <!-- advise: heat_soon -->\n", "heat")
    assert (
        str(error.value)
        == "heat.md:12: The comment 'advise: heat_soon' is no mark. Write 'advice: id', 'signs: question.choice' or 'urgency: id'."
    )


def test_readers_never_see_a_mark() -> None:
    assert "<!--" in "".join(topic_texts().values())
    assert [topic.id for topic in TOPICS if "<!--" in topic.body or "urgency:" in topic.body] == []
    page = read_topic(FRONT + URGENT, "heat")
    shown = render_topic.render(page._replace(sources=()), REAL, {}, numbers=False)
    assert "## Go now\n\n- Hard to breathe.\n- Chest pressure,\n  or passing out.\n" in shown


def test_our_guide_and_our_advice_say_the_same() -> None:
    lines = [line for topic in TOPICS for line in topic.lines]
    assert [one.message for one in findings(load_with_places(*shipped_questionnaire()), lines)] == []


SIGNS = "- Chest pressure. <!-- advice: danger_emergency --> <!-- signs: danger.chest -->\n"


def test_a_guide_that_names_single_signs_names_all_that_alone_are_urgent() -> None:
    assert told(URGENT + SIGNS) == [
        "questions.yaml:38:49: N403 No line of the guide names the sign 'danger.faint', which alone earns 'danger_emergency'."
    ]
    assert told(URGENT + SIGNS + SIGNS.replace("chest", "faint")) == []
    assert told(URGENT + SIGNS.replace("danger.chest", "danger.chest,\n  danger.faint")) == []


def test_a_sign_stands_beside_the_advice_that_it_earns() -> None:
    assert told(URGENT + SIGNS.replace("danger_emergency", "breathing_emergency"))[:1] == [
        "heat.md:12:1: N406 The sign 'danger.chest' alone earns none of the advice that its line names."
    ]
    assert told(URGENT + SIGNS.replace("danger.chest", "danger.chess"))[:1] == [
        "heat.md:12:1: N406 There is no sign 'danger.chess' in a list of signs. Did you mean 'danger.chest'?"
    ]
