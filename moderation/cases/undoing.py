"""The way back: what a guide decided a moment ago, and has not taken effect yet."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import Ref
from moderation.cases import casebook, claiming, locking
from moderation.cases.model import Act, Case, Guide

Q = sql.beside(__file__, "settling")


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One of a guide's own decisions: it can be taken back for so many seconds, or it came to nothing."""

    ref: Ref
    case_ref: Ref
    act: Act
    state: str  # pending or lapsed
    seconds: int


async def undo(tx: Tx, guide: Guide, decision_ref: str) -> Case:
    """Nothing of the decision will happen, and its case is back in this guide's hand.

    Raises NotFound for a decision that is none of theirs, Conflict when it took effect or came to nothing.
    """
    case_ref = await tx.value(Q.await_post, decision_ref, guide.id)
    if case_ref is None:
        raise NotFound()
    case = await locking.locked(tx, case_ref)
    row = await tx.one(Q.waiting, decision_ref)
    if row["state"] != "pending":
        raise Conflict(_LATE[row["state"]])
    await tx.run(Q.take_back, row["id"], "undone", case.id, guide.id, claiming.SECONDS)
    await casebook.decision_undone(tx, guide, case_ref=case_ref, decision_ref=decision_ref)
    return case


async def own(tx: Tx, guide: Guide) -> tuple[Own, ...]:
    """What this guide may still take back, and what did not take effect and still waits; newest first."""
    return tuple(build(Own, {**row, "act": Act(row["act"])}) for row in await tx.all(Q.own, guide.id))  # type: ignore[arg-type]


_LATE = {
    "applied": N_("This has taken effect already. You can decide again on the case's page."),
    "undone": N_("This is undone already."),
    "lapsed": N_("Your decision did not take effect: there is something new about this text."),
}
