"""Who is reading a case: five minutes at a time, renewed by activity, so that two guides do not do one work."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref
from moderation.cases import appeals, casebook
from moderation.cases.acts import STEPS
from moderation.cases.model import Act, Claim, Guide

Q = sql.beside(__file__, "claiming")

SECONDS = 5 * 60


async def claim(tx: Tx, guide: Guide, case_ref: str) -> Claim:
    """In this guide's hand for five minutes from now; renewing is the same call.

    The first one leaves a row in the log: with it the guide reads a member's text. Raises Conflict
    with the colleague's name when it is in another hand, NotFound when there is no such case.
    """
    return await _take(tx, guide, case_ref, takes_over=False)


async def take_over(tx: Tx, guide: Guide, case_ref: str) -> Claim:
    """Like `claim`, out of a colleague's hand if need be; the log says so."""
    return await _take(tx, guide, case_ref, takes_over=True)


async def release(tx: Tx, guide: Guide, case_ref: str) -> bool:
    """Back in the lane. False when this guide did not hold it."""
    if await tx.value(Q.release, case_ref, guide.id) is None:
        return False
    await casebook.released(tx, guide, case_ref)
    return True


async def _take(tx: Tx, guide: Guide, case_ref: str, *, takes_over: bool) -> Claim:
    row = await tx.maybe(Q.claim, case_ref, guide.id, SECONDS, takes_over)
    if row is None:
        await appeals.check(tx, guide, case_ref)
        raise await _why_not(tx, case_ref)
    claimed = Claim(
        case_ref=Ref(case_ref), holder_name=guide.name, held_until=row["held_until"], version=row["version"]
    )
    if row["is_taken_over"]:
        await casebook.taken_over(tx, guide, claimed)
    if not row["is_renewal"]:
        await casebook.read(tx, guide, claimed)
    return claimed


async def _why_not(tx: Tx, case_ref: str) -> Exception:
    row = await tx.maybe(Q.holder, case_ref)
    if row is None:
        return NotFound()
    if not row["is_open"]:
        return Conflict(N_("This case is closed."))
    if row["act"] is not None:
        return Conflict(STEPS[Act(row["act"])].done, name=row["maker"])
    return Conflict(N_("%(name)s is reading this right now."), name=row["name"] or "?")
