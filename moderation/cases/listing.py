"""The lanes, and what waits in each. Reading a list shows beginnings of masked texts only."""

from __future__ import annotations

from datetime import datetime

from app.kernel import sql
from app.kernel.db import Tx, build
from moderation.cases.lines import CaseLine, LaneCount, LogEntry
from moderation.cases.model import LANES, Lane

Q = sql.beside(__file__, "listing")

MOST = 50


async def lanes(tx: Tx) -> tuple[LaneCount, ...]:
    """Every lane in its order of weight, empty ones too."""
    found = {row["lane"]: row for row in await tx.all(Q.lanes)}
    return tuple(
        LaneCount(**{**found[lane], "lane": lane})
        if lane in found
        else LaneCount(lane=lane, waiting=0, oldest_at=None, overdue=0)
        for lane in LANES
    )


async def waiting(
    tx: Tx, lane: Lane, *, after: tuple[datetime, int] | None = None, most: int = MOST
) -> tuple[CaseLine, ...]:
    """Open cases of a lane, oldest first; `after` is the (opened_at, id) of the last line seen."""
    at, last = after or (None, None)
    rows = await tx.all(Q.waiting, lane.value, at, last, most)
    return tuple(CaseLine(**{**row, "lane": Lane(row["lane"])}) for row in rows)


async def recent_log(tx: Tx, *, before: int | None = None, most: int = MOST) -> tuple[LogEntry, ...]:
    """The log, newest first; `before` is the id of the last entry seen."""
    return tuple(build(LogEntry, row) for row in await tx.all(Q.recent, before, most))
