"""The login roles: one per process and community, none of which owns anything."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from app.kernel.db import administering
from app.kernel.migrate import OWNER


def board_roles(communities: Iterable[str]) -> dict[str, str]:
    """Every login role of the board's database, and the search path that it is tied to."""
    roles = {"desk": "shared", "courier": "shared", "vault_door": "shared"}
    for community in communities:
        for process in ("board", "screener", "desk"):
            roles[f"{process}_{community}"] = f"{community}, shared"
    return roles


VAULT_ROLES: Mapping[str, str] = {"vault": "vault"}


async def make_database(admin_url: str, name: str) -> str:
    """Makes sure that the database exists; returns the administrator's address of it."""
    async with administering(admin_url) as connection:
        if not await connection.fetchval("SELECT 1 FROM pg_database WHERE datname = $1", name):
            await connection.execute(f"CREATE DATABASE {_quoted(name)} ENCODING 'UTF8' TEMPLATE template0")
    return with_database(admin_url, name)


async def make_roles(admin_url: str, roles: Mapping[str, str], passwords: Mapping[str, str]) -> None:
    """Makes the owner (no login) and each login role, with its password and search path."""
    async with administering(admin_url) as connection:
        async with connection.transaction():
            await connection.execute("SELECT pg_advisory_xact_lock(4772)")
            await _make_role(connection, OWNER, "NOLOGIN")
            await connection.execute(f"GRANT {OWNER} TO CURRENT_USER")
            for role, path in roles.items():
                await _make_role(connection, role, f"LOGIN PASSWORD '{_scram_safe(passwords[role])}'")
                await connection.execute(f"ALTER ROLE {role} SET search_path = {path}")
        database = await connection.fetchval("SELECT current_database()")
        await connection.execute(f"REVOKE ALL ON DATABASE {_quoted(database)} FROM PUBLIC")
        for role in roles:
            await connection.execute(f"GRANT CONNECT ON DATABASE {_quoted(database)} TO {role}")


async def _make_role(connection: Any, role: str, rights: str) -> None:
    exists = await connection.fetchval("SELECT 1 FROM pg_roles WHERE rolname = $1", role)
    verb = "ALTER" if exists else "CREATE"
    await connection.execute(f"{verb} ROLE {role} {rights}")


def _scram_safe(password: str) -> str:
    if not password.isalnum():
        raise ValueError("passwords of roles are letters and digits")
    return password


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def with_database(url: str, name: str) -> str:
    """The same server and login, another database."""
    return urlunsplit(urlsplit(url)._replace(path=f"/{quote(name)}"))


def with_login(url: str, role: str, password: str) -> str:
    """The same server and database, another login."""
    parts = urlsplit(url)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(role)}:{quote(password)}@{host}"))
