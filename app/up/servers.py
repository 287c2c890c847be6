"""The database and Redis the house stands on: the operator's own, or embedded ones."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from app.up.embedded import Embedded, Say
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis
from app.up.refusal import CannotStart


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Addresses with the rights to prepare everything, and the servers that are ours to stop."""

    admin_url: str
    vault_admin_url: str
    redis_url: str
    embedded: tuple[Embedded, ...]

    async def keep(self, say: Say) -> None:
        """Starts an embedded server again whenever it dies; runs until cancelled."""
        while True:
            await asyncio.sleep(0.2)
            for server in self.embedded:
                if not server.is_running:
                    await _revive(server, say)

    def stop(self) -> None:
        """The embedded servers are gone, Redis first: PostgreSQL holds the truth and goes last."""
        for server in reversed(self.embedded):
            server.stop()


def start_servers(data: Path, *, own: Mapping[str, str], say: Say) -> Servers:
    """What `own` names (DATABASE_URL, VAULT_DATABASE_URL, REDIS_URL) is used; the rest is embedded and answers."""
    postgres = None if own.get("DATABASE_URL") else EmbeddedPostgres(data, say=say)
    redis = None if own.get("REDIS_URL") else EmbeddedRedis(data, say=say)
    embedded: tuple[Embedded, ...] = tuple(server for server in (postgres, redis) if server is not None)
    _start_all(embedded, say)
    admin_url = own.get("DATABASE_URL") or (postgres.address() if postgres else "")
    return Servers(
        admin_url=admin_url,
        # The vault's database may be on another server; without a word from the operator it is on the same one.
        vault_admin_url=own.get("VAULT_DATABASE_URL") or admin_url,
        redis_url=own.get("REDIS_URL") or (redis.address() if redis else ""),
        embedded=embedded,
    )


def _start_all(embedded: tuple[Embedded, ...], say: Say) -> None:
    """All answer, or none is left running."""
    try:
        for server in embedded:
            say(f"Starting {server.name}.")
            server.start()
    except BaseException:
        for server in reversed(embedded):
            server.stop()
        raise


async def _revive(server: Embedded, say: Say) -> None:
    """One attempt; a failed one is repeated by whoever keeps the servers."""
    say(f"{server.name} stopped; starting it again.")
    try:
        await asyncio.to_thread(server.end_orphans)
        server.spawn()
    except (CannotStart, OSError) as error:
        say(f"{server.name} cannot be started now: {error}")
    while server.is_running and not server.is_ready():  # noqa: ASYNC110 - the server sets no event of ours
        await asyncio.sleep(0.02)
    if not server.is_running:
        await asyncio.sleep(1)
