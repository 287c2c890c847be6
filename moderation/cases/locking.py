"""A case and its post under lock: post first, as everybody takes them."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.errors import NotFound
from moderation.cases.model import Case, Lane

Q = sql.beside(__file__, "deciding")


async def lock(tx: Tx, case_ref: str) -> Case:
    """The case and its post under lock until the transaction ends. Raises NotFound."""
    if await tx.value(Q.lock_post, case_ref) is None:
        raise NotFound()
    return await locked(tx, case_ref)


async def locked(tx: Tx, case_ref: str) -> Case:
    """The case, when its post is under lock already."""
    row = await tx.one(Q.lock_case, case_ref)
    return build(Case, {**row, "lane": Lane(row["lane"])})  # type: ignore[arg-type]
