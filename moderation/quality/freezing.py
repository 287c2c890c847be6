"""A month that is over is counted once, made coarse in the database, and never changes again."""

from __future__ import annotations

from collections.abc import Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.cases.model import Opened
from moderation.cases.policy import Policy
from moderation.quality.sampling import ZONE
from moderation.screening.wording import CATEGORY_WORDS

Q = sql.beside(__file__, "freezing")

MONTHS_BACK = 24
# Always the same themes, in every month: one that was left out would say that there was none.
THEMES: tuple[str, ...] = tuple(CATEGORY_WORDS)


async def freeze(tx: Tx, _policy: Policy) -> Sequence[Opened]:
    """Every month that is over stands on the partner's page afterwards. Opens no case."""
    for row in await tx.all(Q.unpublished, ZONE, MONTHS_BACK):
        await tx.run(Q.freeze, row["month"], ZONE, list(THEMES))
    return ()
