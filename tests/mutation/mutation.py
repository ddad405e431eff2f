"""Mutation testing: small faults are put into the modules that carry the safety, and the tests must notice.

    pip install -e '.[mutation]'
    python tests/mutation/mutation.py               # all of them, a quarter of an hour on two processors
    python tests/mutation/mutation.py interview     # one module

What is changed and which tests are to notice stands under [tool.mutmut] in pyproject.toml. A fault that no test notices is
shown, unless survivors.toml says why nobody could notice it. Ends with status 1 for one that is shown, or a score under 90 %.
"""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
WORK = ROOT / "build" / "mutation"
MUTMUT = [sys.executable, "-c", "from mutmut.__main__ import cli; cli()"]
NOTICED = {"killed", "timeout", "suspicious", "segfault"}
LEAST = 90


def without_decorators(text):
    """The same module, its decorators applied in statements after the functions: mutmut leaves decorated functions alone."""
    lines = text.splitlines(keepends=True)
    functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef) and node.decorator_list]
    for function in sorted(functions, key=lambda node: node.lineno, reverse=True):
        indent = " " * function.col_offset
        made = function.name
        for decorator in map(ast.unparse, reversed(function.decorator_list)):
            # What was remembered before a fault was put in would hide it.
            if not decorator.startswith(("lru_cache", "functools.cache")):
                made = f"{decorator}({made})"
        lines.insert(function.end_lineno, f"{indent}{function.name} = {made}\n")
        del lines[function.decorator_list[0].lineno - 1 : function.lineno - 1]
    return "".join(lines)


def prepare(settings):
    shutil.rmtree(WORK, ignore_errors=True)
    for name in ("netcheck", "tests"):
        shutil.copytree(ROOT / name, WORK / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", *settings["also_copy"]):
        shutil.copy(ROOT / name, WORK / name)
    for name in settings["only_mutate"]:
        path = WORK / name
        path.write_text(without_decorators(path.read_text(encoding="utf-8")), encoding="utf-8")


def mutmut(*arguments, **options):
    return subprocess.run([*MUTMUT, *arguments], cwd=WORK, encoding="utf-8", check=True, **options)


def results():
    """Mutants and what became of them, by module."""
    found = {}
    for line in mutmut("results", "--all", "true", stdout=subprocess.PIPE).stdout.splitlines():
        mutant, _, result = line.strip().rpartition(": ")
        if result != "not checked":
            found.setdefault(mutant.split(".")[2], {})[mutant] = result
    return found


def change(mutant):
    """What the mutant takes away and what it puts there, each in one line."""
    lines = mutmut("show", mutant, stdout=subprocess.PIPE).stdout.splitlines()[3:]
    return tuple(" ".join(line[1:].strip() for line in lines if line[0] == sign) for sign in "-+")


def main():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutmut"]
    explained = tomllib.loads((Path(__file__).parent / "survivors.toml").read_text(encoding="utf-8"))
    prepare(settings)
    mutmut("run", *(f"netcheck.*.{module}.*" for module in sys.argv[1:]))
    print()
    fails = False
    for module, mutants in sorted(results().items()):
        survivors = [mutant for mutant, result in mutants.items() if result not in NOTICED]
        score = 100 * (1 - len(survivors) / len(mutants))
        known = {line for group in explained.get(module, ()) for line in group["now"]}
        changes = [change(mutant) for mutant in survivors]
        unknown = [(old, new) for old, new in changes if new not in known]
        print(f"{module}: {score:.1f} % of {len(mutants)} noticed; {len(survivors)} not, {len(unknown)} of them not explained")
        for old, new in unknown:
            print(f"    - {old}\n    + {new}")
        for line in sorted(known.difference(new for _, new in changes)):
            print(f"    explained, but noticed or gone: {line}")
        fails = fails or score < LEAST or bool(unknown)
    sys.exit(fails)


if __name__ == "__main__":
    main()
