"""The words of this room: a shift, who is on in a community, a debrief that somebody wishes for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.kernel.ids import Ref

LONGEST = timedelta(hours=12)
FURTHEST = timedelta(days=35)  # a plan beyond the next roster is a guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A shift as somebody asks for it."""

    communities: Sequence[str]
    hours: int
    is_on_call: bool
    starts_at: datetime | None = None  # None: now


@dataclass(frozen=True, slots=True, kw_only=True)
class Shift:
    """A shift that runs or is planned, and whose it is."""

    ref: Ref
    staff_id: int
    name: str
    communities: Sequence[str]
    is_on_call: bool
    starts_at: datetime
    ends_at: datetime
    is_on: bool  # started by the person, and not over
    is_now: bool  # its hours run, whether it was started or not
    has_address: bool  # a mail would reach this person


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One community at this moment: who reads, and who is called."""

    community: str
    on: tuple[Shift, ...]
    on_call: tuple[Shift, ...]

    @property
    def has_nobody_on(self) -> bool:
        """Nobody reads here right now."""
        return not self.on

    @property
    def has_nobody_on_call(self) -> bool:
        """No mail about a case that is left alone would reach anybody who agreed to it."""
        return not any(one.has_address for one in self.on_call)


@dataclass(frozen=True, slots=True, kw_only=True)
class Debrief:
    """A guide would like to talk. No case, no reason."""

    ref: Ref
    community: str
    name: str
    asked_at: datetime
    is_own: bool
