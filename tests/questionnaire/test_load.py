"""A questionnaire is read whole, every part knows its place, and a fault is named by the part it stands in."""

from __future__ import annotations

import contextlib
import copy
import gc
import hashlib
import json

import pytest
import yaml

from netcheck.errors import QuestionnaireRefused
from netcheck.questionnaire import file_format
from netcheck.questionnaire.load import load, load_sources, load_with_places
from netcheck.questionnaire.model import (
    Advice,
    Always,
    AtLeast,
    Choice,
    FollowUps,
    Given,
    Question,
    Section,
    SoonerIf,
    Urgency,
    Why,
)
from netcheck.questionnaire.part_reader import Place
from netcheck.questionnaire.records import Allowed, HelpLine, Review, Source
from tests.conftest import SMALL, TESTS

GOOD = (TESTS / "content" / "good.yaml").read_text(encoding="utf-8")

WHOLE = """\
format: 1
edition: 2026-01-31
title: Everything
review: {by: a nurse, on: 2026-01-31, until: 2027-10-31}
start: [First., Second.]
notice: Not a diagnosis.
sources:
  a-book: {title: A book, publisher: A press, url: "https://example.org/a", date: 2025, read: full}
  b-page: {title: A page, publisher: A clinic, url: "https://example.org/b", date: not dated, read: part}
urgencies:
  emergency: {title: Go now, by: Now, do: [Call 911.]}
  today: {title: Call today, by: Today}
  soon: {title: Go soon, by: Soon}
  routine: {title: Next visit, by: Next visit}
  information: {title: No step, by: Any time}
help_lines:
  - {id: line, name: A line, contact: Call 555, helps: anyone, checked: 2026-01-30, sources: [a-book]}
  - {id: web, name: A page, contact: Look, helps: anyone, checked: 2026-01-29, sources: [a-book]}
sections:
  - id: one
    title: One
    say: About this part.
    questions:
      - id: heat
        short: Heat
        ask: Do you feel hot?
        hint: All over counts.
        why: {say: It matters., sources: [a-book]}
        kind: context
        choices: yes_no
        then:
          yes:
            - id: signs
              short: Signs
              ask: Which?
              why: {say: They matter., sources: [a-book]}
              pick: any
              sheet: checked
              choices: {none: Nothing at all, rash: A rash, faint: {say: Fainted, alone: yes}}
  - id: two
    title: Two
    questions:
      - id: kin
        short: Family
        ask: Anyone else?
        why: {say: It runs in families., sources: [a-book]}
        choices: {near: Close, far: Distant}
conditions:
  red: {signs: rash}
  kin_known: {any: [{kin: [near, far]}, red]}
advice:
  - id: fainting
    urgency: emergency
    when: {signs: [faint, not_sure]}
    sign: Fainting
    late_because: It is asked of few.
    say: Get help now.
    sources: [a-book]
  - id: rash_soon
    urgency: soon
    when: {all: [red, {at_least: {count: 1, of: [kin_known]}}]}
    say: See someone.
    do: [Do this.]
    sooner_if: [It spreads.]
    everyday_causes: [Heat.]
    tell_provider: [When.]
    ask_provider: ["Why?"]
    learn: [rashes]
    sources: [b-page, a-book]
otherwise:
  say: Nothing more.
  learn: [signs]
  sources: [a-book]
always:
  - {id: rash_is_soon, when: red, then_at_least: soon}
allow:
  - {code: N201, where: heat, because: It is a test.}
  - {code: N201, where: kin, because: It is one.}
earlier_titles: [The first title, The second]
"""

BOOK = ("a-book",)


def test_everything_that_is_written_is_read():
    read = load(WHOLE, "whole.yaml")
    emergency, today, soon, routine, information = read.urgencies
    red = Given("signs", frozenset({"rash"}))
    kin_known = AtLeast(1, (Given("kin", frozenset({"near", "far"})), red))
    yes_no = {"yes": "Yes", "no": "No", "not_sure": "Not sure"}
    listed = {"rash": "A rash", "faint": "Fainted", "none": "Nothing at all", "not_sure": "Not sure"}
    signs = Question(
        "signs", "Signs", "Which?", Why("They matter.", BOOK), tuple(Choice(*one, alone=one[0] != "rash") for one in listed.items()),
        pick_any=True, sheet="checked",
    )
    heat = Question(
        "heat", "Heat", "Do you feel hot?", Why("It matters.", BOOK),
        tuple(Choice(id_, text) for id_, text in yes_no.items()), "All over counts.", context=True,
        then=(FollowUps(frozenset(("yes",)), (signs,)),),
    )  # fmt: skip
    kin = Question("kin", "Family", "Anyone else?", Why("It runs in families.", BOOK), (Choice("near", "Close"), Choice("far", "Distant")))

    assert (read.edition, read.title, read.start, read.notice) == ("2026-01-31", "Everything", ("First.", "Second."), "Not a diagnosis.")
    assert read.earlier_titles == ("The first title", "The second")
    assert read.review == Review("a nurse", "2026-01-31", "2027-10-31")
    assert read.sources == {
        "a-book": Source("A book", "A press", "https://example.org/a", "2025", "full"),
        "b-page": Source("A page", "A clinic", "https://example.org/b", "not dated", "part"),
    }
    assert (emergency, today) == (Urgency("emergency", "Go now", "Now", ("Call 911.",)), Urgency("today", "Call today", "Today"))
    assert [urgency.title for urgency in (soon, routine, information)] == ["Go soon", "Next visit", "No step"]
    assert read.help_lines == (
        HelpLine("line", "A line", "Call 555", "anyone", "2026-01-30", BOOK),
        HelpLine("web", "A page", "Look", "anyone", "2026-01-29", BOOK),
    )
    assert read.sections == (Section("one", "One", (heat,), "About this part."), Section("two", "Two", (kin,)))
    assert read.questions == {"heat": heat, "signs": signs, "kin": kin}
    assert read.advice == (
        Advice(
            "fainting", emergency, Given("signs", frozenset({"faint", "not_sure"})), "Get help now.", BOOK, "Fainting",
            late_because="It is asked of few.",
        ),
        Advice(
            "rash_soon", soon, AtLeast(2, (red, AtLeast(1, (kin_known,)))), "See someone.", ("b-page", "a-book"), "", ("Do this.",),
            (SoonerIf("It spreads."),), ("Heat.",), ("When.",), ("Why?",), ("rashes",),
        ),
    )  # fmt: skip
    assert read.otherwise == Advice("otherwise", information, AtLeast(0, ()), "Nothing more.", BOOK, learn=("signs",))
    assert read.always == (Always("rash_is_soon", red, soon),)
    assert read.content_hash == hashlib.sha256(WHOLE.encode()).hexdigest()


def test_its_author_is_told_beside_it_what_is_named_used_and_allowed():
    loaded = load_with_places(WHOLE, "whole.yaml")

    assert loaded.name == "whole.yaml"
    assert list(loaded.conditions) == ["red", "kin_known"]
    assert loaded.used_conditions == {"red", "kin_known"}
    assert loaded.allowed == (Allowed("N201", "heat", "It is a test."), Allowed("N201", "kin", "It is one."))


@pytest.mark.parametrize(
    ("part", "begins"),
    {
        ("title",): "Everything",
        ("advice",): "- id: fainting",
        ("source", "a-book"): "a-book: ",
        ("urgency", "today"): "today: ",
        ("help_lines", "0"): "{id: line",
        ("help_lines", "1"): "{id: web",
        ("section", "one"): "id: one",
        ("section", "two"): "id: two",
        ("question", "heat"): "id: heat",
        ("question", "heat", "hint"): "All over",
        ("question", "signs"): "id: signs",
        ("question", "signs", "pick"): "any",
        ("choice", "heat", "yes"): "yes_no",
        ("choice", "heat", "not_sure"): "yes_no",
        ("choice", "signs", "rash"): "rash: ",
        ("choice", "signs", "none"): "none: ",
        ("choice", "signs", "not_sure"): "{none: ",
        ("choice", "kin", "far"): "far: ",
        ("condition", "red"): "red: ",
        ("condition", "kin_known"): "kin_known: ",
        ("advice", "fainting"): "id: fainting",
        ("advice", "rash_soon"): "id: rash_soon",
        ("advice", "rash_soon", "do"): "[Do this.]",
        ("advice", "otherwise"): "say: Nothing more.",
        ("advice", "otherwise", "learn"): "[signs]",
        ("always", "rash_is_soon"): "{id: rash_is_soon",
        ("allow", "0"): "{code: N201, where: heat",
        ("allow", "1"): "{code: N201, where: kin",
    }.items(),
    ids=lambda value: ".".join(value) if isinstance(value, tuple) else "",
)
def test_every_part_knows_where_it_begins(part, begins):
    line, column = load_with_places(WHOLE, "whole.yaml").places[part]

    assert WHOLE.splitlines()[line - 1][column - 1 :].startswith(begins)


def test_a_place_is_told_in_lines_and_columns_that_count_from_1():
    assert load_with_places(WHOLE, "whole.yaml").places["edition",] == Place(2, 10)


def refused(text):
    with pytest.raises(QuestionnaireRefused) as error:
        load(text, "q.yaml")
    return str(error.value)


FAULTS = """\
sources: [b-page, a-book]  ->  sources: b-page
    69: sources of 'rash_soon' must be a list, not the text 'b-page'. Put it in [brackets].
sources: [b-page, a-book]  ->  sources: [b-page, [a-book]]
    69: A line of sources of 'rash_soon' must be text, not a list.
sources: [b-page, a-book]  ->  sources: [b-page, a-bok]
    69: Advice 'rash_soon': The source 'a-bok' does not exist. Did you mean 'a-book'?
checked: 2026-01-29, sources: [a-book]  ->  checked: 2026-01-29, sources: a-book
    18: sources of a help line must be a list, not the text 'a-book'. Put it in [brackets].
checked: 2026-01-29, sources: [a-book]  ->  checked: 2026-01-29, sources: [{a: b}]
    18: A line of sources of a help line must be text, not 'key: value' lines.
{id: web, name: A page, contact: Look, helps: anyone, checked: 2026-01-29, sources: [a-book]}  ->  Look there.
    18: A help line must be 'key: value' lines, not the text 'Look there.'.
urgency: soon  ->  urgency: son
    60: Advice 'rash_soon': The urgency 'son' does not exist. Did you mean 'soon'?
title: Go soon, by: Soon  ->  title: Go soon
    13: Urgency 'soon' needs the key 'by'. Add it.
publisher: A clinic  ->  publisher: [A clinic]
    9: publisher of source 'b-page' must be text, not a list.
format: 1  ->  format: [1]
    1: format must be text, not a list.
format: 1  ->  format: 2
    1: format is '2'; this program reads format 1. Use the program for it.
edition: 2026-01-31  ->  edition: [a]
    2: edition must be text, not a list.
edition: 2026-01-31  ->  edition:
    2: A questionnaire has nothing under 'edition'. Write it.
title: Everything  ->  title: {a: b}
    3: title must be text, not 'key: value' lines.
notice: Not a diagnosis.  ->  notice: ''
    6: notice is empty. Write it, or remove the key.
start: [First., Second.]  ->  start: [First., '']
    5: A line of start is empty. Write it, or remove the key.
start: [First., Second.]  ->  start:
    5: A questionnaire has nothing under 'start'. Write it.
start: [First., Second.]  ->  start: {a: b}
    5: start must be a list, not 'key: value' lines. Put it in [brackets].
by: a nurse  ->  by: [a]
    4: by of review must be text, not a list.
review: {by: a nurse, on: 2026-01-31, until: 2027-10-31}  ->  review: a nurse
    4: review must be 'key: value' lines, not the text 'a nurse'.
until: 2027-10-31  ->  until: 2027-13-31
    4: until of review is '2027-13-31'. It must be a day like 2027-05-31.
on: 2026-01-31, until  ->  on: '', until
    4: on of review is empty. Write it, or remove the key.
do: [Call 911.]  ->  do: Call 911.
    11: do of urgency 'emergency' must be a list, not the text 'Call 911.'. Put it in [brackets].
do: [Call 911.]  ->  do: ['']
    11: A line of do of urgency 'emergency' is empty. Write it, or remove the key.
{title: Go soon, by: Soon}  ->  Go soon
    13: Urgency 'soon' must be 'key: value' lines, not the text 'Go soon'.
contact: Call 555  ->  contact: {a: b}
    17: contact of a help line must be text, not 'key: value' lines.
title: Two  ->  title: [Two]
    41: Section 'two': title of a section must be text, not a list.
- id: two  ->  - id: Two
    40: The id 'Two' must be lower-case letters, digits and _ only.
- id: two  ->  - id: one
    40: The section 'one' stands here a second time; the first is in line 20.
say: About this part.  ->  say: ''
    22: Section 'one': say of a section is empty. Write it, or remove the key.
hint: All over counts.  ->  hint: []
    27: Question 'heat': hint of a question must be text, not a list.
why: {say: It matters., sources: [a-book]}  ->  why: It matters.
    28: why of 'heat' must be 'key: value' lines, not the text 'It matters.'.
why: {say: It matters., sources: [a-book]}  ->  why: {say: [It matters.], sources: [a-book]}
    28: say of why of 'heat' must be text, not a list.
why: {say: It matters., sources: [a-book]}  ->  why: {say: It matters., sources: a-book}
    28: sources of why of 'heat' must be a list, not the text 'a-book'. Put it in [brackets].
why: {say: It matters., sources: [a-book]}  ->  why: {say: It matters., sources: [[a-book]]}
    28: A line of sources of why of 'heat' must be text, not a list.
why: {say: It matters., sources: [a-book]}  ->  why: {say: It matters.}
    28: why of 'heat' needs the key 'sources'. Add it.
kind: context  ->  kind: [context]
    29: Question 'heat': kind must be text, not a list.
kind: context  ->  kind: contxt
    29: Question 'heat': kind is 'contxt'. It can be: sign, context, number, date, note.
sheet: checked  ->  sheet: left
    38: Question 'signs': sheet is 'left'. It can be: answers, checked, family, person.
sheet: checked  ->  sheet: [left]
    38: Question 'signs': sheet must be text, not a list.
choices: yes_no  ->  choices: no
    30: choices of 'heat' must be yes_no or 'id: text' lines, not 'no'.
rash: A rash  ->  rash: [A rash]
    39: Choice 'rash' of 'signs' must be text, not a list.
{near: Close, far: Distant}  ->  {}
    47: 'kin' needs at least two choices.
red: {signs: rash}  ->  red: {signs: rash}\\n  Rose: {signs: faint}
    50: The id 'Rose' must be lower-case letters, digits and _ only.
{near: Close, far: Distant}  ->  {near: Close, far: Distant}\\n        then: near
    48: then of 'kin' must be 'key: value' lines, not the text 'near'.
red: {signs: rash}  ->  red: rash
    49: The condition 'rash' does not exist. A condition may use only those above it.
urgency: emergency  ->  urgency: urgent
    53: Advice 'fainting': The urgency 'urgent' does not exist.
urgency: emergency  ->  urgency: [emergency]
    53: Advice 'fainting': urgency of a piece of advice must be text, not a list.
urgency: soon  ->  urgency: son
    60: Advice 'rash_soon': The urgency 'son' does not exist. Did you mean 'soon'?
- id: rash_soon  ->  - id: fainting
    59: The advice 'fainting' stands here a second time; the first is in line 52.
- id: rash_soon  ->  - id: rash-soon
    59: The id 'rash-soon' must be lower-case letters, digits and _ only.
say: Get help now.  ->  say: [Get help now.]
    57: Advice 'fainting': say of a piece of advice must be text, not a list.
sign: Fainting  ->  sign: {a: b}
    55: Advice 'fainting': sign of a piece of advice must be text, not 'key: value' lines.
do: [Do this.]  ->  do: Do this.
    63: do of 'rash_soon' must be a list, not the text 'Do this.'. Put it in [brackets].
do: [Do this.]  ->  do: [[Do this.]]
    63: A line of do of 'rash_soon' must be text, not a list.
say: Nothing more.  ->  say: [Nothing more.]
    71: say of a piece of advice must be text, not a list.
learn: [signs]  ->  learn: signs
    72: learn of 'otherwise' must be a list, not the text 'signs'. Put it in [brackets].
- {id: rash_is_soon, when: red, then_at_least: soon}  ->  rash_is_soon
    75: always must be a list, not the text 'rash_is_soon'. Put it in [brackets].
- {id: rash_is_soon, when: red, then_at_least: soon}  ->  - rash_is_soon
    75: A line of always must be 'key: value' lines, not the text 'rash_is_soon'.
id: rash_is_soon  ->  id: [a]
    75: id of a line of always must be text, not a list.
id: rash_is_soon  ->  id: Rash
    75: The id 'Rash' must be lower-case letters, digits and _ only.
id: rash_is_soon, when: red, then_at_least: soon  ->  id: rash_is_soon, when: red, then_at_least: son
    75: The urgency 'son' does not exist. Did you mean 'soon'?
id: rash_is_soon, when: red, then_at_least: soon  ->  id: rash_is_soon, when: red, then_at_least: [soon]
    75: then_at_least of a line of always must be text, not a list.
id: rash_is_soon, when: red, then_at_least: soon  ->  id: rash_is_soon, then_at_least: soon
    75: A line of always needs the key 'when'. Add it.
id: rash_is_soon, when: red, then_at_least: soon  ->  id: rash_is_soon, when: rde, then_at_least: soon
    75: The condition 'rde' does not exist. Did you mean 'red'? A condition may use only those above it.
because: It is one.  ->  because: [a]
    78: because of a line of allow must be text, not a list.
{code: N201, where: heat, because: It is a test.}  ->  N201
    77: A line of allow must be 'key: value' lines, not the text 'N201'.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: 1}
    61: Advice 'rash_soon': at_least must be 'key: value' lines, not the text '1'.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: 2}}
    61: Advice 'rash_soon': at_least needs the key 'of'. Add it.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: 2, of: []}}
    61: Advice 'rash_soon': of is an empty list. Fill it, or remove the key.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: 2, of: kin_known}}
    61: Advice 'rash_soon': of must be a list, not the text 'kin_known'. Put it in [brackets].
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: [2], of: [kin_known]}}
    61: Advice 'rash_soon': count must be text, not a list.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: '', of: [kin_known]}}
    61: Advice 'rash_soon': count is empty. Write it, or remove the key.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {count: 2, of: [kin_known]}}
    61: Advice 'rash_soon': count is '2'. It must be a number from 1 to 1, the length of the list.
{at_least: {count: 1, of: [kin_known]}}  ->  {at_least: {of: [kin_known]}}
    61: Advice 'rash_soon': at_least needs the key 'count'. Add it.
when: {signs: [faint, not_sure]}  ->  when: {signs: [faint, '']}
    54: Advice 'fainting': A choice of 'signs' is empty. Write it, or remove the key.
when: {signs: [faint, not_sure]}  ->  when: {signs: {a: b}}
    54: Advice 'fainting': The choices of 'signs' must be a list, not 'key: value' lines. Put it in [brackets].
when: {signs: [faint, not_sure]}  ->  when: []
    54: Advice 'fainting': A condition must be 'key: value' lines, not a list.
when: {signs: [faint, not_sure]}  ->  when: {}
    54: Advice 'fainting': A condition has exactly one key. To join several, write {all: [...]} or {any: [...]}.
when: {signs: [faint, not_sure]}  ->  when: ''
    54: Advice 'fainting': A condition is empty. Write it, or remove the key.
when: {signs: [faint, not_sure]}  ->  when: {any: red}
    54: Advice 'fainting': any must be a list, not the text 'red'. Put it in [brackets].
when: {signs: [faint, not_sure]}  ->  when: {sings: faint}
    54: Advice 'fainting': The question 'sings' does not exist. Did you mean 'signs'?
when: {signs: [faint, not_sure]}  ->  when: {signs: [fant, not_sure]}
    54: Advice 'fainting': 'fant' is not a choice of 'signs'. Did you mean 'faint'? The choices are: rash, faint, none, not_sure.
when: {signs: [faint, not_sure]}  ->  when: {signs: [none]}
    54: Advice 'fainting': This names the no of 'signs' but not not_sure: being unsure must never earn less. Add not_sure.
when: {signs: [faint, not_sure]}  ->  when: {heat: [no]}
    54: Advice 'fainting': This names the no of 'heat' but not not_sure: being unsure must never earn less. Add not_sure.
when: {signs: [faint, not_sure]}  ->  when: {not: {heat: no}}
    54: Advice 'fainting': Conditions have no 'not', so that no answer can cancel advice. Name the choices that count instead.
when: {signs: [faint, not_sure]}  ->  when: {signs: faint, heat: yes}
    54: Advice 'fainting': A condition has exactly one key. To join several, write {all: [...]} or {any: [...]}.
"""
"""What is written instead of what, and below it what the author is told."""


@pytest.mark.parametrize(("edit", "message"), [*zip(FAULTS.splitlines()[::2], FAULTS.splitlines()[1::2], strict=True)])
def test_a_fault_is_named_by_the_part_it_stands_in(edit, message):
    old, _, new = edit.replace("\\n", "\n").partition("  ->  ")
    assert WHOLE.count(old) == 1

    assert refused(WHOLE.replace(old, new)) == f"q.yaml:{message.strip()}"


@pytest.mark.parametrize(
    ("key", "needs"),
    {
        "sources": "'key: value' lines, not the text 'none'.",
        "urgencies": "'key: value' lines, not the text 'none'.",
        "help_lines": "a list, not the text 'none'. Put it in [brackets].",
        "sections": "a list, not the text 'none'. Put it in [brackets].",
        "conditions": "'key: value' lines, not the text 'none'.",
        "advice": "a list, not the text 'none'. Put it in [brackets].",
        "otherwise": "'key: value' lines, not the text 'none'.",
        "always": "a list, not the text 'none'. Put it in [brackets].",
        "allow": "a list, not the text 'none'. Put it in [brackets].",
    }.items(),
)
def test_a_part_of_the_whole_that_is_only_a_word_is_named(key, needs):
    text = WHOLE.replace(f"\n{key}:\n", f"\n{key}: none\nrest:\n")

    assert f": {key} must be {needs}" in refused(text)


def test_one_fault_hides_no_other():
    text = WHOLE
    for old in ("  soon: {title: Go soon, by: Soon}\n", "publisher: A press, ", "by: a nurse, ", ", then_at_least: soon", "Do this."):
        assert text.count(old) == 1
        text = text.replace(old, "")

    assert refused(text.replace("when: red", "when: rde")).splitlines() == [
        "q.yaml:4: review needs the key 'by'. Add it.",
        "q.yaml:8: Source 'a-book' needs the key 'publisher'. Add it.",
        "q.yaml:11: urgencies must be these five, most urgent first: emergency, today, soon, routine, information.",
        "q.yaml:62: do of 'rash_soon' is an empty list. Fill it, or remove the key.",
        "q.yaml:74: A line of always needs the key 'then_at_least'. Add it.",
        "q.yaml:74: The condition 'rde' does not exist. Did you mean 'red'? A condition may use only those above it.",
    ]


def parts(node):
    """Every mapping and list in a questionnaire with each of its keys or places."""
    keys = list(node) if isinstance(node, dict) else range(len(node)) if isinstance(node, list) else ()
    for key in keys:
        yield node, key
        yield from parts(node[key])


@pytest.mark.parametrize("instead", [None, "", "word", [], ["word"], {"word": "word"}], ids=str)
def test_with_any_part_missing_or_of_another_shape_it_is_read_or_refused(instead):
    whole = yaml.load(WHOLE, Loader=yaml.BaseLoader)  # noqa: S506  every scalar is text
    for node, key in parts(whole):
        before = copy.copy(node)
        if instead is None:
            del node[key]
        else:
            node[key] = instead
        with contextlib.suppress(QuestionnaireRefused):
            load(json.dumps(whole), "q.yaml")
        node.clear()
        (node.extend if isinstance(node, list) else node.update)(before)


def test_a_question_may_have_the_most_choices_and_a_condition_the_most_parts():
    choices = ", ".join(f"c{number}: Choice {number}" for number in range(file_format.MOST_CHOICES - 3))
    parts = ", ".join(["{breathing: yes}"] * (file_format.MOST_PARTS - 1))
    text = SMALL.read_text(encoding="utf-8").replace("choices: {flushing: ", f"choices: {{{choices}, flushing: ")
    text = text.replace("{any: [{breathing: yes}, {breathing_plain", f"{{any: [{parts}, {{breathing_plain")
    loaded = load(text, "mine.yaml")

    # none and not_sure stand beside those that are written.
    assert len(loaded.questions["symptoms"].choices) == file_format.MOST_CHOICES + 2
    assert len(loaded.advice[0].when.of) == file_format.MOST_PARTS


def test_no_questionnaire_at_all_is_refused_with_what_one_starts_with():
    assert refused("# nothing\n") == "q.yaml: This file is empty. A questionnaire starts with 'format: 1'."


def test_sources_stand_in_a_file_of_their_own_too():
    text = 'a-book: {title: A book, publisher: A press, url: "https://example.org/a", date: 2025, read: full}\n'

    assert load_sources(text, "s.yaml") == {"a-book": Source("A book", "A press", "https://example.org/a", "2025", "full")}
    assert load_sources("", "s.yaml") == {}
    with pytest.raises(QuestionnaireRefused, match=r"^s\.yaml:1: Source 'a-book' needs the key 'publisher'. Add it\.$"):
        load_sources(text.replace("publisher: A press, ", ""), "s.yaml")
    with pytest.raises(QuestionnaireRefused, match=r"^s\.yaml:1: sources must be 'key: value' lines, not a list\.$"):
        load_sources("- a-book", "s.yaml")


@pytest.mark.parametrize("text", [WHOLE, "format: 2\n"])
@pytest.mark.parametrize("is_on", [True, False])
def test_looking_for_garbage_is_afterwards_as_it_was(text, is_on):
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        load(text, "q.yaml") if text is WHOLE else refused(text)
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()
