"""Whoever stands at the members' door."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.access import pausing
from app.access.pausing import Pause


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A member by a live session, or a stranger (`member_id` is None)."""

    community: str
    member_id: int | None = None
    ref: str = ""
    pseudonym: str = ""
    status: str = ""
    affiliation: str = ""
    theme: str = "auto"
    is_welcomed: bool = False  # the short questions are behind them
    unread: int = 0  # notices
    paused_until: str = ""  # when writing may go on; empty where it never stopped
    paused_why: str = ""  # the code of a house rule

    @property
    def is_signed_in(self) -> bool:
        """Known by a live session."""
        return self.member_id is not None

    @property
    def pause(self) -> Pause | None:
        """Until when and why guides let this member's writing rest; a pause of one's own is no such thing."""
        if not self.paused_until:
            return None
        return Pause(until=datetime.fromisoformat(self.paused_until), because=pausing.sentence(self.paused_why))

    @property
    def lang(self) -> str:
        """A member reads in the language of the community."""
        return self.community
