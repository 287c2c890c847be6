"""The list of waiting cases, as a page shows it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.i18n import N_
from moderation.cases import listing
from moderation.cases.lines import CaseLine, LaneCount
from moderation.cases.model import LANES, Lane
from moderation.desk import words
from moderation.desk.views import LaneTab, Queue, QueueLine
from moderation.desk.waits import waited

Q = sql.beside(__file__, "desk")

MOST = 40
SNIPPET = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """Who looks at which list."""

    community: str
    lang: str
    lane: Lane | None = None
    at: str = ""  # the case that is open
    after: str = ""  # the last case of the list before
    now: datetime
    staff_id: int = 0  # whose list it is
    is_easy: bool = False  # without the heavy ones, for a while

    @property
    def base(self) -> str:
        """The address of the page that shows the list."""
        return f"/{self.community}/cases/{self.at}" if self.at else f"/{self.community}/"

    def url(self, path: str, **more: str) -> str:
        """An address that keeps the lane."""
        asked = {"lane": self.lane.value if self.lane else ""} | more
        query = urlencode({name: value for name, value in asked.items() if value})
        return f"{path}?{query}" if query else path


def lane_of(code: str) -> Lane | None:
    """The lane asked for; None for all of them and for what is no lane."""
    return Lane(code) if code in {lane.value for lane in Lane} else None


def is_heavy(urgency: str, categories: list[str]) -> bool:
    """A text that nobody should meet unprepared."""
    return urgency == "immediate" or "graphic" in categories


async def queue(tx: Tx, view: View) -> Queue:
    """The lanes and the cases that wait, the most urgent lane first and oldest first inside a lane."""
    counts = await listing.lanes(tx)
    lines = await _lines(tx, view, counts)
    total = sum(count.waiting for count in counts if view.lane in (None, count.lane))
    is_cut = len(lines) == MOST and total > MOST
    return Queue(
        tabs=tabs(counts, view),
        lines=tuple(_line(line, view) for line in lines),
        more=view.url(f"/{view.community}/", after=lines[-1].ref) if is_cut and view.lane else "",
        unseen=total - len(lines) if is_cut and view.lane is None else 0,
        renewed=view.url(f"/{view.community}/queue", at=view.at),
        page=view.url(view.base),
        live=view.url(f"/{view.community}/live", since=view.now.isoformat()),
    )


def tabs(counts: tuple[LaneCount, ...], view: View) -> tuple[LaneTab, ...]:
    """All lanes together, then each."""
    every = LaneTab(
        lane="",
        words=N_("All"),
        waiting=sum(count.waiting for count in counts),
        overdue=sum(count.overdue for count in counts),
        oldest=None,
        href=f"/{view.community}/",
        is_current=view.lane is None,
    )
    return every, *(_tab(count, view) for count in counts)


def _tab(count: LaneCount, view: View) -> LaneTab:
    oldest = None
    if count.oldest_at is not None:
        oldest = waited(count.oldest_at, None, view.now, view.lang)
    return LaneTab(
        lane=count.lane,
        words=words.LANES[count.lane],
        waiting=count.waiting,
        overdue=count.overdue,
        oldest=oldest,
        href=f"/{view.community}/?lane={count.lane}",
        is_current=view.lane is count.lane,
    )


async def _lines(tx: Tx, view: View, counts: tuple[LaneCount, ...]) -> list[CaseLine]:
    after = await _place(tx, view.after)
    asked = await listing.asked_for(tx, view.staff_id) if view.staff_id else {}
    if view.lane is not None:
        return list(await _lane(tx, view, view.lane, asked, after=after))
    found: list[CaseLine] = []
    for count in counts:
        if count.waiting and len(found) < MOST:
            found += await _lane(tx, view, count.lane, asked, most=MOST - len(found))
    return found


async def _lane(
    tx: Tx,
    view: View,
    lane: Lane,
    asked: Mapping[Lane, tuple[int, ...]],
    *,
    after: tuple[datetime, int] | None = None,
    most: int = MOST,
) -> tuple[CaseLine, ...]:
    first = asked.get(lane, ())
    return await listing.waiting(
        tx, lane, staff_id=view.staff_id, is_easy=view.is_easy, first=first, after=after, most=most
    )


async def free_ones(tx: Tx, view: View, *, most: int = 20) -> tuple[str, ...]:
    """References of cases that this guide could read next, the most urgent first; those in a hand are left out."""
    asked = await listing.asked_for(tx, view.staff_id)
    found: list[str] = []
    for lane in (view.lane,) if view.lane else LANES:
        if len(found) < most:
            lines = await _lane(tx, view, lane, asked, most=most)
            found += [line.ref for line in lines if line.holder_name is None and line.ref != view.at]
    return tuple(found[:most])


async def _place(tx: Tx, ref: str) -> tuple[datetime, int] | None:
    row = await tx.maybe(Q.place, ref) if ref else None
    return None if row is None else (row["opened_at"], row["id"])


def _line(line: CaseLine, view: View) -> QueueLine:
    hidden = words.about(line.categories) if is_heavy(line.urgency, line.categories) else ()
    beginning = line.beginning if line.title is None else f"{line.title}. {line.beginning}"
    return QueueLine(
        ref=line.ref,
        lane=line.lane,
        lane_words=words.LANES[line.lane],
        wait=waited(line.opened_at, line.due_at, view.now, view.lang),
        kinds=tuple(words.BECAUSE[one] for one in line.reasons),
        pseudonym=line.pseudonym,
        snippet="" if hidden else _short(beginning),
        hidden=hidden,
        holder_name=line.holder_name,
        asker_name=line.asker_name,
        question=_short(line.question or ""),
        is_current=line.ref == view.at,
        href=view.url(f"/{view.community}/cases/{line.ref}"),
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line[:SNIPPET] + ("…" if len(line) > SNIPPET else "")
