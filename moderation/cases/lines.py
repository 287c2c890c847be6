"""What the desk is told in lists: lanes, waiting cases, the log."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.kernel.ids import Ref
from moderation.cases.model import Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneCount:
    """One lane at a glance."""

    lane: Lane
    waiting: int
    oldest_at: datetime | None
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseLine:
    """One case in its lane."""

    id: int  # with opened_at, the place to go on from
    ref: Ref
    lane: Lane
    reasons: list[str]
    version: int
    opened_at: datetime
    due_at: datetime
    pseudonym: str
    post_ref: Ref
    post_status: str
    is_opening: bool
    title: str | None
    beginning: str  # of the masked text
    urgency: str
    categories: list[str]
    holder_name: str | None
    asker_name: str | None  # the colleague whose question nobody has answered
    question: str | None
