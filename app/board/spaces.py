"""Spaces, and the page of threads of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from app.board import store
from app.board.model import Space, Thread
from app.kernel.db import Tx
from app.kernel.errors import NotFound
from app.kernel.ids import is_ref

PAGE = 20
_START = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreadPage:
    """Twenty threads; `next` is the cursor of the page after, or empty."""

    threads: list[Thread]
    next: str


async def find(tx: Tx, slug: str) -> Space:
    """The space of this name. Raises NotFound."""
    space = await store.space_by_slug(tx, slug)
    if space is None:
        raise NotFound()
    return space


async def threads_of(tx: Tx, space: Space, *, cursor: str) -> ThreadPage:
    """A page of threads, last active first; a cursor that makes no sense is the first page."""
    found = await store.threads_of_space(tx, space.id, after=_read(cursor), most=PAGE + 1)
    threads = found[:PAGE]
    return ThreadPage(threads=threads, next=_written(threads[-1]) if len(found) > PAGE else "")


def _written(thread: Thread) -> str:
    # The moment goes with the reference, so that a thread that moves up does not take the page along.
    return f"{(thread.active_at - _START) // timedelta(microseconds=1):x}-{thread.ref}"


def _read(cursor: str) -> tuple[datetime, str] | None:
    number, _, ref = cursor.partition("-")
    if not is_ref(ref) or not 0 < len(number) <= 14:
        return None
    try:
        return _START + timedelta(microseconds=int(number, 16)), ref
    except (ValueError, OverflowError):
        return None
