"""The words of this room: a person as guides know them, and what guides keep in mind about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.ids import Ref

TRACK_KINDS: tuple[str, ...] = ("worry", "conduct")
SANCTION_KINDS: tuple[str, ...] = ("warn", "pause", "close")
# House rules, whose sentences members read; the board keeps the sentences.
RULES: tuple[str, ...] = ("rule_identity", "rule_others", "rule_details", "rule_kind", "rule_contact", "rule_other")

MOST_REASON = 500
MOST_WORDS = 2000
MOST_DAYS = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """All that the desk knows of a member: a chosen name and how they came. No identity, no address."""

    id: int
    ref: Ref
    pseudonym: str
    affiliation: str
    status: str
    joined_at: datetime
    posts_shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackAsked:
    """Why somebody is to be kept in mind, when to look again, and until when."""

    kind: str
    reason: str
    review_on: date
    ends_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Tracking:
    """A member kept in mind."""

    ref: Ref
    kind: str
    reason: str
    review_on: date
    ends_on: date
    made_at: datetime
    made_by: str  # a colleague's name
    member_ref: Ref
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Whether somebody is seen by a moment; of the sign of life only the hour."""

    ref: Ref
    until_at: datetime
    made_at: datetime
    made_by: str
    seen_at: datetime | None
    case_opened_at: datetime | None
    ended_at: datetime | None

    @property
    def is_open(self) -> bool:
        """True while it may still raise a case."""
        return self.seen_at is None and self.case_opened_at is None and self.ended_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A colleague's words about a member, for colleagues."""

    words: str
    staff_name: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionAsked:
    """What is to hold for an account. `days` is for a pause only."""

    kind: str
    reason: str
    words: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sanction:
    """What was imposed on an account, and whether it still holds."""

    ref: Ref
    kind: str
    reason: str
    words: str
    starts_at: datetime
    ends_at: datetime | None
    staff_name: str
    lifted_at: datetime | None
    lifted_name: str | None
    is_running: bool
    asked_words: str | None  # of a member who asked for a second look; None where nobody asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Imposed:
    """What was done, and the digests of the sessions that it ended: caches must forget them."""

    ref: Ref
    ended_sessions: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One thing that happened about a member, as codes; `key` orders what happened at one moment."""

    at: datetime
    key: str
    what: str  # signal, decided, tracked, track_ended, watched, seen, quiet, sanctioned, lifted, appeal
    code: str
    codes: list[str]
    case_ref: Ref | None
