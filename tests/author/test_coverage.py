"""What the example cases leave untested is named, and the answers for the missing case are given."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck import CasesRefused
from netcheck.author.case_results import run
from netcheck.author.cases import Case, read_cases
from netcheck.author.coverage import coverage, mutation
from netcheck.questionnaire.load import Loaded, load_with_places

TEXT = (Path(__file__).parent.parent / "content" / "good.yaml").read_text(encoding="utf-8")
GOOD = load_with_places(TEXT, "good.yaml")

ALL = """\
rest: no
cases:
  - {name: a, answers: {breathing: yes}, expect: {urgency: emergency, advice: [breathing_emergency], not_asked: [danger]}}
  - {name: b, answers: {breathing: not_sure, sentence: yes}, expect: {urgency: emergency}}
  - {name: c, answers: {breathing: not_sure, sentence: not_sure}, expect: {urgency: emergency}}
  - {name: d, answers: {breathing: not_sure, sentence: no, flushing: not_sure}, expect: {urgency: information, advice: [otherwise]}}
  - {name: e, answers: {danger: [chest]}, expect: {urgency: emergency}}
  - {name: f, answers: {danger: [faint]}, expect: {urgency: emergency}}
  - {name: g, answers: {danger: not_sure}, expect: {urgency: emergency}}
  - {name: h, answers: {flushing: yes, feel: dry}, expect: {urgency: soon}}
  - {name: i, answers: {flushing: yes, feel: not_sure}, expect: {urgency: soon}}
  - {name: j, answers: {flushing: yes, feel: sweaty}, expect: {urgency: information}}
  - {name: k, answers: {family: yes}, expect: {urgency: routine}}
  - {name: l, answers: {family: not_sure}, expect: {urgency: routine}}
"""


def cases(text: str = ALL, loaded: Loaded = GOOD, without: str = "") -> tuple[Case, ...]:
    return tuple(case for case in read_cases(text, "cases.yaml", loaded.questionnaire) if case.name not in without)


def test_the_cases_of_these_tests_hold() -> None:
    assert [run(case, GOOD.questionnaire) for case in cases()] == [()] * 12


def test_cases_that_use_everything_leave_nothing_unused() -> None:
    found = coverage(GOOD, cases())
    assert (found.percent, found.unused) == (100.0, ())


@pytest.mark.parametrize(
    ("without", "unused"),
    [
        ("f", ["no case gives 'faint' to 'danger'"]),
        ("j", ["no case gives 'sweaty' to 'feel'"]),
        (
            "kl",
            [
                "no case gives 'no' to 'flushing'",
                "no case gives 'yes' to 'family'",
                "no case gives 'not_sure' to 'family'",
                "no case earns the advice 'family_routine'",
            ],
        ),
        (
            "a",
            [
                "no case gives 'yes' to 'breathing'",
                "no case makes {breathing: yes} true, a branch of the advice 'breathing_emergency'",
            ],
        ),
    ],
)
def test_what_no_case_uses_is_named(without: str, unused: list[str]) -> None:
    assert [part.what for part in coverage(GOOD, cases(without=without)).unused] == unused


def test_an_unused_part_has_its_line() -> None:
    (part,) = coverage(GOOD, cases(without="f")).unused
    assert part.place.line == 38


def test_cases_that_test_everything_notice_every_mutant() -> None:
    found = mutation(GOOD, cases())
    assert (found.percent, found.survivors) == (100.0, ())
    # 4 advice lost, 4 urgencies one step lower, 2 branches, and the choices of 4 conditions: 2 + 3 + 2 + 2.
    assert found.mutants == 19


@pytest.mark.parametrize(
    ("without", "survivors"),
    [
        ("f", {"the choice 'faint' of 'danger' is lost in the advice 'danger_emergency'": {"danger": {"faint"}}}),
        (
            "hi",
            {
                "the advice 'heat_soon' is lost": {"flushing": {"yes"}, "feel": {"dry"}},
                "the urgency of 'heat_soon' is routine instead of soon": {"flushing": {"yes"}, "feel": {"dry"}},
                "the choice 'dry' of 'feel' is lost in the condition 'dry_heat'": {"flushing": {"yes"}, "feel": {"dry"}},
                "the choice 'not_sure' of 'feel' is lost in the condition 'dry_heat'": {"flushing": {"yes"}, "feel": {"not_sure"}},
            },
        ),
        (
            "a",
            {"{breathing: yes} is lost in the advice 'breathing_emergency'": {"breathing": {"yes"}}},
        ),
    ],
)
def test_a_mutant_that_no_case_notices_comes_with_the_answers_for_one(without: str, survivors: dict[str, object]) -> None:
    assert {one.what: one.example for one in mutation(GOOD, cases(without=without)).survivors} == survivors


def test_counts_are_changed_both_ways() -> None:
    pair = "when: {at_least: {count: 2, of: [{family: yes}, {feel: sweaty}, {breathing: not_sure}]}}"
    loaded = load_with_places(TEXT.replace("when: {family: [yes, not_sure]}", pair), "good.yaml")
    found = {one.what: one.example for one in mutation(loaded, ()).survivors}
    assert found["the count is 1 instead of 2 in the advice 'family_routine'"] == {"family": {"yes"}}
    assert "the count is 3 instead of 2 in the advice 'family_routine'" in found


def test_a_mutant_that_changes_nothing_for_anybody_is_not_counted() -> None:
    twice = TEXT.replace("when: {family: [yes, not_sure]}", "when: {any: [{family: [yes, not_sure]}, {family: yes}]}")
    loaded = load_with_places(twice, "good.yaml")
    assert mutation(loaded, cases(loaded=loaded)).survivors == ()


def test_cases_that_do_not_hold_are_mended_first() -> None:
    wrong = cases(ALL.replace("{family: yes}, expect: {urgency: routine}", "{family: yes}, expect: {urgency: soon}"))
    with pytest.raises(CasesRefused) as caught:
        mutation(GOOD, wrong)
    assert str(caught.value) == "cases.yaml:13: This case does not hold. Mend it before its mutants are counted."
