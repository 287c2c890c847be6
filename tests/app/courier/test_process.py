"""The real process: kill -9 between sending and saying so, a quiet end, and no Redis."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from app.kernel.alive import is_alive
from tests.app.courier.hookserver import PAGE, listening
from tests.app.courier.mailserver import courier_env, job_states, outbox, queue, running
from tests.conftest import World

ROOT = Path(__file__).resolve().parents[3]
EXPIRE = "UPDATE shared.job SET leased_until = now() - interval '1 second' WHERE lease IS NOT NULL"


@contextmanager
def courier(env: dict[str, str], **more: str) -> Iterator[subprocess.Popen[bytes]]:
    ours = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen([sys.executable, "-m", "app.courier"], env=ours | env | more, cwd=ROOT)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


async def until(holds: Callable[[], Awaitable[bool]], within: float = 20.0) -> None:
    end = time.monotonic() + within
    while not await holds():
        assert time.monotonic() < end, "did not come true in time"
        await asyncio.sleep(0.05)


async def test_a_courier_killed_after_sending_makes_at_most_a_recognisable_double(world: World) -> None:
    async def is_sent() -> bool:
        return (await outbox(world))[0]["is_sent"] is True

    with running() as server:
        env = courier_env(world, server.port)
        await queue(world)
        with courier(env) as first:
            # The server has the mail, and its answer never reaches the courier.
            server.on_mail = lambda: os.kill(first.pid, signal.SIGKILL)
            await asyncio.to_thread(first.wait, 20)
        assert not await is_sent()
        server.on_mail = lambda: None
        await world.execute(EXPIRE)
        with courier(env):
            await until(is_sent)
        assert len({mail["Message-ID"] for mail in server.mails}) == 1
        assert len(server.mails) == 2
        assert await job_states(world) == []


async def test_a_courier_killed_over_a_call_calls_again_and_only_then_is_done(world: World) -> None:
    with running() as mails, listening() as server:
        env = courier_env(world, mails.port, HAVRE_HOOK_URL=server.url)
        await world.execute(PAGE, 1, 2, 9)
        with courier(env) as first:
            # The server has the call, and its answer never reaches the courier.
            server.on_call = lambda: os.kill(first.pid, signal.SIGKILL)
            await asyncio.to_thread(first.wait, 20)
        assert len(await job_states(world)) == 1
        server.on_call = lambda: None
        await world.execute(EXPIRE)

        async def is_done() -> bool:
            return await job_states(world) == []

        with courier(env):
            await until(is_done)
        assert len(server.calls) == 2
        assert server.calls[0] == server.calls[1]


async def test_a_courier_works_without_redis_and_ends_when_told(world: World, tmp_path: Path) -> None:
    async def is_sent() -> bool:
        return (await outbox(world))[0]["is_sent"] is True

    with (
        running() as server,
        courier(
            courier_env(world, server.port), HAVRE_REDIS_URL="redis://127.0.0.1:1/0", HAVRE_RUN_DIR=str(tmp_path)
        ) as process,
    ):
        await queue(world)
        await until(is_sent)
        assert is_alive(tmp_path, "courier")
        process.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(process.wait, 10) == 0


async def test_a_courier_refuses_another_process_s_secret(world: World) -> None:
    with courier(courier_env(world, 1), HAVRE_VAULT_PRIVATE_KEY="x") as process:
        assert await asyncio.to_thread(process.wait, 20) != 0
