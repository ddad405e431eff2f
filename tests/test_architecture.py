"""The layout as a test: imports go one way, and only the shell touches the world."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent / "netcheck"

ORDER = [
    "errors",
    "model",
    "keys",
    "packed",
    "condition",
    "nodes",
    "document",
    "condition_reader",
    "load",
    "interview",
    "outcome",
    "assessor",
    "answers",
    "logic",
    "prove.solver",
    "prove.prover",
    "prove.danger",
    "prove.order",
    "prove.reach",
    "prove.bounds",
    "prove.walks",
    "prove.promises",
    "prove.proof",
    "difference.diagram",
    "difference.edits",
    "difference.compare",
    "what_if",
    "cases",
    "witness",
    "wording",
    "passages",
    "finding",
    "check",
    "coverage",
    "schema",
    "tree",
    "guide",
    "render.page",
    "render.plain",
    "render.markdown",
    "render.json",
    "render.terminal",
    "render.topic",
    "render.findings",
    "render.cases",
    "render.sheet",
    "render.fit",
    "render.html",
    "render.paper",
    "render.pdf",
    "render.sheet_file",
    "render.proof",
    "render.difference",
    "render.what_if",
    "letters",
    "screens",
    "window",
    "drawing",
    "conversation",
    "ask_plainly",
    "ask",
    "files",
    "netcheck",
    "reading",
    "session",
    "exits",
    "options",
    "workbench",
    "completion",
    "cli",
    "manual",
    "__main__",
]
"""Every module in the order of the pipeline. A module imports only those above it."""

ONLY_IN = {
    "typer": {"options", "workbench", "cli", "manual"},
    "questionary": {"ask"},
    "prompt_toolkit": {"ask"},
    "rich": {"render.terminal", "reading", "session", "cli"},
    "sys": {"cli", "exits", "files", "session"},
    "os": {"cli", "exits", "files", "reading", "session", "ask"},
    "pathlib": {"files"},
    "tempfile": {"files"},
    "datetime": {"check", "workbench", "render.pdf"},
    "fpdf": {"render.paper", "render.pdf"},
    "time": {"cli"},
    "random": set(),
    "socket": set(),
    "urllib": set(),
    "http": set(),
    "logging": set(),
    "subprocess": {"files"},
}


def name_of(path):
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return "netcheck" if parts == ("__init__",) else ".".join(parts)


MODULES = {name_of(path): path for path in PACKAGE.rglob("*.py") if path.name != "__init__.py" or path.parent == PACKAGE}


def imports_of(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_module(imported):
    """The module of ours that an import names, if it is one."""
    name = imported.removeprefix("netcheck.")
    if not imported.startswith("netcheck"):
        return None
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name or "netcheck"


def test_the_order_names_every_module():
    assert sorted(ORDER) == sorted(MODULES)


@pytest.mark.parametrize("module", ORDER)
def test_a_module_imports_only_those_above_it(module):
    above = set(ORDER[: ORDER.index(module)])
    imported = {own_module(name) for name in imports_of(MODULES[module])} - {None}

    assert imported <= above


@pytest.mark.parametrize("module", ORDER)
def test_only_the_shell_touches_the_world(module):
    for imported in imports_of(MODULES[module]):
        allowed = ONLY_IN.get(imported.split(".")[0])
        assert allowed is None or module in allowed, f"{module} imports {imported}"


def test_a_scripted_run_loads_neither_rich_nor_questionary():
    script = (
        "import sys; sys.argv = ['netcheck', '--answers', '-']\n"
        "from netcheck.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'rich', 'questionary', 'prompt_toolkit', 'z3'}])"
    )
    done = subprocess.run([sys.executable, "-c", script], input="answers: {}", capture_output=True, text=True, check=True)

    assert done.stdout.splitlines()[-1] == "[]"
