"""Telling a guide: about a house rule, or out of worry for a person. Two ways in, two lanes."""

from __future__ import annotations

from typing import Literal

from app.board import store
from app.board.model import Told
from app.kernel.db import RaisedError, Tx
from app.kernel.errors import Conflict, NotFound
from app.kernel.i18n import N_
from app.kernel.ids import is_ref

Why = Literal["rule", "worry"]

PAUSED = N_("Your writing is paused, or this account is closed. Help lines are always open to you.")


async def find(tx: Tx, ref: str) -> Told:
    """A visible post to tell a guide about. Raises NotFound."""
    post = await store.post_to_tell(tx, ref) if is_ref(ref) else None
    if post is None:
        raise NotFound()
    return post


async def tell(tx: Tx, post: Told, *, member_id: int, why: Why, words: str) -> bool:
    """A guide will read it, with the text as it stands now; its author is not told who spoke.

    False when this member said the same about this very text before: a guide has it already.
    Refused: a pause.
    """
    try:
        return bool(await tx.value(store.POSTS.tell, member_id, post.ref, why, words))
    except RaisedError:
        raise Conflict(PAUSED) from None
