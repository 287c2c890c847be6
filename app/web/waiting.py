"""The author's short wait for a verdict: rung for in Redis, looked for in PostgreSQL.

One ear a process hears every verdict and wakes whoever expects it. It is opened by the first one who
waits and closed after half a minute in which nobody did. A ring that is lost costs a look, no more.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from starlette.requests import Request

from app.board import mine
from app.board.model import OwnPost
from app.http.door import door_of, place_of
from app.kernel.bell import Bell
from app.kernel.settings import BoardSettings

LOOK = 0.12  # seconds between two looks where no ring is heard
IDLE = 30.0  # seconds after which the ear is closed


class Verdicts:
    """Wakes those who expect the verdict on a post."""

    def __init__(self, bell: Bell) -> None:
        self._bell = bell
        self._expected: dict[str, asyncio.Event] = {}
        self._task: asyncio.Task[None] | None = None

    @contextmanager
    def expecting(self, ref: str) -> Iterator[asyncio.Event]:
        """An event that is set whenever a verdict on this post is rung."""
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._listen())
        event = self._expected.setdefault(ref, asyncio.Event())
        try:
            yield event
        finally:
            self._expected.pop(ref, None)

    async def close(self) -> None:
        """Nobody listens any more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])

    async def _listen(self) -> None:
        clock = asyncio.get_running_loop().time
        wanted_at = clock()
        async with self._bell.listening("verdict:*") as ear:
            while clock() - wanted_at < IDLE:
                heard = await ear.hear(5.0)
                if self._expected:
                    wanted_at = clock()
                if heard is not None and (event := self._expected.get(heard[1])):
                    event.set()


def verdicts_of(request: Request) -> Verdicts:
    """The one of this process."""
    return cast(Verdicts, request.app.state.verdicts)


async def settled(request: Request, ref: str, *, author_id: int) -> OwnPost:
    """An own post as it stands once its verdict is there, or when patience ends.

    Asked after the commit: the ring to the screener may only go out when there is something to find.
    """
    door = door_of(request)
    clock = asyncio.get_running_loop().time
    deadline = clock() + cast(BoardSettings, door.settings).patience_ms / 1000
    with verdicts_of(request).expecting(ref) as verdict:
        await door.bell.ring(f"screen:{place_of(request)}", ref)
        while True:
            await _heard(verdict, min(LOOK, deadline - clock()))
            verdict.clear()
            async with door.databases[place_of(request)].reading() as tx:
                post = await mine.find(tx, author_id=author_id, ref=ref)
            if post.standing.is_settled or clock() >= deadline:
                return post


async def _heard(verdict: asyncio.Event, seconds: float) -> None:
    if seconds > 0:
        try:
            await asyncio.wait_for(verdict.wait(), seconds)
        except TimeoutError:
            return
