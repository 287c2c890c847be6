""" "I told them I would look in tonight": a promise outlives the shift of whoever made it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.cases import casebook
from moderation.cases.model import Guide
from moderation.shift.sheet import Promise

Q = sql.beside(__file__, "handover")

MOST = 100
FURTHEST = timedelta(days=35)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """What a guide told a member, and until when."""

    words: str
    due_at: datetime


async def check(tx: Tx, case_ref: str) -> None:
    """There is such a case. Raises NotFound."""
    if await tx.value(Q.case_id, case_ref) is None:
        raise NotFound()


async def promise(tx: Tx, guide: Guide, case_ref: str, promised: Promised, *, now: datetime) -> Ref:
    """It stands on the sheet until somebody keeps it. Raises NotFound without the case, Invalid for another time."""
    if not now < promised.due_at < now + FURTHEST:
        raise Invalid(N_("Choose a day and an hour within the next five weeks."), field="day")
    ref = new_ref()
    if await tx.value(Q.promise, ref, case_ref, guide.id, promised.words, promised.due_at) is None:
        raise NotFound()
    await casebook.promise_made(tx, guide, case_ref=case_ref, promise_ref=ref)
    return ref


async def keep(tx: Tx, guide: Guide, ref: str) -> None:
    """It is kept, by this guide. Raises NotFound when there is none, or when somebody kept it."""
    case_ref = await tx.value(Q.keep_promise, ref, guide.id)
    if case_ref is None:
        raise NotFound()
    await casebook.promise_kept(tx, guide, case_ref=case_ref, promise_ref=ref)


async def open_promises(tx: Tx) -> tuple[Promise, ...]:
    """What nobody has kept yet, the most pressing first."""
    return tuple(build(Promise, row) for row in await tx.all(Q.promises, MOST))
