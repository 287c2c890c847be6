"""What a member is told about their own posts, and that they have seen it."""

from __future__ import annotations

from uuid import UUID

from app.board import store
from app.board.model import Notice
from app.kernel.db import Tx

PAGE = 20


async def page(tx: Tx, *, member_id: int, before: UUID | None = None) -> tuple[list[Notice], bool]:
    """Twenty notices, newest first, and whether there are older ones."""
    found = await store.notices(tx, member_id, before=before, most=PAGE + 1)
    return found[:PAGE], len(found) > PAGE


async def about(tx: Tx, *, member_id: int, post_ref: str) -> list[Notice]:
    """Everything that was said about one post, newest first."""
    return await store.notices(tx, member_id, post_ref=post_ref, most=50)


async def count_unread(tx: Tx, *, member_id: int) -> int:
    """How many are new."""
    return int(await tx.value(store.NOTICES.unread, member_id))


async def mark_read(tx: Tx, *, member_id: int, newest: UUID) -> None:
    """Everything up to the notice `newest` counts as seen."""
    await tx.run(store.NOTICES.mark_read, member_id, newest)
