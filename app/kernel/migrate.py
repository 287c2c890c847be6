"""Forward-only migrations: numbered SQL files per kind of schema, each applied once.

`migrations/every` is applied to every schema first (jobs, log), then the files of the schema's own
kind. In community files `{community}` stands for the schema's name, because the login roles carry it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from app.kernel.db import administering

ROOT = Path(__file__).resolve().parents[2] / "migrations"
OWNER = "havre_owner"
_NAME = re.compile(r"[a-z]{2,12}")
_LOCK = 0x4A7E  # two migrations at once wait for each other

Told = Callable[[str], None]


async def migrate_board(url: str, communities: Iterable[str], told: Told = lambda _: None) -> int:
    """Brings `shared` and every community up to date; returns how many files were applied."""
    async with administering(url) as connection:
        done = await _migrate(connection, "shared", "shared", told)
        for community in communities:
            done += await _migrate(connection, community, "community", told)
        return done


async def migrate_vault(url: str, told: Told = lambda _: None) -> int:
    """Brings the vault's own database up to date; returns how many files were applied."""
    async with administering(url) as connection:
        return await _migrate(connection, "vault", "vault", told)


def files_of(kind: str) -> list[Path]:
    """The files that make up one kind of schema, in the order in which they are applied."""
    return sorted((ROOT / "every").glob("*.sql")) + sorted((ROOT / kind).glob("[0-9]*.sql"))


def text_of(file: Path, schema: str) -> str:
    """A migration's SQL for one schema."""
    return file.read_text("utf-8").replace("{community}", schema)


async def _migrate(connection: Any, schema: str, kind: str, told: Told) -> int:
    if not _NAME.fullmatch(schema):
        raise ValueError(f"{schema!r} cannot be the name of a community")
    await connection.execute(f"SELECT pg_advisory_lock({_LOCK})")
    try:
        await _make_schema(connection, schema)
        applied = {row["name"] for row in await connection.fetch(f"SELECT name FROM {schema}.migration")}
        todo = [file for file in files_of(kind) if _key(file) not in applied]
        for file in todo:
            await _apply(connection, schema, file)
            told(f"{schema}: {_key(file)}")
        return len(todo)
    finally:
        await connection.execute(f"SELECT pg_advisory_unlock({_LOCK})")


async def _make_schema(connection: Any, schema: str) -> None:
    async with connection.transaction():
        await connection.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC")
        await connection.execute(f"CREATE SCHEMA IF NOT EXISTS {schema} AUTHORIZATION {OWNER}")
        await connection.execute(f"SET LOCAL ROLE {OWNER}")
        await connection.execute(
            f"CREATE TABLE IF NOT EXISTS {schema}.migration "
            "(name text PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())"
        )


async def _apply(connection: Any, schema: str, file: Path) -> None:
    async with connection.transaction():
        await connection.execute(f"SET LOCAL ROLE {OWNER}")
        await connection.execute(f"SET LOCAL search_path = {schema}, pg_temp")
        await connection.execute(text_of(file, schema))
        await connection.execute(f"INSERT INTO {schema}.migration (name) VALUES ('{_key(file)}')")


def _key(file: Path) -> str:
    return f"{file.parent.name}/{file.stem}"
