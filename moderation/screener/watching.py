"""What nobody's post sets off: clocks that run out. Every half minute one screener looks in each community."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from app.kernel import logs, sql
from app.kernel.bell import Bell
from app.kernel.db import Database, Tx
from moderation.care import asking, quiet
from moderation.cases import casebook, unanswered
from moderation.cases.model import Opened
from moderation.cases.policy import Policy
from moderation.quality import freezing, sampling
from moderation.shift import paging

Q = sql.beside(__file__, "watching")

EVERY_SECONDS = 30.0

# A check opens or joins the cases that are due and returns them, each once however often it is asked.
Check = Callable[[Tx, Policy], Awaitable[Sequence[Opened]]]

CHECKS: tuple[Check, ...] = (unanswered.check, quiet.check, asking.check, sampling.draw, freezing.freeze, paging.check)

log = logs.get("screener")


class Watch:
    """The clocks of one community."""

    def __init__(self, community: str, *, db: Database, bell: Bell, policy: Callable[[Tx], Awaitable[Policy]]) -> None:
        self.community = community
        self._db, self._bell, self._policy = db, bell, policy

    async def serve(self, stop: asyncio.Event) -> None:
        """Looks every half minute until told to stop."""
        while not stop.is_set():
            await self.look()
            try:
                await asyncio.wait_for(stop.wait(), EVERY_SECONDS)
            except TimeoutError:
                continue

    async def look(self) -> int:
        """Every check once, each in a transaction of its own; how many cases that opened or touched."""
        found = 0
        for check in CHECKS:
            try:
                found += await self._run(check)
            except Exception as error:  # noqa: BLE001 - one check that fails must not silence the others
                log.warning("not_watched", community=self.community, check=check.__module__,
                            error=type(error).__name__, at=logs.place_of(error))  # fmt: skip
        return found

    async def _run(self, check: Check) -> int:
        async with self._db.writing() as tx:
            # Many screeners, one look: who does not get the lock leaves it to the other.
            if not await tx.value(Q.try_lock, check.__module__):
                return 0
            opened = await check(tx, await self._policy(tx))
            for one in opened:
                await casebook.opened(tx, one)
        for one in opened:
            await self._bell.ring(f"desk:{self.community}", one.lane.value)
        return len(opened)
