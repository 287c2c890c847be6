"""Gentle to whoever sits here: heavy texts are counted for their reader alone, and a break is offered."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import NotFound
from app.kernel.ids import new_ref
from moderation.cases.model import Guide
from moderation.shift.model import Debrief

Q = sql.beside(__file__, "shift")
HERE = sql.beside(__file__, "handover")

EASIER_MINUTES = 30


async def note_opening(tx: Tx, guide: Guide, case_ref: str) -> None:
    """A heavy text that this guide opened is counted, for this guide only; any other is not."""
    await tx.run(HERE.note_heavy, guide.id, case_ref)


async def rest(tx: Tx, digest: bytes, *, has_rested: bool) -> None:
    """Back from a break: the count begins anew. Not now: nobody asks again for twenty minutes."""
    await tx.run(Q.set_rest, digest, has_rested)


async def make_easier(tx: Tx, guide: Guide, *, is_on: bool) -> None:
    """Heavy texts stay out of this guide's list for half an hour, or are back in it. No reason, no log row."""
    await tx.run(Q.set_easier, guide.id, EASIER_MINUTES if is_on else 0)


async def ask_debrief(tx: Tx, guide: Guide, community: str) -> None:
    """The leads see this guide's name and nothing else; asking twice is asking once. No log row: it is no act."""
    await tx.run(Q.ask_debrief, new_ref(), community, guide.id)


async def debriefs(tx: Tx, guide: Guide, communities: Sequence[str], *, is_lead: bool) -> tuple[Debrief, ...]:
    """What waits for a talk: for leads all of their communities, for everybody else their own."""
    rows = await tx.all(Q.debriefs, list(communities), guide.id, is_lead)
    return tuple(build(Debrief, row) for row in rows)


async def meet(tx: Tx, lead: Guide, communities: Sequence[str], ref: str) -> None:
    """The talk took place. Raises NotFound for one's own wish and for another community's."""
    if await tx.value(Q.meet, ref, list(communities), lead.id) is None:
        raise NotFound()
