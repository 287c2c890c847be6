"""From codes to the words of these pages; message ids, but for `said` and `part_of_day`, which speak a language."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.lists import format_list

from app.kernel.i18n import N_, day, translate
from moderation.care.model import Event
from moderation.desk import words

TRACK_KINDS: Mapping[str, str] = {
    "worry": N_("Worry for this person"),
    "conduct": N_("Conduct towards others"),
}

SANCTIONS: Mapping[str, str] = {
    "warn": N_("Remind of a house rule"),
    "pause": N_("Pause writing until a day"),
    "close": N_("Close the account (leads)"),
}

# The house rules by their own first words; the member reads the board's sentence.
RULES: Mapping[str, str] = {
    "rule_kind": N_("Be kind. Believe people."),
    "rule_contact": N_("Keep contact here."),
    "rule_identity": N_("Protect who you are."),
    "rule_others": N_("Protect others too."),
    "rule_details": N_("Say what you feel, leave out the details."),
    "rule_other": N_("Another reason"),
}

IMPOSED: Mapping[str, str] = {
    "warn": N_("Reminded of a house rule"),
    "pause": N_("Writing paused"),
    "close": N_("Account closed"),
}

_SIGNALS: Mapping[str, str] = {
    "immediate": N_("Signs of danger now: %(what)s"),
    "high": N_("Urgent signs: %(what)s"),
    "review": N_("Signs worth reading: %(what)s"),
}
_LIFTED: Mapping[str, str] = {"pause": N_("Pause lifted"), "close": N_("Account opened again")}
_SETTLED: Mapping[str, str] = {
    "granted": N_("Second look: the decision was changed"),
    "upheld": N_("Second look: the decision stayed"),
}
_PLAIN: Mapping[str, str] = {
    "decided": N_("A guide decided: %(what)s"),
    "tracked": N_("Kept in mind: %(what)s"),
    "track_ended": N_("No longer kept in mind: %(what)s"),
    "watched": N_("A guide waits for a sign"),
    "seen": N_("Seen again"),
    "quiet": N_("Not seen in time; a case was opened"),
    "unwatched": N_("Nobody waits for a sign any more"),
    "appealed": N_("Asked for another guide"),
}
_PARTS: tuple[tuple[int, str], ...] = (
    (5, N_("%(day)s, at night")),
    (12, N_("%(day)s, in the morning")),
    (17, N_("%(day)s, in the afternoon")),
    (22, N_("%(day)s, in the evening")),
    (24, N_("%(day)s, at night")),
)
CHOOSE_KIND = N_("Choose worry or conduct.")
CHOOSE_SANCTION = N_("Choose what should hold for this account.")
ZONE = ZoneInfo("America/Toronto")


def said(event: Event, lang: str) -> str:
    """One event as a sentence without its day."""
    sentence, what = _sentence(event), _what(event, lang)
    return translate(lang, sentence, what=what) if what else translate(lang, sentence)


def _sentence(event: Event) -> str:
    by_code = {"signal": _SIGNALS, "imposed": IMPOSED, "lifted": _LIFTED, "settled": _SETTLED}.get(event.what)
    return _PLAIN[event.what] if by_code is None else by_code[event.code]


def _what(event: Event, lang: str) -> str:
    if event.what == "signal":
        return _listed(event.codes, lang)
    if event.what == "decided":
        past = {act.value: done for act, done in words.PAST.items()}
        return translate(lang, past.get(event.code, N_("Looked at")))
    if event.what in ("tracked", "track_ended"):
        return translate(lang, TRACK_KINDS[event.code])
    return ""


def part_of_day(at: datetime, lang: str) -> str:
    """ "November 20, 2026, in the evening": as near as the desk says when a member did something."""
    here = at.astimezone(ZONE)
    sentence = next(sentence for until, sentence in _PARTS if here.hour < until)
    return translate(lang, sentence, day=day(at, lang))


def _listed(codes: list[str], lang: str) -> str:
    named = [translate(lang, words.CATEGORIES[code]) for code in codes if code in words.CATEGORIES]
    return format_list(named or [translate(lang, N_("no category"))], locale=f"{lang}_CA")


def hour_of(at: datetime, lang: str, zone: ZoneInfo) -> str:
    """ "Thursday, November 26, 2026, 18:00": a moment that a guide named, by the guide's own clock."""
    here = at.astimezone(zone)
    return f"{format_date(here, 'full', locale=f'{lang}_CA')}, {here:%H:%M}"


DONE: Mapping[str, str] = {
    "noted": N_("Your note is kept."),
    "tracked": N_("This member is kept in mind."),
    "track-ended": N_("This member is no longer kept in mind for that."),
    "watched": N_("If no sign comes by then, a case opens in the lane Soon."),
    "watch-ended": N_("Nobody waits for a sign any more."),
    "warn": N_("The member has been reminded and told why."),
    "pause": N_("Writing is paused. The member has been told why and until when."),
    "close": N_("The account is closed and every session has ended."),
    "lifted": N_("It holds no longer. The member has been told."),
}
