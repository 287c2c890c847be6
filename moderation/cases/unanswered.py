"""A thread that nobody answers: a guide looks once, after some hours, and need not once somebody replied."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases import casebook
from moderation.cases.model import Because, Lane, Opened
from moderation.cases.opening import open_or_join
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "unanswered")

MOST = 50  # of one look; the next comes in half a minute


async def check(tx: Tx, policy: Policy) -> Sequence[Opened]:
    """Every opening post that stood so long without a reply of somebody else is in a case, once a thread.

    A case that says nothing else is closed, with a row in the log, when there is a reply. Without hours in
    the policy no case is opened.
    """
    answered = [row["ref"] for row in await tx.all(Q.close_answered)]
    opened = await _open(tx, policy)
    for ref in answered:
        await casebook.answered(tx, ref)
    return opened


async def _open(tx: Tx, policy: Policy) -> list[Opened]:
    if policy.unanswered_after is None:
        return []
    return [
        await open_or_join(
            tx,
            policy,
            post_id=row["post_id"],
            version=row["version"],
            lane=Lane.UNANSWERED,
            because=[Because.UNANSWERED],
        )
        for row in await tx.all(Q.take_due, policy.unanswered_after, MOST)
    ]
