"""Reading and writing files: clear refusals, whole files, and no one else's eyes."""

from __future__ import annotations

import errno
import os

import pytest

from netcheck.command import files
from netcheck.command.keeper import Keeper
from netcheck.command.questionnaire_file import load_questionnaire
from netcheck.engine.interview import Interview
from netcheck.errors import AnswersRefused, CannotDo
from netcheck.questionnaire import shipped
from netcheck.questionnaire.document import LARGEST
from netcheck.questionnaire.shipped import shipped_questionnaire
from tests.command.test_cli import run
from tests.conftest import SMALL_TEXT
from tests.support.systems import is_for_its_owner_alone, make_link, make_pipe


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CannotDo, match=r"^Cannot read .*nothing\.yaml: no such file or directory\. Check the name and its folder\.$"):
        files.read(str(tmp_path / "nothing.yaml"), AnswersRefused)


def test_a_name_that_no_file_can_have_is_refused():
    with pytest.raises(CannotDo, match=r"^No file can have the name "):
        files.read("a\0b", AnswersRefused)


def test_a_folder_is_named_as_one(tmp_path):
    with pytest.raises(CannotDo, match=r"is a folder, not a file\. Name the file in it\.$"):
        files.read(str(tmp_path), AnswersRefused)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"answers:\n\xff\xfe", "f:2: This is not UTF-8 text from here on. Save the file as UTF-8 text."),
        ("a: b\nc".encode("utf-16") + b"d", "f:2: This is not UTF-16 text from here on. Save the file as UTF-8 text."),
        ("answers:".encode("utf-32"), "f:1: This is not a text file: it holds a NUL byte."),
        (b"a: b\nc: \0", "f:2: This is not a text file: it holds a NUL byte."),
        (b" " * (LARGEST + 1), "f: This file is larger than 4 MB. Nothing netcheck reads needs that."),
    ],
)
def test_what_is_not_text_is_refused_in_one_sentence(tmp_path, data, message):
    path = tmp_path / "f"
    path.write_bytes(data)
    with pytest.raises(AnswersRefused) as refused:
        files.read(str(path), AnswersRefused)
    assert str(refused.value) == message.replace("f:", f"{path}:", 1)


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path):
    path = tmp_path / "f"
    path.write_bytes(b"\xef\xbb\xbfanswers:")
    assert files.read(str(path), AnswersRefused) == "answers:"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be"])
def test_a_file_is_read_as_windows_writes_it(tmp_path, encoding):
    """Notepad begins UTF-8 with a mark, and '>' of PowerShell 5 writes UTF-16 with one."""
    path = tmp_path / "mine.yaml"
    path.write_bytes(("" if encoding == "utf-8-sig" else "\ufeff").encode(encoding) + "answers:\r\n  breathing: no\r\n".encode(encoding))

    done = run("--answers", str(path))

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("NOT FINISHED")


def test_a_questionnaire_is_the_same_in_each_encoding_and_with_each_kind_of_line_end(tmp_path):
    told = set()
    for encoding, line_end in [("utf-8", "\n"), ("utf-8-sig", "\r\n"), ("utf-16", "\r\n")]:
        path = tmp_path / f"{encoding}.yaml"
        path.write_bytes(SMALL_TEXT.replace("\n", line_end).encode(encoding))
        told.add(load_questionnaire(str(path)).content_hash)
    assert len(told) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_file_that_is_written_anew_keeps_its_kind_of_line_ends(tmp_path, encoding):
    path = tmp_path / "a.yaml"
    path.write_bytes("answers:\r\n  breathing: no\r\n".encode(encoding))
    assert files.write(str(path), "answers:\n  breathing: yes\n") == path.read_bytes() == b"answers:\r\n  breathing: yes\r\n"

    path.write_bytes(b"answers:\n")
    files.write(str(path), "answers: {}\n")
    assert path.read_bytes() == b"answers: {}\n"


def test_saved_answers_with_other_line_ends_are_gone_on_from_and_stay_as_they_are_until_something_changes(tmp_path, small):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfanswers:\r\n")
    begun = Interview(small)
    keeper = Keeper(str(path), begun, may_replace=True)
    assert path.read_bytes() == b"\xef\xbb\xbfanswers:\r\n"

    for question, answer in [("breathing", "no"), ("danger_signs", ["none"])]:
        begun = begun.take(question, answer)
        keeper(begun)
        written = path.read_bytes()
        assert written.count(b"\r\n") == written.count(b"\n") > 1


def test_a_pipe_that_nobody_writes_to_does_not_hang(tmp_path):
    path = tmp_path / "pipe"
    make_pipe(path)
    assert files.read(str(path), AnswersRefused) == ""


def test_a_written_file_is_whole_and_only_for_its_owner(tmp_path):
    path = tmp_path / "answers.yaml"
    path.write_text("old", encoding="utf-8")
    path.chmod(0o644)
    files.write(str(path), "new\n")

    assert path.read_text(encoding="utf-8") == "new\n"
    assert is_for_its_owner_alone(path)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_not_followed_when_writing(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("mine", encoding="utf-8")
    make_link(link, target)
    with pytest.raises(CannotDo, match=r"is not an ordinary file, so it is not overwritten\. Choose another name\.$"):
        files.write(str(link), "new")
    assert target.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(CannotDo, match=r"^Cannot write .*: no such .* Nothing was changed there\. Check the name and its folder\.$"):
        files.write(str(tmp_path / "no" / "f"), "new")


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(tmp_path, monkeypatch):
    path = tmp_path / "f"
    path.write_text("old", encoding="utf-8")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CannotDo, match=r"no space left on device\. Nothing was changed there\. Make room on that disk, or "):
        files.write(str(path), "new")
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_on_a_disk_where_no_file_has_two_names_a_new_file_is_made_and_none_is_replaced(tmp_path, monkeypatch):
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(files.os, "link", refuse)
    path = tmp_path / "new.yaml"
    files.write(str(path), "first", is_new=True)
    with pytest.raises(CannotDo, match="exists already and is not overwritten"):
        files.write(str(path), "second", is_new=True)

    assert {file.name: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {"new.yaml": "first"}


def test_a_program_without_its_questionnaire_says_to_install_it_again(monkeypatch, tmp_path):
    def missing(*_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(shipped.pkgutil, "get_data", missing)
    monkeypatch.setattr(shipped, "__file__", str(tmp_path / "netcheck" / "questionnaire" / "shipped.py"))
    with pytest.raises(CannotDo, match=r"^The questionnaire that belongs to netcheck is missing \(no such file or directory\)\. Install"):
        shipped_questionnaire()
