"""Keeping a member in mind: for a reason, with a day to look again and a day when it ends."""

from __future__ import annotations

from datetime import date, timedelta

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_, day_of
from app.kernel.ids import Ref, new_ref
from moderation.care import people
from moderation.care.model import MOST_DAYS, MOST_REASON, TRACK_KINDS, TrackAsked, Tracking
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "tracking")


async def track(tx: Tx, guide: Guide, *, member_id: int, asked: TrackAsked) -> Ref:
    """The member is kept in mind until the day named, and the log says so.

    Raises Invalid for a request that is not whole, Conflict when this is done for the same kind already.
    """
    check(asked, await today(tx))
    person = await people.lock(tx, member_id)
    await tx.run(Q.run_out, member_id, await today(tx))
    if await tx.value(Q.open_of_kind, member_id, asked.kind) is not None:
        raise Conflict(N_("This member is kept in mind for this already. You can renew it with a new reason."))
    ref = await _add(tx, guide, member_id, asked)
    await casebook.of_member(tx, guide, "member_tracked", member_ref=person.ref, code=asked.kind)
    return ref


async def renew(tx: Tx, guide: Guide, *, member_id: int, asked: TrackAsked) -> Ref:
    """What ran for this kind is over and a new one begins, with its own reason and days; both stay readable.

    Raises Invalid for a request that is not whole, Conflict when nothing of this kind runs any more.
    """
    check(asked, await today(tx))
    person = await people.lock(tx, member_id)
    if await tx.value(Q.end_of_kind, member_id, asked.kind, guide.id) is None:
        raise Conflict(N_("This has ended already. You can begin it again with a reason."))
    ref = await _add(tx, guide, member_id, asked)
    await casebook.of_member(tx, guide, "member_track_renewed", member_ref=person.ref, code=asked.kind)
    return ref


async def track_or_renew(tx: Tx, guide: Guide, *, member_id: int, asked: TrackAsked) -> Ref:
    """The member is kept in mind as asked, whether or not that was so before: for a decision taken a moment ago."""
    person = await people.lock(tx, member_id)
    await tx.run(Q.run_out, member_id, await today(tx))
    runs = await tx.maybe(Q.open_of_kind, member_id, asked.kind)
    if runs is None:
        return await track(tx, guide, member_id=person.id, asked=asked)
    if (runs["reason"], runs["review_on"], runs["ends_on"]) == (asked.reason.strip(), asked.review_on, asked.ends_on):
        return Ref(runs["ref"])  # the same form came twice
    return await renew(tx, guide, member_id=person.id, asked=asked)


async def end(tx: Tx, guide: Guide, *, member_id: int, ref: str) -> None:
    """It is over now; a watch that leant on it is over too. Raises NotFound, or Conflict when it was over."""
    person = await people.lock(tx, member_id)
    row = await tx.maybe(Q.end, ref, member_id, guide.id)
    if row is None:
        raise (
            NotFound() if await tx.value(Q.exists, ref, member_id) is None else Conflict(N_("This has ended already."))
        )
    await tx.run(Q.end_watch_of_untracked, member_id, guide.id)
    await casebook.of_member(tx, guide, "member_track_ended", member_ref=person.ref, code=row["kind"])


async def of_member(tx: Tx, member_id: int) -> tuple[Tracking, ...]:
    """What runs for this member, of each kind at most one."""
    return tuple(build(Tracking, row) for row in await tx.all(Q.of_member, member_id, await today(tx)))


async def all_running(tx: Tx, *, after: str = "", most: int = 50) -> tuple[Tracking, ...]:
    """Who is kept in mind in this community, what must be reviewed first; `after` is the last one seen."""
    return tuple(build(Tracking, row) for row in await tx.all(Q.running, await today(tx), after or None, most))


async def today(tx: Tx) -> date:
    """The day by the database's clock and the house's midnight."""
    return day_of(await tx.value(Q.moment))


def check(asked: TrackAsked, now: date) -> None:
    """Raises Invalid for what cannot be kept, naming the field of the form."""
    if asked.kind not in TRACK_KINDS:
        raise Invalid(N_("Choose worry or conduct."), field="track_kind")
    if not 1 <= len(asked.reason.strip()) <= MOST_REASON:
        raise Invalid(N_("Say why, in at most 500 characters."), field="track_reason")
    if not now < asked.ends_on <= now + timedelta(days=MOST_DAYS):
        raise Invalid(N_("Choose an end between tomorrow and 90 days from now."), field="track_ends")
    if not now <= asked.review_on <= asked.ends_on:
        raise Invalid(N_("Choose a day to look again, from today to the end."), field="track_review")


async def _add(tx: Tx, guide: Guide, member_id: int, asked: TrackAsked) -> Ref:
    ref = new_ref()
    await tx.run(Q.add, ref, member_id, asked.kind, asked.reason.strip(), asked.review_on, asked.ends_on, guide.id)
    return ref
