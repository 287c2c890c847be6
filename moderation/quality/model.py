"""The words of this room: a text read a second time, what was answered, and what was counted."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from app.kernel.ids import Ref

URGENCIES = ("none", "review", "high", "immediate")


class Would(StrEnum):
    """What a second reader would have done. Coarser than the acts: whether a text was held stays unsaid."""

    LEAVE = "leave"
    CHANGE = "change"
    ASK = "ask"
    REMOVE = "remove"


# The same question, answered by the act that ended a case.
WOULD_OF_ACT = {
    "post": Would.LEAVE,
    "keep": Would.LEAVE,
    "write": Would.LEAVE,
    "edit_and_post": Would.CHANGE,
    "hold_and_ask": Would.ASK,
    "decline": Would.REMOVE,
    "hide": Would.REMOVE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """How many texts wait for this person's second eyes, and the one in hand."""

    waiting: int
    mine: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A text next to the one that is read; nobody's name."""

    is_before: bool
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A text as a blind reader sees it: no finding, no decision, nobody's name."""

    ref: Ref
    is_read: bool
    title: str | None
    thread_title: str | None
    body: str
    beside: tuple[Beside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the second reader says."""

    urgency: str
    categories: tuple[str, ...]
    would: Would
    words: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Both readings side by side, once the second one is given. Who decided first is not in it."""

    answer: Answer
    found_urgency: str
    found_categories: tuple[str, ...]
    decided: str | None  # an act; None when no case was made of it
    decided_because: str | None
    case_ref: str | None  # the one that is open about this text now


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """One text that was read twice. `phrases` are pairs of a phrase's id and its category."""

    kind: str
    found_urgency: str
    found_categories: frozenset[str]
    read_urgency: str
    read_categories: frozenset[str]
    read_would: Would
    decided: Would | None
    phrases: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """How far two readings agree. Without figures when there are too few to say anything."""

    name: str
    count: int
    raw: float | None
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """What a second reader wrote about a rule or a phrase, and what had been found in that text."""

    kind: str
    words: str
    at: datetime
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneWait:
    """Minutes in a lane: the middle one and the one that 95 of 100 stay under."""

    lane: str
    cases: int
    held: tuple[float, float] | None
    closed: tuple[float, float]
    over: int  # looked at after the lane's clock


@dataclass(frozen=True, slots=True, kw_only=True)
class DayLoad:
    """How many cases arrived on a day."""

    day: date
    opened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """How many arrived in four hours of a day of the week (1 is Monday)."""

    weekday: int
    block: int
    opened: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How many cases ended with an act."""

    act: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PhraseFigure:
    """What became of the cases in which a phrase was found."""

    phrase: str
    category: str
    cases: int
    acted: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Appeals:
    """Second looks that are over."""

    granted: int
    settled: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Month:
    """One published month of one community. None: fewer than 10."""

    community: str
    month: date
    registered: int | None
    active: int | None
    posts: int | None
    wait: str | None
    themes: tuple[tuple[str, int | None], ...] = ()
