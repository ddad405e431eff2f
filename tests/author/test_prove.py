"""The proof finds what is unsafe, shows it with a ready answers file, and says plainly what it proved and what not."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from netcheck.author.prove.danger import prove_danger
from netcheck.author.prove.proof import Proof, prove
from netcheck.author.prove.prover import Prover, Verdict
from netcheck.author.prove.solver import LIMIT, Solver, Undecided
from netcheck.engine import answers as answers_file
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import assess
from netcheck.errors import CannotDo, QuestionnaireRefused
from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import AtLeast, Condition, Given, Questionnaire
from netcheck.render.proof import text, to_json

pytest.importorskip("z3")

CONTENT = Path(__file__).parent.parent / "content"
UNSAFE = sorted((CONTENT / "unsafe").glob("*.yaml"))
WITHOUT_EXAMPLE = ("d", "always")


def questionnaire(path: Path) -> Questionnaire:
    return load(path.read_text(encoding="utf-8"), path.name)


@pytest.mark.parametrize("path", UNSAFE, ids=lambda path: path.stem)
def test_a_questionnaire_that_loads_and_is_unsafe_is_refuted(path: Path) -> None:
    letter, about = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# expect: ").split()
    proof = prove(questionnaire(path))
    found = {(finding.property, finding.about): finding for finding in proof.refuted}
    assert (letter, about) in found
    assert {id_ for _, id_ in found} <= {about, about.partition(".")[0]}, "the file holds no other fault"
    assert found[letter, about].examples or letter in WITHOUT_EXAMPLE
    assert not proof.undecided


def test_there_are_at_least_twenty_of_them_and_every_kind() -> None:
    expected = [path.read_text(encoding="utf-8").split()[2] for path in UNSAFE]
    assert len(expected) >= 20
    assert {"a", "b", "c", "d", "h", "always"} == set(expected)


def proved_small() -> tuple[Questionnaire, Proof]:
    small = questionnaire(CONTENT / "safe.yaml")
    return small, prove(small)


def test_a_safe_questionnaire_is_proved() -> None:
    _, proof = proved_small()
    assert proof.refuted == ()
    assert proof.is_safe
    assert text(proof, notes=False) == SAFE


SAFE = """\
(a) Each danger sign alone gives an emergency.
    Proved: 9.
(b) Moving a sign from no to not sure to yes never lowers the urgency.
    Proved: 6.
(c) Not sure is never below no.
    Proved: 6.
(d) Every question, choice and advice can be reached.
    Proved: 25.
(e) Every complete interview ends with advice and its urgency.
    Every complete interview ends with at least one piece of advice and its urgency.
(f) What an incomplete interview says, at least and at most, is right.
    No further answer ever lowers the urgency of an incomplete interview.
    No further answer ever raises the urgency above 'at most'.
    Where an incomplete interview says 'at most emergency', some answers do get there.
    Where an incomplete interview says 'at most today', some answers do get there.
    Where an incomplete interview says 'at most soon', some answers do get there.
    Where an incomplete interview says 'at most routine', some answers do get there.
(g) The shortest and the longest walk.
    The shortest interview without an emergency has 6 screens: 3 questions and 3 pages.
    The longest interview without an emergency has 9 screens: 6 questions and 3 pages.
    The shortest interview that ends in an emergency has 4 screens: 1 question and 3 pages.
(always) The author's own promises.
    The promise 'flushing_is_seen' is kept: always at least routine.

Everything is proved for all answers, complete or not.
"""


def test_every_example_is_an_answers_file_that_the_engine_reads_back() -> None:
    for path in (*UNSAFE, CONTENT / "safe.yaml"):
        asked = questionnaire(path)
        for finding in prove(asked).findings:
            for example in finding.examples:
                saved = answers_file.read(example.text, "example.yaml", asked).strict()
                again = Interview(asked, saved.steps)
                assert again.answers == example.interview.answers
                assert assess(again).urgency == assess(example.interview).urgency


def test_a_refuted_sign_shows_both_sides_of_the_change() -> None:
    (finding,) = prove(questionnaire(CONTENT / "unsafe" / "not_sure_above_yes.yaml")).refuted
    assert finding.message == "Changing 'Weight loss: Not sure' to 'Weight loss: Yes' lowers the urgency from soon to routine."
    before, after = finding.examples
    assert before.text == (
        "# Weight loss: Not sure: soon\n"
        "# Answers to netcheck. This is personal health information: keep it where only you can read it.\n"
        "edition: 2026-11-22\nanswers:\n  weight_loss: not_sure\n"
    )
    assert [assess(side.interview).urgency.id for side in (before, after)] == ["soon", "routine"]


def test_the_report_shows_the_fault_and_the_answers() -> None:
    report = text(prove(questionnaire(CONTENT / "unsafe" / "pick_forgotten.yaml")))
    assert "    FAULT danger.numb: 'Danger: Numb' stands in a list of danger signs, but no emergency advice names it" in report
    assert "          danger: [numb]\n" in report
    assert report.endswith("\nThis questionnaire is not proved safe: 1 fault.\n")


def test_witnesses_earn_what_they_say() -> None:
    small, proof = proved_small()
    for advice in small.advice:
        (finding,) = [finding for finding in proof.findings if (finding.property, finding.about) == ("d", advice.id)]
        assert advice in [item.advice for item in assess(finding.examples[0].interview).earned]


def test_what_is_not_decided_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*_: object, **__: object) -> None:
        raise Undecided

    monkeypatch.setattr(Solver, "find", give_up)
    proof = prove(questionnaire(CONTENT / "safe.yaml"))
    assert not proof.is_safe
    assert {finding.message for finding in proof.undecided if finding.property in "fg"} == {
        "The limit of one search was reached before this was decided."
    }
    assert "    NOT DECIDED longest: The limit of one search was reached before this was decided.\n" in text(proof)
    assert text(proof).endswith(f"This questionnaire is not proved safe: {len(proof.undecided)} not decided.\n")


def test_a_search_that_takes_too_many_steps_is_given_up() -> None:
    proof = prove(questionnaire(CONTENT / "safe.yaml"), limit=1)
    assert not proof.is_safe
    assert proof.undecided
    assert not proof.refuted


def test_the_data_holds_every_finding() -> None:
    _, proof = proved_small()
    found = json.loads(to_json(proof))
    assert found["is_safe"] is True
    assert len(found["findings"]) == len(proof.findings)
    assert set(found["findings"][0]) == {"property", "about", "verdict", "message", "examples"}


def test_without_z3_the_message_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "z3", None)
    with pytest.raises(CannotDo) as caught:
        prove(questionnaire(CONTENT / "safe.yaml"))
    assert str(caught.value) == "A proof needs the package z3-solver, which is not installed."


PROMISES = [
    ("then_at_least: soon", "then_at_least: sooon", "The urgency 'sooon' does not exist. Did you mean 'soon'?"),
    ("then_at_least: soon", "at_least: soon", "A line of always has no key 'at_least'. Did you mean 'then_at_least'?"),
    ("{flushing: yes}", "{flushng: yes}", "The question 'flushng' does not exist. Did you mean 'flushing'?"),
]


@pytest.mark.parametrize(("right", "wrong", "message"), PROMISES)
def test_a_promise_that_cannot_be_read_is_refused(right: str, wrong: str, message: str) -> None:
    content = (CONTENT / "unsafe" / "threshold_too_high.yaml").read_text(encoding="utf-8")
    head, _, promises = content.partition("always:")
    with pytest.raises(QuestionnaireRefused) as caught:
        load(f"{head}always:{promises.replace(right, wrong)}", "edited.yaml")
    assert message in str(caught.value)


def test_verdicts_have_words() -> None:
    assert [verdict.value for verdict in Verdict] == ["proved", "refuted", "not decided", "note"]


def test_our_own_questionnaire_is_proved_with_a_tenth_of_the_steps_that_a_search_may_take(real: Questionnaire) -> None:
    proof = prove(real, LIMIT // 10)
    assert [(finding.property, finding.about, finding.message) for finding in (*proof.refuted, *proof.undecided)] == []


def test_a_danger_sign_taken_out_of_our_own_is_found(real: Questionnaire) -> None:
    weakened = replace(real, advice=tuple(one._replace(when=_without(one.when, "chest_pressure")) for one in real.advice))
    found = {finding.about for finding in prove_danger(Prover(weakened)) if finding.verdict is Verdict.REFUTED}
    assert found == {"danger_chest.chest_pressure"}


def _without(condition: Condition, choice: str) -> Condition:
    if isinstance(condition, Given):
        return Given(condition.question, condition.choices - {choice})
    return AtLeast(condition.count, tuple(_without(part, choice) for part in condition.of))
