"""What is typed in answer to a question: numbers, days and times ago, and notes, as every driver and file has them judged."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from netcheck.engine import answers
from netcheck.engine.interview import Interview, judge
from netcheck.engine.outcome import assess
from netcheck.errors import AnswerRefused
from netcheck.questionnaire.load import load

QUESTIONNAIRE = load((Path(__file__).parent.parent / "content" / "typed.yaml").read_text(encoding="utf-8"), "typed.yaml")
TODAY = date(2026, 11, 27)
AGE = "'age' takes a whole number from 0 to 120 (years), or a choice: child, adult, older."
FEVER = "'fever' takes a number from 34.0 to 43.0 (C), or a choice: none_now, mild, high, not_sure."
BEGAN = "'began' takes a day like 2026-01-31, or how long ago, like 3 weeks ago, or a choice: new, days, weeks, long, not_sure."


def judged(question, raw, today=TODAY):
    """The band and the words of an answer."""
    asked = QUESTIONNAIRE.questions[question]
    answer = judge(asked, raw, today)
    return next(iter(answer), ""), "; ".join(asked.texts(answer))


def refused(question, raw, today=TODAY):
    with pytest.raises(AnswerRefused) as found:
        judge(QUESTIONNAIRE.questions[question], raw, today)
    return str(found.value)


@pytest.mark.parametrize(
    ("question", "raw", "band", "words"),
    [
        ("age", "58", "adult", "58 years"),
        ("age", " 17 ", "child", "17 years"),
        ("age", "18 years", "adult", "18 years"),
        ("age", "64", "adult", "64 years"),
        ("age", "65", "older", "65 years"),
        ("age", "0", "child", "0 years"),
        ("age", "120", "older", "120 years"),
        ("age", "adult", "adult", "18 to 64 years"),
        ("fever", "38.5", "high", "38.5 C"),
        ("fever", "38,5", "high", "38.5 C"),
        ("fever", "38.4", "mild", "38.4 C"),
        ("fever", "39", "high", "39.0 C"),
        ("fever", "101.3 F", "high", "38.5 C"),
        ("fever", "101.1 fahrenheit", "mild", "38.4 C"),
        ("fever", "98.6\N{DEGREE SIGN}F", "none_now", "37.0 C"),
        ("fever", "38.5 \N{DEGREE SIGN}C", "high", "38.5 C"),
        ("fever", "Not sure", "not_sure", "Not sure"),
        ("lost", "12", "", "12 kg"),
        ("lost", "10 lb", "", "5 kg"),
        ("lost", "", "", ""),
        ("began", "2026-11-20", "weeks", "2026-11-20 (1 to 3 weeks ago)"),
        ("began", "3 weeks ago", "weeks", "about 2026-11-06 (1 to 3 weeks ago)"),
        ("began", "22 days ago", "long", "about 2026-11-05 (over 3 weeks ago)"),
        ("began", "a month ago", "long", "about 2026-10-28 (over 3 weeks ago)"),
        ("began", "25 hours ago", "days", "about 2026-11-25 (2 to 6 days ago)"),
        ("began", "today", "new", "2026-11-27 (in the last 24 hours)"),
        ("began", "Yesterday", "new", "2026-11-26 (in the last 24 hours)"),
        ("began", "2026-11-25", "days", "2026-11-25 (2 to 6 days ago)"),
        ("began", "weeks", "weeks", "1 to 3 weeks ago"),
        ("other", "  Two  words ", "", "Two words"),
        ("other", "<b>[red]*x* #y", "", "<b>[red]*x* #y"),
        ("other", "x" * 500, "", "x" * 500),
        ("other", "", "", ""),
        ("other", "none", "", ""),
        ("other", "yes", "", "yes"),
    ],
)
def test_what_is_typed_falls_into_its_band_and_is_kept(question, raw, band, words):
    assert judged(question, raw) == (band, words)


@pytest.mark.parametrize(
    ("question", "raw", "message"),
    [
        ("age", "121", f"'121' is more than can be. {AGE}"),
        ("age", "-1", f"'-1' is less than can be. {AGE}"),
        ("age", "fifty", f"'fifty' is not a number. {AGE}"),
        ("age", "5O", f"'5O' is not in years. {AGE}"),
        ("age", "5 8", f"'5 8' is not a number. {AGE}"),
        ("age", "\N{ARABIC-INDIC DIGIT FIVE}", f"'\N{ARABIC-INDIC DIGIT FIVE}' is not a number. {AGE}"),
        ("age", "58.5", f"'58.5' is not a whole number. {AGE}"),
        ("age", "not sure", f"'not sure' is not a number. {AGE}"),
        ("age", "young", f"'young' is not a number. {AGE}"),
        ("age", ["58"], "'age' takes one number, not a list. Take it out of the [brackets]."),
        ("fever", "101.3", f"'101.3' is more than can be. If it is in F, write 101.3 F. {FEVER}"),
        ("fever", "38.55", f"'38.55' has too many digits. {FEVER}"),
        ("fever", "50 F", f"'50 F' is less than can be. {FEVER}"),
        ("fever", "38 kg", f"'38 kg' is not in C. {FEVER}"),
        ("began", "2026-11-28", f"'2026-11-28' is after today, 2026-11-27. {BEGAN}"),
        ("began", "2026-02-30", f"'2026-02-30' is no day of the calendar. {BEGAN}"),
        ("began", "11/12/2026", f"'11/12/2026' can be read in two ways. {BEGAN}"),
        ("began", "last summer", f"'last summer' is no day and no time ago. {BEGAN}"),
        ("began", "3 weeks", f"'3 weeks' is no day and no time ago. {BEGAN}"),
        ("began", "900 years ago", f"'900 years ago' is longer ago than can be. {BEGAN}"),
        ("began", "1200-01-01", f"'1200-01-01' is 302,021 days ago, longer than can be. {BEGAN}"),
        ("other", "x" * 501, "'other' has 501 letters. Shorten it to 500 or fewer."),
        (
            "other",
            "a\x1b[31mb",
            "'other' holds a letter that cannot be seen, U+001B. Write letters, digits and marks only.",
        ),
        ("other", ["a", "b"], "'other' takes one note, not a list. Take it out of the [brackets]."),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(question, raw, message):
    assert refused(question, raw) == message


def test_without_a_clock_a_day_is_refused_and_a_time_ago_is_taken():
    fix = "Write how long ago it is, like 3 weeks ago."
    assert refused("began", "2026-11-20", None) == f"'2026-11-20' needs a today to count from, and here is none. {fix} {BEGAN}"
    assert judged("began", "3 weeks ago", None) == ("weeks", "3 weeks ago (1 to 3 weeks ago)")


TEXT = """answers:
  breathing: no
  age: 58
  fever: 101.3 F
  cough: yes
  began: 3 weeks ago
  lost: 5
  more: "He said: \\"it's [red] & <b>\\" # so"
"""


def interview():
    saved = answers.read(TEXT, "answers.yaml", QUESTIONNAIRE, TODAY).strict()
    return Interview(QUESTIONNAIRE, saved.steps, TODAY)


def test_an_answers_file_keeps_what_was_typed():
    text = answers.write(interview())
    assert text.splitlines()[3:] == [
        "  breathing: no",
        "  age: 58",
        "  fever: 38.5",
        "  cough: yes",
        "  began: about 2026-11-06",
        "  lost: 5",
        '  more: "He said: \\"it\'s [red] & <b>\\" # so"',
    ]
    again = answers.read(text, "answers.yaml", QUESTIONNAIRE, TODAY).strict()
    assert answers.write(Interview(QUESTIONNAIRE, again.steps)) == text


@given(st.text(max_size=60))
def test_every_note_that_is_taken_is_read_back_as_it_was_written(note):
    start = Interview(QUESTIONNAIRE, tuple((id_, frozenset(("no",))) for id_ in ("breathing", "cough")))
    try:
        given_ = start.take("other", note)
    except AnswerRefused:
        return
    text = answers.write(given_)
    again = answers.read(text, "answers.yaml", QUESTIONNAIRE).strict()
    assert answers.write(Interview(QUESTIONNAIRE, again.steps)) == text


@given(st.integers(0, 1200))
def test_every_number_is_in_exactly_one_band(number):
    answer = judge(QUESTIONNAIRE.questions["age"], str(number // 10))
    assert len(answer) == 1


def test_an_answer_by_its_band_is_worth_the_same_as_by_its_number():
    first = Interview(QUESTIONNAIRE).take("breathing", "no").take("age", "58").take("fever", "39")
    second = Interview(QUESTIONNAIRE).take("breathing", "no").take("age", "adult").take("fever", "high")
    assert assess(first).urgency == assess(second).urgency
    assert [reason.texts for item in assess(first).earned for reason in item.because] == [("39.0 C",)]
    assert [reason.texts for item in assess(second).earned for reason in item.because] == [("38.5 C or more",)]


def test_what_is_only_kept_leaves_no_interview_incomplete():
    start = Interview(QUESTIONNAIRE).take("breathing", "no").take("age", "58").take("fever", "37").take("cough", "no")
    assert start.question is not None
    assert start.question.id == "other"
    assert start.is_complete
    assert assess(start).unanswered == ()
    assert start.take("other", "").question is None


def test_a_note_for_what_was_reported_is_asked_only_then():
    start = Interview(QUESTIONNAIRE).take("breathing", "no").take("age", "70").take("fever", "37")
    assert "more" not in [question.id for question in start.take("cough", "no").path]
    assert "more" in [question.id for question in start.take("cough", "yes").path]
    assert "more" in [question.id for question in start.take("cough", "not_sure").path]


def test_a_note_changes_nothing_but_itself():
    start = interview()
    without = start.take("more", "")
    assert assess(start).earned == assess(without).earned
    assert {**start.answers, "more": None} == {**without.answers, "more": None}
