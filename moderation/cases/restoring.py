"""One detail that screening took out, opened for a guide who asks. It is logged before it is read."""

from __future__ import annotations

import json

from app.kernel import sealing, sql
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from moderation.cases import casebook
from moderation.cases.model import Guide

Q = sql.beside(__file__, "listing")


async def open_cutout(tx: Tx, guide: Guide, case_ref: str, *, place: str, ordinal: int, desk_key: str) -> str:
    """The letters behind one placeholder of the case's text.

    Raises NotFound when there is none, or when its 30 days are over. `desk_key` is the desk's private key.
    """
    sealed = await tx.value(Q.cutout, case_ref, place, ordinal)
    if sealed is None:
        raise NotFound()
    await casebook.cutout_read(tx, guide, case_ref=case_ref, place=place, ordinal=ordinal)
    return str(json.loads(sealing.unseal(desk_key, sealed))["text"])
