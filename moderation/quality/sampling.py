"""Each day's lots: which texts are read a second time. Nobody chooses, and drawing a day again changes nothing."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.ids import new_ref
from moderation.cases.model import Opened
from moderation.cases.policy import Policy

Q = sql.beside(__file__, "sampling")

ZONE = "America/Toronto"  # the house's own midnight

# Two in a hundred texts find a rule that misses one text in twenty within a month of 50 texts a day; fewer than
# five a day would say nothing of a quiet week, more than forty nobody reads.
SHARE_OF_NOTHING = 0.02
LEAST_OF_NOTHING = 5
MOST_OF_NOTHING = 40
# A decision is read again one time in ten: enough for a figure each month, little enough beside the queue.
SHARE_OF_CLOSED = 0.1
MOST_OF_CLOSED = 20
DAYS_BACK = 7


async def draw(tx: Tx, _policy: Policy) -> Sequence[Opened]:
    """Every day that is over has its sample afterwards, a week back at most. Opens no case."""
    for day in await tx.all(Q.due, ZONE, DAYS_BACK):
        span = (day["day"], day["begins"], day["ends"])
        refs = [new_ref() for _ in range(MOST_OF_NOTHING + MOST_OF_CLOSED)]
        nothing, closed = refs[:MOST_OF_NOTHING], refs[MOST_OF_NOTHING:]
        await tx.run(Q.draw_nothing_found, *span, SHARE_OF_NOTHING, LEAST_OF_NOTHING, MOST_OF_NOTHING, nothing)
        await tx.run(Q.draw_closed, *span, SHARE_OF_CLOSED, MOST_OF_CLOSED, closed)
        await tx.run(Q.drawn, day["day"])
    return ()
