"""`havre check`: everything that must be green before a change is looked at."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import typer

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
STEPS: dict[str, list[str]] = {
    "format": [sys.executable, "-m", "ruff", "format", "--check", "--quiet", "."],
    "lint": [sys.executable, "-m", "ruff", "check", "--quiet", "."],
    "types": [sys.executable, "-m", "mypy"],
    "layers": [str(BIN / "lint-imports"), "--no-cache"],
    "tests": [sys.executable, "-m", "pytest", "-m", "not alone", "-n", "2", "--dist", "loadfile"],
    # What measures, or kills servers, would be disturbed by a neighbour.
    "tests that run alone": [sys.executable, "-m", "pytest", "-m", "alone"],
}


def check(context: typer.Context) -> None:
    """Format, lint, types, layers, tests. What stands after -- goes to pytest."""
    from app.commands.refusal import Refused
    from app.commands.telling import PROGRESS, say

    began, failed = time.monotonic(), []
    for number, (name, command) in enumerate(STEPS.items(), start=1):
        PROGRESS.rule(f"{number} of {len(STEPS)}: {name}", align="left")
        if not _holds([*command, *context.args] if name.startswith("tests") else command):
            failed.append(name)
    if failed:
        raise Refused(f"the check failed in {' and '.join(failed)}; the lines above say where.")
    say(f"Everything holds, after {time.monotonic() - began:.0f} s.")


def _holds(command: list[str]) -> bool:
    environment = dict(os.environ, PYTHONPATH=str(ROOT))
    return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode == 0  # noqa: S603 - our own
