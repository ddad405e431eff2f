"""The layout as a test: the contracts of import-linter in pyproject.toml, and what a scripted run loads."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def test_a_room_imports_only_rooms_before_it_and_few_modules_touch_the_world():
    script = "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)

    assert done.returncode == 0, done.stdout + done.stderr


def test_a_scripted_run_loads_neither_rich_nor_questionary():
    script = (
        "import sys; sys.argv = ['netcheck', '--answers', '-']\n"
        "from netcheck.command.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print([name for name in sys.modules if name.split('.')[0] in {'rich', 'questionary', 'prompt_toolkit', 'z3'}])"
    )
    done = subprocess.run([sys.executable, "-c", script], input="answers: {}", capture_output=True, encoding="utf-8", check=True)

    assert done.stdout.splitlines()[-1] == "[]"


PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
ROOMS = "questionnaire|engine|guide|author|render|terminal|command"


@pytest.mark.parametrize("name", re.findall(rf"`((?:{ROOMS})\.[\w.]+)`", PAGE))
def test_every_function_on_the_page_of_the_architecture_exists(name):
    module, *names = re.split(r"\.(?=[A-Z]|\w+$)", name, maxsplit=1)
    found = import_module(f"netcheck.{module}")
    for part in names[0].split("."):
        # A module may be named as well as what is in one.
        found = getattr(found, part) if hasattr(found, part) else import_module(f"{found.__name__}.{part}")


@pytest.mark.parametrize("path", re.findall(r"`([\w/]+(?:\.(?:py|md|yaml|toml)|/))`", PAGE))
def test_every_file_on_the_page_of_the_architecture_exists(path):
    assert (ROOT / path).exists() or (ROOT / "netcheck" / path).exists()
