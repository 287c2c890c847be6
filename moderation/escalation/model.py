"""What the desk knows of a request to the seniors: that it was made, why, and how it stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from app.kernel.i18n import N_
from app.kernel.ids import Ref

REASONS: Mapping[str, str] = {
    "life_at_risk": N_("Someone's life is at risk now"),
    "child_at_risk": N_("A child is at risk"),
    "threat_to_others": N_("There is a threat to others"),
    "member_asked": N_("The member asked for it"),
}

STATUSES: Mapping[str, str] = {
    "raised": N_("Waiting for a senior"),
    "taken": N_("Waiting for a second senior"),
    "opened": N_("Opened by a senior"),
    "refused": N_("Refused by a senior"),
    "closed": N_("Closed by the seniors"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Escalation:
    """A request to the seniors. What they see or do with it stays on their side."""

    ref: Ref
    case_ref: Ref
    reason: str
    status: str
    raised_at: datetime
    changed_at: datetime

    @property
    def is_waiting(self) -> bool:
        """The seniors have not finished with it."""
        return self.status in ("raised", "taken", "opened")

    @property
    def reason_words(self) -> str:
        """Why, as a message id."""
        return REASONS[self.reason]

    @property
    def status_words(self) -> str:
        """How it stands, as a message id."""
        return STATUSES[self.status]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What a guide tells the seniors, in the guide's own words."""

    reason: str
    facts: str  # what was seen
    tried: str  # whether the member was asked to share first, and what else was tried
