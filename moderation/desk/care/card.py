"""The card beside a case: whether its author is kept in mind, what colleagues noted, what was found lately."""

from __future__ import annotations

from dataclasses import dataclass

from app.kernel.db import Tx
from moderation.care import notes, people, sanctions, timeline, tracking, watching
from moderation.desk.care import lines
from moderation.desk.care.lines import EventLine, NoteLine, SanctionLine, TrackedLine

NOTES = 2
SIGNALS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class CareCard:
    """What a guide should know at a glance; everything else is on the member's page."""

    href: str  # empty for the guides' own voice, who has no page
    tracked: tuple[TrackedLine, ...]
    is_watched: bool
    sanctions: tuple[SanctionLine, ...]  # those that hold
    notes: tuple[NoteLine, ...]
    note_count: int
    signals: tuple[EventLine, ...]


async def card(tx: Tx, member_id: int, view_lang: str, community: str) -> CareCard:
    """The card of one member, in the reader's language. Reading the case is what the log says."""
    today = await tracking.today(tx)
    kept = await tracking.of_member(tx, member_id)
    found = await timeline.signals(tx, member_id, most=SIGNALS)
    ref = await people.ref_of(tx, member_id)
    return CareCard(
        href=f"/{community}/members/{ref}" if ref else "",
        tracked=tuple(lines.tracked_line(one, lang=view_lang, community=community, today=today) for one in kept),
        is_watched=lines.open_watch(await watching.of_member(tx, member_id)) is not None,
        sanctions=tuple(
            lines.sanction_line(one, view_lang) for one in await sanctions.of_member(tx, member_id) if one.is_running
        ),
        notes=tuple(lines.note_line(one, view_lang) for one in await notes.newest(tx, member_id, most=NOTES)),
        note_count=await notes.count(tx, member_id),
        signals=lines.event_lines(found, lang=view_lang, community=community),
    )
