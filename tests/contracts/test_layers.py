"""Every room has its place in the layers, and keeps it."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from pathlib import Path

from tests.contracts.layout import CODE, ROOT, named, rooms, short

CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def names_in(contract: dict[str, object], *keys: str) -> set[str]:
    entries: list[str] = []
    for key in keys:
        entries += contract.get(key, [])  # type: ignore[arg-type]
    return {name.strip(" ()") for entry in entries for name in entry.replace(":", "|").split("|")}


LAYERED = names_in(next(contract for contract in CONTRACTS if contract["type"] == "layers"), "layers")
# The wall and the library stand beside the layers; each has a contract of its own instead.
BESIDE = {"moderation.vault", "moderation.screening"}


def test_every_room_is_named_in_the_layers() -> None:
    assert set(rooms()) - LAYERED - BESIDE == set()


def test_every_room_is_named_in_the_wall_around_the_vault() -> None:
    wall = next(c for c in CONTRACTS if c.get("forbidden_modules") == ["moderation.vault"])
    outside = next(c for c in CONTRACTS if c.get("source_modules") == ["moderation.vault"])
    everybody = set(rooms()) - {"moderation.vault"}
    assert everybody - names_in(wall, "source_modules") == {"app.commands"}
    assert everybody - names_in(outside, "forbidden_modules") == {"app.kernel", "app.http"}


def test_every_room_is_named_in_the_contract_of_screening() -> None:
    contract = next(c for c in CONTRACTS if c.get("source_modules") == ["moderation.screening"])
    named_there = names_in(contract, "forbidden_modules")
    ours = {room for room in rooms() if room.startswith("moderation.")} - {"moderation.screening", "moderation.vault"}
    assert {*ours, "app"} - named_there == set()


def test_every_room_but_the_kernel_s_door_is_kept_from_the_driver() -> None:
    contract = next(c for c in CONTRACTS if c.get("forbidden_modules") == ["asyncpg"])
    kept = names_in(contract, "source_modules")
    assert {room for room in rooms() if not room.startswith("moderation.")} - kept == {"app.up"}
    assert "moderation" in kept
    assert contract["ignore_imports"] == ["app.kernel.db -> asyncpg"]


def test_the_layers_hold() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--no-cache"]
    environment = {"PYTHONPATH": str(ROOT), "PATH": ""}
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_no_room_is_called_by_what_it_is_not() -> None:
    vague = {"utils", "util", "helpers", "helper", "common", "misc", "base"}
    assert [short(f) for f in named(".py", under=CODE) if f.stem in vague or f.parent.name in vague] == []


def test_nothing_reads_the_environment_but_the_settings() -> None:
    """A process knows what its settings say; whatever else it could read it could also leak."""
    allowed = {"app/kernel/settings.py", "moderation/screener/failpoints.py"}
    found = []
    for file in named(".py", under=CODE):
        if short(file) in allowed or short(file).startswith(("app/up/", "app/commands/", "app/bench/")):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if (
                isinstance(node, ast.Attribute)
                and node.attr in ("environ", "getenv")
                and "PORT" not in line(file, node)
            ):
                found.append(f"{short(file)}:{node.lineno}")
    assert found == []


def line(file: Path, node: ast.expr) -> str:
    return file.read_text("utf-8").splitlines()[node.lineno - 1]
