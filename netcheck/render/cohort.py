"""What a whole table came to, as text with bars and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence

from netcheck.cohort.tally import Tally
from netcheck.questionnaire.model import Questionnaire

BAR, WIDTH = "#", 30
MOST_ADVICE, MOST_FAULTS = 20, 10
"""How much of each list a summary shows; the rest is counted."""

Changes = Mapping[tuple[str, str], tuple[int, Sequence[str]]]
"""For an urgency before and after: how many people, and the keys of some."""


Messages = Mapping[tuple[str, str], str]
"""What is said of a column and a value that do not fit."""


def text(tally: Tally, questionnaire: Questionnaire, messages: Messages, changes: Changes | None = None) -> str:
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
        said = Counter({messages.get(fault, fault[0]): count for fault, count in tally.faults.items()})
        lines += [f"  {count} times: {message}" for message, count in said.most_common(MOST_FAULTS)]
        if len(said) > MOST_FAULTS:
            lines.append(f"  … and {len(said) - MOST_FAULTS} more kinds.")
    if changes is not None:
        lines += ["", *_changed(changes, titles)]
    lines += ["", questionnaire.notice]
    return "\n".join(lines) + "\n"


def to_json(tally: Tally, questionnaire: Questionnaire, messages: Messages, changes: Changes | None = None) -> str:
    """The summary as a JSON object."""
    found = {
        "people": tally.people,
        "edition": questionnaire.edition,
        "content_hash": questionnaire.content_hash,
        "urgency": {urgency.id: tally.urgencies[urgency.id] for urgency in questionnaire.urgencies},
        "nothing_yet": tally.open,
        "incomplete": tally.incomplete,
        "refused": tally.refused,
        "advice": dict(tally.advice.most_common()),
        "faults": [{"count": count, "message": messages.get(fault, fault[0])} for fault, count in tally.faults.most_common()],
        "notice": questionnaire.notice,
    }
    if changes is not None:
        found["changes"] = [
            {"before": before, "after": after, "people": count, "examples": list(keys)}
            for (before, after), (count, keys) in changes.items()
        ]
    return json.dumps(found, indent=2, ensure_ascii=False) + "\n"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _bars(counts: Mapping[str, int], all_: int) -> list[str]:
    wide = max(map(len, counts), default=0)
    return [f"  {name:{wide}} {count:>10,}  {BAR * round(WIDTH * count / max(all_, 1))}".rstrip() for name, count in counts.items()]


def _changed(changes: Changes, titles: Mapping[str, str]) -> list[str]:
    if not changes:
        return ["Under the other edition everybody gets the same urgency."]
    lines = ["Under the other edition, lowered first:"]
    for (before, after), (count, keys) in changes.items():
        was, will_be = (titles.get(id_, "nothing yet") for id_ in (before, after))
        lines.append(f"  {was} → {will_be}: {count:,}, for example {', '.join(keys)}")
    return lines
