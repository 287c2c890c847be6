from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from app.kernel.db import administering
from app.kernel.ids import new_ref
from moderation.vault import ledger
from moderation.vault.ledger import SENTENCES, Head, Verb
from tests.conftest import Servers, World, new_world

TAMPERING = {
    "edit": ("UPDATE vault.log SET code = 'other' WHERE id = 7", 7),
    "edit of who": ("UPDATE vault.log SET actor = 'nobody' WHERE id = 3", 3),
    "edit of when": ("UPDATE vault.log SET at = at + interval '1 microsecond' WHERE id = 12", 12),
    "edit with its hash": (
        "UPDATE vault.log SET code = 'x', hash = vault.log_hash(id, at, actor, verb, subject, 'x', prev) WHERE id = 7",
        8,
    ),
    "delete": ("DELETE FROM vault.log WHERE id = 9", 9),
    "reorder": (
        "UPDATE vault.log SET id = CASE id WHEN 5 THEN -6 ELSE -5 END WHERE id IN (5, 6);"
        "UPDATE vault.log SET id = -id WHERE id < 0",
        5,
    ),
    "insert": (
        "INSERT INTO vault.log SELECT 21, at, actor, verb, subject, code, prev, hash FROM vault.log WHERE id = 20",
        21,
    ),
}


async def fill(world: World, count: int = 20) -> None:
    for number in range(count):
        async with (await world.db("vault")).writing() as tx:
            await ledger.append(tx, Verb.FIELD_SHOWN, actor=new_ref(), subject=f"é{number}", code="phone")


async def tamper(world: World, statements: str) -> None:
    """What only somebody who owns the database can do."""
    async with administering(world.admin_url(is_vault=True)) as admin:
        await admin.execute("ALTER TABLE vault.log DISABLE TRIGGER ALL")
        await admin.execute(statements)
        await admin.execute("ALTER TABLE vault.log ENABLE TRIGGER ALL")


@pytest.fixture(scope="module")
async def house(servers: Servers) -> AsyncIterator[World]:
    """A world whose ledger is emptied before each use."""
    async with new_world(servers) as made:
        yield made


@pytest.fixture
async def world(house: World) -> World:
    await tamper(house, "TRUNCATE vault.log CASCADE")
    return house


@pytest.mark.parametrize("kind", TAMPERING)
async def test_the_first_row_that_was_tampered_with_is_named(world: World, kind: str) -> None:
    await fill(world)
    async with (await world.db("vault")).reading() as tx:
        assert await ledger.verify(tx) is None
        statements, row = TAMPERING[kind]
        await tamper(world, statements)
        assert await ledger.verify(tx) == row


async def test_a_cut_tail_and_a_chain_written_anew_are_found_by_a_checkpoint(world: World) -> None:
    await fill(world)
    async with (await world.db("vault")).reading() as tx:
        checkpoint = await ledger.head(tx)
        assert checkpoint.rows == 20
        await fill(world, 2)
        assert await ledger.verify(tx, checkpoint) is None
        await tamper(world, "DELETE FROM vault.log WHERE id > 15")
        assert await ledger.verify(tx) is None
        assert await ledger.verify(tx, checkpoint) == 16
        await fill(world, 10)
        assert await ledger.verify(tx) is None
        assert await ledger.verify(tx, checkpoint) == 20


async def test_checking_writes_down_what_was_found(world: World) -> None:
    await fill(world, 3)
    db = await world.db("vault")
    async with db.writing() as tx:
        assert await ledger.check(tx, actor="operator") is None
    async with db.writing() as tx:
        assert await ledger.check(tx, actor="operator", checkpoint=Head(rows=2, hash=bytes(32))) == 2
        last = await ledger.last_check(tx)
    assert last is not None
    assert (last.verb, last.code) == ("ledger_broken", "row=2")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE log SET code = ''",
        "DELETE FROM log",
        "TRUNCATE log",
        "INSERT INTO log (id, actor, verb, subject) VALUES (1, 'a', 'signed_in', '')",
        "INSERT INTO log (at, actor, verb, subject) VALUES (now(), 'a', 'signed_in', '')",
        "INSERT INTO log (hash, actor, verb, subject) VALUES ('', 'a', 'signed_in', '')",
        "ALTER TABLE log DISABLE TRIGGER ALL",
        "UPDATE opening SET is_solo = true",
        "UPDATE answer SET ends_at = now() + interval '1 day'",
        "DELETE FROM disclosure",
        "DELETE FROM review",
        "DELETE FROM record",
        "UPDATE senior SET password_hash = ''",
        "UPDATE wrapped_key SET wrapped = wrapped",
        "INSERT INTO answer (opening_id, ends_at) VALUES (1, now())",
        "INSERT INTO opening (ref, requested_at) VALUES ('x', now())",
    ],
)
async def test_the_vault_itself_may_only_add(house: World, statement: str) -> None:
    async with administering(house.url("vault")) as vault:
        with pytest.raises(Exception, match=re.compile("permission denied|must be owner")):
            await vault.execute(statement)


async def test_sixteen_writers_keep_one_unbroken_chain(world: World) -> None:
    await asyncio.gather(*(fill(world, 10) for _ in range(16)))
    async with (await world.db("vault")).reading() as tx:
        assert await ledger.verify(tx) is None
        assert (await ledger.head(tx)).rows == 160


def test_every_code_has_its_sentence() -> None:
    assert set(SENTENCES) == set(Verb)
