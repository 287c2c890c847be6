"""What the migrations add up to is what the reviewers read."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator

import pytest

from app.kernel import migrate, roles
from app.kernel.db import administering
from tests.conftest import Servers
from tests.contracts import dump

AGAIN = "write it anew with `python -m tests.contracts.dump`, and read the difference"


@pytest.fixture(scope="module")
async def fresh(servers: Servers) -> AsyncIterator[tuple[str, str]]:
    """Two databases that nobody but the migrations touched."""
    mark = secrets.token_hex(4)
    board, vault = await dump.migrated(servers.admin_url, mark, kept=servers.secrets)
    yield board, vault
    async with administering(servers.admin_url) as connection:
        for name in (f"dump_{mark}", f"dump_{mark}_vault"):
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        for role in roles.board_roles([dump.EXAMPLE]):
            if dump.EXAMPLE in role:
                await connection.execute(f"DROP ROLE {role}")


async def major(url: str) -> int:
    async with administering(url) as connection:
        return int(connection.get_server_version().major)


@pytest.mark.parametrize("kind", dump.SCHEMAS)
async def test_the_migrations_add_up_to_the_schema_file(fresh: tuple[str, str], kind: str) -> None:
    url = fresh[kind == "vault"]
    if await major(url) != dump.MAJOR:
        pytest.skip(f"the schema files are written by PostgreSQL {dump.MAJOR}")
    golden = dump.golden_of(kind)
    assert golden.exists(), AGAIN
    assert await dump.schema_text(url, kind) == golden.read_text("utf-8"), AGAIN


async def test_migrating_again_changes_nothing(fresh: tuple[str, str]) -> None:
    before = [await dump.schema_text(fresh[kind == "vault"], kind) for kind in dump.SCHEMAS]
    assert await migrate.migrate_board(fresh[0], [dump.EXAMPLE]) == 0
    assert await migrate.migrate_vault(fresh[1]) == 0
    assert [await dump.schema_text(fresh[kind == "vault"], kind) for kind in dump.SCHEMAS] == before


async def test_two_migrations_at_once_wait_for_each_other(servers: Servers) -> None:
    import asyncio

    name = f"race_{secrets.token_hex(4)}"
    url = await roles.make_database(servers.admin_url, name)
    try:
        counts = await asyncio.gather(*(migrate.migrate_vault(url) for _ in range(3)))
        assert sorted(counts) == [0, 0, len(migrate.files_of("vault"))]
    finally:
        async with administering(servers.admin_url) as connection:
            await connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


async def test_a_reference_to_another_table_has_an_index(fresh: tuple[str, str]) -> None:
    """Without one, every removal of a parent reads the whole child table. Staff are disabled, never removed."""
    lacking = """
        SELECT k.conrelid::regclass::text || ' ' || k.conname AS line FROM pg_constraint AS k
        WHERE k.contype = 'f' AND k.confrelid::regclass::text <> 'shared.staff' AND NOT EXISTS (
            SELECT FROM pg_index AS i WHERE i.indrelid = k.conrelid
                AND (i.indkey::int2[])[0] = ANY (k.conkey))
        ORDER BY 1
    """
    for url in fresh:
        async with administering(url) as connection:
            assert [row["line"] for row in await connection.fetch(lacking)] == []
