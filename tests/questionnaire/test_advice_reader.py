"""What advice is about, what would make it more urgent, and whom to call, as the file says it."""

from __future__ import annotations

from netcheck.questionnaire.load import load
from netcheck.questionnaire.model import AtLeast, Callee, Given, SoonerIf, Subject
from tests.conftest import TESTS

GOOD = (TESTS / "content" / "good.yaml").read_text(encoding="utf-8")
TOP = """subjects: {heat: Heat in the face, kin: The family}
whom_to_call:
  - {id: clinic, say: the skin clinic, when: {any: [{family: [yes, not_sure]}]}}
  - {id: provider, say: your provider}
conditions:
"""
OF_ADVICE = """    urgency: soon
    about: heat
    help: [line]
    sooner_if:
      - It spreads.
      - {say: You faint., then_at_least: emergency}
      - {say: It is dry., if: {feel: [dry, not_sure]}, then_at_least: today}
"""


def test_advice_says_what_it_is_about_who_helps_and_what_would_make_it_more_urgent():
    read = load(GOOD.replace("conditions:\n", TOP, 1).replace("    urgency: soon\n", OF_ADVICE, 1), "voice.yaml")
    advice = next(advice for advice in read.advice if advice.id == "heat_soon")
    emergency, today = read.urgencies[:2]

    assert read.subjects == (Subject("heat", "Heat in the face"), Subject("kin", "The family"))
    assert (advice.about, advice.help) == ("heat", ("line",))
    assert advice.sooner_if == (
        SoonerIf("It spreads."),
        SoonerIf("You faint.", None, emergency),
        SoonerIf("It is dry.", Given("feel", frozenset({"dry", "not_sure"})), today),
    )


def test_the_one_to_call_is_the_first_whose_condition_holds_and_the_last_has_none():
    read = load(GOOD.replace("conditions:\n", TOP, 1), "voice.yaml")
    kin = AtLeast(1, (Given("family", frozenset({"yes", "not_sure"})),))

    assert read.whom_to_call == (Callee("clinic", "the skin clinic", kin), Callee("provider", "your provider"))


def test_a_file_without_them_has_none():
    read = load(GOOD, "good.yaml")

    assert (read.subjects, read.whom_to_call, read.start_more) == ((), (), ())
    assert all((advice.about, advice.help) == ("", ()) for advice in read.advice)
