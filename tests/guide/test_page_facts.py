"""The facts of the page that the project began from: each is still said, where the list says."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tests.guide.test_topic import TOPICS

BODIES = {topic.id: " ".join(topic.body.replace("**", "").split()) for topic in TOPICS}
LIST = yaml.safe_load((Path(__file__).parent.parent / "content" / "page_facts.yaml").read_text(encoding="utf-8"))
FACTS = [(topic, fact["fact"], fact["words"]) for topic, facts in LIST.items() for fact in facts]


@pytest.mark.parametrize(("topic", "fact", "words"), FACTS, ids=[f"{topic}: {fact}" for topic, fact, _ in FACTS])
def test_the_fact_is_said(topic: str, fact: str, words: list[str]) -> None:
    assert [said for said in words if said not in BODIES[topic]] == [], fact


def test_the_list_holds_the_whole_page() -> None:
    assert len(FACTS) >= 109
    assert len({fact for _, fact, _ in FACTS}) == len(FACTS)
    assert all(words for _, _, words in FACTS)
