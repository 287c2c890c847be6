"""The log grows in one line and never changes; every number, time and hash is the database's own."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.kernel import chain
from app.kernel.db import Database, administering
from app.kernel.sql import Query
from tests.conftest import World

ADD = Query(
    name="add",
    text="INSERT INTO log (actor, verb, subject, code) VALUES ($1, 'test_verb', $2, $3)",
    args=("actor", "subject", "code"),
    row="None",
    roles=("desk",),
    source=Path("add.sql"),
)


async def add(db: Database, subject: str, code: str = "") -> None:
    async with db.writing() as tx:
        await tx.run(ADD, "test", subject, code)


async def test_writers_at_the_same_moment_make_one_unbroken_chain(world: World) -> None:
    desk = await world.db("desk_en")
    await asyncio.gather(*(add(desk, f"case:{n}", "é, 日本") for n in range(40)))
    async with desk.reading() as tx:
        found = await chain.verify(tx)
    assert (found.rows, found.broken) == (40, None)


async def test_a_writer_that_is_taken_back_leaves_no_gap(world: World) -> None:
    desk = await world.db("desk_en")
    await add(desk, "case:1")
    with pytest.raises(RuntimeError):
        async with desk.writing() as tx:
            await tx.run(ADD, "test", "case:2", "")
            raise RuntimeError
    await add(desk, "case:3")
    rows = await world.fetch("SELECT id, subject FROM en.log ORDER BY id")
    assert rows == [{"id": 1, "subject": "case:1"}, {"id": 2, "subject": "case:3"}]


@pytest.mark.parametrize("verb", ["UPDATE en.log SET code = 'x'", "DELETE FROM en.log", "TRUNCATE en.log"])
async def test_even_the_owner_is_stopped(world: World, verb: str) -> None:
    await add(await world.db("desk_en"), "case:1")
    with pytest.raises(Exception, match="append-only"):
        await world.execute(verb)


@pytest.mark.parametrize("column", ["id", "at", "prev", "hash"])
async def test_nobody_who_serves_may_name_a_number_a_time_or_a_hash(world: World, column: str) -> None:
    value = {"id": "9", "at": "now()"}.get(column, r"'\x00'")
    async with administering(world.url("desk_en")) as connection:
        with pytest.raises(Exception, match="permission denied"):
            await connection.execute(
                f"INSERT INTO en.log (actor, verb, subject, {column}) VALUES ('test', 'test_verb', 's', {value})"
            )


@pytest.mark.parametrize(
    "change",
    [
        "actor = 'other'",
        "verb = 'other_verb'",
        "subject = 'case:9'",
        "code = 'y'",
        "at = at + interval '1 microsecond'",
    ],
)
async def test_every_column_is_bound_by_the_chain(world: World, change: str) -> None:
    desk = await world.db("desk_en")
    for number in range(3):
        await add(desk, f"case:{number}")
    await world.execute("ALTER TABLE en.log DISABLE TRIGGER log_stands")
    await world.execute(f"UPDATE en.log SET {change} WHERE id = 2")
    async with desk.reading() as tx:
        assert (await chain.verify(tx)).broken == 2
