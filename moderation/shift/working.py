"""Who is on, who is called, and what is planned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.cases.model import Guide
from moderation.shift.model import FURTHEST, Duty, Shift, Wanted

Q = sql.beside(__file__, "shift")

MOST_PLANS = 60
LONGEST_HOURS = 12


async def start(tx: Tx, guide: Guide, wanted: Wanted, *, works_in: Sequence[str]) -> Ref:
    """This guide is on from now. Raises Conflict when that is so already, Invalid for what cannot be."""
    _check(wanted, works_in)
    await tx.run(Q.close_past)
    ref = new_ref()
    communities = list(wanted.communities)
    if await tx.value(Q.begin, ref, guide.id, communities, wanted.is_on_call, wanted.hours) is None:
        raise Conflict(N_("You are on already."))
    await tx.run(Q.note, guide.ref, "shift_started", ref)
    return ref


async def start_planned(tx: Tx, guide: Guide, ref: str) -> None:
    """A plan of this guide's is a running shift. Raises NotFound without one, Conflict when one runs."""
    await tx.run(Q.close_past)
    if any(one.staff_id == guide.id and one.is_on for one in await coming(tx)):
        raise Conflict(N_("You are on already."))
    if await tx.value(Q.begin_plan, ref, guide.id) is None:
        raise NotFound()
    await tx.run(Q.note, guide.ref, "shift_started", ref)


async def plan(tx: Tx, guide: Guide, wanted: Wanted, *, works_in: Sequence[str], now: datetime) -> Ref:
    """A shift to come. Being on call begins at its hour by itself; being on waits for the person."""
    _check(wanted, works_in)
    if wanted.starts_at is None or not now < wanted.starts_at < now + FURTHEST:
        raise Invalid(N_("Choose a day and an hour within the next five weeks."), field="day")
    if await tx.value(Q.plans_of, guide.id) >= MOST_PLANS:
        raise Invalid(N_("There are as many plans as a person can keep."), field="day")
    ref = new_ref()
    communities = list(wanted.communities)
    await tx.value(Q.plan, ref, guide.id, communities, wanted.is_on_call, wanted.starts_at, wanted.hours)
    await tx.run(Q.note, guide.ref, "shift_planned", ref)
    return ref


async def end(tx: Tx, guide: Guide) -> bool:
    """This guide is on no longer. False when that was so before."""
    ref = await tx.value(Q.end_running, guide.id)
    if ref is not None:
        await tx.run(Q.note, guide.ref, "shift_ended", ref)
    return ref is not None


async def drop_plan(tx: Tx, guide: Guide, ref: str) -> None:
    """A plan of this guide's is gone. Raises NotFound without one."""
    if await tx.value(Q.drop_plan, ref, guide.id) is None:
        raise NotFound()
    await tx.run(Q.note, guide.ref, "shift_dropped", ref)


async def coming(tx: Tx) -> tuple[Shift, ...]:
    """Everything that runs or is planned, soonest first."""
    return tuple(build(Shift, row) for row in await tx.all(Q.coming))


async def duties(tx: Tx, communities: Sequence[str]) -> tuple[Duty, ...]:
    """Who is on, and who is called, in each community right now."""
    shifts = await coming(tx)
    return tuple(duty_of(shifts, community) for community in communities)


def duty_of(shifts: Sequence[Shift], community: str) -> Duty:
    """One community's part of what runs."""
    here = [one for one in shifts if one.is_now and community in one.communities]
    return Duty(
        community=community,
        on=tuple(one for one in here if one.is_on),
        on_call=tuple(one for one in here if one.is_on_call),
    )


def _check(wanted: Wanted, works_in: Sequence[str]) -> None:
    if not wanted.communities or not set(wanted.communities) <= set(works_in):
        raise Invalid(N_("Choose a community that you work in."), field="where")
    if not 1 <= wanted.hours <= LONGEST_HOURS:
        raise Invalid(N_("A shift has 1 to 12 hours."), field="hours")
