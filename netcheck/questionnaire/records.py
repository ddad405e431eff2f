"""What stands beside the questions and the advice: sources, help lines, room on the visit sheet, and who answers for the content.

Each is a record of texts: its fields are the keys of the file, and what has a default may be left out there.
"""

from typing import NamedTuple


class Source(NamedTuple):
    """Where a fact comes from. ``date`` is the source's own; ``read`` says how much of it was read."""

    title: str
    publisher: str
    url: str
    date: str
    read: str


class Emergency(NamedTuple):
    """How to get help in an emergency: ``call`` fits after "In an emergency", and the steps of every emergency name the ``number``.

    ``notice`` stands instead of the longer one wherever the call has just been said: words cost time.
    ``any_sign`` stands for all danger signs where there is no room to list them.
    """

    call: str
    number: str = ""
    notice: str = ""
    any_sign: str = "any danger sign starts"


EVERYWHERE = Emergency("call your local emergency number")
"""What holds where a questionnaire names no number."""


class HelpLine(NamedTuple):
    """A number or address for people to turn to, and the day it was last compared with its source."""

    id: str
    name: str
    contact: str
    helps: str
    checked: str
    sources: tuple[str, ...]


class SheetBlank(NamedTuple):
    """Room to write on every visit sheet: ``lines`` empty lines, in digits, after the words."""

    say: str
    lines: str = "1"


class Review(NamedTuple):
    """Who has signed the content off, and when, in words. ``until`` is the day of the next review, like 2027-05-31."""

    by: str
    on: str
    until: str = ""


class Allowed(NamedTuple):
    """A finding of ``check`` that the author has looked at and accepts: its code, where it is, and the reason."""

    code: str
    where: str
    because: str


class Decision(NamedTuple):
    """What the project decided where no source does, and what else could be decided: for a clinician to sign.

    ``where`` are the ids of the questions and the advice that it stands in.
    """

    id: str
    says: str
    instead: str
    where: tuple[str, ...]
    sources: tuple[str, ...]
