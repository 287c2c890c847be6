"""The Procfile and the environment files: what runs, and what each process is told."""

from __future__ import annotations

import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

from app.kernel.provision import read_env
from app.up.refusal import CannotStart

LINE = re.compile(r"(?P<name>[a-z][a-z0-9_]*):\s*(?P<command>\S.*)")
# A process inherits nothing else: what its own environment file does not tell it, it does not know.
HARMLESS = ("LANG", "LC_ALL", "TZ", "HOME", "TERM", "SSL_CERT_FILE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    """One line of the Procfile."""

    name: str
    command: str


def read_procfile(file: Path) -> tuple[Program, ...]:
    """The programs in the order of the file. Refuses a line that is not `name: command`."""
    lines = [line.strip() for line in file.read_text().splitlines()]
    return tuple(_program(line, file) for line in lines if line and not line.startswith("#"))


def _program(line: str, file: Path) -> Program:
    found = LINE.fullmatch(line)
    if found is None:
        raise CannotStart(f"{file} has a line that is not `name: command`: {line}")
    return Program(name=found["name"], command=found["command"])


def environment_of(program: Program, *, data: Path, root: Path, port: int | None) -> dict[str, str]:
    """All that the process gets to know: where Python is, its port, and its own settings file."""
    file = data / "env" / f"{program.name}.env"
    if not file.exists():
        raise CannotStart(f"{file} is missing; it tells the {program.name} its settings.")
    inherited = {name: os.environ[name] for name in HARMLESS if name in os.environ}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)])
    ours = {"PATH": path, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"}
    if port is not None:
        ours["PORT"] = str(port)
    return {**inherited, **ours, **read_env(file)}
