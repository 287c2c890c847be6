"""What the desk is told of one case. Masked texts and pseudonyms; never an address, a detail or raw letters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.kernel.ids import Ref
from moderation.cases.model import Act, Lane
from moderation.cases.talking import Talk


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalSpan:
    """One phrase that hit. `start` and `end` count in the masked text; both 0 once a guide edited it."""

    part: str  # title or body
    start: int
    end: int
    phrase_id: str
    category: str
    urgency: str
    phrase: str
    view: str
    rules: tuple[str, ...]
    lang: str
    # What verdicts of earlier releases did not store.
    version: str = ""
    before: str = "none"
    cssrs: str = ""
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailSpan:
    """One personal detail: a placeholder when sure, otherwise a span to look at."""

    part: str
    start: int
    end: int
    kind: str
    sure: bool
    rule: str
    ordinal: int | None  # of its cut-out in this part


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One text that the author sent; without title and body while it waits for screening."""

    number: int
    state: str
    title: str | None
    body: str | None
    sent_at: datetime
    urgency: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier:
    """A decision about this post."""

    ref: Ref
    act: Act
    reason: str
    words: str
    body_before: str | None
    made_at: datetime
    post_version: int
    staff_name: str
    topics: list[str]
    extras: list[str]  # kinds of what else it did


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """A text beside this one in its thread."""

    is_before: bool
    ref: Ref
    pseudonym: str
    body: str
    sent_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastCase:
    """Another case about the same member."""

    ref: Ref
    lane: Lane
    reasons: list[str]
    opened_at: datetime
    closed_at: datetime | None
    act: Act | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What a member told a guide, and the text as it stood then."""

    kind: str
    words: str
    snapshot: str
    version: int
    told_at: datetime
    pseudonym: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """All that the desk knows of a person."""

    ref: Ref
    pseudonym: str
    affiliation: str
    status: str
    joined_at: datetime
    posts_shown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """A detail that may still be opened."""

    place: str
    ordinal: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pending:
    """A decision about this case that takes effect in some seconds."""

    ref: Ref
    act: Act
    staff_id: int
    staff_name: str
    seconds: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseDetail:
    """One case with everything a guide needs beside it."""

    id: int
    ref: Ref
    lane: Lane
    reasons: list[str]
    version: int
    opened_at: datetime
    due_at: datetime
    closed_at: datetime | None
    holder_id: int | None
    holder_name: str | None
    held_until: datetime | None
    post_ref: Ref
    post_status: str
    post_version: int
    has_newer: bool  # the author sent a newer text that is being screened
    is_opening: bool
    state: str
    title: str | None
    body: str
    sent_at: datetime
    thread_ref: Ref
    thread_title: str | None
    space_name: str
    urgency: str
    categories: list[str]
    lexicon: str
    failed: str | None
    is_edited_by_guide: bool
    topics: list[str]  # of the note that readers see
    is_thread_shown: bool
    is_thread_closed: bool
    pending: Pending | None
    signals: tuple[SignalSpan, ...]
    details: tuple[DetailSpan, ...]
    cutouts: tuple[Cut, ...]
    versions: tuple[Version, ...]
    decisions: tuple[Earlier, ...]
    neighbours: tuple[Neighbour, ...]
    reports: tuple[Told, ...]
    member_id: int
    member: Member
    past_cases: tuple[PastCase, ...]
    possible: tuple[Act, ...]
    talk: tuple[Talk, ...]
