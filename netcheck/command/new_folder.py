"""A folder with the smallest whole questionnaire in it, for somebody to write over."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

from netcheck.author.begin import beginning
from netcheck.command import file_names, files
from netcheck.command.installing import for_shell
from netcheck.errors import CannotDo


def write_new(folder: str) -> None:
    """Write the files of a new questionnaire and say what to do next.

    Raises CannotDo, before anything is written, when one of them is there already, and when one cannot be written.
    """
    texts = beginning(datetime.datetime.now(tz=datetime.UTC).date().isoformat())
    paths = {os.path.join(folder, *name.split("/")): text for name, text in texts.items()}  # noqa: PTH118
    for path in paths:
        if os.path.lexists(path):
            raise CannotDo(f"{file_names.name_of(path)} exists already, and nothing was written. Name a new folder.")
    for path, text in paths.items():
        try:
            Path(path).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            parent = file_names.name_of(str(Path(path).parent))
            raise CannotDo(f"Cannot make the folder {parent}: {file_names.reason_and_fix(error)}") from None
        files.write(path, text, is_new=True)
    name = file_names.name_of(folder)
    files.put(
        f"A small whole questionnaire is in {name}. Write over it part by part, from the top of {file_names.name_of(next(iter(paths)))}.\n"
        f"To see what is wrong: {for_shell(('netcheck', 'check', name))}\n"
        f"To ask it: {for_shell(('netcheck', '--questions', name))}\n"
    )
