"""What becomes of a version once somebody judged it: the screener, or a guide.

Every function locks the post, then its thread, before it looks; doing a thing twice does it once.
Two things never happen here: a version that is not the newest comes out, and a post that its
author took down comes back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.board.model import ChangedBy
from app.board.topics import chosen
from app.kernel import sql
from app.kernel.db import Tx, build
from app.kernel.markup import render

Q = sql.beside(__file__, "publishing")
NOTES = sql.beside(__file__, "annotating")


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """A post as it stands under our lock."""

    post_id: int
    thread_id: int
    author_id: int
    is_opening: bool
    status: str
    latest: int
    shown: int | None
    state: str  # of the version in question


async def show(
    tx: Tx, *, post_id: int, number: int, title: str | None, body: str, changed_by: ChangedBy | None = None
) -> bool:
    """True when everybody in the community can read exactly this version afterwards.

    `title` and `body` are the approved text: masked, or edited by a guide. The version must have been
    screened before (its raw text is gone); the database refuses anything else. False, and nothing
    visible changes, when the version is not the newest, when the author took the post down, or when
    it comes fresh from screening for a post that a guide has hidden: then it waits for a guide.
    """
    post = await _lock(tx, post_id, number)
    if _is_too_late(post, number):
        await _lay_aside(tx, post, number)
        return False
    if post.status == "hidden" and post.state == "submitted":
        await tx.run(Q.settle, post_id, number, "held", post.status)
        return False
    is_first, was_visible = post.shown is None, post.status == "visible"
    html = render(body)
    await tx.run(Q.show, post_id, number, title, body, html, changed_by, is_first, was_visible)
    return True


async def hold(tx: Tx, *, post_id: int, number: int) -> bool:
    """True when this version waits for a guide afterwards; an older, approved one stays readable.

    False when it is not the newest, is what people read already, or the post was taken down.
    """
    return await _settle(tx, post_id, number, "held")


async def decline(tx: Tx, *, post_id: int, number: int) -> bool:
    """True when this version will not be posted; an older, approved one stays readable.

    False as for `hold`: what people read already is taken away with `hide`.
    """
    return await _settle(tx, post_id, number, "declined")


async def hide(tx: Tx, *, post_id: int) -> bool:
    """True when others cannot read the post afterwards; hiding an opening post hides its thread.

    `show` brings the same text back. False when nobody but its author could read it anyway.
    """
    status = await tx.value(Q.lock_post, post_id)
    if status == "visible":
        await tx.run(Q.hide, post_id)
    return status in ("visible", "hidden")


async def annotate(tx: Tx, *, post_id: int, topics: Sequence[str]) -> None:
    """Readers see this note before the text, in place of any other; a newer version keeps it. See `topics.py`."""
    await tx.run(NOTES.annotate, post_id, list(chosen(topics)))


async def _settle(tx: Tx, post_id: int, number: int, state: str) -> bool:
    post = await _lock(tx, post_id, number)
    if _is_too_late(post, number):
        await _lay_aside(tx, post, number)
        return False
    if post.shown == number:
        return False
    # Hidden stays hidden: only `show` may bring a post back.
    status = post.status if post.status in ("visible", "hidden") else state
    await tx.run(Q.settle, post_id, number, state, status)
    return True


def _is_too_late(post: Placed, number: int) -> bool:
    return post.status == "withdrawn" or number != post.latest


async def _lay_aside(tx: Tx, post: Placed, number: int) -> None:
    """A version that came too late says so, and nobody is asked about it again."""
    if number != post.shown:
        state = "withdrawn" if post.status == "withdrawn" else "replaced"
        await tx.run(Q.settle, post.post_id, number, state, post.status)


async def _lock(tx: Tx, post_id: int, number: int) -> Placed:
    return build(Placed, await tx.one(Q.lock, post_id, number))
