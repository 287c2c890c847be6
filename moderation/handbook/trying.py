"""What another policy would have done with the texts of the last 30 days, counted; nothing is read or changed."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from app.kernel import sql
from app.kernel.db import Row, Tx
from moderation.cases.model import Lane
from moderation.cases.policy import Policy
from moderation.cases.weighing import Findings, Outcome, Standing, weigh

Q = sql.beside(__file__, "trying")

DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneShift:
    """How many texts this lane got, and would have got. None is no case at all."""

    lane: Lane | None
    before: int
    after: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The same texts under both policies, all of them weighed as if from members of one standing."""

    is_newcomer: bool
    texts: int
    held_before: int
    held_after: int
    newly_held: int
    newly_shown: int
    moved: int  # another lane than before
    lanes: tuple[LaneShift, ...]  # those that differ


async def effects(tx: Tx, now: Policy, then: Policy) -> tuple[Effect, Effect]:
    """Once as if every author were settled, once as if every author were new: who was what then, nobody kept."""
    rows = await tx.all(Q.findings, DAYS)
    return await asyncio.to_thread(_both, rows, now, then)


def _both(rows: Sequence[Row], now: Policy, then: Policy) -> tuple[Effect, Effect]:
    return _effect(rows, now, then, is_newcomer=False), _effect(rows, now, then, is_newcomer=True)


def _effect(rows: Sequence[Row], now: Policy, then: Policy, *, is_newcomer: bool) -> Effect:
    standing = Standing(is_newcomer=is_newcomer)
    found = [(row["texts"], _findings(row)) for row in rows]
    pairs = [(texts, weigh(now, one, standing), weigh(then, one, standing)) for texts, one in found]
    return Effect(
        is_newcomer=is_newcomer,
        texts=sum(texts for texts, _ in found),
        held_before=sum(texts for texts, old, _ in pairs if old.is_held),
        held_after=sum(texts for texts, _, new in pairs if new.is_held),
        newly_held=sum(texts for texts, old, new in pairs if new.is_held and not old.is_held),
        newly_shown=sum(texts for texts, old, new in pairs if old.is_held and not new.is_held),
        moved=sum(texts for texts, old, new in pairs if old.lane != new.lane),
        lanes=_lanes(pairs),
    )


def _findings(row: Row) -> Findings:
    signals = (tuple(one.split(" ", 1)) for one in row["signals"])
    return Findings(
        urgency=row["urgency"],
        signals=frozenset((pair[0], pair[-1]) for pair in signals),
        has_sure_detail=row["has_sure"],
        has_doubtful_detail=row["has_doubtful"],
        has_failed=row["has_failed"],
    )


def _lanes(pairs: Sequence[tuple[int, Outcome, Outcome]]) -> tuple[LaneShift, ...]:
    before: Counter[Lane | None] = Counter()
    after: Counter[Lane | None] = Counter()
    for texts, old, new in pairs:
        before[old.lane] += texts
        after[new.lane] += texts
    every = (*Lane, None)
    return tuple(
        LaneShift(lane=lane, before=before[lane], after=after[lane]) for lane in every if before[lane] != after[lane]
    )
