"""What leaves the vault: one word for the desk, one neutral mail for the seniors.

Both are derived from the vault's own rows and may be done again at any time, so a crash between
the vault's commit and the other database loses nothing.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.bell import Bell
from app.kernel.db import Database
from moderation.vault import store

DOOR = sql.beside(__file__, "door")
Q = sql.beside(__file__, "openings")


async def settle(door: Database, vault: Database, bell: Bell, refs: Sequence[str] | None = None) -> None:
    """The desk's rows say how each escalation stands; without `refs`, every one that is not closed."""
    if refs is None:
        async with door.reading() as looking:
            refs = [escalation.ref for escalation in await store.waiting(looking)]
    if not refs:
        return
    async with vault.reading() as tx:
        standings = await store.standings(tx, refs)
    async with door.writing() as outside:
        changed = [await outside.value(DOOR.set_status, one.ref, one.status) for one in standings]
    for community in sorted({one for one in changed if one}):
        await bell.ring(f"desk:{community}", "escalation")


async def alarm(door: Database, vault: Database, bell: Bell) -> int:
    """Queues a mail to each senior who was not told of a request yet; returns how many.

    The mail was sealed to the courier at enrolment: the vault itself cannot read an address.
    """
    async with vault.reading() as looking:
        due = await looking.all(Q.unalarmed)
    for one in due:
        key = f"vault:{one['opening_ref']}:{one['senior_ref']}"
        async with door.writing() as outside:
            await outside.value(DOOR.queue_mail, key, one["mail_sealed"])
        async with vault.writing() as tx:
            await tx.run(Q.add_alarm, one["opening_id"], one["senior_id"])
    if due:
        await bell.ring("mail")
    return len(due)
