"""One mail: opened, carried away, and marked as sent together with the end of its job."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from functools import partial

from app.courier import letters
from app.courier.carriers import PATIENCE, Carrier
from app.courier.trying import MOST_ATTEMPTS, attempt
from app.kernel import jobs, sql
from app.kernel.clock import Clock
from app.kernel.db import Database
from app.kernel.jobs import Job

__all__ = ["AT_ONCE", "MOST_ATTEMPTS", "Post", "deliver_due"]

Q = sql.beside(__file__, "outbox")

AT_ONCE = 4


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
    await asyncio.gather(*(attempt(post.db, job, partial(_deliver, post, job), patience=PATIENCE) for job in taken))
    return len(taken)


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
