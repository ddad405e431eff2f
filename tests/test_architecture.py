"""The layout as a test: the contracts of import-linter in pyproject.toml, and what a scripted run loads."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

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
