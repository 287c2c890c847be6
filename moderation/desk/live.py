"""What is new at the desk since a page was shown, found by comparing two looks at the open cases.

A ring only says when to look, so a lost ring, or a Redis that is gone, costs seconds and no news.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.kernel.db import Tx
from moderation.cases import listing
from moderation.cases.lines import LaneCount
from moderation.cases.model import LANES, Lane
from moderation.desk.listing import Q

MOST = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The open cases at one moment."""

    at: datetime
    counts: tuple[LaneCount, ...]
    lanes: Mapping[str, str]  # case -> lane, newest first
    opened: Mapping[str, datetime]
    holders: Mapping[str, str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What changed between two looks."""

    arrived: tuple[str, ...] = ()  # lanes of new cases, one entry each
    holders: Mapping[str, str | None] = field(default_factory=dict)  # case -> who has it now
    has_new_counts: bool = False


async def look(tx: Tx) -> Look:
    """The open cases now; of very many, the newest."""
    at = await tx.value(Q.moment)
    rows = await tx.all(Q.open_cases, MOST)
    return Look(
        at=at,
        counts=await listing.lanes(tx),
        lanes={row["ref"]: row["lane"] for row in rows},
        opened={row["ref"]: row["opened_at"] for row in rows},
        holders={row["ref"]: row["holder_name"] for row in rows},
    )


def first(now: Look, since: datetime | None, lane: Lane | None) -> News:
    """What a page that was made at `since` does not show yet."""
    arrived = [ref for ref, opened in now.opened.items() if since is not None and opened > since]
    return News(arrived=_wanted(now, arrived, lane), holders={}, has_new_counts=True)


def compare(before: Look, now: Look, lane: Lane | None) -> News:
    """What a page that showed `before` should be told. A case that came into the lane is news, too."""
    arrived = [ref for ref in now.lanes if _is_news(before, now, ref)]
    holders = {ref: name for ref, name in now.holders.items() if before.holders.get(ref) != name}
    counts = [(count.lane, count.waiting) for count in now.counts]
    return News(
        arrived=_wanted(now, arrived, lane),
        holders=holders,
        has_new_counts=counts != [(count.lane, count.waiting) for count in before.counts],
    )


def _is_news(before: Look, now: Look, ref: str) -> bool:
    """A case that was not there, or that came into a more urgent lane."""
    if ref in before.lanes:
        return LANES.index(Lane(now.lanes[ref])) < LANES.index(Lane(before.lanes[ref]))
    # Of very many cases only the newest are looked at: an old one that comes back into view is not new.
    return len(before.lanes) < MOST or now.opened[ref] > min(before.opened.values())


def _wanted(now: Look, refs: list[str], lane: Lane | None) -> tuple[str, ...]:
    # Whatever lane somebody looks at: a case of the lane Now is news to everyone.
    return tuple(now.lanes[ref] for ref in refs if lane is None or now.lanes[ref] in (lane, Lane.NOW))
