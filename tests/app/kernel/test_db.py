"""Transactions commit when they return and roll back when they raise; a lost database is a sentence."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from app.kernel import db
from app.kernel.db import Database
from app.kernel.errors import Unavailable
from app.kernel.sql import Query
from tests.conftest import World


def query(text: str, *args: str) -> Query:
    return Query(name="tried", text=text, args=args, row="Row", roles=("courier",), source=Path("tried.sql"))


ADD = query("DELETE FROM outbox WHERE key = $1 RETURNING key", "key")
COUNT = query("SELECT count(*) FROM outbox")
SLEEP = query("SELECT pg_sleep(30)")


async def fill(world: World) -> None:
    await world.execute("INSERT INTO shared.outbox (key, sealed) VALUES ('a', ''), ('b', '')")


async def test_returning_commits_and_raising_takes_everything_back(world: World) -> None:
    await fill(world)
    courier = await world.db("courier")
    async with courier.writing() as tx:
        await tx.run(ADD, "a")
    with pytest.raises(RuntimeError):
        async with courier.writing() as tx:
            await tx.run(ADD, "b")
            raise RuntimeError
    assert await world.fetch("SELECT key FROM shared.outbox") == [{"key": "b"}]


async def test_what_touches_rows_says_how_many(world: World) -> None:
    await fill(world)
    async with (await world.db("courier")).writing() as tx:
        assert await tx.run(query("DELETE FROM outbox")) == 2


async def test_one_row_that_is_missing_is_a_defect_and_maybe_is_none(shared_world: World) -> None:
    async with (await shared_world.db("courier")).reading() as tx:
        assert await tx.maybe(query("SELECT 1 WHERE false")) is None
        with pytest.raises(LookupError, match="tried"):
            await tx.one(query("SELECT 1 WHERE false"))


async def test_a_reading_that_asks_nothing_borrows_no_connection(world: World) -> None:
    only = await Database.connect(world.url("courier"), name="one", least=1, most=1)
    try:
        async with only.reading(), only.reading(), only.writing() as tx:
            assert await tx.value(COUNT) == 0
    finally:
        await only.close()


async def test_a_reading_gives_its_connection_back(world: World) -> None:
    only = await Database.connect(world.url("courier"), name="one", least=1, most=1)
    try:
        for _ in range(3):
            async with only.reading() as tx:
                await tx.value(COUNT)
    finally:
        await only.close()


@pytest.mark.parametrize("how", ["reading", "writing"])
async def test_a_connection_that_is_cut_is_unavailable_and_the_next_one_works(world: World, how: str) -> None:
    courier = await world.db("courier")

    async def cut() -> None:
        await asyncio.sleep(0.3)
        await world.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND usename = 'courier'"
        )

    with pytest.raises(Unavailable):
        async with getattr(courier, how)() as tx:
            await asyncio.gather(tx.value(SLEEP), cut())
    async with getattr(courier, how)() as tx:
        assert await tx.value(COUNT) == 0


async def test_wherever_connections_are_cut_the_caller_hears_unavailable_and_nothing_else(world: World) -> None:
    # asyncpg has several ways to say it; which one depends on where between two states the cut fell.
    courier = await Database.connect(world.url("courier"), name="cut", least=4, most=4)
    heard: list[BaseException] = []
    stopping = asyncio.Event()

    async def transact() -> None:
        async with courier.writing() as tx:
            await tx.value(COUNT)
            await tx.value(COUNT)

    async def work() -> None:
        while not stopping.is_set():
            (said,) = await asyncio.gather(transact(), return_exceptions=True)
            if said is not None:
                heard.append(said)

    async def cut() -> None:
        for _ in range(150):
            await asyncio.sleep(0.01)
            await world.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND usename = 'courier'"
            )
        stopping.set()

    try:
        await asyncio.gather(cut(), *(work() for _ in range(6)))
        # No place of the pool is lost by it: as many as before can be borrowed at once.
        async with courier.writing(), courier.writing(), courier.writing(), courier.writing() as last:
            assert await last.value(COUNT) == 0
    finally:
        await courier.close()
    assert len(heard) > 50
    assert {type(said) for said in heard} == {Unavailable}


async def test_a_broken_rule_is_known_by_its_name(world: World) -> None:
    member = (
        "INSERT INTO member (ref, pseudonym, pseudonym_key, affiliation, password_hash)"
        " VALUES ($1, 'quiet-harbour', 'quiet-harbour', 'family', 'x')"
    )
    with pytest.raises(db.IntegrityError) as broken:
        async with (await world.db("board_en")).writing() as tx:
            await tx.run(query(member, "ref"), "abcdefghjkmnpq")
            await tx.run(query(member, "ref"), "abcdefghjkmnpr")
    assert db.broken_rule(broken.value) == "member_pseudonym_key_key"
    assert db.broken_rule(ValueError()) is None
