"""The words of the lab: a draft of a phrase, a version, a publication on its way, and what they come to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from moderation.screening.danger.lexicon import Row


class Status(StrEnum):
    """Where a draft stands. `draft` and `shadow` are open; the others are over."""

    DRAFT = "draft"
    SHADOW = "shadow"  # tried over past texts
    LIVE = "live"  # published, screening reads it
    RETIRED = "retired"  # published, screening no longer reads it
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The newest revision of a change to one phrase."""

    ref: str
    lang: str
    phrase_id: str
    status: Status
    revision: int
    row: Row
    staff_ref: str
    staff_name: str
    saved_at: datetime

    @property
    def is_open(self) -> bool:
        """Can still be changed, tried and published."""
        return self.status in (Status.DRAFT, Status.SHADOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One save: who and when."""

    number: int
    staff_name: str
    saved_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """A published version of one language. `rows` counts what differs from the shipped files."""

    number: int
    published_at: datetime
    lowers_recall: bool
    rows: int
    publication_ref: str
    published_by: str
    second_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a check found out about a phrase: a code, which phrase, and a number that goes with it.

    The number is an example's place in its list, counted from one, or how many past texts; 0 where there is none.
    """

    code: str
    phrase_id: str
    number: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """What somebody wants published, and how its checks stand."""

    ref: str
    lang: str
    drafts: tuple[str, ...]
    revisions: tuple[int, ...]
    returns_to: int | None
    status: str  # checking, refused, ready, published
    checked: int
    total: int
    problems: tuple[Finding, ...]
    losses: tuple[Finding, ...]
    asked_by: str
    asked_name: str
    authors: tuple[str, ...]
    phrases: tuple[str, ...]
    languages: tuple[str, ...]
    is_silent: bool  # whoever checked it broke off

    def needs_another(self, staff_ref: str) -> bool:
        """True when recall would fall, and this person asked for it or wrote it."""
        return bool(self.losses) and staff_ref in (self.asked_by, *self.authors)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A checked publication that waits for a yes."""

    ref: str
    asked_at: datetime
    asked_name: str
    is_lower: bool
    returns_to: int | None
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What a phrase found in one community, and how guides ended those cases."""

    phrase_id: str
    hits_30: int = 0
    hits_90: int = 0
    a_week: float = 0.0
    decided: int = 0  # cases that a guide ended
    acted: int = 0  # of these, those that did not end with the text as it was

    @property
    def agreement(self) -> int | None:
        """The share of ended cases in which a guide did something, in percent; None of fewer than five."""
        return round(100 * self.acted / self.decided) if self.decided >= 5 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Another phrase, and how many texts both hit."""

    phrase_id: str
    both: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ShadowRun:
    """A draft tried over past texts: how far it is, and what it came to."""

    ref: str
    revision: int
    total: int
    done: int
    started_at: datetime
    ended_at: datetime | None
    is_silent: bool
    hits: int
    known: int  # hits on texts that a live phrase had found too
    lost: int  # texts that the live phrase found and the draft does not
    decided: int
    acted: int
    a_week: float
    overlap: tuple[Overlap, ...]

    @property
    def agreement(self) -> int | None:
        """As with a live phrase: in percent, None of fewer than five ended cases."""
        return round(100 * self.acted / self.decided) if self.decided >= 5 else None
