"""What the contract tests look at: the files of the project, as a reviewer sees them."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ("app", "moderation")
SKIPPED = {"__pycache__", ".venv", ".git", "data", "node_modules"}


@cache
def files() -> tuple[Path, ...]:
    """Every file that is kept under version control or about to be."""
    try:
        listed = subprocess.run(
            ["git", "-c", "safe.directory=*", "ls-files", "-co", "--exclude-standard", "-z"],
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout.decode()
        found = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):  # a copy without its history
        found = [
            f for f in ROOT.rglob("*") if not SKIPPED & set(f.relative_to(ROOT).parts) and "egg-info" not in str(f)
        ]
    return tuple(sorted(file for file in found if file.is_file()))


def named(*endings: str, under: tuple[str, ...] = ()) -> list[Path]:
    """Files with one of these endings, below some top folders."""
    return [f for f in files() if f.name.endswith(endings) and (not under or f.relative_to(ROOT).parts[0] in under)]


def short(file: Path) -> str:
    """The path inside the project."""
    return str(file.relative_to(ROOT))


def rooms() -> Iterator[str]:
    """Every package and every module that stands directly in `app` or `moderation`."""
    for top in CODE:
        for entry in sorted((ROOT / top).iterdir()):
            if (entry / "__init__.py").exists():
                yield f"{top}.{entry.name}"
            elif entry.suffix == ".py" and entry.stem != "__init__":
                yield f"{top}.{entry.stem}"
