"""How a text reads: its school grade, and phrases that netcheck must not use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from netcheck.questionnaire.gist import words

HIGHEST_GRADE = 8.0
"""The reading grade above which a text is reported. US health agencies ask for the sixth to the eighth grade."""

FEWEST_WORDS = 12
"""Shorter texts have no meaningful grade: one long word decides it."""


def sentences(text: str) -> list[str]:
    """The sentences of a text, without empty ones."""
    return [part.strip() for part in re.split(r"(?<=[.!?:;])\s+", text) if words(part)]


@cache
def syllables(word: str) -> int:
    """The syllables of an English word, counted by its vowels and its silent endings. A number counts as one."""
    letters = re.sub(r"[^a-z]", "", word)
    if len(letters) <= 3:
        return 1
    # The e is silent at the end ("take", but not "little"), in "-ed" ("passed", not "wanted") and in "-es" ("takes", not "doses").
    stem = re.sub(r"(?<=[^aeioul])e$|(?<=[aeiou]l)e$|(?<=[^dt])ed$|(?<=[^cgsxzl])(?<!sh)(?<!ch)es$", "", letters)
    stem = re.sub(r"(?<=[^aeiouyl])e(?=(?:ly|less|ful|ness|ment|where|thing|tim)$)", "", stem)
    groups = len(re.findall(r"[aeiouy]+", stem))
    # Two vowels side by side that are spoken apart, as in "area", "idea", "diet" and "going".
    apart = len(re.findall(r"i[aou]|ie(?=[rt])|oe(?=n)|rhea|eo|ua(?=l)|[oeuy]i(?=ng)|ui(?=d)", stem))
    together = len(re.findall(r"[ctsx]i(?:ous|al|an|on)|gi(?:on|ous)|people|geon", stem))
    return max(1, groups + apart - together)


def grade(text: str) -> float:
    """The Flesch-Kincaid grade: the years of US school that a text asks for. 0 for a text without words."""
    spoken = words(text)
    if not spoken:
        return 0.0
    per_sentence = len(spoken) / max(1, len(sentences(text)))
    per_word = sum(map(syllables, spoken)) / len(spoken)
    return 0.39 * per_sentence + 11.8 * per_word - 15.59


def hard_parts(text: str) -> str:
    """The longest sentence and the longest words, for the author to begin with."""
    longest = max(sentences(text), key=lambda sentence: len(words(sentence)))
    hard = sorted({word for word in words(text) if syllables(word) >= 4}, key=lambda word: (-syllables(word), word))[:3]
    about = f"The longest sentence has {len(words(longest))} words"
    return f"{about}; long words are {', '.join(hard)}" if hard else about


@dataclass(frozen=True, slots=True)
class Banned:
    """A way to say something that netcheck must not say, and what to say instead."""

    pattern: re.Pattern[str]
    instead: str


def _banned(pattern: str, instead: str) -> Banned:
    return Banned(re.compile(pattern, re.IGNORECASE), instead)


_ANY_DISEASE = r"cancer|(?:\w+ ){0,2}(?:disease|syndrome)\b|(?!diagnosis)\w+(?:itis|osis|oma)\b"
"""What nearly every topic calls a disease; a questionnaire adds the names of its own."""

_DRUG = r"(?:your|all|any|this|these|the) (?:medicine|medication|pill|tablet|drug)"
_NOT = r"(?<!not )(?<!never )(?<!n't )"

_NUMBER = r"\b\d+(?:[.,]\d+)?"
_PERCENT = rf"{_NUMBER} ?(?:%|percent\b|per cent\b)"
_MEASURE = r"\b(?:hba1c|a1c|oxygen|saturation|spo2|humidity|ejection fraction|ha?ematocrit|fev1|peak flow|lung function|body fat)\b"
_WORDS_BETWEEN = (
    "of|is|was|at|to|over|above|below|under|about|around|than|more|less|lower|higher|least|or|from|between|drops|falls|rises|stays|"
    "level|levels|reading|value|result|saturation"
)
_BETWEEN = rf"(?:[ (:=<>\u2264\u2265]|\b(?:{_WORDS_BETWEEN})\b)*(?:{_NUMBER}(?: ?%)?(?: to |-| and ))?"
_PART_OF = r"(?:saline|salt|sugar|alcohol|glucose|solution|cream|ointment|gel|lotion|of (?:\w+ )?(?:body )?weight|hba1c|a1c|oxygen)\b"
_OF_PEOPLE = r" (?:chance|risk|likel|probab|odds|of (?!(?:\w+ )?(?:body )?weight))"
_UNIT = re.compile(rf"{_MEASURE}{_BETWEEN}{_PERCENT}(?!{_OF_PEOPLE})|{_PERCENT} {_PART_OF}", re.IGNORECASE)
"""A percentage that is the unit of something measured. Every other one is taken for a probability."""

_NO_DISEASE = "Never name a disease as the answer. Name the sign."
_NO_NUMBER = "Never give a probability or rate a risk. Say what to do and how soon."
_NO_COMFORT = "Never reassure beyond the answers. Say that nothing of what was asked calls for an urgent step."
_NO_DRUG = "Never tell anyone to change a medicine. Tell them to ask the provider."
_NO_TEST = "Never order a test. Put it under ask_provider as a question."

BANNED = (
    _banned(r"\b(?:low|high|lower|higher) risk\b", _NO_NUMBER),
    _banned(_PERCENT, _NO_NUMBER),
    _banned(r"\b(?:probability|likelihood|odds|good chance|your chances?)\b", _NO_NUMBER),
    _banned(r"\byou(?:'re| are) (?:fine|safe|healthy|ok|okay|well)\b", _NO_COMFORT),
    _banned(r"\bnothing (?:is wrong|to worry)|\b(?:do not|don't|no need to) worry", _NO_COMFORT),
    _banned(rf"{_NOT}\b(?:stop|start|skip|change)(?: taking)? {_DRUG}", _NO_DRUG),
    _banned(r"\byou (?:need|must have|must get|should get) (?:an? )?(?:\w+ )?(?:scan|test|biopsy|x-ray|mri|colonoscopy)", _NO_TEST),
)


@cache
def _naming(diseases: tuple[str, ...]) -> Banned:
    """A disease given as the answer: one of these, or a word that is a disease in every topic."""
    names = "|".join((*(rf"{re.escape(name)}(?:e?s)?\b" for name in diseases), _ANY_DISEASE))
    have = r"\byou (?:may|might|could|probably|likely|must|surely) have|(?:^|[.!?] )you have"
    return _banned(rf"(?:{have}) (?:a |an |the )?(?:{names})", _NO_DISEASE)


def banned(text: str, diseases: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The banned phrases in a text as they stand there, each with what to write instead. ``diseases`` are more names of such."""
    without_units = _UNIT.sub(" ", text)
    rules = (_naming(diseases), *BANNED)
    return [(match.group().lstrip(".!? "), one.instead) for one in rules if (match := one.pattern.search(without_units))]
