"""How things stand when one guide leaves and another comes: references and counts, no member's text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from app.kernel.ids import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneStand:
    """One lane."""

    lane: str
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseStand:
    """One open case: why, for how long, in whose hand (a colleague's reference)."""

    ref: Ref
    lane: str
    reasons: Sequence[str]
    minutes: int
    is_over: bool
    holder: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationStand:
    """What the seniors have, and how far it is."""

    case_ref: Ref
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What somebody told a member that a guide will do."""

    ref: Ref
    case_ref: Ref
    pseudonym: str
    words: str
    due_at: datetime
    is_over: bool
    made_by: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything that the next guide should know."""

    lanes: tuple[LaneStand, ...] = ()
    cases: tuple[CaseStand, ...] = ()
    escalations: tuple[EscalationStand, ...] = ()
    tracked_due: int = 0
    promises: int = 0  # how many are open; their words stay in their own table

    @property
    def waiting(self) -> int:
        """All lanes together."""
        return sum(lane.waiting for lane in self.lanes)

    @property
    def unlisted(self) -> int:
        """Open cases that the sheet counts and does not name."""
        return self.waiting - len(self.cases)


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """A sheet as it was kept, and who took it."""

    ref: Ref
    made_by: str
    made_by_id: int
    made_at: datetime
    words: str
    sheet: Sheet
    taken_at: datetime | None
    taken_by: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverLine:
    """A kept sheet in a list."""

    ref: Ref
    made_by: str
    made_at: datetime
    taken_at: datetime | None
    taken_by: str | None


def stored(sheet: Sheet) -> dict[str, Any]:
    """The sheet as it is kept."""
    return asdict(sheet)


def restored(kept: Mapping[str, Any]) -> Sheet:
    """What `stored` made, read again."""
    return Sheet(
        lanes=tuple(LaneStand(**one) for one in kept["lanes"]),
        cases=tuple(CaseStand(**one) for one in kept["cases"]),
        escalations=tuple(EscalationStand(**one) for one in kept["escalations"]),
        tracked_due=kept["tracked_due"],
        promises=kept["promises"],
    )
