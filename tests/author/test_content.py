"""The shipped questionnaire and guide: plain words, honest words, sources, and a length a tired person can manage.

What the loader refuses anyway (a source or choice that does not exist, a repeated id) is tested with the loader.
"""

from __future__ import annotations

import re
import statistics

import pytest
import textstat

from netcheck.engine.condition import truth
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.guide.shipped import topic_texts
from netcheck.guide.topic import topics
from netcheck.questionnaire.model import NONE, NOT_SURE, Given, every
from tests.support.examples import REAL

TOPICS = topics(topic_texts())
OTHER_SCREENS = 3
"""Start page, review page and outcome are screens too."""

BANNED = {
    r"\byou (may|might|could|probably|likely) have\b": "suggests a diagnosis",
    r"\byou (do not|don't) have\b(?! to\b)": "rules a disease out",
    r"\byou have (a|an|the)? ?(net|tumou?r|cancer|disease|condition|syndrome)\b": "a diagnosis",
    r"\bnothing to worry about\b|\bdon't worry\b|\bno need to worry\b": "reassures over what it cannot know",
    r"\byou(?:'re| are) (fine|safe|ok|healthy)\b": "reassures over what it cannot know",
    r"\b(low|high|higher|lower|increased) risk\b": "a grade of risk about the person",
    r"\blikely (cancer|to be|to have)\b|\bprobably\b": "a probability",
    r"\b\d+ ?(%|percent|in \d+|out of \d+)": "a chance in personal advice",
    r"\b(stop|start) taking\b": "changes a medicine",
    r"\bdrive yourself to\b": "driving in an emergency",
    r"\byou need (a|an|the)? ?(test|scan|biopsy|blood)": "orders a test",
    r"(?<!not )\btake (an? )?(aspirin|sugar|epinephrine|niacin|octreotide)\b": "a medicine",
}
"""What no advice may say, with the reason. The guide may give figures about groups, so it is checked for the rest."""


def advice_texts():
    for advice in (*REAL.advice, REAL.otherwise):
        sooner = [line.say for line in advice.sooner_if]
        lists = (advice.do, sooner, advice.everyday_causes, advice.tell_provider, advice.ask_provider)
        yield from ((advice.id, text) for text in (advice.say, advice.sign, *(text for texts in lists for text in texts)) if text)
    for urgency in REAL.urgencies:
        yield from ((urgency.id, text) for text in (urgency.title, urgency.by, *urgency.do))


def question_texts():
    for question in REAL.questions.values():
        texts = (question.ask, question.hint, question.why.say, *(choice.text for choice in question.choices))
        yield from ((question.id, text) for text in texts if text)


def page_texts():
    yield from (("start", text) for text in (*REAL.start, REAL.notice, REAL.title))
    yield from ((section.id, section.say) for section in REAL.sections if section.say)


ALL_TEXTS = [*advice_texts(), *question_texts(), *page_texts()]


def sentences(text):
    plain = re.sub(r"[*\"]", "", text)
    return [part for part in re.split(r"(?<=[.!?:;])\s+|\n+- |\n\n", plain) if part.strip()]


def test_no_advice_says_what_it_must_not():
    found = [
        (id_, text, reason)
        for id_, text in [*advice_texts(), *page_texts()]
        for pattern, reason in BANNED.items()
        if re.search(pattern, text, re.IGNORECASE)
    ]
    assert not found


def test_no_topic_says_what_it_must_not():
    personal = {pattern: reason for pattern, reason in BANNED.items() if r"\d" not in pattern}
    found = [
        (topic.id, reason, match[0])
        for topic in TOPICS
        for pattern, reason in personal.items()
        if (match := re.search(pattern, " ".join(topic.body.split()), re.IGNORECASE))
    ]
    assert not found


def test_sentences_have_at_most_20_words():
    texts = [*ALL_TEXTS, *((topic.id, topic.body) for topic in TOPICS)]
    long = [(id_, sentence) for id_, text in texts for sentence in sentences(text) if len(sentence.split()) > 20]
    assert not long


def by_owner(texts):
    joined = {}
    for id_, text in texts:
        joined[id_] = joined.get(id_, "") + " " + (text if text[-1] in ".!?" else text + ".")
    return joined


def test_everything_can_be_read_in_seventh_grade_and_most_in_sixth():
    texts = {**by_owner(ALL_TEXTS), **{topic.id: topic.body for topic in TOPICS}}
    grades = {id_: textstat.flesch_kincaid_grade(text) for id_, text in texts.items()}

    assert {id_: grade for id_, grade in grades.items() if grade > 7} == {}
    assert statistics.median(grades.values()) <= 6


def test_advice_is_in_numerals():
    words = r"\b(two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b"
    assert not [(id_, text) for id_, text in ALL_TEXTS if re.search(words, text, re.IGNORECASE)]


def test_no_meaning_is_carried_by_color_alone():
    assert not [(id_, text) for id_, text in advice_texts() if re.search(r"\b(see|shown|marked) (in|by) (red|green|yellow|blue)\b", text)]


def test_every_sign_question_offers_not_sure():
    signs = [question for question in REAL.questions.values() if not question.context]
    assert [sign.id for sign in signs if NOT_SURE not in {choice.id for choice in sign.choices}] == []


def test_every_choice_of_a_sign_changes_something():
    """In a list every line counts; in a question with one answer, one may stand for the harmless case."""
    used = {(given.question, choice) for advice in REAL.advice for given in parts(advice.when) for choice in given.choices}
    idle = {}
    for question in REAL.questions.values():
        quiet = [c.id for c in question.choices if (question.id, c.id) not in used and not question.after(c.id)]
        unused = [choice for choice in quiet if choice not in {"no", NONE, NOT_SURE}]
        if not question.context and len(unused) > (not question.pick_any):
            idle[question.id] = unused
    assert idle == {}


def parts(condition):
    if isinstance(condition, Given):
        yield condition
    else:
        for part in condition.of:
            yield from parts(part)


def answered(answers):
    """Everything in ``answers`` is said, and nothing else is reported."""
    interview = Interview(REAL)
    while (question := interview.question) is not None:
        ids = [choice.id for choice in question.choices]
        mildest = (*answers.get(question.id, ()), NONE, "no", "no_signs", "adult", "recovered", *ids)
        said = answers.get(question.id) if question.pick_any else None
        interview = interview.take(question.id, said or next((choice for choice in mildest if choice in ids), ""))
    return interview


def nothing_to_report():
    return answered({})


def test_with_nothing_to_report_there_are_at_most_20_screens():
    interview = nothing_to_report()

    assert assess(interview).urgency.id == "information"
    assert len(interview.path) + OTHER_SCREENS <= 20


def test_a_long_history_takes_at_most_38_screens():
    """Bowel, flushing and lungs, weight loss, tiredness, and MEN1 and a NET in the family."""
    told = {
        "age_group": "adult",
        "gut_signs": ["belly_pain", "bowel_change"],
        "stool_signs": ["watery"],
        "spell_signs": ["flushing"],
        "chest_signs": ["cough"],
        "body_signs": ["weight_loss", "tired"],
        "inherited": ["men1"],
        "family_clues": ["net"],
    }
    interview = Interview(REAL)
    while (question := interview.question) is not None:
        ids = [choice.id for choice in question.choices]
        interview = interview.take(question.id, told.get(question.id) or next((id_ for id_ in ("no", NONE, *ids) if id_ in ids), ""))

    assert assess(interview).urgency.id == "soon"
    assert 25 <= len(interview.path) + OTHER_SCREENS <= 38


def test_danger_signs_come_first():
    first = REAL.sections[0]

    assert first.questions[0].id == "breathing"
    about_first = {question.id for question in every(first.questions)}
    late = [advice.id for advice in REAL.emergencies if not {given.question for given in parts(advice.when)} & about_first]
    assert len(late) <= 2, f"emergency advice that only later questions can earn: {late}"


def test_every_emergency_starts_with_the_call():
    """The urgency has no steps of its own, so that thoughts of self-harm can start with 988 and not with 911."""
    first = {advice.id: advice.do[0] for advice in REAL.emergencies}

    assert "988" in first.pop("emergency_self_harm")
    assert [id_ for id_, step in first.items() if not step.startswith("Call 911")] == []


def test_a_call_today_starts_with_whom_to_call():
    today = [advice for advice in REAL.advice if advice.urgency.id == "today"]
    first = {advice.id: advice.first_step or advice.urgency.first_step for advice in today}
    assert [id_ for id_, step in first.items() if not step.startswith("Call ")] == []


def test_no_step_after_the_first_calls_the_same_people_again():
    steps = [(one.id, step) for one in REAL.advice if one.urgency.id != "emergency" for step in one.do]
    assert [(id_, step) for id_, step in steps if step.startswith("Call {whom} today")] == []


def test_danger_lists_are_short():
    lists = [question for question in every(REAL.sections[0].questions) if question.pick_any]
    assert [question.id for question in lists if len(question.choices) > 7 + len({NONE, NOT_SURE})] == []


def test_no_screen_has_more_than_9_choices():
    assert [question.id for question in REAL.questions.values() if len(question.choices) > 9] == []


TOLD_IN_TWO_HALVES = {
    "swollen legs and worse breath today": {"danger_other": ["legs_swollen"], "chest_signs": ["short_breath"], "breath_when": ["now"]},
    "a sore leg and shortness of breath": {"danger_other": ["one_leg"], "chest_signs": ["short_breath"], "breath_when": ["activity"]},
    "a sore leg and passing out": {"danger_other": ["one_leg"], "spell_signs": ["fainting"]},
    "chest pain on breathing and worse breath": {"chest_signs": ["sharp_pain", "short_breath"], "breath_when": ["now"]},
    "a racing heart and short breath with it": {"spell_signs": ["heart"], "heart_more": ["with_signs"], "heart_with_when": ["yes"]},
    "flushing and short breath with it": {"spell_signs": ["flushing"], "flushing_with": ["wheeze"], "flush_wheeze_when": ["yes"]},
    "passing out and hives": {"danger_head": ["fainted"], "lump_signs": ["hives"]},
    "passing out and low sugar": {"danger_head": ["fainted"], "spell_signs": ["low_sugar"]},
    "passing out and diabetes": {"danger_head": ["fainted"], "about_health": ["diabetes_medicine"]},
    "passing out with a known NET": {"danger_head": ["fainted"], "about_health": ["net"]},
    "passing out and diarrhea": {"danger_head": ["fainted"], "stool_signs": ["watery"]},
    "hives and wheezing": {"chest_signs": ["wheeze"], "lump_signs": ["hives"]},
    "black stool and passing out": {"danger_belly": ["black_stool"], "danger_head": ["fainted"]},
    "black stool and worse breath": {"danger_belly": ["black_stool"], "chest_signs": ["short_breath"], "breath_when": ["now"]},
    "black stool and an ulcer": {"danger_belly": ["black_stool"], "about_health": ["ulcer"]},
    "diabetes and vomiting": {"about_health": ["diabetes_medicine"], "gut_signs": ["vomiting"]},
    "thirst and vomiting": {"body_signs": ["thirst"], "gut_signs": ["vomiting"]},
    "yellow eyes and fever": {"stool_signs": ["yellow"], "body_signs": ["fever"]},
    "a very high reading and chest pain": {"danger_head": ["very_high_bp"], "chest_signs": ["sharp_pain"]},
    "fever with chemo": {"about_health": ["net"], "net_treatment": ["chemo"], "body_signs": ["fever"]},
    "pre-eclampsia and chest pain": {"about_health": ["pregnant"], "pregnancy_signs": ["headache"], "chest_signs": ["sharp_pain"]},
    "sudden swelling and breath in pregnancy": {
        "danger_other": ["legs_swollen"],
        "legs_breath": ["no"],
        "legs_start": ["sudden"],
        "about_health": ["pregnant"],
        "pregnancy_signs": ["breath"],
    },
}


TOLD_APART = {
    "hot flashes and harder breath": {"breathing": ["harder"], "spell_signs": ["flushing"]},
    "a racing heart of other days and harder breath": {"breathing": ["harder"], "spell_signs": ["heart"]},
}
"""Spells of the last months and a breath that is harder today: one event only where a question asked for both together."""


@pytest.mark.parametrize("answers", TOLD_APART.values(), ids=list(TOLD_APART))
def test_two_signs_are_one_event_only_where_they_were_asked_for_together(answers):
    assert assess(answered(answers)).urgency.id == "today"


@pytest.mark.parametrize("answers", TOLD_IN_TWO_HALVES.values(), ids=list(TOLD_IN_TWO_HALVES))
def test_a_danger_sign_told_in_two_halves_is_an_emergency(answers):
    interview = answered(answers)

    assert not interview.unused
    assert assess(interview).urgency.id == "emergency"


def test_breathing_alone_is_an_emergency_on_the_next_screen():
    assert assess(Interview(REAL).take("breathing", "yes")).urgency.id == "emergency"


DANGER_SIGNS = [question for question in REAL.sections[0].questions if question.id not in {"for_whom", "self_harm"}]


@pytest.mark.parametrize("question", DANGER_SIGNS, ids=lambda question: question.id)
def test_being_unsure_of_a_danger_sign_twice_is_treated_as_yes(question):
    interview = Interview(REAL)
    while interview.question.id != question.id:
        interview = interview.take(interview.question.id, "no" if interview.question.id == "breathing" else NONE)
    interview = interview.take(question.id, NOT_SURE)
    follow_up = interview.question

    assert follow_up in question.after(NOT_SURE)
    assert not interview.is_emergency
    assert interview.take(follow_up.id, NOT_SURE).is_emergency
    assert not interview.take(follow_up.id, "no").is_emergency


def test_no_advice_is_earned_by_saying_no():
    interview = nothing_to_report()

    assert not [advice.id for advice in REAL.advice if truth(advice.when, interview.answers)]


def test_the_content_says_plainly_that_no_clinician_has_signed_it_off():
    assert "no clinician" in REAL.review.by.lower()
    assert "clinician" in REAL.notice
    assert "911" in REAL.notice
    assert "local emergency number" in REAL.notice


def test_help_lines_carry_the_day_they_were_checked():
    assert REAL.help_lines
    assert all(re.fullmatch(r"\d{4}-\d{2}-\d{2}", line.checked) for line in REAL.help_lines)


def test_phone_numbers_stand_in_one_place():
    number = r"\b1-\d{3}-\d{3}-\d{4}|\b\d{3}[.-]\d{3}[.-]\d{4}|\b1300 \d{3}"
    texts = [*ALL_TEXTS, *((topic.id, topic.body) for topic in TOPICS)]
    assert not [(id_, re.findall(number, text)) for id_, text in texts if re.search(number, text)]
