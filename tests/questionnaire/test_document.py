"""Files that are no text are refused in one sentence before anything reads them, and what is read is told by its line."""

from __future__ import annotations

import gc
import json
import re

import pytest
import yaml

from netcheck import QuestionnaireRefused
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.document import LARGEST, LONGEST_TEXT, MOST_FAULTS, Document, content_text, decode
from netcheck.questionnaire.yaml_reader import Mapping, Node, Scalar


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a" * (LARGEST + 1), "a.yaml: This file is larger than 4 MB. Nothing netcheck reads needs that."),
        ("format: 1\n".encode("utf-16") + b"a", "a.yaml:2: This is not UTF-16 text from here on. Save the file as UTF-8 text."),
        (b"\xfe\xff\0f\xdc\0", "a.yaml:1: This is not UTF-16 text from here on. Save the file as UTF-8 text."),
        (b"format: 1\ntitle: caf\xe9\n", "a.yaml:2: This is not UTF-8 text from here on. Save the file as UTF-8 text."),
        (b"\n\ncaf\xe9\n", "a.yaml:3: This is not UTF-8 text from here on. Save the file as UTF-8 text."),
        (b"\n\0\n\0\n", "a.yaml:2: This is not a text file: it holds a NUL byte."),
        (b"format: 1\n\n\0", "a.yaml:3: This is not a text file: it holds a NUL byte."),
    ],
)
def test_what_is_not_utf8_text_is_refused(data: bytes, message: str) -> None:
    with pytest.raises(QuestionnaireRefused) as caught:
        decode(data, "a.yaml", QuestionnaireRefused)
    assert str(caught.value) == message


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    assert decode(b"\xef\xbb\xbfformat: 1", "a.yaml", QuestionnaireRefused) == "format: 1"


def test_the_largest_file_is_still_read() -> None:
    assert decode(b"a" * LARGEST, "a.yaml", QuestionnaireRefused) == "a" * LARGEST


def test_a_questionnaire_is_the_same_with_the_line_ends_of_any_system() -> None:
    assert content_text(b"format: 1\r\ntitle: A\n", "q.yaml") == "format: 1\ntitle: A\n"
    with pytest.raises(QuestionnaireRefused, match=r"^q\.yaml:1: This is not a text file: it holds a NUL byte\.$"):
        content_text(b"\0", "q.yaml")


def test_many_faults_end_with_the_first_of_them() -> None:
    document = Document("a.yaml", AnswersRefused)
    for number in range(MOST_FAULTS):
        document.fault(Scalar("", number + 1, 1), f"Fault {number}.")
    with pytest.raises(AnswersRefused) as caught:
        document.fault(None, "One more.")
    lines = str(caught.value).splitlines()

    assert lines[0] == "a.yaml: There are more than 100 faults. These are the first of them."
    assert (len(lines), lines[1], lines[100]) == (101, "a.yaml:1: Fault 0.", "a.yaml:100: Fault 99.")


def test_the_same_advice_is_given_three_times_and_what_is_wrong_every_time() -> None:
    document = Document("a.yaml", AnswersRefused)
    advice = "Add it. Did you mean 'b'? The choices are: c. The keys are: d. Read on."
    for number in range(30):
        document.fault(Scalar("", number + 1, 1), f"It needs the key 'a{number}'. {advice}")
    with pytest.raises(AnswersRefused) as caught:
        document.refuse()
    lines = str(caught.value).splitlines()

    assert lines[2] == f"a.yaml:3: It needs the key 'a2'. {advice}"
    assert lines[3] == "a.yaml:4: It needs the key 'a3'. Did you mean 'b'? The choices are: c."
    assert lines[29] == "a.yaml:30: It needs the key 'a29'. Did you mean 'b'? The choices are: c."
    # Programs get each of them whole.
    assert caught.value.faults[29].message.endswith(advice)


def test_a_fault_says_what_it_stands_in_unless_it_names_that_itself() -> None:
    def part(key: str, name: Node) -> Mapping:
        return Mapping([(Scalar(key, 1, 1), name)], 1, 1)

    document = Document("a.yaml", AnswersRefused)
    with document.inside("Question", part("id", Scalar("heat", 1, 1))):
        document.fault(None, "A question needs the key 'why'.")
        document.fault(None, "hint is empty.")
        document.fault(None, "choices of 'heat' must be a list.")
        with document.inside("Question", part("ask", Scalar("Is it dry?", 1, 1))):
            document.fault(None, "id is empty.")
        with document.inside("Question", part("id", Mapping([], 1, 1))):
            document.fault(None, "id must be text.")
        document.fault(None, "kind is empty.")
    with document.inside("Advice", Scalar("Go.", 1, 1)):
        document.fault(None, "Advice must be 'key: value' lines.")
    document.fault(None, "start is empty.")

    assert [fault.message for fault in document.faults] == [
        "Question 'heat' needs the key 'why'.",
        "Question 'heat': hint is empty.",
        "choices of 'heat' must be a list.",
        "Question 'Is it dry?': id is empty.",
        "id must be text.",
        "Question 'heat': kind is empty.",
        "Advice must be 'key: value' lines.",
        "start is empty.",
    ]


@pytest.mark.parametrize(
    ("text", "code"), [("a\x07b", "U+0007"), ("\x9b", "U+009B"), ("\ud800", "U+D800"), ("a\n\u202eb", "U+202E"), ("\u2069", "U+2069")]
)
def test_a_letter_that_a_terminal_would_obey_is_named(text: str, code: str) -> None:
    document = Document("a.yaml", QuestionnaireRefused)
    document.text(Scalar(text, 3, 1), "title")

    assert [str(fault) for fault in document.faults] == [f"a.yaml:3: title holds the control character {code}. Remove it."]


def test_text_of_several_lines_becomes_one_and_rare_spaces_are_kept() -> None:
    document = Document("a.yaml", QuestionnaireRefused)

    assert document.text(Scalar(" 10\N{NO-BREAK SPACE}mg\nper day\n", 1, 1), "title") == "10\N{NO-BREAK SPACE}mg per day"
    assert document.faults == []


IN_C = hasattr(yaml, "CBaseLoader")
"""Whether PyYAML has its part in C here. Without it some faults are noticed a line later, where the next part begins."""

FIX = "Check the indentation here and above, and put text that holds ': ' or ' #' in quotes."


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: b: c", 1), ("a: [b\n", 2), ("a: *b", 1), ("%FOO\na", 1), ("a: [b\n---\nc: d", 2), ("a: {b: c\n", 2)],
    ids=["two values", "open bracket", "alias of nothing", "directive", "open bracket before a second document", "no JSON"],
)
def test_what_yaml_cannot_read_is_told_by_its_line(text: str, line: int) -> None:
    document = Document("a.yaml", QuestionnaireRefused)

    assert document.root(text) is None
    (fault,) = document.faults
    assert fault.line in ({line} if IN_C else {line, line + 1})
    assert fault.message.startswith("This is not readable as YAML: '")
    assert fault.message.endswith(f"'. {FIX}")


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a:\n\tb: c", 2, "This line begins with a letter that cannot be seen, U+0009 (tab)."),
        ("a:\n  \tb: c\n  \td: e", 2, "This line begins with a letter that cannot be seen, U+0009 (tab)."),
        ("a:\n  b: c\n \u00a0d: e", 3, "This line begins with a letter that cannot be seen, U+00A0 (no-break space)."),
        ("a:\n  b: c\n \u200bd: e", 3, "This line begins with a letter that cannot be seen, U+200B (zero width space)."),
        ("a:\n  b: c\n \u3000d: e", 3, "This line begins with a letter that cannot be seen, U+3000 (ideographic space)."),
        ("---\na: b\n---\na: c\n", 3, "A second document begins here, after '---'. Keep one document in a file."),
        ("a: b\n---\n", 2, "A second document begins here, after '---'. Keep one document in a file."),
        ("a: b\n...\n---\na: c\n---\na: d\n", 3, "A second document begins here, after '---'. Keep one document in a file."),
    ],
)
def test_what_people_cannot_see_or_did_not_mean_is_told_in_our_words(text: str, line: int, message: str) -> None:
    document = Document("a.yaml", QuestionnaireRefused)

    assert document.root(text) is None
    (fault,) = document.faults
    assert fault.line == line
    assert fault.message.startswith(message)


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("a.yaml", '{"a": "b"\n "c": "d"}', 2),
        ("a.yaml", '{"a":\n "b}', 2),
        ("-", '[{"a": "b"}\n', 2),
        ("a.json", "{a: b: c}", 1),
        ("a.JSON", "{'a': [}", 1),
        pytest.param("a.json", '{"a": "\\ud83d"}', 1, marks=pytest.mark.skipif(not IN_C, reason="read in Python, refused later")),
    ],
)
def test_a_fault_of_json_is_called_one(name: str, text: str, line: int) -> None:
    document = Document(name, AnswersRefused)

    assert document.root(text) is None
    (fault,) = document.faults
    assert fault.line == line
    assert re.fullmatch(r"This is not readable as JSON: '.+'\. Look here and just before for .* too many\.", fault.message)


def test_a_list_where_json_needs_keys_is_told_in_its_words() -> None:
    document = Document("a.json", AnswersRefused)
    root = document.root('["a"]')
    assert root is not None
    document.pairs(root, "An answers file")

    assert str(document.faults[0]) == "a.json:1: An answers file must be keys and values in {braces}, not a list."


@pytest.mark.parametrize("letter", ["\N{GRINNING FACE}", "\\N{GRINNING FACE}", "\U0010ffff", "\\ud83d"])
def test_json_may_write_any_letter_as_escapes(letter: str) -> None:
    document = Document("a.json", AnswersRefused)

    assert document.root(json.dumps({"a": letter})) == Mapping([(Scalar("a", 1, 2, '"'), Scalar(letter, 1, 7, '"'))], 1, 1)


@pytest.mark.parametrize(
    ("key", "message"),
    [
        ("\u00a0a", "The key '<U+00A0>a' holds a letter that cannot be seen, U+00A0 (no-break space). Leave it out."),
        ("a\u00ad", "The key 'a<U+00AD>' holds a letter that cannot be seen, U+00AD (soft hyphen). Leave it out."),
        ("' a'", "The key ' a' holds a space before or behind it. Leave it out."),
    ],
)
def test_a_letter_in_a_key_that_cannot_be_seen_is_named(key: str, message: str) -> None:
    document = Document("a.yaml", AnswersRefused)
    root = document.root(f"b: c\n{key}: d\n")
    assert root is not None

    assert [name for name, _, _ in document.pairs(root, "It")] == ["b"]
    assert [str(fault) for fault in document.faults] == [f"a.yaml:2: {message}"]


def test_json_indented_with_tabs_is_read_without_the_fast_loader_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    document = Document("a.json", AnswersRefused)

    assert document.root('\n{\n\t"a": "b"\n}\n') == Mapping([(Scalar("a", 3, 2, '"'), Scalar("b", 3, 7, '"'))], 2, 1)
    assert document.faults == []


def test_a_letter_that_yaml_does_not_take_is_told_in_one_line() -> None:
    document = Document("a.yaml", QuestionnaireRefused)

    assert document.root("\na: \x07\nb: \x07") is None
    (fault,) = document.faults
    assert str(fault) == "a.yaml:2: The character U+0007 cannot stand in a text file. Remove it."


def test_a_text_may_have_the_most_letters_and_no_more() -> None:
    document = Document("a.yaml", QuestionnaireRefused)

    assert document.text(Scalar("a" * LONGEST_TEXT, 1, 1), "title") == "a" * LONGEST_TEXT
    assert document.faults == []
    document.text(Scalar("a" * (LONGEST_TEXT + 1), 1, 1), "title")
    assert [str(fault) for fault in document.faults] == ["a.yaml:1: title has 5,001 letters. Shorten it to 5,000 or fewer."]


@pytest.mark.parametrize("text", ["'a': b", "a: b: c", "a: \x07"])
@pytest.mark.parametrize("is_on", [True, False])
def test_looking_for_garbage_is_afterwards_as_it_was(text: str, is_on: bool) -> None:
    was_on = gc.isenabled()
    (gc.enable if is_on else gc.disable)()
    try:
        Document("a.yaml", QuestionnaireRefused).root(text)
        assert gc.isenabled() is is_on
    finally:
        (gc.enable if was_on else gc.disable)()
