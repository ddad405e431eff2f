"""A page of the guide on a screen of our own: everything that it says can be read there."""

from __future__ import annotations

import pytest

from netcheck.command import guide_reader
from netcheck.render.page import Heading, Items, Paragraph
from netcheck.terminal.drawing import draw, press
from netcheck.terminal.reading import page
from netcheck.terminal.window import Window

TEXT = """# A topic

Words that go
on.

## More

- **One**: first
  and on.
- Two.
"""


def test_a_page_has_its_first_heading_as_title_and_the_rest_in_order():
    screen = page(TEXT)

    assert (screen.title, screen.enter) == ("A topic", "close")
    assert screen.openings == ((Paragraph("Words that go on."), Heading("More"), Items(("One: first and on.", "Two."))),)


@pytest.mark.parametrize("size", [(80, 24), (40, 20)])
def test_every_word_of_every_topic_is_to_be_seen_by_going_down(real, size):
    guide = guide_reader.guide_of(None, real)
    assert len(guide.topics) > 10
    for topic in guide.topics:
        text = guide_reader.text_of(topic, real, guide, numbers=True)
        window, seen = Window.of(page(text)), set()
        for _ in range(2000):
            drawn = draw(window, *size)
            seen |= {word.removesuffix(":") for _, line in drawn for word in line.split()}
            after = press(window, "down", *size)
            if after == window:
                break
            window = after
        words = {word.removesuffix(":") for word in text.replace("**", "").replace("#", "").split() if word != "-" and len(word) < 30}
        assert words <= seen, (topic.id, words - seen)
