"""The clock of the gone-quiet watch: who was not seen in time becomes a case. Run by the screening process."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases import opening
from moderation.cases.model import Because, Lane, Opened
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "quiet")

MOST = 50  # at one look; the next is half a minute away


async def check(tx: Tx, policy: Policy) -> Sequence[Opened]:
    """Every watch whose moment has passed without a sign of life has its case, once, on the newest screened text."""
    opened: list[Opened] = []
    for due in await tx.all(Q.due, MOST):
        # The post before the watch: a member who is just sending takes them in that order, too.
        post = await tx.maybe(Q.lock_newest, due["member_id"])
        if post is None or await tx.value(Q.mark, due["id"]) is None:
            continue  # seen, or ended, while this was on its way
        opened.append(
            await opening.open_or_join(
                tx, policy, post_id=post["id"], version=post["version"], lane=Lane.SOON, because=[Because.QUIET]
            )
        )
    return opened
