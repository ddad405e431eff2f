"""Choices of a list that stand alone because the file says so, as none and not sure always do."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import polars
import pytest
from jsonschema import Draft202012Validator

from netcheck.author.answers_schema import answers_schema
from netcheck.author.difference.compare import difference
from netcheck.author.prove.proof import prove
from netcheck.author.prove.prover import Verdict
from netcheck.author.shortest_answers import ShortestAnswers
from netcheck.author.tree import text, tree
from netcheck.author.what_if import what_if
from netcheck.cohort import faults
from netcheck.cohort.assessment import assess
from netcheck.cohort.columns import Columns
from netcheck.engine import answers
from netcheck.engine.interview import Interview, judge
from netcheck.engine.template import template
from netcheck.errors import AnswerRefused, AnswersRefused
from netcheck.page.screen_html import screen_html
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import AtLeast, Given
from netcheck.records import response
from netcheck.records.questionnaire import fhir_questionnaire
from netcheck.terminal import screens
from netcheck.terminal.reply_line import Repeat, understand
from tests.conftest import SMALL
from tests.support.examples import REAL
from tests.support.people import at_window

PLAIN = load(SMALL.read_text(encoding="utf-8"), "small.yaml")
TEXT = SMALL.read_text(encoding="utf-8").replace("wheeze: Wheezing", "wheeze: {say: Wheezing, alone: yes}")
ALONE = load(TEXT, "small.yaml")
SYMPTOMS = ALONE.questions["symptoms"]
LIST = screens.question(Interview(ALONE), SYMPTOMS, frozenset())

BOTH = AtLeast(2, tuple(Given("symptoms", frozenset((choice,))) for choice in ("flushing", "wheeze")))
TOLD = "'symptoms': wheeze cannot stand beside other choices. Leave out wheeze, or leave out all of these: "


@pytest.mark.parametrize("others", [["flushing"], ["flushing", "diarrhea"], ["none"]])
def test_beside_others_it_is_refused_with_what_to_leave_out(others):
    with pytest.raises(AnswerRefused) as refused:
        judge(SYMPTOMS, [*others, "wheeze"])

    assert str(refused.value) == f"{TOLD}{', '.join(others)}."
    assert judge(SYMPTOMS, ["wheeze"]) == {"wheeze"}
    assert judge(SYMPTOMS, ["flushing", "diarrhea"]) == {"flushing", "diarrhea"}


def test_saved_answers_with_both_are_told_once_with_their_line():
    with pytest.raises(AnswersRefused) as refused:
        answers.read("answers:\n  breathing: no\n  symptoms: [flushing, wheeze]\n", "me.yaml", ALONE).strict()

    assert str(refused.value) == f"me.yaml:3: {TOLD}flushing."


def test_several_words_in_one_text_name_all_that_stand_alone():
    with pytest.raises(AnswerRefused, match="wheeze, none and not_sure cannot stand beside others"):
        judge(SYMPTOMS, "wheeze, flushing")


@pytest.mark.parametrize(
    ("keys", "picks"),
    [(["1", "2", "3"], {"wheeze"}), (["3", "1", "2"], {"flushing", "diarrhea"}), (["3", "4"], {"none"}), (["4", "3"], {"wheeze"})],
)
def test_in_a_drawn_list_it_takes_the_others_away(keys, picks):
    assert at_window(LIST, keys).picks == picks


def test_in_plain_lines_and_on_a_page_it_is_told_and_marked():
    told = "'Wheezing' cannot stand beside other choices. Type its number alone, or leave it out."

    assert understand(LIST, "1 3") == Repeat((told,))
    assert understand(LIST, "3") == ("wheeze",)
    assert re.findall(r'value="(\w+)" data-alone', screen_html(LIST, (), {}, "")) == ["wheeze", "none", "not_sure"]


def test_in_a_table_both_are_a_fault():
    table = polars.DataFrame({"breathing": ["no", "no"], "danger_signs": ["none", "none"], "symptoms": ["flushing;wheeze", "wheeze"]})
    wrong, right = assess(table, ALONE).rows(named=True)

    assert (wrong["fault_column"], wrong["fault_value"], wrong["urgency"]) == ("symptoms", "flushing;wheeze", None)
    assert faults.message(SYMPTOMS, "symptoms", "flushing;wheeze", Columns()) == f"Column symptoms: {TOLD}flushing."
    assert right["fault_column"] is None


def test_a_form_of_fhir_and_its_responses_know_it():
    form = json.dumps(fhir_questionnaire(ALONE))
    options = re.findall(r'"code": "symptoms\.(\w+)"[^{}]*}, "extension": \[{"url": "[^"]*optionExclusive", "valueBoolean": true', form)
    coded = [{"valueCoding": {"code": f"symptoms.{choice}"}} for choice in ("flushing", "wheeze")]
    resource = {"resourceType": "QuestionnaireResponse", "status": "completed", "item": [{"linkId": "symptoms", "answer": coded}]}

    assert options == ["wheeze", "none", "not_sure"]
    with pytest.raises(AnswersRefused, match=TOLD):
        response.read(json.dumps(resource), "response.json", ALONE).saved.strict()


def test_authors_and_their_editors_see_it():
    valid = Draft202012Validator(answers_schema(ALONE)).is_valid
    told = difference(PLAIN, ALONE)

    assert "  #   wheeze    Wheezing (stands alone)\n" in template(ALONE)
    assert "diarrhea, wheeze (alone) →" in text(tree(ALONE))
    assert valid({"answers": {"symptoms": ["wheeze"]}})
    assert not valid({"answers": {"symptoms": ["flushing", "wheeze"]}})
    assert told.is_none
    assert [(edit.part, edit.kind) for edit in told.structure] == [("alone of choice symptoms.wheeze", "added")]


def test_no_search_finds_answers_with_both():
    given = Interview(ALONE).take("breathing", "no").take("danger_signs", "none").take("symptoms", ["wheeze"])
    raised = [changed.after for found in what_if(given).raises for changed in found.changes if changed.question == SYMPTOMS]

    assert ShortestAnswers(PLAIN).making(BOTH) is not None
    assert ShortestAnswers(ALONE).making(BOTH) is None
    assert raised
    assert not any({"wheeze"} < answer for answer in raised)


@pytest.mark.parametrize(("of", "verdict"), [(PLAIN, Verdict.PROVED), (ALONE, Verdict.NOTE)])
def test_a_proof_knows_that_advice_for_both_is_never_earned(of, verdict):
    pytest.importorskip("z3")
    advice = of.advice[-1]._replace(urgency=of.urgencies[1], when=BOTH)

    assert [one.verdict for one in prove(replace(of, advice=(advice,))).findings if one.about == "at most today"] == [verdict]


def test_of_our_own_lists_whoever_was_tested_without_the_change_says_only_that():
    alone = {id_: one.alone - {"none", "not_sure"} for id_, one in REAL.questions.items() if one.pick_any}
    tested = {id_ for id_, choices in alone.items() if choices}

    assert tested == {f"{name}_who" for name in ("men1", "men2", "vhl", "nf1", "tsc", "cowden", "sdh")}
    assert {alone[id_] for id_ in tested} == {frozenset(("negative",))}
