"""Which program this is, and of which version."""

DISTRIBUTION = "netcheck-questionnaire"
"""Its name on PyPI, where ``netcheck`` is another program with a module and a command of the same name."""

__version__ = "0.1.0"
