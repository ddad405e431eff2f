"""What a whole table came to, as text with bars and as JSON."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from netcheck.cohort.tally import REFUSED, Tally
from netcheck.questionnaire.model import Questionnaire

BAR, WIDTH = "#", 30
MOST_ADVICE, MOST_FAULTS = 20, 10
"""How much of each list a summary shows; the rest is counted."""


def text(tally: Tally, questionnaire: Questionnaire, *, is_compared: bool = False) -> str:
    """The summary in lines of at most 80 letters where its words allow."""
    titles = {urgency.id: urgency.title for urgency in questionnaire.urgencies}
    counts = {titles[id_]: tally.urgencies[id_] for id_ in titles}
    counts |= {"Nothing yet, answers are missing": tally.open, "Refused, a value does not fit": tally.refused}
    lines = [f"{_people(tally.people)}, edition {questionnaire.edition}.", "", *_bars(counts, tally.people)]
    if tally.incomplete:
        lines.append(f"Not complete: {tally.incomplete}. More answers can make their advice more urgent, never less.")
    if tally.advice:
        lines += ["", "Advice, most frequent first:", *_bars(dict(tally.advice.most_common(MOST_ADVICE)), tally.people)]
        if len(tally.advice) > MOST_ADVICE:
            lines.append(f"  … and {len(tally.advice) - MOST_ADVICE} more.")
    if tally.refused:
        lines += ["", f"Refused: {tally.refused}. Their rows are in the output with the fault and without an urgency."]
        lines += [f"  {count} times: {message}" for message, count in tally.faults.most_common(MOST_FAULTS)]
        if len(tally.faults) > MOST_FAULTS:
            lines.append(f"  … and {len(tally.faults) - MOST_FAULTS} more kinds.")
    if is_compared:
        lines += ["", *_changed(tally, titles)]
    lines += ["", questionnaire.notice]
    return "\n".join(lines) + "\n"


def to_json(tally: Tally, questionnaire: Questionnaire, *, is_compared: bool = False) -> str:
    """The summary as a JSON object."""
    found: dict[str, Any] = {
        "people": tally.people,
        "edition": questionnaire.edition,
        "content_hash": questionnaire.content_hash,
        "urgency": {urgency.id: tally.urgencies[urgency.id] for urgency in questionnaire.urgencies},
        "nothing_yet": tally.open,
        "incomplete": tally.incomplete,
        "refused": tally.refused,
        "advice": dict(tally.advice.most_common()),
        "faults": [{"count": count, "message": message} for message, count in tally.faults.most_common()],
        "notice": questionnaire.notice,
    }
    if is_compared:
        found["changes"] = [
            {"before": change[0], "after": change[1], "people": tally.changes[change], "examples": tally.examples[change]}
            for change in tally.lowered_first(list(found["urgency"]))
        ]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _bars(counts: Mapping[str, int], all_: int) -> list[str]:
    wide = max(map(len, counts), default=0)
    return [f"  {name:{wide}} {count:>10,}  {BAR * round(WIDTH * count / max(all_, 1))}".rstrip() for name, count in counts.items()]


def _changed(tally: Tally, titles: Mapping[str, str]) -> list[str]:
    if not tally.changes:
        return ["Under the other edition everybody gets the same urgency."]
    lines, named = ["Under the other edition, lowered first:"], {**titles, "": "nothing yet", REFUSED: REFUSED}
    for before, after in tally.lowered_first(list(titles)):
        examples = ", ".join(tally.examples[before, after])
        lines.append(f"  {named[before]} → {named[after]}: {tally.changes[before, after]:,}, for example {examples}")
    return lines
