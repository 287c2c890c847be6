"""What the vault speaks of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from app.kernel.i18n import N_
from app.kernel.ids import Ref

REVIEW_WITHIN = timedelta(hours=24)

REASONS: Mapping[str, str] = {
    "life_at_risk": N_("Someone's life is at risk now"),
    "child_at_risk": N_("A child is at risk"),
    "threat_to_others": N_("There is a threat to others"),
    "member_asked": N_("The member asked for it"),
}
OUTCOMES: Mapping[str, str] = {
    "reached": N_("The person was reached"),
    "help_sent": N_("Help was sent"),
    "not_found": N_("The person could not be reached"),
    "not_needed": N_("It turned out not to be needed"),
    "withdrawn": N_("The request is taken back"),
}
FINDINGS: Mapping[str, str] = {
    "fitting": N_("The opening was fitting"),
    "not_fitting": N_("The opening was not fitting"),
}
FIELDS: Mapping[str, str] = {
    "phone": N_("Phone number"),
    "postal_code": N_("Postal code"),
    "addresses": N_("Internet addresses of the last sign-ins"),
    "email": N_("E-mail address"),
    "birth_date": N_("Date of birth"),
}
# Under which name a field stands in the sealed record.
SEALED_AS: Mapping[str, str] = {"phone": "phone", "postal_code": "postal", "email": "email", "birth_date": "dob"}


class State(StrEnum):
    """How an opening stands; read from which rows exist, never set."""

    ASKED = "asked"
    LAPSED = "lapsed"
    REFUSED = "refused"
    OPEN = "open"
    ENDED = "ended"  # the quarter of an hour is over, the outcome is not written
    CLOSED = "closed"


STATES: Mapping[str, str] = {
    State.ASKED: N_("Waiting for a second senior"),
    State.LAPSED: N_("Nobody answered in time"),
    State.REFUSED: N_("Refused by a senior"),
    State.OPEN: N_("Open now"),
    State.ENDED: N_("Time is over, outcome not written yet"),
    State.CLOSED: N_("Closed with an outcome"),
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
    """A guide's request, as the desk wrote it."""

    ref: Ref
    community: str
    case_ref: str
    member_ref: str
    pseudonym: str
    staff_name: str
    reason: str
    facts: str
    tried: str
    status: str
    raised_at: datetime

    @property
    def reason_words(self) -> str:
        """The msgid of its reason."""
        return REASONS.get(self.reason, self.reason)

    @property
    def status_words(self) -> str:
        """The msgid of its status."""
        return STATUSES.get(self.status, self.status)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A senior's request to open one member's record, and all that followed."""

    id: int
    ref: Ref
    escalation_ref: Ref
    number: int
    community: str
    case_ref: str
    member_ref: str
    requester_id: int
    requester_ref: Ref
    requester_name: str
    reason: str
    words: str
    is_solo: bool
    requested_at: datetime
    answer_by: datetime
    answerer_id: int | None
    answerer_name: str | None
    answer_words: str | None
    answered_at: datetime | None
    ends_at: datetime | None
    outcome: str | None
    closing_words: str | None
    closed_at: datetime | None
    finding: str | None
    review_words: str | None
    reviewed_at: datetime | None
    reviewer_name: str | None
    state: str

    @property
    def is_open(self) -> bool:
        """Granted, inside its quarter of an hour, not closed."""
        return self.state == State.OPEN

    @property
    def is_standing(self) -> bool:
        """Another request about the same matter has to wait for this one."""
        return self.state in (State.ASKED, State.OPEN)

    @property
    def needs_review(self) -> bool:
        """Opened alone, and nobody wrote the review yet."""
        return self.is_solo and self.finding is None

    @property
    def review_by(self) -> datetime:
        """When the review of an opening without a second senior is due."""
        return self.requested_at + REVIEW_WITHIN

    @property
    def reason_words(self) -> str:
        """The msgid of its reason."""
        return REASONS[self.reason]

    @property
    def state_words(self) -> str:
        """The msgid of its state."""
        return STATES[self.state]

    @property
    def outcome_words(self) -> str:
        """The msgid of its outcome, empty before it is closed."""
        return OUTCOMES[self.outcome] if self.outcome else ""

    @property
    def finding_words(self) -> str:
        """The msgid of what the review found, empty before it is written."""
        return FINDINGS[self.finding] if self.finding else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Sealed bytes as they arrived."""

    id: UUID
    community: str
    member_ref: str
    kind: str
    epoch: int
    sealed: bytes
