"""How long something has waited, in words, and how near its clock is to its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from babel.dates import format_skeleton

from app.kernel.i18n import N_, catalogue

NEAR = 0.75  # of the lane's clock: from here on the shape fills


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """A wait as a list shows it."""

    since: datetime
    words: str
    state: str  # "", "near" or "over"


def waited(since: datetime, due: datetime | None, now: datetime, lang: str) -> Wait:
    """How long it has waited; without a clock it is never near its end."""
    share = 0.0 if due is None else (now - since) / max(due - since, timedelta(seconds=1))
    state = "over" if share >= 1 else "near" if share >= NEAR else ""
    return Wait(since=since, words=span(now - since, lang), state=state)


def span(length: timedelta, lang: str) -> str:
    """ "just now", "12 min", "3 h 5 min", "2 days"."""
    minutes = max(0, int(length.total_seconds() // 60))
    words = catalogue(lang)
    if minutes == 0:
        return words.gettext(N_("just now"))
    if minutes < 60:
        return words.gettext(N_("%(minutes)s min")) % {"minutes": minutes}
    if minutes < 24 * 60:
        return words.gettext(N_("%(hours)s h %(minutes)s min")) % {"hours": minutes // 60, "minutes": minutes % 60}
    days = minutes // (24 * 60)
    return words.ngettext("%(days)s day", "%(days)s days", days) % {"days": days}


def month(at: datetime, lang: str) -> str:
    """ "March 2026": as near as the desk knows when somebody joined."""
    return format_skeleton("yMMMM", at, locale=f"{lang}_CA")
