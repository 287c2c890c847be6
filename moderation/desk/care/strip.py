"""The last ninety days of a member as a small drawing: three rows, a mark a day, shapes rather than colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.kernel.i18n import catalogue, day, day_of
from moderation.care.model import Event

DAYS = 90
WIDTH = 6  # of a day

# Which row, and which shape: rounds were found, squares were done, triangles were kept in mind.
_ROWS: Mapping[str, int] = {"signal": 0, "decided": 1, "imposed": 1, "lifted": 1, "appealed": 1, "settled": 1}
_SHAPES = ("round", "square", "triangle")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One day of one row. `x` is its middle."""

    x: int
    y: int
    shape: str
    is_full: bool  # drawn full where something was urgent


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    """The drawing, its ends, and what it shows in words."""

    marks: tuple[Mark, ...]
    width: int
    begins: str
    ends: str
    alternative: str


def strip(events: Sequence[Event], *, today: date, lang: str) -> Strip:
    """Every event of the last ninety days in its row; several of one day are one mark."""
    first = today - timedelta(days=DAYS - 1)
    found: dict[tuple[int, int], bool] = {}
    for one in events:
        column = (day_of(one.at) - first).days
        if 0 <= column < DAYS:
            place = (_ROWS.get(one.what, 2), column)
            found[place] = found.get(place, False) or _is_urgent(one)
    return Strip(
        marks=tuple(
            Mark(x=column * WIDTH + WIDTH // 2, y=16 + row * 24, shape=_SHAPES[row], is_full=is_full)
            for (row, column), is_full in sorted(found.items())
        ),
        width=DAYS * WIDTH,
        begins=day(first, lang),
        ends=day(today, lang),
        alternative=_alternative(found, lang),
    )


def _is_urgent(event: Event) -> bool:
    return event.code in ("immediate", "high", "close", "pause") or event.what == "quiet"


def _alternative(found: Mapping[tuple[int, int], bool], lang: str) -> str:
    words, counts = catalogue(lang), [sum(1 for row, _ in found if row == each) for each in range(3)]
    said = (
        words.ngettext(
            "On %(num)s day of the last 90, screening found something.",
            "On %(num)s days of the last 90, screening found something.",
            counts[0],
        ),
        words.ngettext(
            "On %(num)s day a guide or the member did something about it.",
            "On %(num)s days a guide or the member did something about it.",
            counts[1],
        ),
        words.ngettext(
            "On %(num)s day something changed in what guides keep in mind.",
            "On %(num)s days something changed in what guides keep in mind.",
            counts[2],
        ),
    )
    return " ".join(one % {"num": count} for one, count in zip(said, counts, strict=True))
