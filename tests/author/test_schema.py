"""The JSON Schemas agree with the loader wherever a file's shape decides, judged by an independent validator."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import netcheck
from netcheck import Questionnaire, QuestionnaireRefused
from netcheck.author.answers_schema import answers_schema
from netcheck.author.begin import QUESTIONS, beginning
from netcheck.author.schema import questionnaire_schema
from netcheck.engine import answers
from netcheck.engine.template import template
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.load import load
from netcheck.questionnaire.shipped import shipped_questionnaire
from tests.support.walks import interviews

CONTENT = Path(__file__).parent.parent / "content"
VALIDATOR = Draft202012Validator(questionnaire_schema())
BAD = sorted((CONTENT / "bad").glob("*.yaml"))

SHAPE = {
    "advice_key_misspelt",
    "advice_key_missing",
    "advice_without_source",
    "allow_without_reason",
    "choice_id_is_a_number",
    "choice_id_with_capitals",
    "choice_without_text",
    "choices_a_list",
    "choices_in_a_word",
    "choices_too_many",
    "condition_a_list",
    "condition_joins_nothing",
    "condition_joins_too_many",
    "condition_left_empty",
    "condition_with_not",
    "condition_with_two_keys",
    "condition_without_choice",
    "count_in_words",
    "count_missing",
    "count_zero",
    "emergency_with_reading_matter",
    "emergency_without_sign",
    "follow_up_empty",
    "format_of_another_program",
    "help_line_never_checked",
    "kind_unknown",
    "late_outside_an_emergency",
    "line_of_a_list_is_a_list",
    "lines_expected_but_text",
    "list_is_empty",
    "list_is_text",
    "otherwise_missing_words",
    "otherwise_with_a_condition",
    "pick_unknown",
    "promise_of_no_urgency",
    "promise_without_urgency",
    "question_id_with_a_space",
    "question_id_with_capitals",
    "question_key_missing",
    "question_key_misspelt",
    "reason_without_source",
    "review_key_missing",
    "sign_outside_an_emergency",
    "source_id_with_capitals",
    "source_key_missing",
    "text_is_a_list",
    "text_left_empty",
    "text_too_long",
    "top_key_misspelt",
    "top_key_missing",
    "top_key_unlike_any",
    "urgency_missing",
    "urgency_unknown",
}
"""The bad files whose fault is one of shape, which a schema can see."""


def as_text(text: str) -> Any:
    """The YAML as plain data with every scalar as text, as netcheck reads it."""
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506


class Editor(yaml.SafeLoader):
    """Reads as editors do, by the core schema of YAML 1.2: numbers are numbers, ``yes`` is text."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


for tag, pattern, first in (
    ("int", r"-?\d+", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
    ("null", r"~|null|", "~n"),
    ("bool", r"true|false", "tf"),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), [*first, *([""] if tag == "null" else [])])


def as_editor(text: str) -> Any:
    """The YAML as an editor reads it."""
    return yaml.load(text, Loader=Editor)  # noqa: S506


class Answers(yaml.BaseLoader):
    """Reads an answers file as netcheck does: every scalar is text, and what is left empty is nothing."""

    yaml_implicit_resolvers: ClassVar[dict[str, Any]] = {}


Answers.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^(?:~|null|Null|NULL|)$"), ["~", "n", "N", ""])
Answers.add_constructor("tag:yaml.org,2002:null", lambda _loader, _node: None)


def as_answers(text: str) -> Any:
    """The YAML of an answers file as plain data."""
    return yaml.load(text, Loader=Answers)  # noqa: S506


def loads(text: str) -> bool:
    try:
        load(text, "questions.yaml")
    except QuestionnaireRefused:
        return False
    return True


def test_the_schemas_are_schemas(small: Questionnaire) -> None:
    Draft202012Validator.check_schema(questionnaire_schema())
    Draft202012Validator.check_schema(answers_schema(small))


GOOD = [shipped_questionnaire()[0], (CONTENT / "good.yaml").read_text(encoding="utf-8")]
TICKS = CONTENT.parent.parent / "examples" / "tick-bites" / "questions.yaml"
WHOLE = [*GOOD, TICKS.read_text(encoding="utf-8"), beginning()[QUESTIONS]]


@pytest.mark.parametrize("read", [as_text, as_editor])
@pytest.mark.parametrize("text", WHOLE, ids=["questions", "good", "tick bites", "new"])
def test_good_questionnaires_are_valid_as_netcheck_and_as_an_editor_read_them(text: str, read: Callable[[str], Any]) -> None:
    assert [error.message for error in VALIDATOR.iter_errors(read(text))] == []


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_the_schema_refuses_every_fault_of_shape_and_nothing_that_loads(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    try:
        value = as_text(text)
    except yaml.YAMLError:
        return
    is_valid = VALIDATOR.is_valid(value)
    if file.stem in SHAPE:
        assert not is_valid
    if loads(text):
        assert is_valid


def test_a_promise_is_valid() -> None:
    promise = "always:\n  - {id: dry_heat_soon, when: dry_heat, then_at_least: soon}\nadvice:\n"
    text = GOOD[1].replace("advice:\n", promise, 1)
    assert loads(text)
    assert VALIDATOR.is_valid(as_text(text))


def test_every_key_of_the_schema_is_explained_to_the_editor_in_words() -> None:
    top = questionnaire_schema()["properties"]
    assert {key for key, value in top.items() if "description" not in value} == {"title"}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_saved_answers_file_is_valid(real: Questionnaire, data: st.DataObject) -> None:
    interview = data.draw(interviews(real))
    Draft202012Validator(answers_schema(real)).validate(as_answers(answers.write(interview)))


def test_the_empty_template_is_valid(real: Questionnaire) -> None:
    for read in (as_answers, as_editor):
        Draft202012Validator(answers_schema(real)).validate(read(template(real)))


@pytest.mark.parametrize(
    "text",
    [
        "answers: {breathing: maybe}",
        "answers: {breathing: [yes]}",
        "answers: {breating: yes}",
        "answers: {symptoms: [none, flushing]}",
        "answers: {symptoms: [flushing, flushing]}",
        "answers: {symptoms: []}",
        "answer: {breathing: yes}",
        "answers: [breathing]",
        "edition: 2026-01-31",
        "answers: {breathing: ''}",
        "answers: {breathing: 'null'}",
        "answers: '~'",
        "answers: {' breathing': yes}",
        "answers:\nedition: ' '",
        'answers:\nedition: "a\\tb"',
    ],
)
def test_answers_that_are_refused_are_not_valid(small: Questionnaire, text: str) -> None:
    with pytest.raises(AnswersRefused):
        answers.read(text, "answers.yaml", small).strict()
    assert not Draft202012Validator(answers_schema(small)).is_valid(as_answers(text))


@pytest.mark.parametrize(
    "text",
    [
        "answers: {breathing: not_sure, breathing_plain: no}",
        "answers: {symptoms: [flushing, wheeze]}",
        "answers: {symptoms: [none]}",
        "answers: {symptoms: none}",
        "answers: {breathing: }",
        "answers:",
        "answers: {breathing: NULL, family: Null, symptoms: ~}",
        "edition: 2026-01-31\nanswers: {family: yes}",
        "edition:\nanswers: {family: yes}",
        "edition: 2026\nanswers: null",
    ],
)
def test_answers_that_are_taken_are_valid(small: Questionnaire, text: str) -> None:
    answers.read(text, "answers.yaml", small).strict()
    assert Draft202012Validator(answers_schema(small)).is_valid(as_answers(text))


WORDS = ["yes", "no", "not_sure", "none", "flushing", "wheeze", "dry", "", " ", "null", "NULL", "~", "true", " no", "no\n", "Yes", "1"]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text() | st.sampled_from(WORDS)
GIVEN = PLAIN | st.lists(PLAIN, max_size=3) | st.dictionaries(st.sampled_from(WORDS), PLAIN, max_size=2)
IDS = ["breathing", "breathing_plain", "danger_signs", "symptoms", "flushing_feel", "family"]


@st.composite
def fitting(draw: st.DrawFn) -> tuple[str, Any]:
    """A question of the small questionnaire, and mostly an answer that fits it."""
    question = draw(st.sampled_from([*IDS * 3, " breathing", "heat", ""]))
    fits = {"symptoms": ["flushing", "wheeze", "none"], "danger_signs": ["fainted", "not_sure"], "flushing_feel": ["dry", "sweaty"]}
    word = st.sampled_from(fits.get(question, ["yes", "no", "not_sure"]))
    return question, draw(word | word | st.lists(word, min_size=1, max_size=3) | GIVEN)


FILES = st.fixed_dictionaries(
    {"answers": st.lists(fitting(), max_size=3).map(dict) | GIVEN},
    optional={"edition": GIVEN, "breathing": st.just("no"), "more": PLAIN},
)


@settings(max_examples=600, deadline=None)
@given(FILES | GIVEN)
def test_a_value_is_valid_exactly_when_the_program_takes_it(value: Any) -> None:
    small = load((CONTENT / "small.yaml").read_text(encoding="utf-8"), "small.yaml")
    try:
        answers.read(json.dumps(value), "answers.json", small).strict()
        is_taken = True
    except AnswersRefused:
        is_taken = False
    assert Draft202012Validator(answers_schema(small)).is_valid(value) == is_taken


@pytest.mark.parametrize("id_", ["1", "007", "1e5", "0x1f", "0o7", "null", "true", "false"])
def test_no_choice_has_an_id_that_other_programs_read_as_something_else(id_: str) -> None:
    text = GOOD[1].replace("sweaty: Hot and wet", f"{id_}: Hot and wet")
    assert not loads(text)
    assert not VALIDATOR.is_valid(as_text(text))


@pytest.mark.parametrize("id_", ["d1_3", "1_3", "3_weeks", "1st", "nullify", "e5", "0y"])
def test_a_choice_may_begin_with_a_number(id_: str) -> None:
    text = GOOD[1].replace("sweaty: Hot and wet", f"{id_}: Hot and wet")
    assert loads(text)
    assert VALIDATOR.is_valid(as_text(text))


def test_an_editor_sees_the_words_of_questions_and_choices(small: Questionnaire) -> None:
    breathing = answers_schema(small)["properties"]["answers"]["anyOf"][0]["properties"]["breathing"]
    assert (breathing["title"], breathing["description"]) == ("Breathing right now", "Are you fighting for breath?")
    assert breathing["anyOf"][0] == {"const": "yes", "title": "Yes"}


def test_the_schema_beside_the_questionnaire_is_the_one_the_program_makes() -> None:
    shipped = Path(netcheck.__file__).parent / "questions.schema.json"

    anew = "Write it anew: netcheck schema --output netcheck/questions.schema.json"
    assert json.loads(shipped.read_text(encoding="utf-8")) == questionnaire_schema(), anew
    assert shipped_questionnaire()[0].startswith("# yaml-language-server: $schema=netcheck/questions.schema.json\n")


def test_what_is_typed_passes_the_schema_of_answers_where_the_program_takes_it() -> None:
    questionnaire = load((CONTENT / "typed.yaml").read_text(encoding="utf-8"), "typed.yaml")
    validator = Draft202012Validator(answers_schema(questionnaire))
    for taken in ({"age": 58}, {"age": "58"}, {"fever": 38.4}, {"fever": "101.3 F"}, {"fever": "38,5"}, {"fever": "high"},
                  {"more": "<b> [x]"}, {"more": None}, {"began": "3 weeks ago"}, {"began": "2026-11-20"}, {"lost": 5}):  # fmt: skip
        validator.validate({"answers": taken})
    for refused in ({"age": 121}, {"age": 58.5}, {"age": "old"}, {"fever": 33}, {"fever": "38,55"}, {"more": "x" * 501}, {"more": "a\x1b"},
                    {"began": "20/11/2026"}, {"age": ["58"]}):  # fmt: skip
        assert not validator.is_valid({"answers": refused}), refused
