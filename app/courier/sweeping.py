"""Retention: what has outlived its purpose goes, and the log says how much."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Database

OUTBOX = sql.beside(__file__, "outbox")
HOOK = sql.beside(__file__, "hook")
COMMUNITY = sql.beside(__file__, "community")


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How much went."""

    registrations: int  # never activated, after 48 hours
    unsent: int  # mails that nobody could deliver, after an hour
    sent: int  # keys of sent mails, after 30 days


async def sweep(db: Database, communities: Sequence[str]) -> Swept:
    """Ended sign-ins, used links, old cut-outs, forgotten registrations and mails are gone; the log holds the counts.

    Each community is its own transaction: one that fails holds up nobody else's right to be forgotten.
    """
    registrations = 0
    for community in communities:
        async with db.writing() as tx:
            await tx.value(COMMUNITY.enter, community)
            await tx.value(COMMUNITY.sweep)
            registrations += await tx.value(COMMUNITY.forget_pending)
    async with db.writing() as tx:
        unsent, sent = await tx.run(OUTBOX.forget_unsent), await tx.run(OUTBOX.forget_sent)
        await tx.run(OUTBOX.forget_jobs)
        await tx.run(HOOK.forget_calls)
        await tx.run(HOOK.forget_jobs)
        await tx.run(OUTBOX.note_sweep, f"registrations={registrations} unsent={unsent} sent={sent}")
    return Swept(registrations=registrations, unsent=unsent, sent=sent)
