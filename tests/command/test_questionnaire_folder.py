"""A questionnaire in a folder has a guide and example cases of its own; one in a single file says nothing of ours."""

from __future__ import annotations

import json
import re

import pytest

import netcheck
from netcheck.command.guide_reader import guide_of
from netcheck.command.installing import for_shell
from netcheck.errors import CannotDo, Refused
from netcheck.questionnaire.shipped import shipped_bytes
from tests.command.test_author_commands import author
from tests.command.test_cli import COMPLETE, run
from tests.conftest import SMALL, SMALL_TEXT
from tests.support.folders import PAGES, questionnaire_folder
from tests.test_topic import OURS

DRY = "answers: {breathing: no, danger_signs: none, symptoms: [flushing], flushing_feel: dry, flushing_faint: no, family: no}"
CASE = (
    "rest: no\n"
    "cases: [{name: dry heat, source: [leaflet], answers: {symptoms: [flushing], flushing_feel: dry}, expect: {urgency: soon}}]"
)


@pytest.fixture
def folder(tmp_path):
    return questionnaire_folder(tmp_path / "small one")


def test_the_outcome_names_the_pages_of_the_folders_own_guide(folder):
    said = run("--questions", folder, "--answers", "-", "--full", stdin=DRY, questions=False).stdout

    assert for_shell(["netcheck", "learn", "--questions", str(folder)]) in " ".join(said.split())
    assert "carcinoid-syndrome" in said


def test_the_guide_is_listed_and_read_and_a_wrong_name_is_answered_with_the_nearest(folder):
    listed = run("learn", "--questions", folder, questions=False).stdout
    page = run("--questions", folder, "learn", "carcinoid-syndrome", questions=False).stdout
    wrong = run("learn", "first-pag", questions=False, env={"NETCHECK_QUESTIONS": str(folder)})

    assert listed == (
        f"Topics of the guide. To read one: {for_shell(['netcheck', 'learn', '--questions', str(folder)])} TOPIC\n\n"
        "  first-page          What is heat in the face?\n  carcinoid-syndrome  Heat that comes back\n"
    )
    assert page.startswith("# Heat that comes back\n\nIt may come back.\n\n## Help lines\n\n- A help line: Call 555.")
    assert "- A page. A clinic (2025). https://example.org/page" in page
    assert "There is no topic 'first-pag'. Did you mean 'first-page'?" in wrong.stderr


def test_a_single_file_has_no_guide_and_offers_none():
    learn = run("learn", "--questions", SMALL, questions=False)
    said = run("--answers", "-", "--full", stdin=DRY).stdout
    asked = run("--plain", stdin="\n2\n3\n4\n2\nr\n1\nq\n")

    assert (learn.returncode, learn.stdout) == (1, "")
    assert learn.stderr == "netcheck: This questionnaire has no guide. Its pages stand in a folder, in guide/ beside questions.yaml.\n"
    assert "netcheck learn" not in said
    assert "To read, and sources" in asked.stdout + asked.stderr
    assert "Read about a topic" not in asked.stdout + asked.stderr


def test_who_names_the_file_that_comes_with_the_program_has_its_guide(tmp_path):
    copy = tmp_path / "copy.yaml"
    copy.write_bytes(shipped_bytes())

    assert run("learn", "--questions", copy, questions=False).stdout == run("learn", questions=False).stdout
    copy.write_bytes(shipped_bytes() + b"\n# edited\n")
    assert run("learn", "--questions", copy, questions=False).returncode == 1


def test_a_folder_without_questions_is_told_so(tmp_path):
    done = author("check", tmp_path)

    assert done.stderr == f"netcheck: The folder {tmp_path} has no questions.yaml. Name one that has, or begin with 'netcheck new'.\n"


def test_every_command_for_authors_takes_a_folder(folder):
    assert author("tree", folder).stdout == author("tree", SMALL).stdout
    assert author("schema", "answers", "--questions", folder).stdout == author("schema", "answers", "--questions", SMALL).stdout
    assert author("template", "--questions", folder).stdout == author("template", "--questions", SMALL).stdout
    assert author("what-if", "-", "--questions", folder, stdin=DRY).stdout == author("what-if", "-", "--questions", SMALL, stdin=DRY).stdout
    assert json.loads(author("diff", folder, SMALL, "--format", "json").stdout)["is_lowered"] is False
    done = author("tree", folder, "--output", folder / "questions.yaml")
    assert done.stderr == f"netcheck: --output and FILE name the same file, {folder / 'questions.yaml'}. Give each a file of its own.\n"


def test_check_looks_into_the_guide_and_runs_the_cases_of_a_folder(folder):
    (folder / "cases").mkdir()
    (folder / "cases" / "heat.yaml").write_text(CASE, encoding="utf-8")
    done = author("check", folder)

    assert "N402" not in done.stdout
    assert "1 of 1 cases hold" in done.stdout
    (folder / "guide" / "carcinoid-syndrome.md").rename(folder / "guide" / "heat.md")
    assert "error N402: 'dry_flushing' says learn 'carcinoid-syndrome', but the guide has no such topic." in author("check", folder).stdout


def test_faults_of_pages_are_findings_with_their_line(folder):
    (folder / "guide" / "heat.md").write_text("---\ntitle: Heat\norder: 3\nsources: [leaflt]\n---\n\nHeat.\n", encoding="utf-8")
    (folder / "guide" / "Cold days.md").write_text("---\ntitle: Cold\norder: 4\nsources: [leaflet]\n---\n\nCold.\n", encoding="utf-8")
    done = author("check", folder)

    assert f"{folder / 'guide' / 'heat.md'}:4:1: error N001: The source 'leaflt' does not exist. Did you mean 'leaflet'?" in done.stdout
    assert (
        f"{folder / 'guide' / 'Cold days.md'}:1:1: error N001: The name of a page is its topic. "
        "'Cold days' must be lower-case letters, digits, _ and - only."
    ) in done.stdout
    with pytest.raises(Refused):
        guide_of(str(folder), netcheck.load_questionnaire(str(folder)))


def test_pages_with_the_line_ends_of_windows_are_read(folder):
    (folder / "guide" / "heat.md").write_bytes(PAGES["first-page"].replace("\n", "\r\n").encode())

    page = run("learn", "--questions", folder, "heat", questions=False).stdout
    assert page.startswith("# What is heat in the face?\n\nHeat is **warm**.\n")


def test_a_guide_without_pages_is_none(folder):
    for page in (folder / "guide").glob("*.md"):
        page.unlink()
    with pytest.raises(CannotDo, match=r"^This questionnaire has no guide\."):
        guide_of(str(folder), netcheck.load_questionnaire(str(folder)))
    assert "netcheck learn" not in run("--questions", folder, "--answers", "-", "--full", stdin=DRY, questions=False).stdout


def test_a_guide_that_cannot_be_read_is_told_at_the_outcome_and_ends_nothing(folder):
    (folder / "guide" / "heat.md").write_text("no front matter", encoding="utf-8")
    asked = run("--questions", folder, "--plain", stdin="\n2\n3\n4\n2\n1\n1\n3\nb\nf\n5\n", questions=False)
    said = asked.stdout + asked.stderr

    assert asked.returncode == 0
    assert "heat.md: A topic starts with '---', the lines title, order and sources, and '---'." in said
    assert "fault of netcheck itself" not in said


def test_another_questionnaire_says_nothing_of_ours(tmp_path):
    words = {"flushing": "rash", "911": "999", "stools": "eyes", "tumor": "rash", "diarrhea": "eyes", "carcinoid-syndrome": "rash"}
    text, answers = (re.sub("|".join(words), lambda found: words[found[0]], one) for one in (SMALL_TEXT, COMPLETE))
    file = tmp_path / "rash.yaml"
    file.write_text(text, encoding="utf-8")
    said = [
        run("--questions", file, "--plain", stdin="\n2\n3\n4\n2\nr\n1\n1\n1\nb\n2\n3\nf\n", questions=False, folder=tmp_path),
        run("--questions", file, "--answers", "-", "--full", stdin=answers, questions=False),
        run("--questions", file, "--answers", "-", "--format", "markdown", stdin=answers, questions=False),
        run("--questions", file, "--answers", "-", "--sheet", "s.md", stdin=answers, questions=False, folder=tmp_path),
        run("--help", questions=False, env={"NETCHECK_QUESTIONS": str(file)}),
        run("template", "--questions", file, questions=False),
        run("learn", "--help", questions=False),
    ]
    texts = [done.stdout + done.stderr for done in said] + [(tmp_path / "s.md").read_text(encoding="utf-8")]

    assert [OURS.findall(text) for text in texts] == [[]] * len(texts)
    assert all(done.returncode == 0 for done in said)
    assert "In an emergency call 999" in texts[4]
