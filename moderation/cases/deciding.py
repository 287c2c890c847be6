"""A guide decides: at once, or after some seconds in which it can be taken back (`undoing.py`).

What was decided waits in one row and changes nothing until it takes effect (`applying.py`).
"""

from __future__ import annotations

from typing import Any

from app.board import topics
from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.errors import Conflict
from app.kernel.i18n import N_
from app.kernel.ids import Ref, new_ref
from moderation.cases import acts, applying, casebook, locking, mending
from moderation.cases.means import Means
from moderation.cases.mending import Mended
from moderation.cases.model import Act, Asked, Case, Decided, Guide, Place
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "deciding")


async def decide(
    tx: Tx, guide: Guide, case_ref: str, asked: Asked, *, policy: Policy | None = None, means: Means | None = None
) -> Decided:
    """What was asked is done, told to the author and logged when this commits, or waits for its seconds to pass.

    Raises NotFound without such a case, Invalid when the request is not whole, and Conflict when the
    case has moved since the guide looked: then it names who decided what. What waits was tried once
    before, and taken back: whatever would refuse it later refuses it now.
    """
    known = means or Means(policy=policy)
    case = await locking.lock(tx, case_ref)
    await _check_seen(tx, guide, case, asked)
    wanted = acts.settled(asked)
    acts.check(case, wanted)
    # Whoever answers a refusal commits all the same: half a decision must not be in it.
    async with tx.attempting(keeps=not known.undo_seconds):
        made = await _now(tx, guide, case, wanted, means=known)
    return await _later(tx, guide, case, wanted, means=known) if known.undo_seconds else made


async def _check_seen(tx: Tx, guide: Guide, case: Case, asked: Asked) -> None:
    if not case.is_open or case.pending_id is not None or case.version != asked.seen_version:
        last = await tx.maybe(Q.last_decision, case.id)
        if last is not None and (last["seen_version"] >= asked.seen_version or case.pending_id is not None):
            raise Conflict(acts.STEPS[Act(last["act"])].done, name=last["name"])
        if case.is_open:
            raise Conflict(N_("There is something new about this text. Please look at it again."))
        raise Conflict(N_("This case is closed."))
    if case.holder_id not in (None, guide.id):
        raise Conflict(N_("%(name)s is reading this right now."), name=case.holder_name)


async def _now(tx: Tx, guide: Guide, case: Case, asked: Asked, *, means: Means) -> Decided:
    mended = await _mended(tx, case, asked, means)
    ref = new_ref()
    made = await _record(tx, guide, case, asked, ref=ref, mended=mended, seconds=0)
    waiting = applying.Waiting(id=made, ref=ref, guide=guide, asked=asked, mended=mended)
    return await applying.carry_out(tx, case, waiting, means)


async def _later(tx: Tx, guide: Guide, case: Case, asked: Asked, *, means: Means) -> Decided:
    mended = await _mended(tx, case, asked, means)
    ref = new_ref()
    await _record(tx, guide, case, asked, ref=ref, mended=mended, seconds=means.undo_seconds)
    await casebook.decision_waits(tx, guide, case_ref=case.ref, decision_ref=ref, act=asked.act, reason=asked.reason)
    return Decided(
        decision_ref=ref,
        case_ref=case.ref,
        post_ref=case.post_ref,
        act=asked.act,
        lane=case.lane,
        is_closed=acts.STEPS[asked.act].is_last,
        is_pending=True,
    )


async def _mended(tx: Tx, case: Case, asked: Asked, means: Means) -> Mended | None:
    if asked.act is not Act.EDIT:
        return None
    entries = await tx.value(Q.redactions, case.post_id, case.post_version) if asked.restores else ()
    return mending.mend(case, asked, {} if case.is_edited else _spans(entries or ()), means)


def _spans(entries: Any) -> dict[Place, tuple[int, int]]:
    """Where screening's placeholders stand, as long as no guide has changed the text."""
    return {
        Place(part=one["part"], ordinal=one["ordinal"]): (one["start"], one["end"]) for one in entries if one["sure"]
    }


async def _record(
    tx: Tx, guide: Guide, case: Case, asked: Asked, *, ref: Ref, mended: Mended | None, seconds: int
) -> int:
    made: int = await tx.value(
        Q.record,
        ref,
        case.id,
        case.post_id,
        case.post_version,
        asked.seen_version,
        guide.id,
        asked.act.value,
        asked.reason,
        asked.words.strip(),
        list(topics.chosen(asked.topics)),
        [{"kind": extra.kind, "data": dict(extra.data)} for extra in asked.extras],
        None if mended is None else mended.title,
        None if mended is None else mended.body,
        None if mended is None else mended.data() | {"is_typed": asked.body is not None},
        seconds,
    )
    return made
