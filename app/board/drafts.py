"""Unsent texts. They live on the server and never on the device, and only their author sees them."""

from __future__ import annotations

from app.board import store
from app.board.model import Draft
from app.kernel.db import Tx

MOST = 50


def to_open(slug: str) -> str:
    """The place of a thread not yet opened in a space."""
    return f"new:{slug}"


def to_reply(thread_ref: str) -> str:
    """The place of a reply not yet sent."""
    return f"reply:{thread_ref}"


def to_edit(post_ref: str) -> str:
    """The place of a change not yet sent."""
    return f"edit:{post_ref}"


async def find(tx: Tx, *, member_id: int, place: str) -> Draft | None:
    """The unsent text of one place."""
    return await store.draft(tx, member_id, place)


async def keep(tx: Tx, *, member_id: int, place: str, title: str, body: str) -> None:
    """The text is kept for its place; an empty one leaves nothing. At most 50 places are kept."""
    if title or body:
        await tx.run(store.DRAFTS.save_draft, member_id, place, title, body, MOST)
    else:
        await forget(tx, member_id=member_id, place=place)


async def forget(tx: Tx, *, member_id: int, place: str) -> None:
    """Nothing is kept for this place."""
    await tx.run(store.DRAFTS.forget_draft, member_id, place)


async def every(tx: Tx, *, member_id: int) -> list[Draft]:
    """Every unsent text, last saved first."""
    return await store.drafts(tx, member_id)
