"""The gone-quiet watch: "if not seen by Thursday 18:00, raise a case". Only for a member who is kept in mind."""

from __future__ import annotations

from datetime import datetime

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, Invalid, NotFound
from app.kernel.i18n import N_, day_of
from app.kernel.ids import Ref, new_ref
from moderation.care import people, tracking
from moderation.care.model import Watch
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "watching")


async def watch(tx: Tx, guide: Guide, *, member_id: int, until: datetime) -> Ref:
    """A case opens if the member is not seen between now and `until`; being seen is a page read or a text sent.

    Raises Invalid for a moment that is past or lies after the member is no longer kept in mind, Conflict for a
    member who is not, who is watched already, or who never sent a text: a case is about a text.
    """
    person = await people.lock(tx, member_id)
    kept = await tracking.of_member(tx, member_id)
    if not kept:
        raise Conflict(N_("Only a member who is kept in mind can be watched. Please say first why and until when."))
    if until <= await tx.value(tracking.Q.moment):
        raise Invalid(N_("Choose a time that is still to come."), field="until_day")
    if day_of(until) > max(one.ends_on for one in kept):
        raise Invalid(N_("Choose a day while this member is kept in mind."), field="until_day")
    if await tx.value(Q.is_watched, member_id):
        raise Conflict(N_("This member is watched already."))
    if await tx.value(Q.newest_text, member_id) is None:
        raise Conflict(N_("This member has sent no text yet, and a case is about a text. Please write a note instead."))
    ref = new_ref()
    await tx.run(Q.add, ref, member_id, guide.id, until)
    await casebook.of_member(tx, guide, "member_watched", member_ref=person.ref)
    return ref


async def end(tx: Tx, guide: Guide, *, member_id: int, ref: str) -> None:
    """Nobody waits for a sign any more. Raises NotFound, or Conflict when it was over."""
    person = await people.lock(tx, member_id)
    if await tx.value(Q.end, ref, member_id, guide.id) is None:
        raise (
            NotFound() if await tx.value(Q.exists, ref, member_id) is None else Conflict(N_("This has ended already."))
        )
    await casebook.of_member(tx, guide, "member_watch_ended", member_ref=person.ref)


async def of_member(tx: Tx, member_id: int, *, most: int = 5) -> tuple[Watch, ...]:
    """The latest watches, newest first."""
    return tuple(build(Watch, row) for row in await tx.all(Q.of_member, member_id, most))
