"""Asks for known vulnerabilities of the packages in a requirements file, and says plainly when nobody could be asked.

Usage: python .ci/audit.py REQUIREMENTS. pip-audit alone says "No known vulnerabilities found" also when its service knew none of the
packages. The exit status is 1 if a vulnerability is known, and 0 if none is or nobody could be asked.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

SERVICES = ("pypi", "osv")


def main(requirements: str) -> None:
    """Print what is known; SystemExit lists the vulnerabilities."""
    for service in SERVICES:
        answers = _ask(service, requirements)
        if known := [f"{answer['name']} {answer['version']}: {fault['id']}" for answer in answers for fault in answer.get("vulns", [])]:
            sys.exit("\n".join(known))
        if answers and not any("skip_reason" in answer for answer in answers):
            print(f"No known vulnerability in {len(answers)} packages, says {service}.")
            return
    print(f"NOT AUDITED: none of {', '.join(SERVICES)} could be asked about every package. Run this where they can be reached.")


def _ask(service: str, requirements: str) -> list[dict[str, Any]]:
    """What ``service`` says of each package, or nothing if it cannot be reached."""
    command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, "--timeout", "15", "--progress-spinner", "off"]
    command += ["--format", "json", "--no-deps", "--disable-pip", "--requirement", requirements]
    try:
        done = subprocess.run(command, capture_output=True, encoding="utf-8", check=False, timeout=60)
        answers: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (subprocess.TimeoutExpired, ValueError, KeyError):
        return []
    return answers


if __name__ == "__main__":
    main(sys.argv[1])
