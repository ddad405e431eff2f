"""Puts the packed questionnaire into the wheel. An editable install has none and reads questions.yaml."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class PackQuestionnaire(BuildHookInterface):
    """Loads questions.yaml, so that a broken one cannot be shipped, and packs it."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add ``netcheck/packed_questions.py`` to the files of the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, self.root)
        from netcheck.questionnaire.document import content_text
        from netcheck.questionnaire.load import load
        from netcheck.questionnaire.packed import module_text

        name = "questions.yaml"
        source = (Path(self.root) / name).read_bytes()
        self.folder = tempfile.TemporaryDirectory()
        module = Path(self.folder.name) / "packed_questions.py"
        module.write_text(module_text(source, load(content_text(source, name), name)), encoding="utf-8")
        build_data["force_include"][str(module)] = "netcheck/packed_questions.py"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002
        """Remove what was made for the build."""
        if version != "editable":
            self.folder.cleanup()
