"""What members do with their own texts. Nothing here makes a text visible: that is for publishing."""

from __future__ import annotations

from uuid import UUID

from app.board import store
from app.board.model import OwnPost, Sent, Space, Thread
from app.kernel.db import RaisedError, Row, Tx, build
from app.kernel.errors import Conflict
from app.kernel.i18n import N_
from app.kernel.ids import new_ref

REFUSALS = {
    "thread_closed": N_("This thread takes no more replies. Your text is on this page, so that you can copy it."),
    "member_paused": N_("Your writing is paused, or this account is closed. Your text is on this page to copy."),
    "post_gone": N_("This post can no longer be changed. Your text is on this page, so that you can copy it."),
}


async def open_thread(tx: Tx, space: Space, *, author_id: int, nonce: UUID, title: str, body: str) -> Sent:
    """A new thread and its opening post wait for screening; the same nonce again changes nothing. Refused: a pause."""
    try:
        row = await tx.one(store.POSTS.open_thread, author_id, space.id, new_ref(), new_ref(), nonce, title, body)
    except RaisedError as refused:
        raise _refusal(refused) from None
    return build(Sent, row)


async def reply(tx: Tx, thread: Thread, *, author_id: int, nonce: UUID, body: str) -> Sent:
    """A reply waits for screening; the same nonce again changes nothing. Refused: a closed thread, a pause."""
    try:
        row = await tx.one(store.POSTS.reply, author_id, thread.id, new_ref(), nonce, body)
    except RaisedError as refused:
        raise _refusal(refused) from None
    return build(Sent, row)


async def revise(tx: Tx, post: OwnPost, *, nonce: UUID, title: str | None, body: str) -> Sent:
    """A new version waits for screening; what others read stays. Refused: a post that was taken away."""
    try:
        row: Row = await tx.one(store.POSTS.revise, post.author_id, post.ref, nonce, title, body)
    except RaisedError as refused:
        raise _refusal(refused) from None
    return build(Sent, row)


async def withdraw(tx: Tx, post: OwnPost) -> bool:
    """Nobody else can read the post afterwards; False when it had been taken down before."""
    return bool(await tx.value(store.POSTS.withdraw, post.author_id, post.ref))


def _refusal(refused: RaisedError) -> Conflict:
    return Conflict(REFUSALS.get(str(refused)))
