"""What changed in meaning, and in words, between two editions of a questionnaire: for which answers, and for how many."""

from netcheck.difference.compare import Change, Difference, difference
from netcheck.difference.edits import Edit

__all__ = ["Change", "Difference", "Edit", "difference"]
