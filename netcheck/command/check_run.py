"""What ``netcheck check`` does: the findings, the faults of the guide, the example cases and the proof, one after the other."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from netcheck.author.begin import QUESTIONS, beginning
from netcheck.author.case_results import run
from netcheck.author.check import check
from netcheck.author.coverage import coverage, mutation
from netcheck.author.finding import Finding, refusal
from netcheck.author.half_written import half_written
from netcheck.command import files, guide_reader
from netcheck.command.case_files import cases_in
from netcheck.command.questionnaire_file import with_guide
from netcheck.errors import QuestionnaireRefused, Refused
from netcheck.guide.marks import AdviceLine
from netcheck.questionnaire.load import Loaded, load_with_places
from netcheck.questionnaire.model import Questionnaire
from netcheck.render import cases as render_cases


def is_faulty(
    path: str | None, text: str, name: str, *, write: Callable[[tuple[Finding, ...]], str], cases: str | None, prove: bool
) -> bool:
    """Print what is found about the questionnaire that ``path`` names; whether anything must be mended."""
    try:
        loaded = load_with_places(text, name)
    except QuestionnaireRefused as refused:
        files.put(write(half_written(refused, text, beginning()[QUESTIONS])))
        return True
    topics, lines, faults = _guide(path, with_guide(loaded.questionnaire, path, text))
    found = (*check(loaded, topics=topics, today=datetime.datetime.now(tz=datetime.UTC).date(), lines=lines), *faults)
    files.put(write(found))
    faulty = any(one.severity == "error" for one in found)
    if cases is not None:
        faulty = _run_cases(cases, loaded) or faulty
    if prove:
        faulty = _prove(loaded) or faulty
    return faulty


def _guide(file: str | None, questionnaire: Questionnaire) -> tuple[set[str], tuple[AdviceLine, ...], tuple[Finding, ...]]:
    """The topics of the guide of a questionnaire, the lines that say how soon to act, and a finding for each fault in its pages."""
    if not questionnaire.guide_call:
        return set(), (), ()
    try:
        topics = guide_reader.guide_of(file, questionnaire).topics
    except Refused as refused:
        return set(guide_reader.pages_of(file)), (), tuple(map(refusal, refused.faults))
    return {topic.id for topic in topics}, tuple(line for topic in topics for line in topic.lines), ()


def _prove(loaded: Loaded) -> bool:
    """Print what holds for all answers and what does not; whether anything is refuted or undecided."""
    from netcheck.author.prove.proof import prove
    from netcheck.render import proof as render_proof

    found = prove(loaded.questionnaire)
    files.put(render_proof.text(found))
    return not found.is_safe


def _run_cases(path: str, loaded: Loaded) -> bool:
    """Print every case that came out otherwise than expected, and what no case covers; whether one did."""
    found = cases_in(path, loaded.questionnaire)
    results = [(case, run(case, loaded.questionnaire)) for case in found]
    is_faulty = any(mismatches for _, mismatches in results)
    # What the cases leave untested can be told only when all of them hold.
    untested = () if is_faulty else (coverage(loaded, found), mutation(loaded, found))
    files.put(render_cases.text(results, loaded.name, *untested))
    return is_faulty
