"""Example cases: what a nurse writes is read, run, and answered in a nurse's words."""

from __future__ import annotations

from pathlib import Path

import pytest

from netcheck import CasesRefused
from netcheck.author.case_results import run
from netcheck.author.cases import Case, read_cases
from netcheck.questionnaire.load import load

GOOD = load((Path(__file__).parent.parent / "content" / "good.yaml").read_text(encoding="utf-8"), "good.yaml")

HOLDS = """\
rest: no
cases:
  - name: too breathless to speak goes to the ER at once
    story: She cannot finish a sentence since this morning.
    source: [handbook]
    answers: {breathing: yes}
    expect:
      urgency: emergency
      advice: [breathing_emergency]
      not_advice: [heat_soon]
      asked: [breathing]
      not_asked: [danger, flushing]
      complete: yes
  - name: hot dry flushes see a provider soon
    answers: {flushing: yes, feel: dry}
    expect: {urgency: soon, advice: [heat_soon], asked: [danger, feel], complete: yes}
  - name: someone who is sure of nothing about the breath
    rest: not_sure
    answers: {}
    expect: {urgency: emergency, advice: [breathing_emergency], asked: [sentence]}
  - name: stopped half way
    rest: unanswered
    answers: {breathing: no}
    expect: {urgency: information, complete: no}
"""


def one(lines: str, name: str = "a case") -> Case:
    return read_cases(f"cases:\n  - name: {name}\n{lines}", "people.yaml", GOOD)[0]


def mismatches(answers: str, expect: str, rest: str = "no") -> tuple[str, ...]:
    return run(one(f"    rest: {rest}\n    answers: {answers}\n    expect: {expect}\n"), GOOD)


def refusal(text: str) -> str:
    with pytest.raises(CasesRefused) as caught:
        read_cases(text, "people.yaml", GOOD)
    return str(caught.value)


def test_cases_that_hold_say_nothing() -> None:
    cases = read_cases(HOLDS, "people.yaml", GOOD)
    assert [run(case, GOOD) for case in cases] == [(), (), (), ()]
    assert cases[0].story == "She cannot finish a sentence since this morning."
    assert [(case.file, case.line) for case in cases] == [("people.yaml", line) for line in (3, 14, 17, 21)]


@pytest.mark.parametrize(
    ("answers", "expect", "says"),
    [
        (
            "{flushing: yes, feel: dry}",
            "{urgency: emergency}",
            "expected emergency, got soon: advice heat_soon (because How it feels: Hot and dry)",
        ),
        ("{}", "{urgency: soon}", "expected soon, got information: advice otherwise"),
        ("{}", "{urgency: information, advice: [heat_soon]}", "expected the advice heat_soon, got advice otherwise"),
        (
            "{breathing: yes}",
            "{urgency: emergency, not_advice: [breathing_emergency]}",
            "expected no advice breathing_emergency, but it is earned: advice breathing_emergency (because Breath: Yes)",
        ),
        (
            "{breathing: yes}",
            "{urgency: emergency, asked: [flushing]}",
            "expected flushing to be asked, but these answers do not lead there: an emergency ends the interview at breathing",
        ),
        ("{}", "{urgency: information, asked: [feel]}", "expected feel to be asked, but these answers do not lead there"),
        ("{}", "{urgency: information, not_asked: [danger]}", "expected danger not to be asked, but these answers lead there"),
        (
            "{}",
            "{urgency: information, complete: no}",
            "expected an interview that is not complete, but nothing is left to ask",
        ),
        (
            "{feel: dry}",
            "{urgency: information}",
            "the answer to feel does not count: these answers do not lead to that question",
        ),
    ],
)
def test_a_case_that_does_not_hold_says_what_came_out_instead(answers: str, expect: str, says: str) -> None:
    assert mismatches(answers, expect) == (says,)


def test_an_open_interview_is_no_proof_that_nothing_was_found() -> None:
    assert mismatches("{breathing: no}", "{urgency: information}", "unanswered") == (
        "no advice is earned yet, because the answers are not complete: answer more, or expect 'complete: no'",
    )
    assert mismatches("{flushing: yes, feel: dry}", "{urgency: soon, complete: yes}", "unanswered") == (
        "expected a complete interview, but breathing has no answer",
    )


def test_answers_after_the_emergency_belong_to_the_story_and_are_no_mismatch() -> None:
    assert mismatches("{breathing: yes, flushing: yes, feel: dry}", "{urgency: emergency, not_advice: [heat_soon]}") == ()


def test_rest_never_guesses_an_answer_for_a_question_without_a_no() -> None:
    text = "rest: no\ncases:\n  - name: a\n    answers: {flushing: yes}\n    expect: {urgency: soon}\n"
    assert refusal(text) == (
        "people.yaml:3: Case 'a': rest is 'no', which is no answer to 'feel'. Answer it in this case with one of: dry, sweaty, not_sure."
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "people.yaml: This file is empty. A file of cases starts with 'cases:'."),
        ("case: []", "people.yaml:1: A file of cases has no key 'case'. Did you mean 'cases'?"),
        ("cases: []", "people.yaml:1: cases is an empty list. Fill it, or remove the key."),
        ("rest: maybe\ncases:\n  - name: a", "people.yaml:1: rest is 'maybe'. It can be: unanswered, no, not_sure."),
        (
            "cases:\n  - name: a\n    answers: {breathing: no}",
            "people.yaml:2: Case 'a' needs the key 'expect'. Add it.",
        ),
        (
            "cases:\n  - name: a\n    answers: {breathing: no}\n    expect: {urgency: sooon}",
            "people.yaml:4: Case 'a': urgency is 'sooon'. It can be: emergency, today, soon, routine, information.",
        ),
        (
            "cases:\n  - name: a\n    answers: {breating: no}\n    expect: {urgency: soon}",
            "people.yaml:3: Case 'a': The question 'breating' does not exist. Did you mean 'breathing'?",
        ),
        (
            "cases:\n  - name: a\n    answers: {breathing: maybe}\n    expect: {urgency: soon}",
            "people.yaml:3: Case 'a': 'maybe' is not a choice of 'breathing'. The choices are: yes, no, not_sure.",
        ),
        (
            "cases:\n  - name: a\n    answers: {}\n    expect: {urgency: soon, advice: [heat_son]}",
            "people.yaml:4: Case 'a': The advice 'heat_son' does not exist. Did you mean 'heat_soon'?",
        ),
        (
            "cases:\n  - name: a\n    answers: {}\n    expect: {urgency: soon, asked: [felt]}",
            "people.yaml:4: Case 'a': The question 'felt' does not exist. Did you mean 'feel'?",
        ),
        (
            "cases:\n  - name: a\n    source: [handbok]\n    answers: {}\n    expect: {urgency: soon}",
            "people.yaml:3: Case 'a': The source 'handbok' does not exist. Did you mean 'handbook'?",
        ),
        (
            "cases:\n  - name: a\n    answers: {}\n    expect: {urgency: soon, complete: maybe}",
            "people.yaml:4: Case 'a': complete is 'maybe'. It can be: yes, no.",
        ),
        (
            "cases:\n  - name: a\n    answers: {breathing: no, breathing: yes}\n    expect: {urgency: soon}",
            "people.yaml:3: Case 'a': 'breathing' stands here a second time; the first is in line 3. Keep one of them.",
        ),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_line(text: str, message: str) -> None:
    assert message in refusal(text).splitlines()


def test_two_cases_cannot_share_a_name() -> None:
    text = HOLDS.replace("stopped half way", "hot dry flushes see a provider soon")
    assert refusal(text) == (
        "people.yaml:21: The case 'hot dry flushes see a provider soon' exists already in line 14. Every case needs a name of its own."
    )
