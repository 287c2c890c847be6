"""A guide's word in a thread, in the team's name: a post like any other, screened before anybody reads it."""

from __future__ import annotations

import uuid

from app.kernel import sql
from app.kernel.db import RaisedError, Tx
from app.kernel.errors import Conflict, Invalid
from app.kernel.i18n import N_
from app.kernel.ids import new_ref
from moderation.cases import casebook
from moderation.cases.model import Case, Guide

Q = sql.beside(__file__, "answering")

MOST = 10_000
CLOSED = N_("Nobody can read this thread, or it is closed, so it takes no reply.")


async def answer(tx: Tx, guide: Guide, case: Case, *, body: str) -> None:
    """The reply waits for screening. Raises Invalid without words, Conflict for a thread that takes none."""
    if not body.strip() or len(body) > MOST:
        raise Invalid(N_("Please write the reply."), field="reply")
    ref = new_ref()
    try:
        await tx.run(Q.reply_as_guide, case.thread_id, ref, uuid.uuid4(), body.strip())
    except RaisedError:
        raise Conflict(CLOSED) from None
    await casebook.answered_as_guide(tx, guide, case_ref=case.ref, post_ref=ref)
