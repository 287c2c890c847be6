"""Redis carries no truth: without it, or emptied, the house goes on, slower and stricter."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from urllib.parse import urlsplit

import httpx
import pytest
from redis.asyncio import Redis

from app.web.composing import POSTING
from tests.durability.house import House, raised
from tests.durability.load import Load, Version
from tests.durability.reader import Reader
from tests.durability.truth import broken_promises
from tests.durability.waiting import until

PATIENCE = 8.0  # seconds until a text is out, without anybody who rings


@pytest.fixture(scope="module")
async def house() -> AsyncIterator[House]:
    async with raised() as made:
        for process in ("board", "screener"):
            await made.start(process)
        yield made


@pytest.fixture(scope="module")
async def load(house: House) -> AsyncIterator[Load]:
    made = Load(house)
    await made.begin(members=3)
    yield made
    await made.end()


@pytest.fixture(scope="module")
def reader(load: Load) -> Reader:
    return Reader(load)


async def _stopped(house: House) -> None:
    await asyncio.to_thread(house.servers["redis"].stop)


async def _replied(load: Load, kind: str, *, member: int = 1) -> tuple[Version, float]:
    """A reply, and how long the board took to answer."""
    began, author = time.monotonic(), load.members[member]
    version = load.new_version(author, kind)
    await load.send(author, f"/en/threads/{load.threads[0]}/replies", version, {})
    return version, time.monotonic() - began


async def _is_read(reader: Reader, version: Version) -> bool:
    return await reader.has_seen(version.ref, version.mark, reader.load.threads[0])


async def test_without_redis_the_board_reads_writes_and_screens(house: House, load: Load, reader: Reader) -> None:
    await _stopped(house)
    try:
        pages = [await load.members[2].client.get(f"/en{path}") for path in ("/", "/topics", "/my-posts", "/notices")]
        assert [page.status_code for page in pages] == [200] * 4
        clean, taken = await _replied(load, "clean")
        assert taken < 3.0
        masked, _ = await _replied(load, "phone")
        held, _ = await _replied(load, "urgent")

        async def are_read() -> bool:
            return await _is_read(reader, clean) and await _is_read(reader, masked)

        await until(are_read, within=PATIENCE)
        assert not await _is_read(reader, held)
    finally:
        await house.revive_server("redis")


async def test_a_session_that_ends_while_redis_is_away_is_over(house: House, load: Load, reader: Reader) -> None:
    await _stopped(house)
    try:
        leaving = load.members[3]
        answer = await leaving.client.post("/en/sign-out", data={"csrf": leaving.csrf})
        assert answer.status_code == 303
        assert (await leaving.client.get("/en/my-posts")).status_code == 303
    finally:
        await house.revive_server("redis")


async def test_without_redis_limits_are_half_as_wide(house: House, load: Load, reader: Reader) -> None:
    await _stopped(house)
    try:
        sent = [(await _replied(load, "clean", member=2))[0] for _ in range(POSTING.most // 2 + 1)]
    finally:
        await house.revive_server("redis")
    assert [bool(version.ref) for version in sent] == [True] * (POSTING.most // 2) + [False]
    assert load.answers[429] == 1


async def test_an_emptied_redis_loses_nothing(house: House, load: Load, reader: Reader) -> None:
    redis = Redis.from_url(house.plan.redis_url, legacy_responses=False)
    try:
        sent = []
        for _ in range(6):
            version, _ = await _replied(load, "clean")
            await redis.flushall()
            sent.append(version)

        async def are_read() -> bool:
            return all([await _is_read(reader, version) for version in sent])

        await until(are_read, within=PATIENCE)
        assert (await load.members[1].client.get("/en/my-posts")).status_code == 200
    finally:
        await redis.aclose()


async def test_nothing_was_lost_or_doubled_on_the_way(house: House, load: Load, reader: Reader) -> None:
    async def is_idle() -> bool:
        return not await house.fetch("SELECT id FROM en.job")

    await until(is_idle, within=40)
    assert await broken_promises(house, load, reader) == []


async def test_a_redis_that_hangs_holds_no_page(house: House, load: Load, reader: Reader) -> None:
    """Connections are accepted and nothing is ever answered."""
    silent = await asyncio.start_server(lambda *_: asyncio.sleep(60), "127.0.0.1", 0)
    port = silent.sockets[0].getsockname()[1]
    parts = urlsplit(house.plan.redis_url)
    house.stop()
    await house.start("board", HAVRE_REDIS_URL=parts._replace(netloc=f"127.0.0.1:{port}").geturl())
    await house.start("screener")
    try:
        async with httpx.AsyncClient(base_url=house.url("board"), cookies=load.members[1].client.cookies) as client:
            began = time.monotonic()
            assert (await client.get("/en/topics")).status_code == 200
            assert time.monotonic() - began < 4.0
    finally:
        silent.close()
