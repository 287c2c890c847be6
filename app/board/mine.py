"""A member's own posts: where each stands, and what was said about it."""

from __future__ import annotations

from dataclasses import dataclass

from app.board import notices, store
from app.board.model import Notice, OwnPost, Standing
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One own post with everything its author may know about it."""

    post: OwnPost
    notices: list[Notice]  # about the newest version, newest first
    before: str | None  # the author's words before a guide changed them


async def find(tx: Tx, *, author_id: int, ref: str) -> OwnPost:
    """An own post. Raises NotFound for everybody else's."""
    found = await store.own_posts(tx, author_id, ref=ref) if is_ref(ref) else []
    if not found:
        raise NotFound()
    return found[0]


async def page(tx: Tx, *, author_id: int, after: str = "") -> tuple[list[OwnPost], bool]:
    """Twenty own posts, newest first, from the one after `after`, and whether there are older ones."""
    before_id = (await find(tx, author_id=author_id, ref=after)).id if after else None
    found = await store.own_posts(tx, author_id, before_id=before_id, most=PAGE + 1)
    return found[:PAGE], len(found) > PAGE


async def tell_story(tx: Tx, post: OwnPost) -> Story:
    """What happened to the newest version, and why."""
    said = await notices.about(tx, member_id=post.author_id, post_ref=post.ref)
    about = [notice for notice in said if notice.version in (None, post.version)]
    is_edited = post.standing is Standing.CHANGED and post.changed_by == "guide"
    before = await store.own_before_edit(tx, post.author_id, post.ref) if is_edited else None
    return Story(post=post, notices=about, before=before)
