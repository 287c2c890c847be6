"""Real servers for every test: an embedded PostgreSQL and Redis, or the ones of
HAVRE_TEST_POSTGRES and HAVRE_TEST_REDIS (an administrator's addresses)."""

from __future__ import annotations

import os
import secrets
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar

import pytest

from app.kernel import provision, roles
from app.kernel.bell import Bell
from app.kernel.db import Database, Tx, administering
from app.up.postgres import EmbeddedPostgres
from app.up.redis import EmbeddedRedis

COMMUNITIES = ("en", "fr")
LOGINS = (*roles.board_roles(COMMUNITIES), *roles.VAULT_ROLES)
DOORS = {"board": "http://localhost:8000", "desk": "http://localhost:8001", "vault": "http://localhost:8002"}


# What measures times, or ends servers under load, needs both cores for itself.
ALONE = (
    "tests/durability/",
    "tests/app/bench/",
    "tests/app/up/",
    "tests/moderation/screening/test_bounds.py",
    "tests/moderation/worker/test_kills.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what runs alone."""
    for item in items:
        if item.nodeid.startswith(ALONE):
            item.add_marker(pytest.mark.alone)


class QuickPostgres(EmbeddedPostgres):
    """For tests that kill nothing; what survives a kill is tested on the real settings."""

    extra: ClassVar[Mapping[str, str]] = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Servers:
    """Two running servers and a template of each database."""

    admin_url: str
    redis_url: str
    data: Path
    board_template: str
    vault_template: str

    @property
    def secrets(self) -> dict[str, str]:
        """Every secret of the test house."""
        return provision.read_secrets(self.data)


@dataclass(slots=True)
class World:
    """A house of one's own: fresh databases whose commits nobody else sees."""

    servers: Servers
    board_name: str
    vault_name: str
    stack: AsyncExitStack
    opened: dict[str, Database] = field(default_factory=dict)

    @property
    def secrets(self) -> dict[str, str]:
        """Every secret of this house."""
        return self.servers.secrets

    def admin_url(self, *, is_vault: bool = False) -> str:
        """The administrator's address of one of the two databases."""
        return roles.with_database(self.servers.admin_url, self.vault_name if is_vault else self.board_name)

    def url(self, role: str) -> str:
        """The address of a login role."""
        return roles.with_login(self.admin_url(is_vault=role == "vault"), role, self.secrets[role])

    async def db(self, role: str) -> Database:
        """A pool of a login role, closed with the world."""
        if role not in self.opened:
            self.opened[role] = await Database.connect(self.url(role), name=role, most=5)
            self.stack.push_async_callback(self.opened[role].close)
        return self.opened[role]

    async def fetch(self, statement: str, *args: object, is_vault: bool = False) -> list[dict[str, object]]:
        """Looks at the truth as the administrator, past every right: for checks only."""
        async with administering(self.admin_url(is_vault=is_vault)) as connection:
            return [dict(row) for row in await connection.fetch(statement, *args)]

    async def execute(self, statement: str, *args: object, is_vault: bool = False) -> None:
        """Changes the truth as the administrator: for arranging a test only."""
        async with administering(self.admin_url(is_vault=is_vault)) as connection:
            await connection.execute(statement, *args)

    def env(self, process: str) -> dict[str, str]:
        """The settings of a process of this house."""
        values = provision.read_env(self.servers.data / "env" / f"{process}.env")
        logins = {name: self.url(name.removeprefix("HAVRE_DB__").lower()) for name in values if "_DB__" in name}
        return values | logins


@pytest.fixture(scope="session")
def servers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Servers]:
    """The servers of this test run, and the template databases."""
    import asyncio

    data = tmp_path_factory.mktemp("house")
    started: list[EmbeddedPostgres | EmbeddedRedis] = []
    admin_url = os.environ.get("HAVRE_TEST_POSTGRES", "")
    redis_url = os.environ.get("HAVRE_TEST_REDIS", "")
    if not admin_url:
        postgres = QuickPostgres(data)
        admin_url = str(postgres.start())
        started.append(postgres)
    if not redis_url:
        redis = EmbeddedRedis(data)
        redis_url = str(redis.start())
        started.append(redis)
    mark = secrets.token_hex(4)
    house = provision.House(
        board_url=admin_url,
        vault_url=admin_url,
        redis_url=redis_url,
        data=data,
        doors=DOORS,
        communities=COMMUNITIES,
        board_name=f"t_{mark}_board",
        vault_name=f"t_{mark}_vault",
    )
    asyncio.run(provision.prepare(house))
    yield Servers(
        admin_url=admin_url,
        redis_url=redis_url,
        data=data,
        board_template=house.board_name,
        vault_template=house.vault_name,
    )
    for server in reversed(started):
        server.stop()


@asynccontextmanager
async def new_world(servers: Servers) -> AsyncIterator[World]:
    """Clones both databases; drops them at the end."""
    mark = secrets.token_hex(6)
    names = (f"w_{mark}_board", f"w_{mark}_vault")
    async with administering(servers.admin_url) as connection:
        for name, template in zip(names, (servers.board_template, servers.vault_template), strict=True):
            await connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
            # A copy forgets the rights on the database itself.
            await connection.execute(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC")
            await connection.execute(f"GRANT CONNECT ON DATABASE {name} TO {', '.join(LOGINS)}")
    try:
        async with AsyncExitStack() as stack:
            yield World(servers=servers, board_name=names[0], vault_name=names[1], stack=stack)
    finally:
        async with administering(servers.admin_url) as connection:
            for name in names:
                await connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture
async def world(servers: Servers) -> AsyncIterator[World]:
    """A house of one's own, for tests whose commits matter."""
    async with new_world(servers) as made:
        yield made


@pytest.fixture(scope="session")
async def shared_world(servers: Servers) -> AsyncIterator[World]:
    """One house for tests that take everything back (`rolled_back`)."""
    async with new_world(servers) as made:
        yield made


class _TakenBack(Exception):
    """Ends a transaction without keeping anything."""


@asynccontextmanager
async def rolled_back(world: World, role: str) -> AsyncIterator[Tx]:
    """A transaction as a login role that leaves nothing behind."""
    db = await world.db(role)
    try:
        async with db.writing() as tx:
            yield tx
            raise _TakenBack
    except _TakenBack:
        pass


@pytest.fixture
async def bell(servers: Servers) -> AsyncIterator[Bell]:
    """A real Redis."""
    made = Bell(servers.redis_url)
    yield made
    await made.close()
