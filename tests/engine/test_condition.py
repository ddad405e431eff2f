"""Conditions over known, unknown and unasked answers."""

from __future__ import annotations

import pytest

from netcheck.engine.condition import reasons, truth
from netcheck.questionnaire.model import AtLeast, Given

FLUSHING = Given("flushing", frozenset({"yes"}))
WHEEZE = Given("wheeze", frozenset({"yes", "not_sure"}))
FAMILY = Given("family", frozenset({"yes"}))
YES, NO = frozenset({"yes"}), frozenset({"no"})


@pytest.mark.parametrize(
    ("count", "known", "expected"),
    [
        (1, {"flushing": YES}, True),
        (1, {"flushing": NO, "wheeze": None}, None),
        (1, {"flushing": NO, "wheeze": NO}, False),
        (1, {}, False),
        (3, {"flushing": YES, "wheeze": YES, "family": YES}, True),
        (3, {"flushing": YES, "wheeze": YES, "family": None}, None),
        (3, {"flushing": YES, "wheeze": None, "family": NO}, False),
        (2, {"flushing": YES, "wheeze": NO, "family": YES}, True),
        (2, {"flushing": None, "wheeze": None, "family": NO}, None),
        (2, {"flushing": NO, "wheeze": None, "family": NO}, False),
        (0, {}, True),
    ],
)
def test_a_condition_is_unknown_only_while_open_answers_can_decide_it(count, known, expected):
    assert truth(AtLeast(count, (FLUSHING, WHEEZE, FAMILY)), known) is expected


def test_a_question_nobody_will_be_asked_counts_as_not_given():
    assert truth(FLUSHING, {}) is False


def test_reasons_are_exactly_the_choices_that_count():
    condition = AtLeast(1, (FLUSHING, AtLeast(2, (WHEEZE, FAMILY))))
    known = {"flushing": NO, "wheeze": frozenset({"not_sure"}), "family": YES}

    assert reasons(condition, known) == {"wheeze": {"not_sure"}, "family": {"yes"}}


def test_every_true_branch_is_a_reason():
    assert reasons(AtLeast(1, (FLUSHING, WHEEZE)), {"flushing": YES, "wheeze": YES}) == {"flushing": YES, "wheeze": YES}


def test_a_condition_that_does_not_hold_has_no_reasons():
    assert reasons(AtLeast(2, (FLUSHING, WHEEZE)), {"flushing": YES, "wheeze": None}) == {}
