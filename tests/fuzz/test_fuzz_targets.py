"""The targets of the fuzzer take what it begins with. Fuzzing itself needs atheris and hours; a target that fails at once finds nothing."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest


def loaded() -> ModuleType:
    """The fuzzer's module, with a stand-in for the library that drives it."""
    atheris = ModuleType("atheris")
    atheris.instrument_imports = lambda **_: contextlib.nullcontext()
    sys.modules["atheris"] = atheris
    try:
        place = importlib.util.spec_from_file_location("fuzz_targets", Path(__file__).parent / "fuzz.py")
        module = importlib.util.module_from_spec(place)
        place.loader.exec_module(module)
        return module
    finally:
        del sys.modules["atheris"]


FUZZ = loaded()
SEEDS = [(name, seed) for name, (_, seeds) in FUZZ.TARGETS.items() for seed in seeds]


@pytest.mark.parametrize(("name", "seed"), SEEDS, ids=[f"{name} {number}" for number, (name, _) in enumerate(SEEDS)])
def test_a_target_takes_what_the_fuzzer_begins_with(name, seed, monkeypatch):
    monkeypatch.setattr(sys, "argv", sys.argv)
    monkeypatch.setattr(sys, "stdin", sys.stdin)
    FUZZ.TARGETS[name][0](seed.encode())
    FUZZ.TARGETS[name][0](b"")
