"""What members tell a guide becomes a case: a broken rule can wait, worry about a person cannot."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Row, Tx
from moderation.cases.model import Because, Lane, Opened
from moderation.cases.opening import open_or_join
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "opening")

LANE_OF = {"rule": (Lane.ROUTINE, Because.RULE), "worry": (Lane.SOON, Because.WORRY)}


async def land(tx: Tx, policy: Policy, report_id: int) -> Opened | None:
    """The post that was told about is in an open case, even when its author took it down since.

    None when the report is gone. The post is locked until the transaction ends.
    """
    told = await tx.maybe(Q.told, report_id)
    return None if told is None else await _open(tx, policy, told, *LANE_OF[told["kind"]])


async def land_unread(tx: Tx, policy: Policy, report_id: int) -> Opened | None:
    """For a report that `land` failed on too often: its post is in lane unscreened, whatever the report says.

    None when the report is gone.
    """
    told = await tx.maybe(Q.told, report_id)
    return None if told is None else await _open(tx, policy, told, Lane.UNSCREENED, Because.UNSCREENED)


async def _open(tx: Tx, policy: Policy, told: Row, lane: Lane, because: Because) -> Opened:
    opened = await open_or_join(
        tx, policy, post_id=told["post_id"], version=told["version"], lane=lane, because=[because]
    )
    await tx.run(Q.land_report, told["id"], opened.ref)
    return opened
