"""Named statements to dataclasses; nothing is decided here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from app.board.model import Draft, Notice, OwnPost, Post, Space, Thread, Told, Waiting
from app.kernel import sql
from app.kernel.db import Row, Tx, build

SPACES = sql.beside(__file__, "spaces")
THREADS = sql.beside(__file__, "threads")
POSTS = sql.beside(__file__, "posts")
NOTICES = sql.beside(__file__, "notices")
DRAFTS = sql.beside(__file__, "drafts")


async def spaces(tx: Tx) -> list[Space]:
    """Every space, in its place."""
    return [build(Space, row) for row in await tx.all(SPACES.spaces)]


async def space_by_slug(tx: Tx, slug: str) -> Space | None:
    """One space."""
    row = await tx.maybe(SPACES.space_by_slug, slug)
    return build(Space, row) if row else None


async def thread_by_ref(tx: Tx, ref: str) -> Thread | None:
    """A visible thread."""
    row = await tx.maybe(THREADS.thread_by_ref, ref)
    return build(Thread, row) if row else None


async def thread_to_read(
    tx: Tx, ref: str, *, reader_id: int, anchor: str | None, most: int
) -> tuple[Thread, list[Waiting], list[Post]] | None:
    """A visible thread with the reader's draft, what the reader waits for in it, and a page of posts."""
    rows = await tx.all(THREADS.thread_to_read, ref, reader_id, anchor, most)
    if not rows:
        return None
    first = rows[0]
    thread = Thread(**{name[2:]: value for name, value in first.items() if name.startswith("t_")})
    waiting = [_waiting(found) for found in first["waiting"] or ()]
    width = len(Post._fields)
    posts = [Post._make(tuple(row)[:width]) for row in rows if row["id"]]
    return thread, waiting, posts


async def threads_of_space(tx: Tx, space_id: int, *, after: tuple[datetime, str] | None, most: int) -> list[Thread]:
    """Threads of a space, last active first."""
    active_at, ref = after or (None, None)
    return [build(Thread, row) for row in await tx.all(THREADS.threads_of_space, space_id, active_at, ref, most)]


async def recent_threads(tx: Tx, *, most: int) -> list[Thread]:
    """Threads of every space, last active first."""
    return [build(Thread, row) for row in await tx.all(THREADS.recent_threads, most)]


async def posts_after(tx: Tx, thread_id: int, *, anchor: str | None, most: int) -> list[Post]:
    """Visible posts, oldest first."""
    return [build(Post, row) for row in await tx.all(POSTS.posts_after, thread_id, anchor, most)]


async def posts_until(tx: Tx, thread_id: int, *, anchor: str, and_itself: bool, most: int) -> tuple[list[Post], bool]:
    """Visible posts up to `anchor`, newest first, and whether there are later ones."""
    rows = await tx.all(POSTS.posts_until, thread_id, anchor, int(and_itself), most)
    has_later = bool(rows) and bool(rows[0]["has_later"])
    return [Post(**{name: value for name, value in row.items() if name != "has_later"}) for row in rows], has_later


async def post_by_ref(tx: Tx, ref: str) -> Post | None:
    """A visible post."""
    row = await tx.maybe(POSTS.post_by_ref, ref)
    return build(Post, row) if row else None


async def post_to_tell(tx: Tx, ref: str) -> Told | None:
    """A visible post with its thread."""
    row = await tx.maybe(POSTS.post_to_tell, ref)
    return build(Told, row) if row else None


async def own_posts(
    tx: Tx, author_id: int, *, ref: str | None = None, before_id: int | None = None, most: int = 1
) -> list[OwnPost]:
    """A member's own posts, newest first."""
    rows = await tx.all(POSTS.own_posts, author_id, ref, before_id, most)
    return [OwnPost(author_id=author_id, **row) for row in rows]


async def own_before_edit(tx: Tx, author_id: int, ref: str) -> str | None:
    """The author's words before a guide changed them."""
    text: str | None = await tx.value(POSTS.own_before_edit, author_id, ref)
    return text


async def notices(
    tx: Tx, member_id: int, *, post_ref: str | None = None, before: UUID | None = None, most: int = 20
) -> list[Notice]:
    """A member's notices, newest first."""
    rows: Sequence[Row] = await tx.all(NOTICES.notices, member_id, post_ref, before, most)
    return [Notice(**dict(row) | {"details": tuple(row["details"])}) for row in rows]


async def draft(tx: Tx, member_id: int, place: str) -> Draft | None:
    """The unsent text of one place."""
    row = await tx.maybe(DRAFTS.draft, member_id, place)
    return build(Draft, row) if row else None


async def drafts(tx: Tx, member_id: int) -> list[Draft]:
    """Every unsent text, last saved first."""
    return [build(Draft, row) for row in await tx.all(DRAFTS.drafts, member_id)]


def _waiting(found: Mapping[str, Any]) -> Waiting:
    return Waiting(**dict(found) | {"sent_at": datetime.fromisoformat(found["sent_at"])})
