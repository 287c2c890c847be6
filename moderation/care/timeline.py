"""What happened about a member, newest first: codes and days, never a text."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from moderation.care.model import Event

Q = sql.beside(__file__, "timeline")


async def page(tx: Tx, member_id: int, *, before: str = "", most: int = 30) -> tuple[Event, ...]:
    """Up to `most` events, those before the one whose key is `before`; none for a key that is nobody's."""
    return tuple(build(Event, row) for row in await tx.all(Q.page, member_id, before or None, most))


async def since(tx: Tx, member_id: int, days: int) -> tuple[Event, ...]:
    """Everything of the last days, at most 300, for the strip."""
    return tuple(build(Event, row) for row in await tx.all(Q.since, member_id, days))


async def signals(tx: Tx, member_id: int, *, most: int) -> tuple[Event, ...]:
    """The latest texts in which screening found something worth a look."""
    return tuple(build(Event, row) for row in await tx.all(Q.signals, member_id, most))
