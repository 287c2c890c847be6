"""Work for later: a row in the same transaction, taken under a lease with a fencing token.

Whoever finishes must still hold the lease it took; a worker that was thought dead and comes back
finds its token replaced and its transaction rolled back, so every effect happens once.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Database, Tx
from app.kernel.errors import LostLease

Q = sql.beside(__file__, "jobs")

LEASE_SECONDS = 30
MOST_ATTEMPTS = 3
LONGEST_REST = 128  # seconds between two attempts


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job under lease."""

    id: int
    kind: str
    subject: int
    attempts: int
    lease: uuid.UUID

    @property
    def is_spent(self) -> bool:
        """It was taken more often than allowed: whoever holds it must bury it."""
        return self.attempts > MOST_ATTEMPTS


async def take(db: Database, kinds: Sequence[str], most: int = 1, *, lease_seconds: int = LEASE_SECONDS) -> list[Job]:
    """Takes up to `most` due jobs under a fresh lease; committed when this returns.

    A worker that dies gives them back when the lease ends, and no sooner.
    """
    async with db.writing() as tx:
        rows = await tx.all(Q.take, list(kinds), uuid.uuid4(), lease_seconds, most)
    return [Job(**row) for row in rows]


async def finish(tx: Tx, job: Job) -> None:
    """Ends the job in the transaction of its effects. Raises LostLease when another holds it now."""
    if await tx.value(Q.finish, job.id, job.lease) is None:
        raise LostLease()


async def fail(db: Database, job: Job, error: str) -> None:
    """Gives the job back, later each time (2 s, 8 s, 32 s, 128 s); `error` is a class name, never a message."""
    rest = min(2 * 4 ** min(job.attempts - 1, 9), LONGEST_REST)
    async with db.writing() as tx:
        await tx.run(Q.fail, job.id, job.lease, rest, error[:80])


async def bury(tx: Tx, job: Job, error: str) -> None:
    """Gives up in the transaction that says so elsewhere. Raises LostLease when another holds it now."""
    if await tx.value(Q.bury, job.id, job.lease, error[:80]) is None:
        raise LostLease()
