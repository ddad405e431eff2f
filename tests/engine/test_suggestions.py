"""Whoever does what a refusal suggests must not end with less urgent advice than the words they wrote stand for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.engine import answers
from netcheck.engine.condition import truth
from netcheck.engine.interview import judge
from netcheck.errors import AnswerRefused, did_you_mean
from netcheck.questionnaire.model import Question, Questionnaire
from tests.support.examples import REAL

SEPARATORS = [", ", ",", "; ", " | ", "|", " ", " / ", " and ", " or ", " + ", "\n", "_"]


def refusal(question: Question, raw: str | list[str]) -> str:
    with pytest.raises(AnswerRefused) as error:
        judge(question, raw)
    return str(error.value)


def offered(message: str) -> set[str]:
    """The words after 'Did you mean'."""
    asked = re.search(r"Did you mean (.*)\?", message)
    return set(re.findall(r"'([a-z0-9_]+)'", asked[1])) if asked else set()


def rank(questionnaire: Questionnaire, question: str, choice: str) -> int:
    """How urgent the advice is that this one answer earns; 0 is an emergency."""
    given = {question: frozenset({choice})}
    return min((advice.urgency.rank for advice in questionnaire.advice if truth(advice.when, given)), default=len(questionnaire.urgencies))


def pairs(question: Question) -> Iterator[tuple[str, str]]:
    return itertools.permutations([choice.id for choice in question.choices], 2)


@pytest.mark.parametrize("separator", SEPARATORS)
def test_no_choice_is_offered_for_two_in_one_text_and_the_way_to_write_both_gives_both(separator: str) -> None:
    for question in REAL.deciding.questions.values():
        known = {choice.id for choice in question.choices}
        for first, second in pairs(question):
            message = refusal(question, f"{first}{separator}{second}")
            assert offered(message) == set()
            if question.pick_any and not {first, second} & question.alone:
                # What the message says to write, put into a file as it stands.
                written = message.partition("Write all of them in brackets: ")[2]
                assert dict(answers.read(f"answers: {{{written}}}", "a.yaml", REAL).strict().steps) == {question.id: {first, second}}
            else:
                assert all(f" {choice}," in message or f" {choice}." in message for choice in known)


def test_two_choices_in_one_line_of_a_list_are_told_in_the_same_way() -> None:
    question = next(question for question in REAL.deciding.questions.values() if question.pick_any)
    first, second = (choice.id for choice in question.choices[:2])

    assert refusal(question, [f"{first}, {second}"]).endswith(f"Write all of them in brackets: {question.id}: [{first}, {second}]")


def slips(word: str) -> Iterator[str]:
    """The word with a letter too few, with two letters changed over, and with a letter twice."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place : place + 2][::-1] + word[place + 2 :]
        yield word[: place + 1] + word[place:]


def test_a_slip_in_a_choice_is_never_answered_with_other_choices_alone() -> None:
    for question in REAL.deciding.questions.values():
        known = {choice.id for choice in question.choices}
        for choice in known:
            for slip in {*slips(choice)} - known:
                message = refusal(question, slip)
                assert choice in offered(message) or not offered(message), (question.id, choice, slip)
                assert choice in offered(message) or len(slip) < 3 or "_" in choice


def slips_between(word: str, other: str) -> int:
    """How many letters must be added, left out, replaced or changed over with the next (optimal string alignment)."""
    table = [[max(row, column) if 0 in {row, column} else 0 for column in range(len(other) + 1)] for row in range(len(word) + 1)]
    for row, column in itertools.product(range(1, len(word) + 1), range(1, len(other) + 1)):
        is_other = word[row - 1] != other[column - 1]
        table[row][column] = min(table[row - 1][column] + 1, table[row][column - 1] + 1, table[row - 1][column - 1] + is_other)
        if row > 1 and column > 1 and word[row - 2 : row] == other[column - 2 : column][::-1]:
            table[row][column] = min(table[row][column], table[row - 2][column - 2] + 1)
    return table[-1][-1]


@st.composite
def between(draw: st.DrawFn) -> tuple[Question, str]:
    """A text that begins as one choice and ends as another of the same question, so that it may be either."""
    question = draw(st.sampled_from(list(REAL.deciding.questions.values())))
    first, second = draw(st.sampled_from(list(pairs(question))))
    return question, first[: draw(st.integers(0, len(first)))] + second[draw(st.integers(0, len(second))) :]


@given(between())
def test_no_choice_is_offered_without_a_more_urgent_one_that_is_as_near(case: tuple[Question, str]) -> None:
    question, word = case
    known = {choice.id for choice in question.choices}
    if word in known:
        return
    message = refusal(question, word)
    for offer, other in itertools.product(offered(message), known - offered(message)):
        is_more_urgent = rank(REAL, question.id, other) < rank(REAL, question.id, offer)
        is_begun = offer.startswith(word.strip("_"))
        assert is_begun or not (is_more_urgent and slips_between(word, other) <= slips_between(word, offer)), (message, other)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("Not sure", "'Not sure' is not a choice of 'breathing'. Did you mean 'not_sure'? The choices are: yes, no, not_sure."),
        ("n", "'n' is not a choice of 'breathing'. Did you mean 'no' or 'not_sure'? The choices are: yes, no, not_sure."),
        ("noes", "'noes' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        ("on", "'on' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        ("yess", "'yess' is not a choice of 'breathing'. Did you mean 'yes'? The choices are: yes, no, not_sure."),
        ("not at all", "'not at all' is not a choice of 'breathing'. The choices are: yes, no, not_sure."),
        (
            "yes/no",
            "'yes/no' is several words in one text, and every choice stands by itself. 'breathing' takes one choice. "
            "The choices are: yes, no, not_sure.",
        ),
    ],
)
def test_what_is_told_for_one_choice(small: Questionnaire, word: str, message: str) -> None:
    assert refusal(small.questions["breathing"], word) == message


@pytest.mark.parametrize(
    ("word", "end"),
    [
        ("flushing, heat", "[brackets]. Not a choice: 'heat'. The choices are: flushing, diarrhea, wheeze, none, not_sure."),
        ("none, wheeze", "none and not_sure cannot stand beside others. The choices are: flushing, diarrhea, wheeze, none, not_sure."),
        ("wheeze, wheeze", "Write all of them in brackets: symptoms: [wheeze]"),
        ("[flushing, wheeze]", "Write all of them in brackets: symptoms: [flushing, wheeze]"),
        ("wheeze " * 50, "is not a choice of 'symptoms'. The choices are: flushing, diarrhea, wheeze, none, not_sure."),
        ("a" * 400_000, "is not a choice of 'symptoms'. The choices are: flushing, diarrhea, wheeze, none, not_sure."),
    ],
)
def test_what_is_told_for_a_list(small: Questionnaire, word: str, end: str) -> None:
    assert refusal(small.questions["symptoms"], word).endswith(end)


def test_words_as_near_are_all_offered_and_too_many_are_none() -> None:
    assert did_you_mean("gut_sign", ["gut_signs", "gut_sighs", "breathing"]) == " Did you mean 'gut_signs' or 'gut_sighs'?"
    assert did_you_mean("gut_", [f"gut_{letter}" for letter in "abcde"]) == ""
