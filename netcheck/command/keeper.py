"""The file that keeps an interview while it is held."""

from __future__ import annotations

import os

from netcheck.command import file_names, files
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.errors import CannotDo, NetcheckError


class Keeper:
    """Saves an interview each time it has changed, and knows the ``latest`` and whether it is saved."""

    def __init__(self, path: str, begun: Interview, *, may_replace: bool) -> None:
        self.path = path
        self.latest = begun
        self.text = answers.write(begun)
        files.refuse_to_replace(path, unless=may_replace)
        # A file that is gone on from stays as it is until something changes: it can hold answers that do not fit any more.
        kept: str | bytes = files.bytes_of(path) if may_replace else self.text
        # A place that cannot be written to is said before the first question, not after the last.
        self.kept = files.write(path, kept, is_new=not may_replace)

    def __call__(self, interview: Interview) -> None:
        """Save. Raises CannotDo when that is not possible, or when the file is no longer as it was left."""
        self.latest = interview
        text = answers.write(interview)
        if text == self.text and os.path.lexists(self.path):
            return
        if os.path.lexists(self.path) and files.bytes_of(self.path) != self.kept:
            raise CannotDo(f"{file_names.name_of(self.path)} was changed by another program, so it is not overwritten.")
        self.kept = files.write(self.path, text)
        self.text = text

    def unsaved(self, interview: Interview) -> str:
        """Why the latest answers are not saved, after one more attempt; "" when they are."""
        try:
            self(interview)
        except NetcheckError as error:
            return str(error)
        return ""
