"""What the tests share: the small questionnaire for the engine and the real one for content."""

from __future__ import annotations

from pathlib import Path

import pytest

import netcheck
from netcheck import Questionnaire
from netcheck.load import load

TESTS = Path(__file__).parent
SMALL = TESTS / "content" / "small.yaml"


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return load(SMALL.read_text(), "small.yaml")


@pytest.fixture(scope="session")
def real() -> Questionnaire:
    return netcheck.load_questionnaire()
