"""What the pages of the desk show: codes have become words (message ids), moments have become waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from moderation.cases.views import CaseDetail, Neighbour
from moderation.desk.differing import Piece
from moderation.desk.segments import Segment
from moderation.desk.waits import Wait
from moderation.escalation.model import Escalation
from moderation.screening.explain import DetailReason, Reason
from moderation.screening.lines import Line


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneTab:
    """One lane at a glance; the one without a code is all of them."""

    lane: str
    words: str
    waiting: int
    overdue: int
    oldest: Wait | None
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueLine:
    """One waiting case. A heavy text shows what it is about instead of how it begins."""

    ref: str
    lane: str
    lane_words: str
    wait: Wait
    kinds: tuple[str, ...]
    pseudonym: str
    snippet: str
    hidden: tuple[str, ...]
    holder_name: str | None
    asker_name: str | None  # a colleague who asks something about it
    question: str
    is_current: bool
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """The list beside everything: lanes, waiting cases, and where news comes from."""

    tabs: tuple[LaneTab, ...]
    lines: tuple[QueueLine, ...]
    more: str  # address of the next ones, or empty
    unseen: int  # how many more wait in all lanes together
    renewed: str  # address of this very list, made anew
    page: str  # the page that shows it, for browsers without script
    live: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    """One signal, explained, with its number in the text."""

    number: int
    is_in_title: bool
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """What may be a personal detail, and what made screening think so."""

    is_in_title: bool
    reason: DetailReason


@dataclass(frozen=True, slots=True, kw_only=True)
class TakenOut:
    """A detail that screening took out, and the address that shows it."""

    words: str
    is_in_title: bool
    key: str  # "body-0"
    href: str
    rule: Line | None  # how it was found


@dataclass(frozen=True, slots=True, kw_only=True)
class PastVersion:
    """A text that the author sent."""

    number: int
    standing: str
    title: str | None
    body: str | None
    sent_at: datetime
    changes: tuple[Piece, ...]  # what the next version made of it; empty where nothing can be compared


@dataclass(frozen=True, slots=True, kw_only=True)
class PastDecision:
    """What somebody decided about this post."""

    act: str
    more: tuple[str, ...]  # what else it did
    reason: str
    words: str
    body_before: str | None
    staff_name: str
    made_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldLine:
    """What a member told the guides about this post."""

    pseudonym: str
    what: str
    words: str
    then: str  # the text as it stood then, where it is another one now
    told_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMatter:
    """Another case about the same member."""

    href: str
    kinds: tuple[str, ...]
    result: str  # how it ended, or that it is open
    opened_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberCard:
    """Everything the desk knows of a person: a chosen name and how they came."""

    pseudonym: str
    shade: int  # of the avatar
    affiliation: str
    joined: str  # the month
    posts_shown: int
    past: tuple[PastMatter, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseView:
    """One case as its page shows it."""

    case: CaseDetail
    lane_words: str
    wait: Wait
    kinds: tuple[str, ...]
    standing: str
    is_heavy: bool
    heavy: tuple[str, ...]  # what a folded text is about
    title: tuple[Segment, ...]
    body: tuple[Segment, ...]
    whys: tuple[Why, ...]
    doubts: tuple[Doubt, ...]  # personal details that screening was not sure of
    taken_out: tuple[TakenOut, ...]
    failures: tuple[Line, ...]  # parts of the screening that did not run
    before: tuple[Neighbour, ...]
    after: tuple[Neighbour, ...]
    versions: tuple[PastVersion, ...]
    decisions: tuple[PastDecision, ...]
    told: tuple[ToldLine, ...]
    escalations: tuple[Escalation, ...]
    member: MemberCard
    href: str
    pending_act: str  # what a decision that waits will do
    is_mine: bool  # in this guide's hand
    holder_name: str | None  # a colleague's, when it is in theirs
