"""A member asks another guide to look at a pause again: a case that does not stand in the list of whoever paused."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.care import quiet
from moderation.cases import opening
from moderation.cases.model import Because, Lane, Opened
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "asking")

MOST = 50


async def check(tx: Tx, policy: Policy) -> Sequence[Opened]:
    """Every wish for a second look has its case, once, on the member's newest screened text."""
    opened: list[Opened] = []
    for asked in await tx.all(Q.asked, MOST):
        post = await tx.maybe(quiet.Q.lock_newest, asked["member_id"])
        if post is None or await tx.value(Q.mark, asked["id"]) is None:
            continue  # nobody is paused who never wrote; then the wish waits on the member's page
        found = await opening.open_or_join(
            tx, policy, post_id=post["id"], version=post["version"], lane=Lane.APPEALS, because=[Because.RULE]
        )
        await tx.run(Q.not_for, found.ref, asked["staff_id"])
        opened.append(found)
    return opened
