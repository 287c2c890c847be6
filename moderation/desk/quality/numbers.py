"""The numbers of one community as sheets: waits, load, outcomes, phrases, second looks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from app.kernel.db import Tx
from app.kernel.i18n import N_, NAMES, day, translate
from moderation.desk import waits, words
from moderation.desk.quality import charts
from moderation.desk.quality.charts import Bar
from moderation.desk.quality.sheets import Sheet
from moderation.quality import figures
from moderation.quality.model import LaneWait

_WEEK = (N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday"))
_HOURS = ("0–4", "4–8", "8–12", "12–16", "16–20", "20–24")


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whose numbers, in which language, over how many days."""

    community: str
    lang: str
    days: int

    def say(self, sentence: str, **params: object) -> str:
        """A sentence in the reader's language."""
        return translate(self.lang, sentence, **params)

    def sheet(self, caption: str, columns: tuple[str, ...], rows: object, chart: charts.Chart | None = None) -> Sheet:
        """A sheet with its words translated."""
        return Sheet(
            community=self.community,
            name=NAMES.get(self.community, self.community),
            caption=self.say(caption),
            columns=tuple(self.say(one) for one in columns),
            rows=tuple(rows),  # type: ignore[arg-type]
            chart=chart,
        )


async def waiting(tx: Tx, asked: Asked) -> Sheet:
    """How long members waited in each lane."""
    found = await figures.waits(tx, asked.days)
    columns = (
        N_("Lane"),
        N_("Cases"),
        N_("Read: half within (min)"),
        N_("Read: 95 of 100 within (min)"),
        N_("Closed: half within (min)"),
        N_("Closed: 95 of 100 within (min)"),
        N_("Over the clock (of 100)"),
    )
    chart = charts.bars(
        f"waits-{asked.community}",
        asked.say(N_("How long until a case was closed: half of them, and 95 of 100, within")),
        [(asked.say(words.LANES[one.lane]), _bars(one, asked)) for one in found],
    )
    return asked.sheet(N_("Waits of closed cases"), columns, [_wait_row(one, asked) for one in found], chart)


def _bars(one: LaneWait, asked: Asked) -> tuple[Bar, Bar]:
    half, most = one.closed
    return (
        Bar(value=half, words=asked.say(N_("half: %(span)s"), span=_span(half, asked.lang))),
        Bar(value=most, words=asked.say(N_("95 of 100: %(span)s"), span=_span(most, asked.lang))),
    )


def _span(minutes: float, lang: str) -> str:
    return waits.span(timedelta(minutes=minutes), lang)


def _wait_row(one: LaneWait, asked: Asked) -> tuple[object, ...]:
    held = (None, None) if one.held is None else tuple(round(minutes) for minutes in one.held)
    closed = tuple(round(minutes) for minutes in one.closed)
    return (asked.say(words.LANES[one.lane]), one.cases, *held, *closed, round(100 * one.over / one.cases))


async def load(tx: Tx, asked: Asked) -> Sheet:
    """How many cases arrived on each day."""
    found = await figures.load(tx, asked.days)
    rows = [(day(one.day, asked.lang), one.opened) for one in found]
    chart = charts.columns(f"load-{asked.community}", asked.say(N_("Cases that arrived, day by day")), rows)
    return asked.sheet(N_("Cases that arrived"), (N_("Day"), N_("Cases")), rows, chart)


async def hours(tx: Tx, asked: Asked) -> Sheet:
    """When in the week they arrived."""
    counted = {(one.weekday, one.block): one.opened for one in await figures.blocks(tx, asked.days)}
    rows = [
        (asked.say(name), *(counted.get((weekday, block), 0) for block in range(len(_HOURS))))
        for weekday, name in enumerate(_WEEK, start=1)
    ]
    return asked.sheet(N_("When cases arrived, by day and hours"), (N_("Day"), *_HOURS), rows)


async def outcomes(tx: Tx, asked: Asked) -> Sheet:
    """How cases ended, second looks among them."""
    found = await figures.outcomes(tx, asked.days)
    rows: list[tuple[object, ...]] = [(asked.say(words.PAST.get(one.act, one.act)), one.cases) for one in found]  # type: ignore[call-overload]
    bars = [(str(name), (Bar(value=float(str(cases)), words=str(cases)),)) for name, cases in rows]
    looks = await figures.appeals(tx, asked.days)
    if looks.settled:
        rows.append((asked.say(N_("Second looks that members asked for")), looks.settled))
        rows.append((asked.say(N_("of these, decided otherwise")), looks.granted))
    chart = charts.bars(f"outcomes-{asked.community}", asked.say(N_("How cases ended")), bars)
    return asked.sheet(N_("How cases ended"), (N_("Outcome"), N_("Cases")), rows, chart)


async def phrases(tx: Tx, asked: Asked) -> Sheet:
    """What became of the cases that phrases brought."""
    found = await figures.phrases(tx, asked.days)
    rows = [
        (
            one.phrase,
            asked.say(words.CATEGORIES.get(one.category, one.category)),
            one.cases,
            _share(one.acted, one.cases),
        )
        for one in found
    ]
    columns = (N_("Phrase"), N_("About"), N_("Cases"), N_("More was done than leaving it (of 100)"))
    return asked.sheet(N_("Phrases behind most cases"), columns, rows)


def _category(code: str, asked: Asked) -> str:
    return asked.say(words.CATEGORIES.get(code, code))


def _share(part: int, whole: int) -> int | None:
    # Of three cases nobody should read a percentage.
    return round(100 * part / whole) if whole >= 10 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """One subject of the page: its title, a sentence about it, and who counts it."""

    title: str
    lede: str
    count: Callable[[Tx, Asked], Awaitable[Sheet]]


SUBJECTS: Mapping[str, Subject] = {
    "waits": Subject(
        title=N_("Waits"),
        lede=N_("From the moment a case came in: until a guide first had it in hand, and until it was closed."),
        count=waiting,
    ),
    "load": Subject(title=N_("Load"), lede=N_("How many cases came in on each day."), count=load),
    "hours": Subject(title=N_("Hours"), lede=N_("When they come in: for planning shifts."), count=hours),
    "outcomes": Subject(title=N_("Outcomes"), lede=N_("How cases ended, and second looks."), count=outcomes),
    "phrases": Subject(
        title=N_("Phrases"),
        lede=N_("A phrase whose cases are nearly always left alone may cost more attention than it gives."),
        count=phrases,
    ),
}
