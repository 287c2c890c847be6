"""The link of the first mail: looking at it changes nothing, pressing its button does."""

from __future__ import annotations

from app.kernel import hashing
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from app.members import store
from app.members.model import Member, Purpose


async def name_behind(tx: Tx, token: str) -> str | None:
    """The chosen name that a link would activate; None when it no longer works. Nothing is used up."""
    return await store.token_owner(tx, hashing.digest_of(token), Purpose.ACTIVATE)


async def activate(tx: Tx, token: str) -> Member:
    """The member is active and the link used up. Raises NotFound when it does not work, or no longer."""
    member_id = await store.use_token(tx, hashing.digest_of(token), Purpose.ACTIVATE)
    if member_id is None:
        raise NotFound()
    await store.activate(tx, member_id)
    return await store.member_by_id(tx, member_id)
