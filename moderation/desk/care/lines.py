"""What is kept about a member, as a page or the card beside a case shows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from app.kernel.i18n import day
from moderation.care.model import Event, Note, Sanction, Tracking, Watch
from moderation.desk.care import words


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackedLine:
    """One reason why a member is kept in mind. Words are message ids, days are written out."""

    ref: str
    kind: str
    words: str
    reason: str
    review: str
    ends: str
    is_due: bool  # the day to look again has come
    made_by: str
    pseudonym: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A colleague's words."""

    words: str
    staff_name: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionLine:
    """What was imposed, until when, and whether it holds."""

    ref: str
    kind: str
    words: str
    rule: str
    told: str  # the words to the member
    begun: str
    ends: str
    staff_name: str
    lifted: str  # the day, or empty
    lifted_name: str
    is_running: bool
    is_asked: bool  # its member asked for a second look
    asked: str  # in these words


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """One line of the timeline, in the reader's language."""

    day: str  # of a calendar, for machines
    when: str
    said: str
    what: str
    href: str


def tracked_line(one: Tracking, *, lang: str, community: str, today: date) -> TrackedLine:
    """A tracking in words."""
    return TrackedLine(
        ref=one.ref,
        kind=one.kind,
        words=words.TRACK_KINDS[one.kind],
        reason=one.reason,
        review=day(one.review_on, lang),
        ends=day(one.ends_on, lang),
        is_due=one.review_on <= today,
        made_by=one.made_by,
        pseudonym=one.pseudonym,
        href=f"/{community}/members/{one.member_ref}",
    )


def note_line(one: Note, lang: str) -> NoteLine:
    """A note with its day."""
    return NoteLine(words=one.words, staff_name=one.staff_name, day=day(one.made_at, lang))


def sanction_line(one: Sanction, lang: str) -> SanctionLine:
    """A sanction in words."""
    return SanctionLine(
        ref=one.ref,
        kind=one.kind,
        words=words.IMPOSED[one.kind],
        rule=words.RULES.get(one.reason, words.RULES["rule_other"]),
        told=one.words,
        begun=day(one.starts_at, lang),
        ends=day(one.ends_at, lang) if one.ends_at else "",
        staff_name=one.staff_name,
        lifted=day(one.lifted_at, lang) if one.lifted_at else "",
        lifted_name=one.lifted_name or "",
        is_running=one.is_running,
        is_asked=one.asked_words is not None,
        asked=one.asked_words or "",
    )


def event_lines(events: Sequence[Event], *, lang: str, community: str) -> tuple[EventLine, ...]:
    """Events as sentences, no nearer in time than a part of a day."""
    return tuple(
        EventLine(
            day=_calendar(one.at),
            when=words.part_of_day(one.at, lang),
            said=words.said(one, lang),
            what=one.what,
            href=f"/{community}/cases/{one.case_ref}" if one.case_ref else "",
        )
        for one in events
    )


def open_watch(watches: Sequence[Watch]) -> Watch | None:
    """The one that may still raise a case."""
    return next((one for one in watches if one.is_open), None)


def _calendar(at: datetime) -> str:
    return at.astimezone(words.ZONE).date().isoformat()
