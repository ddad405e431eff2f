"""The answers that a file holds, ours or a health record's, as an interview."""

from __future__ import annotations

import re

from netcheck.command import file_names, files
from netcheck.command.clock import today_for
from netcheck.engine import answers
from netcheck.engine.interview import Interview
from netcheck.errors import AnswersRefused
from netcheck.questionnaire.model import Questionnaire

_RESOURCE = re.compile(r'\s*(?:\{.*"resourceType"\s*:|<.*hl7\.org/fhir)', re.DOTALL)
"""How a resource of FHIR can be told from an answers file: nothing of ours holds these words unescaped."""


def interview_from(path: str, questionnaire: Questionnaire) -> Interview:
    """The interview of the answers in a file. Raises AnswersRefused with every one that does not fit."""
    text, name, today = files.read(path, AnswersRefused), file_names.name_of(path), today_for(questionnaire)
    if not _RESOURCE.match(text):
        return Interview(questionnaire, answers.read(text, name, questionnaire, today).strict().steps)
    # Imported here because most runs have no health record.
    from netcheck.records import response

    found = response.read(text, name, questionnaire, today)
    steps = found.saved.strict().steps
    kept_out = [f"Not read from this response: {', '.join(found.kept_out)}."] if found.kept_out else []
    for note in (*kept_out, *found.saved.notes(questionnaire)):
        files.tell(f"{name}: {note}")
    return Interview(questionnaire, steps)
