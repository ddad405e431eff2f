"""A form that somebody else's software draws in a real browser, and a person who answers it there."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import netcheck
from netcheck.author.cases import Case, read_cases
from netcheck.engine.interview import Interview
from netcheck.engine.outcome import Outcome, assess
from netcheck.questionnaire.model import Entered
from netcheck.records import response
from netcheck.records.questionnaire import fhir_questionnaire
from tests.conftest import TESTS
from tests.records.outside.answered import Resource, every_item, response_to

REAL = netcheck.load_questionnaire()
FORM = fhir_questionnaire(REAL)
TYPES = {item["linkId"]: item["type"] for item in every_item(FORM)}


class Drawn(Protocol):
    """One questionnaire as it stands on a page."""

    def choose(self, link: str, codes: list[str]) -> None:
        """Click choices of a question, as a person does."""

    def type_in(self, link: str, text: str) -> None:
        """Type into a question that has a line to type into."""

    def wait_for(self, shown: set[str], hidden: set[str]) -> None:
        """Wait until these items stand on the page, and those do not."""

    def response(self) -> Resource:
        """The QuestionnaireResponse of what was clicked."""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing on standard error."""


@contextmanager
def page_of(folder: Path, html: str, browser: Any) -> Iterator[Any]:
    """A page of the browser, and in ``page.address`` where ``html`` is, with the files of the folder beside it."""
    (folder / "page.html").write_text(html, encoding="utf-8")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    page = browser.new_page(viewport={"width": 1000, "height": 3000})
    page.address = f"http://127.0.0.1:{server.server_port}/page.html"
    try:
        yield page
    finally:
        page.close()
        server.shutdown()


def some_cases(count: int) -> list[Case]:
    """So many of the example people, from all files."""
    files = sorted((TESTS / "cases").glob("*.yaml"))
    cases = [case for file in files for case in read_cases(file.read_text("utf-8"), file.name, REAL)]
    return cases[:: len(cases) // count][:count]


def answer_as(case: Case, there: Drawn) -> None:
    """Answer as this person, and see that the page tells them what we tell them, and gives back what was clicked."""
    interview = case.interview(REAL)
    for question, answer in interview.answers.items():
        if isinstance(answer, Entered):
            there.type_in(f"{question}.entered" if TYPES.get(f"{question}.entered") else question, answer.text)
        else:
            there.choose(question, [f"{question}.{choice}" for choice in sorted(answer)])

    told = {f"advice.{earned.advice.id}" for earned in assess(interview).earned if earned.speaks}
    there.wait_for(told, {f"advice.{advice.id}" for advice in REAL.advice} - told)
    given = there.response()
    assert _worked_out(given) == how_soon(assess(interview))
    assert _without_words(given) == _without_words(response_to(FORM, interview))
    taken = response.read(json.dumps(given), "response.json", REAL)
    assert assess(Interview(REAL, taken.saved.strict().steps)) == assess(interview)


def how_soon(outcome: Outcome) -> str:
    """What a form must say of how soon to act."""
    return "Not complete yet. No advice so far." if outcome.is_nothing_yet else f"{outcome.urgency.title} ({outcome.urgency.by})"


def _worked_out(answered: Resource) -> str:
    """How soon, as the form works it out itself."""
    return next(str(item["answer"][0]["valueString"]) for item in every_item(answered) if item["linkId"] == "outcome.urgency")


def _without_words(answered: Resource) -> dict[str, list[str]]:
    """What was answered, without what a renderer adds: displays, texts, and the result it calculates."""
    found = {}
    for group in answered.get("item", ()):
        for item in group.get("item", ()):
            if TYPES[item["linkId"]] != "display" and not item["linkId"].startswith("outcome."):
                found[item["linkId"]] = sorted(
                    str(answer.get("valueCoding", {}).get("code") or next(iter(answer.values()))) for answer in item.get("answer", ())
                )
    return found
