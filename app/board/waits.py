"""How long a text usually waits for a guide: asked now and then, and kept in memory between."""

from __future__ import annotations

import time
from collections.abc import Callable

from app.kernel import sql
from app.kernel.db import Tx

Q = sql.beside(__file__, "waits")

AGE = 300.0  # seconds; pages in between cost no query


class UsualWaits:
    """The figure of each community, as this process last heard it."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[str, tuple[float, int | None]] = {}

    async def minutes(self, tx: Tx, community: str) -> int | None:
        """Whole minutes, in fives; None when too few cases were closed lately to say anything.

        `tx` is of that community; it is asked at most once every five minutes.
        """
        now = self._clock()
        asked_at, known = self._known.get(community, (-AGE, None))
        if community in self._known and now - asked_at < AGE:
            return known
        # Written down before asking: whoever comes meanwhile reads the figure from before.
        self._known[community] = (now, known)
        found: int | None = await tx.value(Q.usual_wait)
        self._known[community] = (now, found)
        return found
