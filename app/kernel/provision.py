"""Everything a house needs before its processes start: databases, roles, keys, one settings file each.

Running it again changes nothing that exists: passwords and keys are made once and kept in
`<data>/secrets` (0700); each process gets `<data>/env/<process>.env` with its own secrets only.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from app.kernel import migrate, roles, sealing

Told = Callable[[str], None]
KEY_PAIRS = ("vault", "desk", "mail")
SYMMETRIC = ("board_secret", "email_index_key", "desk_secret", "vault_secret")


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """Where things are: two databases, Redis, the folder, the doors."""

    board_url: str  # administrator's address of the board's server
    vault_url: str  # administrator's address of the vault's server
    redis_url: str
    data: Path
    doors: Mapping[str, str]  # board, desk, vault -> public address
    communities: tuple[str, ...] = ("en", "fr")
    board_name: str = "havre"
    vault_name: str = "havre_vault"
    extra: Mapping[str, Mapping[str, str]] | None = None  # process -> more settings


async def prepare(house: House, told: Told = lambda _: None) -> dict[str, Path]:
    """Makes or completes the house; returns the settings file of each process."""
    kept = _secrets(house)
    board_url = await roles.make_database(house.board_url, house.board_name)
    vault_url = await roles.make_database(house.vault_url, house.vault_name)
    await roles.make_roles(board_url, roles.board_roles(house.communities), kept)
    await roles.make_roles(vault_url, roles.VAULT_ROLES, kept)
    await migrate.migrate_board(board_url, house.communities, told)
    await migrate.migrate_vault(vault_url, told)
    return _write_settings(house, kept, board_url, vault_url)


def read_secrets(data: Path) -> dict[str, str]:
    """The kept secrets; empty before the first `prepare`."""
    file = data / "secrets" / "secrets.json"
    found: dict[str, str] = json.loads(file.read_text("utf-8")) if file.exists() else {}
    return found


def set_secret(data: Path, name: str, value: str) -> None:
    """Keeps one more secret or public key, such as the group's public key after the ceremony."""
    _keep(data, {**read_secrets(data), name: value})


def _secrets(house: House) -> dict[str, str]:
    kept = read_secrets(house.data)
    for role in [*roles.board_roles(house.communities), *roles.VAULT_ROLES]:
        kept.setdefault(role, secrets.token_hex(24))
    for name in SYMMETRIC:
        kept.setdefault(name, secrets.token_urlsafe(48))
    for name in KEY_PAIRS:
        if f"{name}_private_key" not in kept:
            kept[f"{name}_private_key"], kept[f"{name}_public_key"] = sealing.new_key_pair()
    _keep(house.data, kept)
    return kept


def _keep(data: Path, kept: Mapping[str, str]) -> None:
    folder = data / "secrets"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write(folder / "secrets.json", json.dumps(kept, indent=1, sort_keys=True))


def _write_settings(house: House, kept: Mapping[str, str], board_url: str, vault_url: str) -> dict[str, Path]:
    def login(role: str, base: str = board_url) -> dict[str, str]:
        return {f"HAVRE_DB__{role.upper()}": roles.with_login(base, role, kept[role])}

    def secret(*names: str) -> dict[str, str]:
        return {f"HAVRE_{name.upper()}": kept.get(name, "") for name in names}

    def each(process: str) -> dict[str, str]:
        return {k: v for c in house.communities for k, v in login(f"{process}_{c}").items()}

    of: dict[str, dict[str, str]] = {
        "board": each("board")
        | secret("board_secret", "email_index_key", "vault_public_key", "group_public_key", "mail_public_key"),
        "screener": each("screener") | secret("desk_public_key"),
        "desk": login("desk") | each("desk") | secret("desk_secret", "desk_private_key", "mail_public_key"),
        "vault": login("vault", vault_url)
        | login("vault_door")
        | secret("vault_secret", "vault_private_key", "mail_public_key"),
        "courier": login("courier") | secret("mail_private_key"),
    }
    files: dict[str, Path] = {}
    for process, values in of.items():
        every = {
            "HAVRE_COMMUNITIES": ",".join(house.communities),
            "HAVRE_REDIS_URL": house.redis_url,
            "HAVRE_RUN_DIR": str((house.data / "run").resolve()),
        }
        if process in house.doors:
            every["HAVRE_URL"] = house.doors[process]
        more = (house.extra or {}).get(process, {})
        files[process] = house.data / "env" / f"{process}.env"
        files[process].parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write(files[process], "".join(f"{k}={v}\n" for k, v in sorted((every | values | dict(more)).items())))
    return files


def read_env(file: Path) -> dict[str, str]:
    """The variables of a settings file."""
    lines = (line for line in file.read_text("utf-8").splitlines() if "=" in line)
    return dict(line.split("=", 1) for line in lines)


def _write(file: Path, text: str) -> None:
    new = file.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as opened:
        opened.write(text)
    new.replace(file)
