"""The quick reader of simple files gives what PyYAML gives, or leaves the file to it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netcheck import answers
from netcheck.document import Document
from netcheck.errors import QuestionnaireRefused
from netcheck.interview import Interview
from netcheck.nodes import Mapping, Scalar, Sequence, read_simple, read_yaml
from tests.conftest import SMALL
from tests.walks import interviews

PARTS = ["edition", "answers", "a", "b_2", "no", "2026-11-22", ": ", ":", "[", "]", ", ", ",", "{", "}", "-", "- ", "?", "#", " # why", "'"]
PARTS += ['"', "&a", "*a", "!", "|", ">", "%", "~", "null", "---", "...", " ", "  ", "\n", "\n  ", "\n    ", "\t", "\r", "\N{SNOWMAN}"]
LINES = ["answers:", "edition: 2026-11-22", "edition:", "  a: no", "  a: [b, c]", "   a: no", "  a:", "  a: []", "  a: [b c]", "  a: [b,]"]
LINES += ["# note", "    # note", "", "   ", "  a: no # note", "  a: no# note", "  a : no", "a: no", "  a: -", "  a: [b, -]", "  no"]

texts = st.one_of(st.lists(st.sampled_from(LINES)).map("\n".join), st.lists(st.sampled_from(PARTS), max_size=30).map("".join))


def with_kinds(node):
    """The node in a form in which a list and a mapping are never equal."""
    if isinstance(node, Mapping):
        return ("mapping", node.line, node.column, [(with_kinds(key), with_kinds(value)) for key, value in node.value])
    if isinstance(node, Sequence):
        return ("list", node.line, node.column, [with_kinds(item) for item in node.value])
    return node


def from_yaml(text):
    faults = []
    return read_yaml(text, lambda line, message: faults.append((line, message))), faults


@settings(max_examples=2000)
@example("answers:\n  " + "a" * 1100 + ": no")
@example("edition: a\n  b: no")
@example("answers:\n  a: no\n b: no")
@example("answers:\n  a:\n    b: no")
@example("answers: no\n  a: no")
@given(texts)
def test_a_simple_text_is_read_as_pyyaml_reads_it(text):
    simple = read_simple(text)
    if simple is not None:
        node, faults = from_yaml(text)
        assert faults == []
        assert with_kinds(simple) == with_kinds(node)


def test_saved_answers_are_simple(small):
    @given(interviews(small))
    def holds(interview: Interview) -> None:
        text = answers.write(interview)
        assert read_simple(text) is not None
        assert with_kinds(read_simple(text)) == with_kinds(from_yaml(text)[0])

    holds()


def test_lines_and_words_are_kept():
    text = "# mine\nedition: 2026-11-22\n\nanswers:  # all of them\n  breathing: no\n  symptoms: [a, not_sure]\n  family:\n"
    picks = Sequence([Scalar("a", 6, 14), Scalar("not_sure", 6, 17)], 6, 13)
    inner = Mapping(
        [
            (Scalar("breathing", 5, 3), Scalar("no", 5, 14)),
            (Scalar("symptoms", 6, 3), picks),
            (Scalar("family", 7, 3), Scalar("", 7, 10)),
        ],
        5,
        3,
    )
    top = [(Scalar("edition", 2, 1), Scalar("2026-11-22", 2, 10)), (Scalar("answers", 4, 1), inner)]
    assert read_simple(text) == Mapping(top, 2, 1)


@pytest.mark.parametrize("text", ["", "answers: {a: no}", "answers:\n  a: 'no'\n", "answers:\r\n  a: no\n", "- a\n", "answers:\n\ta: no"])
def test_other_texts_are_left_to_pyyaml(text):
    assert read_simple(text) is None


def test_broken_yaml_raises_what_the_document_explains():
    with pytest.raises(yaml.YAMLError):
        from_yaml("a: [")


@pytest.mark.parametrize("text", [SMALL.read_text(), "a: {b: Is it? Say so, c: [x? y, d ?e]}"], ids=["small.yaml", "braces"])
def test_pyyaml_without_its_c_part_reads_the_same(monkeypatch, text):
    with_c_part = from_yaml(text)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)

    assert from_yaml(text) == with_c_part


def test_pyyaml_without_its_c_part_refuses_a_control_character_in_the_same_words(monkeypatch):
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    document = Document("mine.yaml", QuestionnaireRefused)
    document.root("a: b\nc: {d: \x07}\n")

    assert list(map(str, document.faults)) == ["mine.yaml:2: The character U+0007 cannot stand in a text file. Remove it."]
