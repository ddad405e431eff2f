"""What can go wrong, in the words a person sees.

    NetcheckError
    ├── Refused                 content that cannot be used; holds every fault found
    │   ├── QuestionnaireRefused
    │   ├── AnswersRefused
    │   └── CasesRefused
    ├── AnswerRefused           one reply to one question does not fit
    ├── CannotDo                a file or package is not there to do what was asked
    │   └── PackageMissing      an optional package is not installed
    ├── WrongUsage              the program was called in a way that cannot work
    └── Stopped                 the person stopped before the end
        └── HungUp              the terminal was closed before the end

``str(error)`` is the whole message, ready to print. Nothing here prints.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple


class NetcheckError(Exception):
    """The base of every error this package raises on purpose."""


class Lack(NamedTuple):
    """A key that a part of a file needs and does not have yet, and the column in which the keys of the part stand."""

    part: str
    key: str
    column: int


class Fault(NamedTuple):
    """One thing wrong with a file: where it stands, what it is and how to mend it. ``lacks`` is what is only not written yet."""

    place: str
    line: int | None
    message: str
    lacks: Lack | None = None

    def __str__(self) -> str:
        where = self.place if self.line is None else f"{self.place}:{self.line}"
        return f"{where}: {self.message}"


class Refused(NetcheckError):
    """A file that cannot be used, or several. ``faults`` is never empty and is in the order of the files."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        order = {place: number for number, place in enumerate(dict.fromkeys(fault.place for fault in faults))}
        self.faults = tuple(sorted(faults, key=lambda fault: (order[fault.place], fault.line or 0)))
        super().__init__("\n".join(without_repeats(map(str, self.faults))))


SAID_ENOUGH = 3
"""How often the same advice is given for the faults of one file. Who mends the thirtieth has read it."""


def without_repeats(messages: Iterable[str]) -> Iterator[str]:
    """The messages without the advice that was given often enough. What is wrong stays, and so does advice that names a word."""
    said: Counter[str] = Counter()
    for message in messages:
        first, *others = re.split(r"(?<=[.?!]) (?=[A-Z])", message)
        said.update(others)
        yield " ".join([first, *(one for one in others if said[one] <= SAID_ENOUGH or _is_about_one_word(one))])


def _is_about_one_word(advice: str) -> bool:
    return "'" in advice or (":" in advice and not advice.startswith("The keys are"))


class QuestionnaireRefused(Refused):
    """The questionnaire has faults and is not used at all."""


class AnswersRefused(Refused):
    """The answers file has faults. None of its answers is used."""


class CasesRefused(Refused):
    """The file of example cases has faults. None of its cases is run."""


class AnswerRefused(NetcheckError):
    """A reply that does not fit its question. ``fact`` is what is wrong, without the ids that only a file needs."""

    def __init__(self, message: str, fact: str = "") -> None:
        self.fact = fact or message
        super().__init__(message)


class CannotDo(NetcheckError):
    """The world does not allow it: a missing file, a full disk, an optional package not installed."""


class PackageMissing(CannotDo):
    """``what`` needs ``package``, by its name on PyPI, which is not installed. The command line adds how to install it here."""

    def __init__(self, what: str, package: str, otherwise: str = "") -> None:
        self.package = package
        super().__init__(f"{what} needs the package {package}, which is not installed. {otherwise}".rstrip())


class WrongUsage(NetcheckError):
    """The call cannot work as it stands: options that exclude each other, or nobody there to ask."""


class Stopped(NetcheckError):
    """The person stopped before the outcome. The message says what was kept."""


class HungUp(Stopped):
    """The terminal was closed before the outcome."""


SHOWN = 60


def quoted(text: str) -> str:
    """``text`` in single quotes, short; a letter that cannot be seen, or that a terminal would obey, by its code point."""
    plain = "".join(letter if letter.isprintable() else f"<U+{ord(letter):04X}>" for letter in text[:SHOWN])
    return f"'{plain}'" if len(text) <= SHOWN else f"'{plain}…'"


NEAR, AS_NEAR, MOST_OFFERED = 0.6, 0.11, 4
"""How alike a word must be to be offered, within how much of the nearest another is as near, and how many say nothing any more."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A sentence that offers the nearest known word and all that are about as near, with a space before it, or nothing."""
    import difflib

    written = word[:SHOWN].lower()
    matcher = difflib.SequenceMatcher(b=written)
    alike: dict[str, float] = {}
    for one in known:
        matcher.set_seq1(one)
        if written and one.startswith(written):
            # A word that was begun is as near as one with a wrong letter: "not" may be "no", and may be "not_sure".
            alike[one] = 0.9
        elif matcher.real_quick_ratio() >= NEAR and matcher.quick_ratio() >= NEAR:
            alike[one] = matcher.ratio()
    best = max(alike.values(), default=0)
    near = [one for one, how in alike.items() if how >= max(NEAR, best - AS_NEAR)]
    return f" Did you mean {' or '.join(map(quoted, near))}?" if 0 < len(near) <= MOST_OFFERED else ""
