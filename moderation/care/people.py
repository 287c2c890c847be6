"""A member, as the desk may know them."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import NotFound
from moderation.care.model import Person

Q = sql.beside(__file__, "people")


async def find(tx: Tx, ref: str) -> Person:
    """The member behind a reference. Raises NotFound, also for the guides' own voice, who is nobody's member."""
    row = await tx.maybe(Q.find, ref)
    if row is None:
        raise NotFound()
    return build(Person, row)


async def find_locked(tx: Tx, ref: str) -> Person:
    """Like `find`, and held until the transaction ends: two guides act one after the other."""
    row = await tx.maybe(Q.find_locked, ref)
    if row is None:
        raise NotFound()
    return build(Person, row)


async def lock(tx: Tx, member_id: int) -> Person:
    """The member with this number, held until the transaction ends."""
    row = await tx.maybe(Q.lock, member_id)
    if row is None:
        raise NotFound()
    return build(Person, row)


async def ref_of(tx: Tx, member_id: int) -> str:
    """The public reference behind a number; empty for the guides' own voice."""
    return await tx.value(Q.ref_of, member_id) or ""
