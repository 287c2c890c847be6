"""A thread as one reader sees it: its posts by pages, and what of the reader's own still waits."""

from __future__ import annotations

from dataclasses import dataclass

from app.board import store
from app.board.model import Post, Thread, Waiting
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PostPage:
    """Up to twenty posts, oldest first, and whether others stand before and after them."""

    posts: list[Post]
    has_earlier: bool
    has_later: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A visible thread and what only this reader sees in it."""

    thread: Thread
    waiting: list[Waiting]
    page: PostPage

    @property
    def author_id(self) -> int:
        """Who opened the thread; the policy asks."""
        return self.thread.author_id

    @property
    def is_closed(self) -> bool:
        """No more replies; the policy asks."""
        return self.thread.is_closed


async def find(tx: Tx, ref: str) -> Thread:
    """A thread that others may read. Raises NotFound."""
    thread = await store.thread_by_ref(tx, ref) if is_ref(ref) else None
    if thread is None:
        raise NotFound()
    return thread


async def find_to_read(tx: Tx, ref: str, *, reader_id: int, after: str = "") -> Reading:
    """A thread for its page, with its first posts or those after `after`. Raises NotFound."""
    anchor = after if is_ref(after) else None
    found = (
        await store.thread_to_read(tx, ref, reader_id=reader_id, anchor=anchor, most=PAGE + 1) if is_ref(ref) else None
    )
    if found is None:
        raise NotFound()
    thread, waiting, posts = found
    page = _page(posts) if posts or not anchor else await page_until(tx, thread, anchor=anchor, and_itself=True)
    return Reading(thread=thread, waiting=waiting, page=page)


async def first_page(tx: Tx, thread: Thread) -> PostPage:
    """The oldest posts."""
    return _page(await store.posts_after(tx, thread.id, anchor=None, most=PAGE + 1))


async def page_until(tx: Tx, thread: Thread, *, anchor: str, and_itself: bool) -> PostPage:
    """The page that ends with or before a post; the first page when that post is not visible."""
    if not is_ref(anchor):
        return await first_page(tx, thread)
    found, has_later = await store.posts_until(tx, thread.id, anchor=anchor, and_itself=and_itself, most=PAGE + 1)
    if not found:
        return await first_page(tx, thread)
    return PostPage(posts=found[:PAGE][::-1], has_earlier=len(found) > PAGE, has_later=has_later)


def _page(found: list[Post]) -> PostPage:
    has_earlier = bool(found) and not found[0].is_opening
    return PostPage(posts=found[:PAGE], has_earlier=has_earlier, has_later=len(found) > PAGE)
