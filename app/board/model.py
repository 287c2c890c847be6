"""What the board knows of spaces, threads and posts. Everything here is approved text, or one's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Literal, NamedTuple
from uuid import UUID

ChangedBy = Literal["screening", "guide"]


class Standing(Enum):
    """Where the newest version of a post stands, as its author sees it."""

    CHECKING = "checking"  # seconds, usually
    WAITING = "waiting"  # for a guide
    POSTED = "posted"
    CHANGED = "changed"  # posted, with a change
    DECLINED = "declined"  # not posted
    HIDDEN = "hidden"  # by a guide, after it was posted
    WITHDRAWN = "withdrawn"  # by its author

    @property
    def is_settled(self) -> bool:
        """False only while screening is still at it."""
        return self is not Standing.CHECKING


@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """A topic that threads belong to."""

    id: int
    slug: str
    name: str
    description: str


class Thread(NamedTuple):
    """A thread whose opening post is visible. A page makes twenty: a tuple is made in a tenth of the time."""

    id: int
    ref: str
    space_slug: str
    space_name: str
    title: str
    author_id: int
    author: str
    is_closed: bool
    replies: int
    active_at: datetime
    draft: str = ""  # the reader's own unsent reply


class Post(NamedTuple):
    """A visible post. A page makes twenty: a tuple is made in a tenth of the time."""

    id: int
    ref: str
    thread_id: int
    author_id: int
    author: str
    is_opening: bool
    html: str
    changed_by: ChangedBy | None
    is_edited: bool
    sent_at: datetime
    topics: Sequence[str] = ()  # of the note that readers see first
    is_guide: bool = False  # in the team's name


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A visible post that a member is about to tell a guide about."""

    ref: str
    author_id: int
    author: str
    html: str
    thread_ref: str
    thread_title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnPost:
    """What its author sent last, and where it stands."""

    id: int
    ref: str
    author_id: int
    thread_ref: str
    thread_title: str | None
    space_slug: str
    space_name: str
    is_opening: bool
    status: str
    version: int
    state: str
    title: str | None
    body: str
    changed_by: ChangedBy | None
    is_shown: bool  # others can read this or an earlier version
    is_thread_shown: bool
    is_thread_closed: bool
    sent_at: datetime
    screened_at: datetime | None

    @property
    def standing(self) -> Standing:
        """Where the newest version stands."""
        return standing_of(self.status, self.state, self.changed_by)

    @property
    def may_change(self) -> bool:
        """Neither taken down nor hidden."""
        return self.status not in ("withdrawn", "hidden")


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """An own version in a thread that others do not read yet."""

    ref: str
    is_opening: bool
    status: str
    version: int
    state: str
    body: str
    is_shown: bool
    sent_at: datetime

    @property
    def standing(self) -> Standing:
        """Where this version stands."""
        return standing_of(self.status, self.state, None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something a member is told about their own post."""

    ref: UUID
    kind: str
    reason: str
    details: tuple[str, ...]
    words: str
    version: int | None
    made_at: datetime
    is_read: bool
    post_ref: str | None
    thread_ref: str | None
    title: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What sending led to; `is_new` is False when this very form had arrived before."""

    post_ref: str
    thread_ref: str
    version: int
    is_new: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Unsent text, seen by its author only."""

    place: str
    title: str
    body: str
    saved_at: datetime


def standing_of(status: str, state: str, changed_by: str | None) -> Standing:
    """The one table from stored states to what an author is told."""
    if status == "withdrawn":
        return Standing.WITHDRAWN
    if status == "hidden":
        return Standing.HIDDEN
    if state == "shown":
        return Standing.CHANGED if changed_by else Standing.POSTED
    return {"submitted": Standing.CHECKING, "held": Standing.WAITING}.get(state, Standing.DECLINED)
