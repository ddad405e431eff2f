"""Which program this is, and of which version.

No module is called ``version`` or ``cli`` at this level: the other ``netcheck`` has them, and an installer writes its files over ours.
"""

DISTRIBUTION = "netcheck-questionnaire"
"""The name on PyPI, where ``netcheck`` is another program with a module and a command of the same name."""

__version__ = "0.1.0"
