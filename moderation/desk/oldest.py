"""The oldest wait of each community, on every page of whoever works there; never a reason for a slow page."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.kernel import i18n, sql
from app.kernel.db import Database
from app.kernel.errors import Unavailable
from moderation.cases.model import LANES, Lane
from moderation.desk import words
from moderation.desk.waits import Wait, waited

Q = sql.beside(__file__, "waits")

AGE = 5.0  # seconds; pages in between cost no query
PATIENCE = 0.5  # seconds; a database that is slow to answer must not hold a page up
ALWAYS = (Lane.NOW, Lane.SOON, Lane.UNSCREENED)  # the others only once they are over their time


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneWait:
    """The first of one lane's line."""

    lane: str
    words: str  # a message id
    wait: Wait


@dataclass(frozen=True, slots=True, kw_only=True)
class OldestWait:
    """One community as the header names it; without lanes nothing urgent waits."""

    community: str
    name: str
    lanes: tuple[LaneWait, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    lane: Lane
    opened_at: datetime
    due_at: datetime
    at: datetime  # by the database's clock


class OldestWaits:
    """What this process last heard of each community."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, tuple[_Seen, ...]]] = {}

    async def of(self, db: Database, community: str, lang: str) -> OldestWait | None:
        """The community's line in a language, at most five seconds old. None when there is nothing to say."""
        lanes = tuple(_lane_wait(seen, lang) for seen in await self._seen(db, community))
        shown = tuple(one for one in lanes if one.lane in ALWAYS or one.wait.state == "over")
        if not shown:
            return None
        return OldestWait(community=community, name=i18n.NAMES.get(community, community), lanes=shown)

    async def _seen(self, db: Database, community: str) -> tuple[_Seen, ...]:
        now = self._clock()
        asked_at, known = self._known.get(community, (-AGE, ()))
        if community in self._known and now - asked_at < AGE:
            return known
        # Written down before asking: whoever comes meanwhile reads what was known before.
        self._known[community] = (now, known)
        found = await _asked(db)
        self._known[community] = (now, found)
        return found


async def _asked(db: Database) -> tuple[_Seen, ...]:
    try:
        async with asyncio.timeout(PATIENCE), db.reading() as tx:
            rows = await tx.all(Q.oldest, [lane.value for lane in LANES])
    except (Unavailable, TimeoutError):
        return ()  # the page matters more than this line
    return tuple(_Seen(**{**row, "lane": Lane(row["lane"])}) for row in rows)


def _lane_wait(seen: _Seen, lang: str) -> LaneWait:
    return LaneWait(
        lane=seen.lane.value,
        words=words.LANES[seen.lane],
        wait=waited(seen.opened_at, seen.due_at, seen.at, lang),
    )
