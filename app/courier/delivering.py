"""One mail: opened, carried away, and marked as sent together with the end of its job."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from app.courier import letters
from app.courier.carriers import PATIENCE, Carrier
from app.courier.model import Undeliverable
from app.kernel import jobs, logs, sql
from app.kernel.clock import Clock
from app.kernel.db import Database
from app.kernel.errors import LostLease, Unavailable
from app.kernel.jobs import Job

Q = sql.beside(__file__, "outbox")

AT_ONCE = 4
MOST_ATTEMPTS = 6  # over 11 minutes; a link that comes later has been asked for again
log = logs.get("courier")


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Everything that delivering needs."""

    db: Database
    carrier: Carrier
    clock: Clock
    private_key: str
    sender: str


async def deliver_due(post: Post) -> int:
    """Tries the mails that are due; returns how many it took. Raises Unavailable without a database."""
    taken = await jobs.take(post.db, ["mail"], most=AT_ONCE)
    await asyncio.gather(*(_try(post, job) for job in taken))
    return len(taken)


async def _try(post: Post, job: Job) -> None:
    """Sent, to be tried again, or buried; one bad mail never stops the others."""
    try:
        if job.attempts > MOST_ATTEMPTS:  # taken again and again by couriers that died over it
            raise Undeliverable()
        async with asyncio.timeout(PATIENCE):
            await _deliver(post, job)
    except LostLease:
        log.warning("lost_lease", count=job.attempts)
    except Unavailable:
        raise
    except Exception as error:  # noqa: BLE001 - a process loop: whatever it was, the next mail must go
        log.warning("not_sent", error=type(error).__name__, at=logs.place_of(error), count=job.attempts)
        await _give_back(post, job, error)


async def _deliver(post: Post, job: Job) -> None:
    async with post.db.reading() as tx:
        row = await tx.maybe(Q.find_mail, job.subject)
    if row is not None:
        letter = letters.open_letter(row["sealed"], post.private_key)
        await post.carrier.carry(letters.write(letter, key=row["key"], sender=post.sender, now=post.clock.now()))
    # Dying here sends the mail once more, under the same Message-ID; dying earlier sends it once.
    async with post.db.writing() as tx:
        await tx.run(Q.set_sent, job.subject)
        await jobs.finish(tx, job)


async def _give_back(post: Post, job: Job, error: Exception) -> None:
    """Later once more; or never, and then the sweep forgets the address within the hour."""
    if isinstance(error, Undeliverable) or job.attempts >= MOST_ATTEMPTS:
        try:
            async with post.db.writing() as tx:
                await jobs.bury(tx, job, type(error).__name__)
        except LostLease:
            log.warning("lost_lease", count=job.attempts)
    else:
        await jobs.fail(post.db, job, type(error).__name__)
