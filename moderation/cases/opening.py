"""How cases come to be: a finding opens one or joins the one that is open."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.ids import Ref, new_ref
from moderation.cases.model import LANES, Because, Lane, Opened
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "opening")
JOINING = sql.beside(__file__, "joining")


async def open_or_join(
    tx: Tx, policy: Policy, *, post_id: int, version: int, lane: Lane, because: Sequence[Because]
) -> Opened:
    """One open case holds this reason afterwards; the caller has locked the post.

    Its version has grown, so a guide who looked before is told when deciding.
    """
    minutes = int(policy.clock(lane).total_seconds() // 60)
    row = await tx.one(
        JOINING.open_or_join, new_ref(), post_id, version, lane.value, [b.value for b in because], minutes, list(LANES)
    )
    return _opened(row["ref"], row["lane"], is_new=row["is_new"])


async def follow(tx: Tx, *, post_id: int, version: int) -> Opened | None:
    """An open case points at this newer version afterwards; None when no case is open."""
    row = await tx.maybe(Q.follow, post_id, version)
    return None if row is None else _opened(row["ref"], row["lane"], is_new=False)


def _opened(ref: str, lane: str, *, is_new: bool) -> Opened:
    return Opened(ref=Ref(ref), lane=Lane(lane), is_new=is_new)
