"""The lanes, and what waits in each. Reading a list shows beginnings of masked texts only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from app.kernel import sql
from app.kernel.db import Row, Tx
from moderation.cases.lines import CaseLine, LaneCount
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


async def asked_for(tx: Tx, staff_id: int) -> Mapping[Lane, tuple[int, ...]]:
    """The cases that colleagues ask this guide to look at, by lane."""
    found: dict[Lane, tuple[int, ...]] = {}
    for row in await tx.all(Q.asked_for, staff_id):
        lane = Lane(row["lane"])
        found[lane] = (*found.get(lane, ()), row["id"])
    return found


async def waiting(
    tx: Tx,
    lane: Lane,
    *,
    staff_id: int = 0,
    is_easy: bool = False,
    first: Sequence[int] = (),
    after: tuple[datetime, int] | None = None,
    most: int = MOST,
) -> tuple[CaseLine, ...]:
    """Open cases of a lane as this guide is offered them: what they were asked for first, then oldest first.

    Left out: what is decided and waits its seconds, what this guide passed on, a second look at their own
    decision, and with `is_easy` the heavy ones. `first` is what `asked_for` says of this lane; `after` is the
    (opened_at, id) of the last line seen.
    """
    at, last = after or (None, None)
    led: list[Row] = []
    if first and after is None:
        led = await tx.all(Q.waiting, lane.value, None, None, most, staff_id, is_easy, list(first), [])
    rows = await tx.all(Q.waiting, lane.value, at, last, most, staff_id, is_easy, None, list(first))
    return tuple(CaseLine(**{**row, "lane": Lane(row["lane"])}) for row in [*led, *rows][:most])
