"""News arrives by itself: through the bell at once, without it within seconds, and only to who may hear it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx
import pytest
import uvicorn

from app.kernel.bell import Bell
from moderation.desk import web_live
from tests.conftest import Servers, new_world
from tests.moderation.desk.house import Desk, Person, open_desk
from tests.moderation.factories import GOODBYE, PHONE


@asynccontextmanager
async def served(desk: Desk) -> AsyncIterator[str]:
    """The same application behind a real socket: the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(desk.app, lifespan="off", log_level="error", timeout_graceful_shutdown=1)
    server = uvicorn.Server(config)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        yield f"http://localhost:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await task


@asynccontextmanager
async def listening(base: str, person: Person, path: str) -> AsyncIterator[asyncio.Queue[dict[str, str]]]:
    """The events of a stream, as they come."""
    events: asyncio.Queue[dict[str, str]] = asyncio.Queue()
    cookies = "; ".join(f"{name}={value}" for name, value in person.client.cookies.items())

    async def read() -> None:
        async with (
            httpx.AsyncClient(base_url=base, headers={"cookie": cookies}, timeout=None) as client,
            client.stream("GET", path) as answer,
        ):
            assert answer.headers["content-type"].startswith("text/event-stream"), answer.status_code
            event: dict[str, str] = {}
            async for line in answer.aiter_lines():
                if not line:
                    await events.put(event)
                    event = {}
                    continue
                name, _, value = line.partition(": ")
                event[name] = f"{event[name]}\n{value}" if name in event else value
            await events.put({"event": "end"})

    task = asyncio.create_task(read())
    try:
        yield events
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


async def heard(events: asyncio.Queue[dict[str, str]], name: str, seconds: float = 20.0) -> dict[str, str]:
    """The next event of that name."""
    async with asyncio.timeout(seconds):
        while (event := await events.get()).get("event", "") != name:
            pass
    return event


async def test_a_new_case_arrives_when_the_bell_rings(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(web_live, "LOOK_SECONDS", 60.0)  # only a ring can wake it
    maya = await desk.person("Maya", lang="fr", languages=("en",))
    async with served(desk) as base, listening(base, maya, "/en/live") as events:
        assert "lanes" in (await heard(events, ""))["data"]
        await asyncio.sleep(0.5)
        await desk.waiting(GOODBYE)  # the screening process rings by itself
        arrived = await heard(events, "arrival")
        assert json.loads(arrived["data"]) == {"lane": "now"}
        assert "Maintenant" in (await heard(events, ""))["data"]
        assert "slow-tide" not in str(arrived)


async def test_who_reads_a_case_is_told_to_the_others(desk: Desk) -> None:
    case = await desk.waiting(PHONE)
    maya, noor = await desk.person("Maya"), await desk.person("Noor")
    async with served(desk) as base, listening(base, maya, "/en/live") as events:
        await heard(events, "")
        await noor.open(f"/en/cases/{case}")
        news = json.loads((await heard(events, "holder"))["data"])
        assert news == {"ref": case, "words": "Noor is reading"}


async def test_what_came_between_the_page_and_its_stream_is_not_missed(desk: Desk) -> None:
    (now,) = await desk.world.fetch("SELECT now() AS at")
    await desk.waiting(GOODBYE)
    maya = await desk.person("Maya")
    since = httpx.QueryParams({"since": now["at"].isoformat(), "lane": "privacy"})  # type: ignore[attr-defined]
    async with served(desk) as base, listening(base, maya, f"/en/live?{since}") as events:
        arrived = await heard(events, "arrival")
        assert json.loads(arrived["data"]) == {"lane": "now"}, "a case of the lane Now is news to everyone"
        assert arrived["id"]


async def test_news_arrive_without_redis_and_the_stream_ends_with_the_session(
    servers: Servers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(web_live, "LOOK_SECONDS", 0.5)
    monkeypatch.setattr(web_live, "BEAT_SECONDS", 1.0)
    async with new_world(servers) as world, open_desk(world, redis_url="redis://127.0.0.1:1/0") as desk:
        maya = await desk.person("Maya")
        async with served(desk) as base, listening(base, maya, "/en/live") as events:
            await heard(events, "")
            await desk.waiting(GOODBYE)
            await heard(events, "arrival")
            await heard(events, "beat")
            await world.execute("UPDATE shared.staff SET disabled_at = now()")
            await heard(events, "end")


async def test_listening_alone_keeps_no_session_alive(desk: Desk) -> None:
    maya = await desk.person("Maya")
    await desk.world.execute("UPDATE shared.staff_session SET seen_at = now() - interval '14 minutes'")
    async with served(desk) as base, listening(base, maya, "/en/live") as events:
        await heard(events, "")
    (row,) = await desk.world.fetch(
        "SELECT max(seen_at) < now() - interval '13 minutes' AS is_old FROM shared.staff_session"
    )
    assert row["is_old"]


async def test_a_storm_of_rings_is_one_look(desk: Desk, bell: Bell) -> None:
    maya = await desk.person("Maya")
    async with served(desk) as base, listening(base, maya, "/en/live") as events:
        await heard(events, "")
        await asyncio.sleep(0.5)
        for _ in range(300):
            await bell.ring("desk:en", "now")
        await asyncio.sleep(2)
        assert events.qsize() <= 1
