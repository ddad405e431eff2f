"""What the tests share: the small questionnaire for the engine and the real one for content."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from netcheck import Questionnaire
from netcheck.questionnaire.load import load
from tests.support.real_terminal import RealTerminal

# A slow or busy machine must not fail a test of behavior: hypothesis would count the time it takes to make an example.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")
# Mutation testing runs each test very often, and the same way each time.
settings.register_profile("mutation", settings.get_profile("any machine"), max_examples=20, derandomize=True)

TESTS = Path(__file__).parent
SMALL = TESTS / "content" / "small.yaml"
SMALL_TEXT = SMALL.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def small() -> Questionnaire:
    return load(SMALL_TEXT, "small.yaml")


@pytest.fixture(scope="session")
def real() -> Questionnaire:
    from tests.support.examples import REAL

    return REAL


@pytest.fixture(params=[(80, 24), (40, 20)], ids=["80x24", "40x20"])
def both_sizes(request, monkeypatch):
    """A test that runs once in a window of the usual size and once in a small one."""
    monkeypatch.setattr(RealTerminal, "size", request.param)
    return request.param


@pytest.fixture
def unmeasured(monkeypatch):
    """Leaves the coverage of this test's processes unmeasured: measuring writes files of its own."""
    for name in [name for name in os.environ if name.startswith("COVERAGE_")]:
        monkeypatch.delenv(name)
