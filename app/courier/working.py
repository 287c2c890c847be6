"""The courier's two loops: deliver what is due, and sweep once an hour."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from contextlib import AsyncExitStack

from app.courier import delivering, hooks, sweeping
from app.courier.carriers import Carrier, carrier_of
from app.courier.delivering import Post
from app.courier.hooks import Hook
from app.kernel import alive, logs
from app.kernel.bell import Bell, Ear
from app.kernel.clock import SystemClock
from app.kernel.db import Database
from app.kernel.errors import HavreError
from app.kernel.logins import connected
from app.kernel.settings import CourierSettings

BELL = "mail"
LOOK_EVERY = 1.0  # seconds; the bell makes it sooner, its loss never later
FIRST_SWEEP = 60.0  # what waited through an outage is sent before anything is forgotten
SWEEP_EVERY = 3600.0
log = logs.get("courier")


async def work(settings: CourierSettings, stop: asyncio.Event) -> None:
    """Delivers and sweeps until told to stop; what is under way is finished first."""
    async with AsyncExitStack() as stack:
        db = await connected(settings, "courier", stack, least=delivering.AT_ONCE)
        bell = Bell(settings.redis_url)
        stack.push_async_callback(bell.close)
        ear = await stack.enter_async_context(bell.listening(BELL))
        for task in (alive.beat(settings.run_dir, "courier"), _keep_sweeping(db, settings.languages)):
            stack.callback(asyncio.create_task(task).cancel)
        await _keep_delivering(_post(settings, db), Hook(db=db, url=settings.hook_url), ear, stop)


def _post(settings: CourierSettings, db: Database) -> Post | None:
    carrier: Carrier | None = carrier_of(settings)
    if carrier is None:
        log.error("no_mail_server", kind="set HAVRE_SMTP_HOST; until then mails wait, and are forgotten after an hour")
        return None
    return Post(
        db=db, carrier=carrier, clock=SystemClock(), private_key=settings.mail_private_key, sender=settings.mail_from
    )


async def _keep_delivering(post: Post | None, hook: Hook, ear: Ear, stop: asyncio.Event) -> None:
    while not stop.is_set():
        mails, calls = await asyncio.gather(_deliver(post), _tried(hooks.call_due(hook)))
        if mails < delivering.AT_ONCE and calls < hooks.AT_ONCE:
            await _first(stop.wait(), ear.hear(LOOK_EVERY))


async def _deliver(post: Post | None) -> int:
    return 0 if post is None else await _tried(delivering.deliver_due(post))


async def _tried(work: Awaitable[int]) -> int:
    try:
        return await work
    except (HavreError, OSError) as error:
        log.warning("cannot_deliver", error=type(error).__name__)
        return 0


async def _keep_sweeping(db: Database, communities: tuple[str, ...]) -> None:
    await asyncio.sleep(FIRST_SWEEP)
    while True:
        try:
            await sweeping.sweep(db, communities)
        except Exception as error:  # noqa: BLE001 - a process loop: the next hour tries again
            log.error("cannot_sweep", error=type(error).__name__, at=logs.place_of(error))
        await asyncio.sleep(SWEEP_EVERY)


async def _first(*waits: Awaitable[object]) -> None:
    """Returns when the first of them does; the others are cancelled."""
    tasks = [asyncio.ensure_future(wait) for wait in waits]
    await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
