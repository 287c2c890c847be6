"""The words of this room: lanes, acts, a guide, a case under the hand that decides."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.kernel.ids import Ref


class Lane(StrEnum):
    """Where a case waits. In the order in which one lane outweighs another."""

    NOW = "now"
    SOON = "soon"
    UNSCREENED = "unscreened"
    APPEALS = "appeals"
    ROUTINE = "routine"
    UNANSWERED = "unanswered"
    PRIVACY = "privacy"


# PostgreSQL compares lanes by their place in this list, so the order stands in one place only.
LANES: tuple[Lane, ...] = tuple(Lane)


class Because(StrEnum):
    """Why a case exists; one case may have several."""

    DANGER = "danger"  # somebody may be at risk
    REVIEW = "review"  # worth a guide's eyes
    RULE = "rule"  # a house rule, found by screening or told by a member
    PRIVACY = "privacy"  # a personal detail
    NEWCOMER = "newcomer"  # held because its author is new
    UNSCREENED = "unscreened"  # screening broke: nobody has read it
    DECLINED = "declined"  # its author changed a text that a guide declined
    WORRY = "worry"  # a member worries about its author
    APPEAL = "appeal"  # its author asked for another guide's eyes
    UNANSWERED = "unanswered"  # nobody has replied to a thread for hours
    QUIET = "quiet"  # guides watch this member, who was not seen by the time they named


class Act(StrEnum):
    """What a guide may do with a case."""

    POST = "post"
    EDIT = "edit_and_post"
    ASK = "hold_and_ask"
    DECLINE = "decline"
    HIDE = "hide"
    WRITE = "write"
    KEEP = "keep"


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """The clinician who acts; the name is what colleagues see, never shown to members."""

    id: int
    ref: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A case with its post, both locked."""

    id: int
    ref: Ref
    lane: Lane
    version: int
    is_open: bool
    holder_id: int | None  # of a claim that still holds
    holder_name: str | None
    member_id: int
    post_id: int
    post_ref: Ref
    post_status: str
    post_version: int
    latest: int  # newest version the author sent; may still wait for screening
    is_opening: bool
    state: str  # of post_version
    title: str | None
    body: str
    is_masked: bool  # a detail is still taken out of post_version
    is_edited: bool  # a guide changed post_version since it was screened
    pending_id: int | None  # of a decision that waits to take effect
    thread_id: int
    is_thread_shown: bool
    is_thread_closed: bool
    is_team: bool  # written by a guide in the team's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What became of a finding: a new case, or one more reason in an open one."""

    ref: Ref
    lane: Lane
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A case in a guide's hand until a moment."""

    case_ref: Ref
    holder_name: str
    held_until: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where one cut-out stood: in the title or the body, the how-manieth placeholder there."""

    part: str
    ordinal: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """Letters that a guide wants taken out wherever they stand, and what kind of detail they are."""

    letters: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Extra:
    """One more thing that a decision does; `data` is what its form said."""

    kind: str
    data: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What a guide wants done, and which version of the case the guide looked at."""

    act: Act
    reason: str
    seen_version: int
    words: str = ""
    title: str | None = None
    body: str | None = None
    topics: tuple[str, ...] = ()  # of the note that readers see before the text
    restores: tuple[Place, ...] = ()
    masks: tuple[Mask, ...] = ()
    extras: tuple[Extra, ...] = ()

    @property
    def is_mending(self) -> bool:
        """Letters go back, or come out: the text is another one afterwards."""
        return bool(self.restores or self.masks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What was done, or will be done in some seconds (`is_pending`)."""

    decision_ref: Ref
    case_ref: Ref
    post_ref: Ref
    act: Act
    lane: Lane
    is_closed: bool
    is_pending: bool = False
