"""Every second, the decisions whose time has come take effect. What waits is in the database: a restart loses none."""

from __future__ import annotations

import asyncio
from collections import Counter

from app.kernel import logs
from app.kernel.bell import Bell
from app.kernel.db import Database
from moderation.cases import applying
from moderation.cases.applying import Settled
from moderation.cases.means import Means

EVERY_SECONDS = 1.0
MOST_TRIES = 5  # of one that breaks something: then it lapses, and its maker is told

log = logs.get("desk")


class Applier:
    """The decisions of one community that wait."""

    def __init__(self, community: str, *, db: Database, bell: Bell, means: Means) -> None:
        self.community = community
        self._db, self._bell, self._means = db, bell, means
        self._tries: Counter[str] = Counter()

    async def serve(self) -> None:
        """Looks every second until cancelled."""
        while True:
            try:
                await self.look()
            except Exception as error:  # noqa: BLE001 - the database may be away for a while
                log.warning("not_applied", community=self.community, error=type(error).__name__)
            await asyncio.sleep(EVERY_SECONDS)

    async def look(self) -> int:
        """Everything that is due, each in a transaction of its own; how many were settled."""
        async with self._db.reading() as tx:
            waiting = await applying.due(tx)
        return sum([await self._settle(ref) for ref in waiting])

    async def _settle(self, ref: str) -> bool:
        try:
            settled = await self._try(ref)
        except Exception as error:  # noqa: BLE001 - one that breaks must not keep the others waiting
            log.warning("not_applied", community=self.community, decision=ref, error=type(error).__name__,
                        at=logs.place_of(error))  # fmt: skip
            return False
        self._tries.pop(ref, None)
        if settled is not None:
            await self._tell(settled)
        return settled is not None

    async def _try(self, ref: str) -> Settled | None:
        self._tries[ref] += 1
        if self._tries[ref] > MOST_TRIES:
            return await applying.lapse(self._db, ref)
        return await applying.settle(self._db, ref, self._means)

    async def _tell(self, settled: Settled) -> None:
        await self._bell.ring(f"desk:{self.community}", "decided")
        if settled.made is not None:
            await self._bell.ring(f"verdict:{self.community}", settled.made.post_ref)
            await self._bell.ring(f"screen:{self.community}", "reply")
