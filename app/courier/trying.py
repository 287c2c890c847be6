"""One job of the courier's: done, to be tried again later, or given up; one bad one never stops the others."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from app.courier.model import Undeliverable
from app.kernel import jobs, logs
from app.kernel.db import Database
from app.kernel.errors import LostLease, Unavailable
from app.kernel.jobs import Job

MOST_ATTEMPTS = 6  # over 11 minutes; what comes later has been asked for again
log = logs.get("courier")


async def attempt(db: Database, job: Job, work: Callable[[], Awaitable[None]], *, patience: float) -> None:
    """The work ran to its end, which finished its job; or the job waits, or is buried. Raises Unavailable."""
    try:
        if job.attempts > MOST_ATTEMPTS:  # taken again and again by couriers that died over it
            raise Undeliverable()
        async with asyncio.timeout(patience):
            await work()
    except LostLease:
        log.warning("lost_lease", count=job.attempts)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - a process loop: whatever it was, the next one must go
        log.warning("not_sent", error=type(error).__name__, at=logs.place_of(error), count=job.attempts)
        await _give_back(db, job, error)


async def _give_back(db: Database, job: Job, error: Exception) -> None:
    """Later once more; or never, and then the sweep forgets it within the hour."""
    if isinstance(error, Undeliverable) or job.attempts >= MOST_ATTEMPTS:
        try:
            async with db.writing() as tx:
                await jobs.bury(tx, job, type(error).__name__)
        except LostLease:
            log.warning("lost_lease", count=job.attempts)
    else:
        await jobs.fail(db, job, type(error).__name__)
