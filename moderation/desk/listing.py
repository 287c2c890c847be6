"""The list of waiting cases, as a page shows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from app.kernel import sql
from app.kernel.db import Tx
from app.kernel.i18n import N_
from moderation.cases import listing
from moderation.cases.lines import CaseLine, LaneCount
from moderation.cases.model import Lane
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
    if view.lane is not None:
        return list(await listing.waiting(tx, view.lane, after=after, most=MOST))
    found: list[CaseLine] = []
    for count in counts:
        if count.waiting and len(found) < MOST:
            found += await listing.waiting(tx, count.lane, most=MOST - len(found))
    return found


async def _place(tx: Tx, ref: str) -> tuple[datetime, int] | None:
    row = await tx.maybe(Q.place, ref) if ref else None
    return None if row is None else (row["opened_at"], row["id"])


def _line(line: CaseLine, view: View) -> QueueLine:
    hidden = words.about(line.categories) if is_heavy(line.urgency, line.categories) else ()
    beginning = " ".join((line.beginning if line.title is None else f"{line.title}. {line.beginning}").split())
    return QueueLine(
        ref=line.ref,
        lane=line.lane,
        lane_words=words.LANES[line.lane],
        wait=waited(line.opened_at, line.due_at, view.now, view.lang),
        kinds=tuple(words.BECAUSE[one] for one in line.reasons),
        pseudonym=line.pseudonym,
        snippet="" if hidden else beginning[:SNIPPET] + ("…" if len(beginning) > SNIPPET else ""),
        hidden=hidden,
        holder_name=line.holder_name,
        is_current=line.ref == view.at,
        href=view.url(f"/{view.community}/cases/{line.ref}"),
    )
