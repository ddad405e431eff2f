"""What to write instead of a word that is no choice of its question, and of a condition in the words of another program.

Whoever follows a suggestion must not lose a danger sign by it. So of several choices none is offered alone, a word is offered
only where there is no doubt, and every choice that there is stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from netcheck.errors import did_you_mean, quoted
from netcheck.questionnaire.model import Question

FEWEST_LETTERS = 3
"""The letters of the shortest word with a slip. A shorter one can be another word: "on" is no slip in "no", some files mean "yes" by it."""

LONGEST = 300
"""The letters of the longest text that is looked through for several choices."""

_SEPARATOR = re.compile(r"[,;|/\\+&\[\]{}()\n]+|\b(?:and|or)\b")
"""What people write between two choices. Between the words of one they write a space, a dash or a dot."""


def unknown_choice(word: str, question: str, known: Sequence[str], *, pick_any: bool, apart: Sequence[str]) -> str:
    """What is wrong with ``word``, which is not one of the choices ``known`` of ``question``, and what to write instead.

    ``pick_any`` says whether several choices may be written there, ``apart`` which of them stand beside no other.
    """
    choices = f"The choices are: {', '.join(known)}."
    named = several(word, known)
    if named is None:
        return f"{quoted(word)} is not a choice of {quoted(question)}.{near(word, known)} {choices}"
    fact = f"{quoted(word)} is several words in one text, and every choice stands by itself."
    if not pick_any:
        return f"{fact} {quoted(question)} takes one choice. {choices}"
    strange = [part for part in named if part not in known]
    if strange:
        return f"{fact} Put the choices that fit in [brackets]. Not a choice: {', '.join(map(quoted, strange))}. {choices}"
    if len(named) > 1 and {*apart} & {*named}:
        all_apart = " and ".join(filter(None, (", ".join(apart[:-1]), apart[-1])))
        return f"{fact} Put those that fit in [brackets]; {all_apart} cannot stand beside others. {choices}"
    return f"{fact} Write all of them in brackets: {question}: [{', '.join(named)}]"


def several(word: str, known: Sequence[str]) -> tuple[str, ...] | None:
    """The choices that ``word`` names if it names several, each once, in its order, with what else stands between; None if it does not."""
    if len(word) > LONGEST or _as_id(word) in known:
        return None
    parts = [part for part in _SEPARATOR.split(word.lower()) if _as_id(part)]
    if len(parts) > 1:
        found = [piece for part in parts for piece in ([_as_id(part)] if _as_id(part) in known else _pieces(part, known))]
        return tuple(dict.fromkeys(found))
    pieces = _pieces(word.lower(), known)
    return tuple(dict.fromkeys(pieces)) if sum(piece in known for piece in pieces) > 1 else None


def near(word: str, known: Sequence[str]) -> str:
    """The choices that ``word`` is meant to be beyond doubt: written in another way, begun, or with one slip of a finger."""
    id_ = _as_id(word)
    same = [id_] if id_ in known else []
    # Of several words none is taken for a slip in another.
    is_one_word = not re.search(r"\W", word.strip())
    can_slip = len(id_) >= FEWEST_LETTERS
    near = same or [one for one in known if is_one_word and id_ and (one.startswith(id_) or (can_slip and _is_one_slip(id_, one)))]
    return f" Did you mean {' or '.join(map(quoted, near))}?" if near else ""


def _is_one_slip(word: str, other: str) -> bool:
    """Whether a letter too many, too few, another, or two changed over make one word of the other."""
    place = next((number for number, (one, two) in enumerate(zip(word, other, strict=False)) if one != two), min(len(word), len(other)))
    mine, its = word[place:], other[place:]
    return mine[1:] in {its, its[1:]} or mine == its[1:] or mine == its[1::-1] + its[2:]


def _pieces(text: str, known: Sequence[str]) -> list[str]:
    """The choices in a text, the longest that fits first, and what stands between them."""
    tokens = [token for token in re.split(r"[\W_]+", text) if token]
    found: list[str] = []
    rest: list[str] = []
    while tokens:
        longest = next((size for size in range(len(tokens), 0, -1) if "_".join(tokens[:size]) in known), 0)
        if not longest:
            rest.append(tokens.pop(0))
            continue
        found += ["_".join(rest)] if rest else []
        found.append("_".join(tokens[:longest]))
        del tokens[:longest]
        rest = []
    return found + (["_".join(rest)] if rest else [])


def _as_id(text: str) -> str:
    """A text as an id would be written."""
    return "_".join(part for part in re.split(r"[\W_]+", text.lower()) if part)


_JOINERS = {"all": re.compile(r"\s+and\s+|\s*&&?\s*", re.IGNORECASE), "any": re.compile(r"\s+or\s+|\s*\|\|?\s*", re.IGNORECASE)}
_COMPARED = re.compile(r"\s*(\w+)\s*(?:===?|=|:|\bis\b|\bin\b|\bhas\b|\bcontains\b|\bincludes\b)\s*(.+)", re.IGNORECASE)


def unknown_condition(text: str, named: Iterable[str], questions: Mapping[str, Question]) -> str:
    """What is wrong with a condition that is neither the name of one nor written as one, and how it is written."""
    if text in questions and (ids := [choice.id for choice in questions[text].choices]):
        fact = f"{quoted(text)} is a question. A condition names choices too, as in {{{text}: {ids[0]}}}."
        return f"{fact} The choices are: {', '.join(ids)}."
    if not any(word in questions for word in re.findall(r"\w+", text[:LONGEST])):
        return f"The condition {quoted(text)} does not exist.{did_you_mean(text, named)} A condition may use only those above it."
    written = _in_our_words(text[:LONGEST], questions)
    general = "{question: choice}; several are joined as {all: [...]} or {any: [...]}."
    return f"{quoted(text)} is not how a condition is written. Write {written or general}"


def _in_our_words(text: str, questions: Mapping[str, Question]) -> str:
    """A comparison with choices, or several that are all joined in one way, as netcheck has them; "" for everything else."""
    if len(text) == LONGEST:
        return ""
    for word, joiner in _JOINERS.items():
        parts = joiner.split(text)
        if len(parts) > 1:
            compared = [_comparison(part, questions) for part in parts]
            return f"{{{word}: [{', '.join(compared)}]}}" if all(compared) else ""
    return _comparison(text, questions)


def _comparison(text: str, questions: Mapping[str, Question]) -> str:
    found = _COMPARED.fullmatch(text)
    question = questions.get(found[1]) if found else None
    if found is None or question is None:
        return ""
    words = [word for word in re.split(r"[\s,;|\[\](){}'\"]+", found[2]) if word]
    if not words or not {*words} <= {choice.id for choice in question.choices}:
        return ""
    return f"{{{question.id}: {words[0] if len(words) == 1 else '[' + ', '.join(words) + ']'}}}"
