"""Example cases in files and folders."""

from __future__ import annotations

import os
import re
from typing import NoReturn

from netcheck.author.cases import Case, read_cases
from netcheck.command import file_names, files
from netcheck.errors import CannotDo, CasesRefused, Fault
from netcheck.questionnaire.model import Questionnaire


def cases_in(path: str, questionnaire: Questionnaire) -> tuple[Case, ...]:
    """The cases in a file or in the files of a folder. Raises CasesRefused with the faults of all files, CannotDo when there is no file."""
    cases: list[Case] = []
    faults: list[Fault] = []
    for file in yaml_files(path):
        try:
            cases += read_cases(files.read(file, CasesRefused), file_names.name_of(file), questionnaire)
        except CasesRefused as refused:
            faults += refused.faults
    if faults:
        raise CasesRefused(faults)
    return tuple(cases)


def yaml_files(path: str) -> tuple[str, ...]:
    """The YAML files in a folder and the folders in it, by name, or the one file that ``path`` is; hidden ones are left out.

    Raises CannotDo when there is none, or when a folder cannot be looked into.
    """
    if not os.path.isdir(path):  # noqa: PTH112
        return (path,)
    found: list[str] = []
    for folder, folders, names in os.walk(path, onerror=_refuse_folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [f"{folder.rstrip(os.sep)}{os.sep}{name}" for name in sorted(names) if re.fullmatch(r"[^.].*\.ya?ml", name, re.IGNORECASE)]
    if not found:
        raise CannotDo(f"{file_names.name_of(path)} has no file that ends in .yaml or .yml.")
    return tuple(found)


def _refuse_folder(error: OSError) -> NoReturn:
    raise CannotDo(f"Cannot read {file_names.name_of(str(error.filename))}: {file_names.reason_and_fix(error)}")
