"""The quick reader of simple files gives what PyYAML gives, or leaves the file to it."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.engine.template import template
from netcheck.errors import QuestionnaireRefused
from netcheck.questionnaire import yaml_reader
from netcheck.questionnaire.document import Document
from netcheck.questionnaire.yaml_reader import DEEPEST, LONGEST_SIMPLE, Mapping, Scalar, Sequence, excess, read_simple, read_yaml
from tests.conftest import SMALL_TEXT
from tests.support.walks import interviews

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
@example("answers:\n  a: [b, c] # [d]")
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


def test_the_template_is_simple(small):
    text = template(small)

    assert with_kinds(read_simple(text)) == with_kinds(from_yaml(text)[0])


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


OTHERS = ["", "answers: {a: no}", "answers:\n  a: 'no'\n", "answers:\r\n  a: no\n", "- a\n", "answers:\n\ta: no"]
OTHERS += ["a: no\nX\n", "a: no # \x07"]


@pytest.mark.parametrize("text", OTHERS)
def test_other_texts_are_left_to_pyyaml(text):
    assert read_simple(text) is None


def test_broken_yaml_raises_what_the_document_explains():
    with pytest.raises(yaml.YAMLError):
        from_yaml("a: [")


@pytest.mark.parametrize("text", [SMALL_TEXT, "a: {b: Is it? Say so, c: [x? y, d ?e]}"], ids=["small.yaml", "braces"])
def test_pyyaml_without_its_c_part_reads_the_same(monkeypatch, text):
    with_c_part = from_yaml(text)
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)

    assert from_yaml(text) == with_c_part


def test_pyyaml_without_its_c_part_refuses_a_control_character_in_the_same_words(monkeypatch):
    monkeypatch.delattr(yaml, "CBaseLoader", raising=False)
    document = Document("mine.yaml", QuestionnaireRefused)
    document.root("a: b\nc: {d: \x07}\n")

    assert list(map(str, document.faults)) == ["mine.yaml:2: The character U+0007 cannot stand in a text file. Remove it."]


def test_yaml_keeps_lines_columns_and_quotes():
    node, faults = from_yaml("# mine\na:\n  - 'yes'\n  - {b: \"c\"}\n")
    inner = Mapping([(Scalar("b", 4, 6), Scalar("c", 4, 9, '"'))], 4, 5)

    assert with_kinds(node) == with_kinds(Mapping([(Scalar("a", 2, 1), Sequence([Scalar("yes", 3, 5, "'"), inner], 3, 3))], 2, 1))
    assert faults == []


def test_an_empty_text_has_no_node():
    assert from_yaml("# nothing\n") == (None, [])


def test_what_is_used_twice_is_told_once_and_a_tag_each_time():
    twice = "This part is used twice through an anchor (&) and an alias (*). Write it out instead."

    assert from_yaml("a: &x [b]\nc: *x\nd: *x\n")[1] == [(1, twice)]
    assert from_yaml("a: !mine b\nc: !!int 5\nd: !!str e\n")[1] == [
        (1, "The tag '!mine' is not used here. Remove it."),
        (2, "The tag 'tag:yaml.org,2002:int' is not used here. Remove it."),
    ]


TOO_DEEP = "This file is nested more than 60 levels deep. A questionnaire or answers file needs far fewer."
SHAPES = {
    "brackets": lambda depth: "[" * depth + "]" * depth,
    "braces": lambda depth: "{a: " * depth + "b" + "}" * depth,
    "dashes": lambda depth: "- " * depth + "a",
    "indentation": lambda depth: "".join(" " * level + "a:\n" for level in range(depth)),
    "both": lambda depth: SHAPES["indentation"](depth - 30) + " " * (depth - 30) + SHAPES["brackets"](30),
    "never closed": lambda depth: "[" * depth,
    "beside others": lambda depth: "[" * 30 + "[], {}, " * 30 + "[" * (depth - 30) + "]" * depth,
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_nesting_is_read_down_to_a_limit(shape):
    assert excess(shape(DEEPEST)) == ""
    assert excess(shape(DEEPEST + 1)) == TOO_DEEP


class WithLimit(yaml.BaseLoader):
    """A parser that itself refuses deep nesting, in words of its own, while it reads ahead. PyYAML 6.0.4 does at 1,000."""

    def fetch_flow_collection_start(self, token_class):
        if self.flow_level > DEEPEST + 5:
            raise yaml.scanner.ScannerError(None, None, "so deep a text is not read here", self.get_mark())
        super().fetch_flow_collection_start(token_class)


LOADERS = {"in C": getattr(yaml, "CBaseLoader", None), "in Python": None, "with a limit of its own": WithLimit}


@pytest.mark.parametrize("loader", LOADERS.values(), ids=LOADERS)
@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_our_limit_is_told_whatever_the_parser_says_first(shape, loader, monkeypatch):
    monkeypatch.setattr(yaml, "CBaseLoader", loader, raising=False)

    assert excess(shape(1_500)) == TOO_DEEP
    assert excess("'é': [é, " + "[" * 1_500) == TOO_DEEP


def test_json_with_a_fault_before_a_deep_part_is_refused():
    document = Document("mine.json", QuestionnaireRefused)

    assert document.root('{"a": "\\ud800", "b": ' + "[" * 100_000) is None
    assert list(map(str, document.faults)) == [f"mine.json: {TOO_DEEP}"]


@pytest.mark.parametrize(
    "text",
    [f'a: "{"[" * 100}"', f"a: b # {'{' * 100}", "a: |\n" + " " * 200 + "b", "[" + "[], " * 100 + "[]]", "]" * 100 + "[", "-" * 100],
    ids=["quoted", "comment", "indented text", "one after the other", "closed", "dashes"],
)
def test_what_only_looks_deep_is_not_refused(text):
    assert excess(text) == ""


def test_what_looks_deep_and_cannot_be_read_is_left_to_the_reader():
    assert excess('"' + "[" * 100) == ""


def test_parts_are_read_up_to_a_limit(monkeypatch):
    monkeypatch.setattr(yaml_reader, "MOST_PARTS", 100)

    for few, many in (("[" + "a, " * 80 + "]", "[" + "a, " * 101 + "]"), ("a: b\n" * 40, "a: b\n" * 51), ("- - a\n" * 40, "- - a\n" * 51)):
        assert excess(few) == ""
        assert excess(many) == "This file has more than 100 keys, texts and lists. A questionnaire or answers file needs far fewer."
    assert excess('"' + ", " * 101) == ""


def test_a_long_text_is_left_to_the_reader_that_counts_first():
    text = "answers:\n" + "  a: no\n" * (LONGEST_SIMPLE // 9)

    assert read_simple(text) is not None
    assert read_simple(text + "  a: no\n" * (LONGEST_SIMPLE // 9)) is None
