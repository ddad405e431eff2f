"""The packed questionnaire: the same as the parsed one, and never a stale one."""

from __future__ import annotations

import json
import sys
import types
from pathlib import Path
from typing import NamedTuple

import pytest

import netcheck
from netcheck.command import questionnaire_file
from netcheck.questionnaire import packed
from netcheck.questionnaire.document import content_text
from netcheck.questionnaire.load import load
from tests.conftest import SMALL

REPOSITORY = Path(__file__).parent.parent.parent
SOURCE = SMALL.read_bytes()


def parse(source):
    return load(content_text(source, "questions.yaml"), "questions.yaml")


@pytest.fixture
def installed(monkeypatch):
    """Put a packed copy of the small questionnaire into this process as if it were installed."""
    module = types.ModuleType("netcheck.packed_questions")
    exec(packed.module_text(SOURCE, parse(SOURCE)), module.__dict__)  # noqa: S102
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.delenv("NETCHECK_PACKED", raising=False)
    return module


def beside_it(monkeypatch, source):
    monkeypatch.setattr(questionnaire_file, "shipped_bytes", lambda: source)


@pytest.mark.parametrize("source", [SOURCE, (REPOSITORY / "questions.yaml").read_bytes()])
def test_what_is_unpacked_equals_what_is_parsed(source):
    parsed = parse(source)
    unpacked = packed.unpack(packed.pack(parsed))

    assert unpacked == parsed
    assert list(unpacked.sources) == list(parsed.sources)
    assert unpacked.questions == parsed.questions
    assert unpacked.emergencies_about == parsed.emergencies_about


def test_kinds_survive_and_not_only_values(small, real):
    for questionnaire in (small, real):
        unpacked = packed.unpack(packed.pack(questionnaire))

        assert packed.pack(unpacked) == packed.pack(questionnaire)


def test_json_between_packing_and_unpacking_changes_nothing(small, real):
    for questionnaire in (small, real):
        again = packed.from_json(json.loads(json.dumps(packed.pack(questionnaire))))

        assert again == questionnaire
        assert packed.pack(again) == packed.pack(questionnaire)


@pytest.mark.usefixtures("installed")
def test_the_packed_copy_of_the_same_bytes_is_used(monkeypatch):
    beside_it(monkeypatch, SOURCE)
    monkeypatch.setitem(sys.modules, "netcheck.questionnaire.load", None)

    assert netcheck.load_questionnaire().title == parse(SOURCE).title


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("edit", [lambda data: data + b"\n", lambda data: data.replace(b"edition: 2026-01-31", b"edition: 2027-01-31")])
def test_an_edited_file_is_read_itself(monkeypatch, edit):
    beside_it(monkeypatch, edit(SOURCE))

    assert netcheck.load_questionnaire() == parse(edit(SOURCE))


def test_a_copy_packed_for_another_model_is_not_used(installed):
    installed.SHAPE = installed.SHAPE[1:]

    assert packed.packed_questionnaire(SOURCE) is None


@pytest.mark.parametrize(("word", "used"), [("no", False), ("NO", False), ("0", False), ("false", False), ("yes", True), ("", True)])
def test_it_can_be_turned_off(installed, monkeypatch, word, used):
    beside_it(monkeypatch, SOURCE)
    monkeypatch.setenv("NETCHECK_PACKED", word)
    installed.QUESTIONNAIRE = packed.pack(parse(SOURCE.replace(b"edition: 2026-01-31", b"edition: packed")))

    assert (netcheck.load_questionnaire().edition == "packed") is used


def test_a_checkout_has_no_packed_copy():
    assert not (REPOSITORY / "netcheck" / "packed_questions.py").exists()
    assert packed.packed_questionnaire((REPOSITORY / "questions.yaml").read_bytes()) is None


class Unknown(NamedTuple):
    """A record of none of the known kinds."""

    id: str


@pytest.mark.parametrize("part", [object(), Unknown("a")])
def test_what_is_no_part_of_a_questionnaire_is_not_packed(part):
    with pytest.raises(TypeError, match=rf"^{type(part).__name__} is no part of a questionnaire\.$"):
        packed.pack(part)


def test_line_ends_do_not_change_the_content_hash():
    windows = SOURCE.replace(b"\n", b"\r\n")

    assert parse(windows).content_hash == parse(SOURCE).content_hash
