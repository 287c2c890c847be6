"""From one guide to the next: the sheet is made from what is there, kept, and taken by somebody else."""

from __future__ import annotations

from datetime import date

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.cases import casebook
from moderation.cases.model import LANES, Guide
from moderation.shift.promising import open_promises
from moderation.shift.sheet import (
    CaseStand,
    EscalationStand,
    Handover,
    HandoverLine,
    LaneStand,
    Sheet,
    restored,
    stored,
)

Q = sql.beside(__file__, "handover")

MOST_CASES = 60  # the most urgent ones by name; nobody reads a list of a thousand before a coffee
MOST_KEPT = 10


async def sheet_of(tx: Tx, *, today: date) -> Sheet:
    """How things stand now."""
    found = {row["lane"]: build(LaneStand, row) for row in await tx.all(Q.lanes)}
    lanes = tuple(found[lane] for lane in LANES if lane in found)
    cases: list[CaseStand] = []
    for lane in lanes:
        if len(cases) < MOST_CASES:
            rows = await tx.all(Q.oldest, lane.lane, MOST_CASES - len(cases))
            cases += [build(CaseStand, row) for row in rows]
    return Sheet(
        lanes=lanes,
        cases=tuple(cases),
        escalations=tuple(build(EscalationStand, row) for row in await tx.all(Q.escalations)),
        tracked_due=await tx.value(Q.tracked_due, today),
        promises=len(await open_promises(tx)),
    )


async def make(tx: Tx, guide: Guide, words: str, *, today: date) -> Ref:
    """The sheet as it stands now, and the guide's own words, are kept for whoever comes next."""
    ref, sheet = new_ref(), await sheet_of(tx, today=today)
    await tx.run(Q.make, ref, guide.id, words, stored(sheet))
    await casebook.handover_made(tx, guide, handover_ref=ref, waiting=sheet.waiting)
    return ref


async def take(tx: Tx, guide: Guide, ref: str) -> None:
    """This guide read it. Raises Conflict for one's own and for one that somebody took, NotFound without one."""
    if await tx.value(Q.take, ref, guide.id) is None:
        kept = await find(tx, ref)
        if kept.made_by_id == guide.id:
            raise Conflict(N_("Somebody else takes over what you wrote."))
        raise Conflict(N_("%(name)s has taken over already."), name=kept.taken_by)
    await casebook.handover_taken(tx, guide, handover_ref=ref)


async def find(tx: Tx, ref: str) -> Handover:
    """A kept sheet. Raises NotFound."""
    row = await tx.maybe(Q.find, ref)
    if row is None:
        raise NotFound()
    return build(Handover, {**row, "sheet": restored(row["sheet"])})  # type: ignore[arg-type]


async def recent(tx: Tx) -> tuple[HandoverLine, ...]:
    """The newest kept sheets."""
    return tuple(build(HandoverLine, row) for row in await tx.all(Q.recent, MOST_KEPT))


async def names(tx: Tx) -> dict[str, str]:
    """Colleagues by their reference."""
    return {row["ref"]: row["name"] for row in await tx.all(Q.colleagues)}
