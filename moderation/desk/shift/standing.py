"""A sheet in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from moderation.desk import words
from moderation.desk.waits import span
from moderation.escalation.model import STATUSES
from moderation.shift.sheet import CaseStand, Sheet


@dataclass(frozen=True, slots=True, kw_only=True)
class LaneView:
    """One lane, as a message id, and how much waits."""

    lane: str
    words: str
    waiting: int
    overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandView:
    """One case; `kinds` are message ids, `holder` is a colleague's name."""

    href: str
    lane: str
    lane_words: str
    wait: str
    is_over: bool
    kinds: tuple[str, ...]
    holder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedView:
    """One request to the seniors."""

    href: str
    status_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetView:
    """The sheet as a page and a printer show it."""

    lanes: tuple[LaneView, ...]
    cases: tuple[StandView, ...]
    unlisted: int
    asked: tuple[AskedView, ...]
    tracked_due: int
    promises: int


def sheet_view(sheet: Sheet, names: Mapping[str, str], community: str, lang: str) -> SheetView:
    """The sheet in words; `names` are the colleagues' by reference."""
    return SheetView(
        lanes=tuple(
            LaneView(lane=one.lane, words=words.LANES[one.lane], waiting=one.waiting, overdue=one.overdue)
            for one in sheet.lanes
            if one.lane in words.LANES
        ),
        cases=tuple(_stand(one, names, community, lang) for one in sheet.cases if one.lane in words.LANES),
        unlisted=sheet.unlisted,
        asked=tuple(
            AskedView(href=f"/{community}/cases/{one.case_ref}", status_words=STATUSES[one.status])
            for one in sheet.escalations
            if one.status in STATUSES
        ),
        tracked_due=sheet.tracked_due,
        promises=sheet.promises,
    )


def _stand(one: CaseStand, names: Mapping[str, str], community: str, lang: str) -> StandView:
    return StandView(
        href=f"/{community}/cases/{one.ref}",
        lane=one.lane,
        lane_words=words.LANES[one.lane],
        wait=span(timedelta(minutes=one.minutes), lang),
        is_over=one.is_over,
        kinds=tuple(words.BECAUSE[code] for code in one.reasons if code in words.BECAUSE),
        holder=names.get(one.holder or "", ""),
    )
