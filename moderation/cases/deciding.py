"""A guide decides: the post, the case, the author's notice and the log change together, or nothing does."""

from __future__ import annotations

from app.board import publishing
from app.board.model import ChangedBy
from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.cases import acts, casebook
from moderation.cases.model import Act, Asked, Case, Decided, Guide, Lane
from moderation.cases.policy import Policy, default

Q = sql.beside(__file__, "deciding")


async def decide(tx: Tx, guide: Guide, case_ref: str, asked: Asked, *, policy: Policy | None = None) -> Decided:
    """What was asked is done, told to the author and logged when this commits.

    Raises NotFound without such a case, Invalid when the request is not whole, and Conflict when the
    case has moved since the guide looked: then it names who decided what.
    """
    case = await _locked(tx, case_ref)
    await _check_seen(tx, guide, case, asked)
    acts.check(case, asked)
    if not await _act(tx, case, asked):
        raise Conflict(N_("This is not possible any more. Please look at it again."))
    return await _write(tx, guide, case, asked, policy or default())


async def look(tx: Tx, case_ref: str) -> Case:
    """The case and its post under lock until the transaction ends. Raises NotFound."""
    return await _locked(tx, case_ref)


async def _locked(tx: Tx, case_ref: str) -> Case:
    if await tx.value(Q.lock_post, case_ref) is None:
        raise NotFound()
    row = await tx.one(Q.lock_case, case_ref)
    return build(Case, {**row, "lane": Lane(row["lane"])})  # type: ignore[arg-type]


async def _check_seen(tx: Tx, guide: Guide, case: Case, asked: Asked) -> None:
    if not case.is_open or case.version != asked.seen_version:
        last = await tx.maybe(Q.last_decision, case.id)
        if last is not None and last["seen_version"] >= asked.seen_version:
            raise Conflict(acts.STEPS[Act(last["act"])].done, name=last["name"])
        if case.is_open:
            raise Conflict(N_("There is something new about this text. Please look at it again."))
        raise Conflict(N_("This case is closed."))
    if case.holder_id not in (None, guide.id):
        raise Conflict(N_("%(name)s is reading this right now."), name=case.holder_name)


async def _act(tx: Tx, case: Case, asked: Asked) -> bool:
    """The post as asked; False when the board's own rules refuse."""
    post, number = case.post_id, case.post_version
    match asked.act:
        case Act.POST:
            by: ChangedBy | None = "screening" if case.is_masked else None
            title, body = case.title, case.body
            return await publishing.show(tx, post_id=post, number=number, title=title, body=body, changed_by=by)
        case Act.EDIT:
            title = (asked.title or case.title) if case.is_opening else None
            body = asked.body or ""
            return await publishing.show(tx, post_id=post, number=number, title=title, body=body, changed_by="guide")
        case Act.ASK:
            return await publishing.hold(tx, post_id=post, number=number)
        case Act.DECLINE:
            return await publishing.decline(tx, post_id=post, number=number)
        case Act.HIDE:
            return await publishing.hide(tx, post_id=post)
        case Act.WRITE | Act.KEEP:
            return True


async def _write(tx: Tx, guide: Guide, case: Case, asked: Asked, policy: Policy) -> Decided:
    step, ref = acts.STEPS[asked.act], new_ref()
    lane = Lane.ROUTINE if asked.act is Act.ASK else case.lane
    await tx.run(
        Q.decide,
        ref,
        case.id,
        case.post_id,
        case.post_version,
        asked.seen_version,
        guide.id,
        asked.act.value,
        asked.reason,
        asked.words.strip(),
        _before(case) if asked.act is Act.EDIT else None,
        step.is_last,
        lane.value,
        policy.clock(lane).total_seconds() // 60,
        case.member_id,
        step.notice,
    )
    await casebook.decided(tx, guide, case_ref=case.ref, decision_ref=ref, act=asked.act, reason=asked.reason)
    return Decided(
        decision_ref=ref, case_ref=case.ref, post_ref=case.post_ref, act=asked.act, lane=lane, is_closed=step.is_last
    )


def _before(case: Case) -> str:
    return case.body if case.title is None else f"{case.title}\n\n{case.body}"
