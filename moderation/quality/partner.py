"""What a partner reads: published months, and sums only where every part of the sum is printed beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from app.kernel import sql
from app.kernel.db import Tx
from moderation.quality.model import Month

Q = sql.beside(__file__, "partner")

MOST_MONTHS = 24


async def published(tx: Tx, communities: Sequence[str]) -> tuple[Month, ...]:
    """The newest months of these communities, newest first. Nothing in it is finer than what is printed."""
    rows = await tx.all(Q.months, MOST_MONTHS * max(1, len(communities)))
    themes: dict[tuple[object, object], list[tuple[str, int | None]]] = {}
    for row in await tx.all(Q.themes, min((row["month"] for row in rows), default=None)):
        themes.setdefault((row["community"], row["month"]), []).append((row["theme"], row["posts"]))
    return tuple(
        Month(**dict(row), themes=tuple(themes.get((row["community"], row["month"]), ())))
        for row in rows
        if row["community"] in communities
    )


def total(printed: Iterable[int | None]) -> int | None:
    """The sum of printed numbers; None as soon as one of them is not printed.

    It is made of what the reader sees already, so no sum and no difference tells more than the page does.
    """
    numbers = list(printed)
    return None if not numbers or None in numbers else sum(number for number in numbers if number is not None)
