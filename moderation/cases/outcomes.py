"""Whoever told a guide hears how it ended: that somebody read it, and whether something was done. Never what."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases import casebook
from moderation.cases.model import Case, Guide

Q = sql.beside(__file__, "outcomes")


async def tell_reporters(tx: Tx, guide: Guide, case: Case) -> int:
    """Everybody whose words are in this case has one notice, once; how many that were.

    For the transaction that closes the case, after the decision is written: what counts as done is every
    decision of the case, a word to the author or a call to the seniors too.
    """
    heard = int(await tx.value(Q.tell, case.id, case.ref))
    if heard:
        await casebook.told_back(tx, guide, case_ref=case.ref, heard=heard)
    return heard
