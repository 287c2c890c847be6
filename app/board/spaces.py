"""Spaces, and the page of threads of one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from app.board import store
from app.board.model import Space, Thread
from app.kernel.db import Tx
from app.kernel.errors import NotFound

PAGE = 20
_SLUG = re.compile(r"[a-z0-9-]{2,40}")

Place = tuple[datetime, str]  # a thread and when it was last active: if it moves up, the page stays


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """Twenty threads; `next` is where the page after begins, or None."""

    threads: list[Thread]
    next: Place | None


async def find(tx: Tx, slug: str) -> Space:
    """The space of this name. Raises NotFound."""
    # Anything may stand in an address, and the database takes no NUL.
    space = await store.space_by_slug(tx, slug) if _SLUG.fullmatch(slug) else None
    if space is None:
        raise NotFound()
    return space


async def threads_of(tx: Tx, space: Space, *, after: Place | None) -> ThreadPage:
    """A page of threads, last active first, from the place after `after`."""
    found = await store.threads_of_space(tx, space.id, after=after, most=PAGE + 1)
    threads = found[:PAGE]
    return ThreadPage(threads=threads, next=(threads[-1].active_at, threads[-1].ref) if len(found) > PAGE else None)
