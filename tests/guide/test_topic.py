"""The guide: every topic can be found, read and traced to its sources."""

from __future__ import annotations

import pytest

from netcheck.errors import CannotDo, Refused
from netcheck.guide.shipped import sources_text, topic_texts
from netcheck.guide.topic import find_topic, read_topic, topics
from netcheck.questionnaire.load import load_sources
from netcheck.render import topic as render_topic
from tests.support.examples import REAL

TOPICS = topics(topic_texts())
ONLY_THE_GUIDES = load_sources(*sources_text())


@pytest.mark.parametrize("topic", TOPICS, ids=lambda topic: topic.id)
def test_every_topic_shows_its_text_and_its_sources(topic):
    text = render_topic.render(topic, REAL, ONLY_THE_GUIDES, numbers=True)

    assert topic.body.strip() in text
    assert text.count("\n- ") >= len(topic.sources) > 0
    assert REAL.notice in text


def test_topics_have_an_order_of_their_own():
    assert [topic.order for topic in TOPICS] == list(range(1, len(TOPICS) + 1))


def test_every_source_of_the_guide_is_cited_and_stands_once():
    cited = {source for topic in TOPICS for source in topic.sources}

    assert set(ONLY_THE_GUIDES) <= cited
    assert not set(ONLY_THE_GUIDES) & set(REAL.sources)


def test_advice_names_only_topics_that_exist():
    named = {topic for advice in (*REAL.advice, REAL.otherwise) for topic in advice.learn}

    assert named <= {topic.id for topic in TOPICS}


def test_survival_numbers_are_shown_only_when_asked_for():
    (topic,) = (topic for topic in TOPICS if topic.numbers)

    assert "39 out of 100" not in render_topic.render(topic, REAL, ONLY_THE_GUIDES, numbers=False)
    assert "39 out of 100" in render_topic.render(topic, REAL, ONLY_THE_GUIDES, numbers=True)
    assert not [other.id for other in TOPICS if other is not topic and "out of 100 people are alive" in " ".join(other.body.split())]


def test_the_support_topic_lists_every_help_line():
    text = render_topic.render(find_topic(TOPICS, "support"), REAL, ONLY_THE_GUIDES, numbers=False)

    assert all(line.contact in text and line.checked in text for line in REAL.help_lines)


def test_a_misspelt_topic_is_answered_with_the_nearest():
    with pytest.raises(CannotDo) as error:
        find_topic(TOPICS, "carcinod-syndrom")
    assert str(error.value) == "There is no topic 'carcinod-syndrom'. Did you mean 'carcinoid-syndrome'?"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("no front matter", "x.md: A topic starts with '---', the lines title, order and sources, and '---'."),
        ("---\ntitle: X\norder: 1\n---\n", "x.md:2: A topic needs the key 'sources'. Add it."),
        ("---\ntitle: X\norder: one\nsources: [a]\n---\n", "x.md:3: order is 'one'. It must be a number."),
    ],
)
def test_front_matter_with_a_fault_is_refused(text, message):
    with pytest.raises(Refused) as error:
        read_topic(text, "x")
    assert str(error.value) == message
