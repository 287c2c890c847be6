"""A text cut at the edges of what was found in it, as data: templates lay marks around the pieces."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from moderation.cases.views import CaseDetail, DetailSpan, SignalSpan
from moderation.desk import words


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """A piece of text under the same marks. `numbers` are the reasons whose words end here, or before a mask."""

    text: str
    kind: str = ""  # "", "signal", "mask" (taken out) or "doubt" (may be a personal detail)
    detail: str = ""  # what sort of personal detail, in words
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    start: int
    end: int
    number: int | None = None
    detail: DetailSpan | None = None


def segments(case: CaseDetail, part: str) -> tuple[Segment, ...]:
    """The title or the body of a case, in order and whole; spans that do not fit the text are left out."""
    text = (case.title if part == "title" else case.body) or ""
    return tuple(_cut(text, [*_signals(case.signals, part), *_details(case.details, part)]))


def _signals(signals: Sequence[SignalSpan], part: str) -> Iterable[_Mark]:
    for number, signal in enumerate(signals, start=1):
        if signal.part == part:
            yield _Mark(start=signal.start, end=signal.end, number=number)


def _details(details: Sequence[DetailSpan], part: str) -> Iterable[_Mark]:
    for detail in details:
        if detail.part == part:
            yield _Mark(start=detail.start, end=detail.end, detail=detail)


def _cut(text: str, marks: Sequence[_Mark]) -> Iterable[Segment]:
    marks = [mark for mark in marks if 0 <= mark.start < mark.end <= len(text)]
    edges = sorted({0, len(text), *(m.start for m in marks), *(m.end for m in marks)})
    pieces = [
        _segment(text[start:end], [mark for mark in marks if mark.start <= start and end <= mark.end])
        for start, end in pairwise(edges)
    ]
    # Each number once, at the last piece that can show it.
    told: set[int] = set()
    for place in range(len(pieces) - 1, -1, -1):
        piece = pieces[place]
        if piece.kind == "signal":
            pieces[place] = replace(piece, numbers=tuple(one for one in piece.numbers if one not in told))
            told.update(piece.numbers)
    return pieces


def _segment(text: str, over: Sequence[_Mark]) -> Segment:
    numbers = tuple(mark.number for mark in over if mark.number is not None)
    details = [mark.detail for mark in over if mark.detail is not None]
    if any(detail.sure for detail in details):
        kind = "mask"
    elif numbers:
        kind = "signal"
    else:
        kind = "doubt" if details else ""
    return Segment(
        text=text, kind=kind, detail=words.DETAILS.get(details[0].kind, "") if details else "", numbers=numbers
    )
