"""A case of the lane Now that nobody reads calls whoever is on call, louder each time, and stops after an hour."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases import casebook
from moderation.cases.model import Opened
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "paging")


async def check(tx: Tx, _policy: Policy) -> Sequence[Opened]:
    """Whoever is to be called has a mail in the outbox, the hook has its call, and the log says how many.

    The clock is the case's own `due_at`, which the policy's clock of the lane Now wrote. Ten minutes lie
    between two calls of a community, a case is called out six times at most; mails and the hook say that
    somebody waits, and neither who nor where. Opens no case.
    """
    alone = await tx.one(Q.left_alone)
    if alone["due"]:
        await tx.run(Q.count_call, alone["due"])
        called = await tx.value(Q.call, alone["time"], alone["waiting"], alone["minutes"])
        await tx.run(Q.forget)
        await casebook.on_call_called(tx, waiting=alone["waiting"], called=called, time=alone["time"])
    return ()
