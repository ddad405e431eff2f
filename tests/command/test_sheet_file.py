"""A sheet is printed on the paper of the person's country, or on the one they name."""

import os
import subprocess
import sys

import pypdf
import pytest

from netcheck.command.options import Paper
from netcheck.command.sheet_file import paper_of
from tests.conftest import SMALL


@pytest.mark.parametrize("language", ["", "C", "C.UTF-8", "en_US.UTF-8", "es_MX", "fr-CA", "English_United States", "fil_PH"])
def test_letter_in_its_countries_and_where_no_country_is_known(language):
    assert paper_of(language) is Paper.LETTER


@pytest.mark.parametrize("language", ["de_AT.UTF-8", "en_GB", "fa_IR.UTF-8", "zh-CN", "German_Germany.1252", "ca_ES", "de_DE@euro"])
def test_a4_everywhere_else(language):
    assert paper_of(language) is Paper.A4


@pytest.mark.parametrize(
    ("options", "environment", "height"),
    [
        ([], {"LC_ALL": "en_GB.UTF-8"}, 842),
        ([], {"LC_ALL": "", "LC_PAPER": "de_DE.UTF-8", "LANG": "en_US.UTF-8"}, 842),
        ([], {"LC_ALL": "en_US.UTF-8"}, 792),
        (["--paper", "a4"], {"LC_ALL": "en_US.UTF-8"}, 842),
        (["--paper", "letter"], {"LC_ALL": "en_GB.UTF-8"}, 792),
        ([], {"LC_ALL": "en_US.UTF-8", "NETCHECK_PAPER": "a4"}, 842),
    ],
)
def test_a_sheet_is_on_the_paper_of_the_country_or_the_one_asked_for(tmp_path, options, environment, height):
    (tmp_path / "a.yaml").write_text("answers: {breathing: no}", encoding="utf-8")
    command = [sys.executable, "-m", "netcheck", "--answers", "a.yaml", "--sheet", "s.pdf", *options]
    done = subprocess.run(command, check=False, cwd=tmp_path, env=os.environ | environment, capture_output=True, encoding="utf-8")

    assert done.returncode == 0, done.stderr
    assert round(pypdf.PdfReader(tmp_path / "s.pdf").pages[0].mediabox.height) == height


def test_a_letter_that_no_pdf_can_show_is_told_before_the_first_question(tmp_path):
    text = SMALL.read_text(encoding="utf-8").replace("Watery stools", "Watery \U0010fffd stools")
    (tmp_path / "q.yaml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "netcheck", "--questions", "q.yaml", "--plain", "--sheet"]
    asked = {"cwd": tmp_path, "input": "\n2\n", "capture_output": True, "encoding": "utf-8"}

    done = subprocess.run([*command, "s.pdf"], check=False, **asked)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "netcheck: A PDF sheet cannot show the letter '<U+10FFFD>' of this questionnaire. Install a font that has it, or "
    )
    assert "Are you fighting for breath?" in subprocess.run([*command, "s.html"], check=False, **asked).stderr
