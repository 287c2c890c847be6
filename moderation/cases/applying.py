"""A decision takes effect: text, extras, case, notice and log together, or nothing of it.

What waited is looked at once more: when its author, screening or anybody else changed something
meanwhile, it lapses, and the case is back in its lane.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.board import publishing
from app.board.model import ChangedBy
from app.kernel import sql
from app.kernel.db import Database, Row, Tx
from app.kernel.errors import Conflict, Invalid, NotAllowed, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref
from moderation.cases import acts, appeals, casebook, locking, mending, outcomes, policies, restoring
from moderation.cases.means import Means
from moderation.cases.mending import Mended
from moderation.cases.model import Act, Asked, Case, Decided, Extra, Guide, Lane

Q = sql.beside(__file__, "settling")
CASES = sql.beside(__file__, "deciding")

_MOVED = N_("This is not possible any more. Please look at it again.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A recorded decision that is about to take effect."""

    id: int
    ref: Ref
    guide: Guide
    asked: Asked
    mended: Mended | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What became of a decision that waited. `made` is None when it lapsed."""

    case_ref: Ref
    made: Decided | None


async def due(tx: Tx) -> tuple[Ref, ...]:
    """Decisions whose seconds are over, and those that can no longer come true."""
    return tuple(Ref(row["ref"]) for row in await tx.all(Q.due))


async def settle(db: Database, ref: str, means: Means) -> Settled | None:
    """A due decision has taken effect, or has lapsed. None when somebody else settled it, or is at it."""
    try:
        async with db.writing() as tx:
            return await _apply(tx, ref, means)
    except (Conflict, Invalid, NotAllowed, NotFound):
        # Refused: nothing of it happened.
        return await lapse(db, ref)


async def lapse(db: Database, ref: str) -> Settled | None:
    """A decision that waits will never take effect; its case is back in its lane, and its maker will be told."""
    async with db.writing() as tx:
        found = await _locked(tx, ref)
        if found is None:
            return None
        case, row = found
        await tx.run(Q.take_back, row["id"], "lapsed", case.id, None, 0)
        await casebook.decision_lapsed(tx, case_ref=case.ref, decision_ref=row["ref"])
        return Settled(case_ref=case.ref, made=None)


async def carry_out(tx: Tx, case: Case, one: Waiting, means: Means) -> Decided:
    """Everything that a decision says happens. `case` is locked, as it stood before. Raises Conflict, Invalid."""
    await appeals.check(tx, one.guide, case.ref)
    await appeals.check_reason(tx, case.ref, one.asked)
    if not await _act(tx, case, one, means):
        raise Conflict(_MOVED)
    if one.asked.topics:
        await publishing.annotate(tx, post_id=case.post_id, topics=one.asked.topics)
    return await _write(tx, case, one, means)


async def _write(tx: Tx, case: Case, one: Waiting, means: Means) -> Decided:
    act, step, notice = one.asked.act, acts.STEPS[one.asked.act], acts.notice_of(one.asked)
    lane = Lane.ROUTINE if act is Act.ASK else case.lane
    policy = means.policy or await policies.current(tx)
    await tx.run(
        CASES.take_effect,
        one.id,
        None if one.mended is None else one.mended.before,
        [{"kind": extra.kind} for extra in one.asked.extras],
        case.id,
        step.is_last,
        lane.value,
        policy.clock(lane).total_seconds() // 60,
        case.member_id,
        notice,
        list(one.asked.topics),
    )
    for extra in one.asked.extras:
        await means.carries[extra.kind](tx, one.guide, case, {**extra.data, "decision_ref": one.ref})
    if step.is_last:
        await appeals.settle(tx, one.guide, case, decision_ref=one.ref, asked=one.asked, is_told=notice is not None)
        await outcomes.tell_reporters(tx, one.guide, case)
    await casebook.decided(tx, one.guide, case_ref=case.ref, decision_ref=one.ref, act=act, reason=one.asked.reason)
    return Decided(
        decision_ref=one.ref, case_ref=case.ref, post_ref=case.post_ref, act=act, lane=lane, is_closed=step.is_last
    )


async def _apply(tx: Tx, ref: str, means: Means) -> Settled | None:
    found = await _locked(tx, ref)
    if found is None:
        return None
    case, row = found
    one = _waiting(row)
    if not case.is_open or case.version != one.asked.seen_version + 1:
        raise Conflict(_MOVED)
    acts.check(case, one.asked)
    return Settled(case_ref=case.ref, made=await carry_out(tx, case, one, means))


async def _locked(tx: Tx, ref: str) -> tuple[Case, Row] | None:
    case_ref = await tx.value(Q.lock_post, ref)
    if case_ref is None:
        return None
    case = await locking.locked(tx, case_ref)
    row = await tx.one(Q.waiting, ref)
    return (case, row) if row["state"] == "pending" and case.pending_id == row["id"] else None


def _waiting(row: Row) -> Waiting:
    kept: dict[str, Any] = row["mending"] or {}
    mended = mending.kept(row["new_title"], row["new_body"], kept) if kept else None
    asked = Asked(
        act=Act(row["act"]),
        reason=row["reason"],
        seen_version=row["seen_version"],
        words=row["words"],
        title=row["new_title"],
        body=row["new_body"] if kept.get("is_typed") else None,
        topics=tuple(row["topics"]),
        restores=tuple(hole.place for hole in mended.holes) if mended else (),
        masks=tuple(mending.piece(cut) for cut in mended.cuts) if mended else (),
        extras=tuple(Extra(kind=extra["kind"], data=extra["data"]) for extra in row["extras"]),
    )
    guide = Guide(id=row["staff_id"], ref=row["staff_ref"], name=row["staff_name"])
    return Waiting(id=row["id"], ref=Ref(row["ref"]), guide=guide, asked=asked, mended=mended)


async def _act(tx: Tx, case: Case, one: Waiting, means: Means) -> bool:
    """The post as decided; False when the board's own rules refuse."""
    post, number = case.post_id, case.post_version
    match one.asked.act:
        case Act.POST:
            by: ChangedBy | None = "guide" if case.is_edited else "screening" if case.is_masked else None
            title, body = case.title, case.body
            return await publishing.show(tx, post_id=post, number=number, title=title, body=body, changed_by=by)
        case Act.EDIT:
            return await _edit(tx, case, one, means)
        case Act.ASK:
            return await publishing.hold(tx, post_id=post, number=number)
        case Act.DECLINE:
            return await publishing.decline(tx, post_id=post, number=number)
        case Act.HIDE:
            return await publishing.hide(tx, post_id=post)
        case Act.WRITE | Act.KEEP:
            return True


async def _edit(tx: Tx, case: Case, one: Waiting, means: Means) -> bool:
    if one.mended is None:
        raise Conflict(_MOVED)
    title, body = await restoring.fill(tx, one.guide, case, one.mended, desk_key=means.desk_key)
    await restoring.keep_cuts(tx, one.guide, case, one.mended)
    return await publishing.show(
        tx, post_id=case.post_id, number=case.post_version, title=title, body=body, changed_by="guide"
    )
