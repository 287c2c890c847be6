"""What leads see of a community: waits, load, outcomes, phrases. Counted over days and lanes, never over people."""

from __future__ import annotations

from app.kernel import sql
from app.kernel.db import Row, Tx, build
from moderation.cases.model import LANES
from moderation.quality.model import Appeals, Block, DayLoad, LaneWait, Outcome, PhraseFigure
from moderation.quality.sampling import ZONE

Q = sql.beside(__file__, "figures")

WINDOWS = (7, 30, 90)
MOST_PHRASES = 40


async def waits(tx: Tx, days: int) -> tuple[LaneWait, ...]:
    """The lanes in which a person closed a case, in their order of weight."""
    found = {row["lane"]: row for row in await tx.all(Q.waits, days)}
    return tuple(_wait(found[lane.value]) for lane in LANES if lane.value in found)


async def load(tx: Tx, days: int) -> tuple[DayLoad, ...]:
    """How many cases arrived on each day up to today, by the house's own midnight."""
    return tuple(build(DayLoad, row) for row in await tx.all(Q.load, ZONE, days))


async def blocks(tx: Tx, days: int) -> tuple[Block, ...]:
    """When in the week they arrive: what a lead plans shifts by."""
    return tuple(build(Block, row) for row in await tx.all(Q.blocks, ZONE, days))


async def outcomes(tx: Tx, days: int) -> tuple[Outcome, ...]:
    """How cases ended, the most frequent first."""
    return tuple(build(Outcome, row) for row in await tx.all(Q.outcomes, days))


async def phrases(tx: Tx, days: int) -> tuple[PhraseFigure, ...]:
    """The phrases behind most cases, and how often more was done than to leave the text alone."""
    return tuple(build(PhraseFigure, row) for row in await tx.all(Q.phrases, days, MOST_PHRASES))


async def appeals(tx: Tx, days: int) -> Appeals:
    """Second looks that ended in so many days."""
    return build(Appeals, await tx.one(Q.appeals, days))


def _wait(row: Row) -> LaneWait:
    held = None if row["held"] is None or row["held"][0] is None else (row["held"][0], row["held"][1])
    closed = (row["closed"][0], row["closed"][1])
    return LaneWait(lane=row["lane"], cases=row["cases"], held=held, closed=closed, over=row["over"])
