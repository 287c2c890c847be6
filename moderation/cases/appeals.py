"""A second look: an author asks, and another guide than the first reads again and decides. Then it rests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from app.kernel import sql
from app.kernel.db import Row, Tx, build
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from moderation.cases import casebook
from moderation.cases.model import Act, Asked, Because, Case, Guide, Lane, Opened
from moderation.cases.opening import open_or_join
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "appeals")
OPENING = sql.beside(__file__, "opening")

OWN = N_("This is a second look at your own decision. A colleague takes it.")
ALONE = N_("This is a second look at your own decision, and nobody else reads here. Please ask a lead to take it.")

Outcome = Literal["granted", "upheld"]


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """What an author asks of a second guide, and what the first one decided; without `act` it was screening."""

    words: str
    made_at: datetime
    version: int
    outcome: Outcome | None
    act: str | None
    reason: str | None
    said: str | None
    body_before: str | None
    decided_at: datetime | None
    staff_name: str | None


async def land(tx: Tx, policy: Policy, appeal_id: int) -> Opened | None:
    """The post is in an open case that whoever decided first does not see in a list.

    None when nothing is asked any more: its author took the text down. The post is locked until the end.
    """
    row = await tx.maybe(OPENING.asked, appeal_id)
    return None if row is None else await _open(tx, policy, row, Lane.APPEALS)


async def land_unread(tx: Tx, policy: Policy, appeal_id: int) -> Opened | None:
    """For one that `land` failed on too often: in lane unscreened, where somebody looks soon."""
    row = await tx.maybe(OPENING.asked, appeal_id)
    return None if row is None else await _open(tx, policy, row, Lane.UNSCREENED)


async def _open(tx: Tx, policy: Policy, row: Row, lane: Lane) -> Opened:
    because = [Because.APPEAL] if lane is Lane.APPEALS else [Because.APPEAL, Because.UNSCREENED]
    opened = await open_or_join(tx, policy, post_id=row["post_id"], version=row["version"], lane=lane, because=because)
    await tx.run(OPENING.land_appeal, row["id"], opened.ref, row["staff_id"])
    return opened


async def check(tx: Tx, guide: Guide, case_ref: str) -> None:
    """Raises Conflict for whoever decided what is looked at again, unless it is a lead whom nobody stands in for."""
    row = await tx.maybe(Q.standing, case_ref, guide.id)
    if row is not None and not row["is_allowed"]:
        raise Conflict(OWN if row["has_colleagues"] else ALONE)


async def check_reason(tx: Tx, case_ref: str, wish: Asked) -> None:
    """Raises Invalid when its author, who asked again, would be told that nothing had to change and nothing is."""
    if wish.act in (Act.KEEP, Act.HIDE) and wish.reason == "safe_to_post" and await tx.value(Q.is_asked, case_ref):
        raise Invalid(N_("Its author asked again. Please choose the reason that answers."), field="reason")


async def wishes(tx: Tx, case_ref: str) -> tuple[SecondLook, ...]:
    """Every wish for a second look in this case, newest first."""
    return tuple(build(SecondLook, row) for row in await tx.all(Q.wishes, case_ref))


async def settle(tx: Tx, guide: Guide, case: Case, *, decision_ref: str, asked: Asked, is_told: bool) -> None:
    """What was asked in this case is answered by this decision, which closes it, and its author told once.

    `is_told`: the decision has a notice of its own that carries the guide's words. Does nothing where nobody asked.
    """
    outcome = outcome_of(case, asked)
    words = "" if is_told else asked.words.strip()
    kind = f"appeal_{outcome}"
    if await tx.value(Q.settle, case.id, outcome, decision_ref, kind, asked.reason, words) is not None:
        await casebook.second_look(tx, guide, case_ref=case.ref, decision_ref=decision_ref, outcome=outcome)


def outcome_of(case: Case, asked: Asked) -> Outcome:
    """Bringing a text out, or changing what others read, gives its author right; all else leaves it as it was.

    `case` is as it stood before. Taking more out of what others read already is no right given.
    """
    takes_more = case.post_status == "visible" and bool(asked.masks) and not asked.restores
    return "granted" if asked.act in (Act.POST, Act.EDIT) and not takes_more else "upheld"
