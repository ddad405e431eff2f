"""Reading grade, labels that say the same, and phrases that netcheck must not use."""

from __future__ import annotations

import pytest
import textstat

from netcheck import Questionnaire
from netcheck.author.every_text import passages
from netcheck.author.wording import banned, grade, hard_parts, syllables
from netcheck.questionnaire.gist import gist


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("take", 1),
        ("takes", 1),
        ("passed", 1),
        ("wanted", 2),
        ("doses", 2),
        ("little", 2),
        ("ankles", 2),
        ("breathe", 1),
        ("fluid", 2),
        ("body", 2),
        ("already", 3),
        ("medicine", 3),
        ("diarrhea", 4),
        ("emergency", 4),
        ("neuroendocrine", 5),
        ("911", 1),
    ],
)
def test_syllables_are_those_a_person_counts(word: str, count: int) -> None:
    assert syllables(word) == count


def test_the_grade_agrees_with_textstat_on_our_own_texts(real: Questionnaire) -> None:
    texts = [passage.text for passage in passages(real) if passage.is_prose and len(passage.text.split()) > 12]
    differences = [grade(text) - float(textstat.flesch_kincaid_grade(text)) for text in texts]
    assert len(texts) > 20
    # textstat counts "body" and "provider" as one syllable; ours is a little stricter for it.
    assert 0 <= sum(differences) / len(differences) < 1.5


def test_long_words_and_long_sentences_raise_the_grade() -> None:
    assert grade("Call 911 now. Sit up. Do not drive.") < 1
    assert grade("Immediate hospitalization is recommended for individuals experiencing respiratory difficulties.") > 15
    assert grade("") == 0


def test_the_author_is_told_what_to_shorten() -> None:
    text = "Sit up. Symptomatology necessitates hospitalization."
    assert hard_parts(text) == "The longest sentence has 3 words; long words are hospitalization, symptomatology, necessitates"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Belly pain", "Pain in the belly"), ("Hot and dry", "HOT, dry!"), ("Danger signs", "Sign of danger"), ("Your legs", "The leg")],
)
def test_labels_that_say_the_same(one: str, other: str) -> None:
    assert gist(one) == gist(other)


@pytest.mark.parametrize(("one", "other"), [("Swollen", "Not swollen"), ("1 leg", "2 legs"), ("Belly pain", "Back pain"), ("Yes", "No")])
def test_labels_that_differ(one: str, other: str) -> None:
    assert gist(one) != gist(other)


@pytest.mark.parametrize(
    "text",
    [
        "You may have an insulinoma.",
        "You might have Lyme disease.",
        "So this is it. You have cancer.",
        "You are at high risk.",
        "This happens in 10% of people.",
        "There is a good chance that it goes.",
        "You are fine.",
        "Do not worry.",
        "Stop taking your medicine.",
        "You need a CT scan.",
    ],
)
def test_phrases_that_must_not_be_used(text: str) -> None:
    assert len(banned(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "an HbA1c of 7%",
        "Your HbA1c was 7.5 % or more",
        "HbA1c (7% to 8%)",
        "An HbA1c between 7 and 8% is common.",
        "An A1C of 6,5 percent or higher",
        "Is your oxygen level below 92%?",
        "Oxygen saturation: 88% or less",
        "A 0.9% saline drip",
        "Rub in a 1 % cream.",
        "Have you lost 5% of your body weight?",
        "Have you lost 10 percent of your weight?",
    ],
)
def test_a_unit_with_a_percent_sign_is_no_probability(text: str) -> None:
    assert banned(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "This happens in 10 % of people.",
        "One in ten, or 10 per cent, get it.",
        "A 7% chance",
        "There is a 5% risk of this.",
        "An HbA1c of 7% means that 20% get it.",
        "Of people with an HbA1c of 7%, 20% get it.",
        "An HbA1c of 7% or more and 20% get it.",
        "7% of people with a high HbA1c get it.",
        "With an HbA1c of 7% of people like you",
        "Oxygen is low in 10% of them.",
        "90% live for five years.",
        "You have lost 5% of your weight, which 30% do.",
    ],
)
def test_a_probability_beside_a_unit_is_still_refused(text: str) -> None:
    assert len(banned(text)) == 1


def test_a_long_text_of_percentages_is_looked_through_at_once() -> None:
    assert len(banned("HbA1c " + "of is at 7 to " * 300 + "x 5%")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Tell them that you have a NET.",
        "If you have a NET, call your team.",
        "Never stop your medicine without asking.",
        "Do not change any medicine before you ask.",
        "Ask: do I need a scan?",
        "Half of the children inherit the change.",
        "This is not a diagnosis.",
        "If you have a diagnosis, name it. You have symptoms to tell.",
    ],
)
def test_phrases_that_may_be_used(text: str) -> None:
    assert banned(text) == []


def test_a_questionnaire_names_the_diseases_of_its_topic() -> None:
    assert banned("You may have a black toe.") == []
    assert [phrase for phrase, _ in banned("You may have a black toe.", ("black toe",))] == ["You may have a black toe"]
    assert len(banned("Sorry. You have NETs.", ("NET",))) == 1
    assert banned("You have a network of help.", ("NET",)) == []
