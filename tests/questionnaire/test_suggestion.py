"""A condition in the words of another program is answered with the same in ours, and never with less."""

from __future__ import annotations

import pytest

from netcheck.errors import QuestionnaireRefused
from netcheck.questionnaire.condition_reader import ConditionReader
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.load import load
from netcheck.questionnaire.suggestion import unknown_condition
from tests.conftest import SMALL

QUESTIONS = load(SMALL.read_text(), "small.yaml").questions
GENERAL = "Write {question: choice}; several are joined as {all: [...]} or {any: [...]}."


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("family = yes", "{family: yes}"),
        ("family == yes", "{family: yes}"),
        ("family === 'yes'", "{family: yes}"),
        ('family == "yes"', "{family: yes}"),
        ("family: yes", "{family: yes}"),
        ("family is yes", "{family: yes}"),
        ("symptoms in [flushing, wheeze]", "{symptoms: [flushing, wheeze]}"),
        ("symptoms contains flushing", "{symptoms: flushing}"),
        ("family = yes and symptoms has wheeze", "{all: [{family: yes}, {symptoms: wheeze}]}"),
        ("family=yes && breathing=no && symptoms=wheeze", "{all: [{family: yes}, {breathing: no}, {symptoms: wheeze}]}"),
        ("family == yes || breathing == yes", "{any: [{family: yes}, {breathing: yes}]}"),
    ],
)
def test_a_comparison_is_shown_as_it_is_written_here(text: str, written: str) -> None:
    message = unknown_condition(text, [], QUESTIONS)
    assert message.endswith(f"is not how a condition is written. Write {written}")
    # It can be put in its place as it stands.
    document = Document("q.yaml", QuestionnaireRefused)
    root = document.root(f"when: {written}")
    assert root is not None
    ConditionReader(document, QUESTIONS).read(root.value[0][1])  # type: ignore[index,arg-type,union-attr]
    assert [fault.message for fault in document.faults if "being unsure" not in fault.message] == []


@pytest.mark.parametrize(
    "text",
    [
        "family != yes",
        "not family == yes",
        "family == maybe",
        "family == yes and symptoms == wheeze or breathing == yes",
        "(family == yes or breathing == yes) and symptoms == wheeze",
        "family > 3",
        "family yes",
        "family == yes and two_symptoms",
        "family = yes" + " or family = yes" * 40,
    ],
)
def test_what_has_no_such_words_here_is_answered_with_the_general_way(text: str) -> None:
    assert unknown_condition(text, [], QUESTIONS).endswith(GENERAL)


def test_a_name_that_nothing_has_is_told_as_before() -> None:
    assert unknown_condition("two_symptom", ["two_symptoms"], QUESTIONS) == (
        "The condition 'two_symptom' does not exist. Did you mean 'two_symptoms'? A condition may use only those above it."
    )
