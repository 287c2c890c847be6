"""Turns folded spans into redactions, and redactions into the masked text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .agreeing import agreed


@dataclass(frozen=True, slots=True, kw_only=True)
class Masked:
    """A text after masking: where placeholders stand and what they replaced."""

    text: str
    spans: tuple[tuple[int, int, Kind], ...]
    cutouts: tuple[tuple[Kind, str], ...]


def redaction(reading: Reading, span: tuple[int, int], kind: Kind, *, rule: str, sure: bool = True) -> Redaction:
    """A detail found at a folded span, counted in typed letters."""
    start, end = reading.folded.span(*span)
    return Redaction(start=start, end=end, kind=kind, sure=sure, rule=rule)


def settled(found: Sequence[Redaction]) -> tuple[Redaction, ...]:
    """Ordered and without overlap: sure ones grow together, doubtful ones give way, or make a sure one by agreeing."""
    found = [*(one for one in found if one.sure), *agreed([one for one in found if not one.sure])]
    sure = _merged(one for one in found if one.sure and one.end > one.start)
    doubtful = _merged(one for one in found if not one.sure and one.end > one.start)
    free = [one for one in doubtful if not _touches(one, sure)]
    return tuple(sorted([*sure, *free], key=lambda one: one.start))


def _merged(found: Iterable[Redaction]) -> list[Redaction]:
    out: list[Redaction] = []
    for one in sorted(found, key=lambda r: (r.start, -r.end)):
        if not out or one.start >= out[-1].end:
            out.append(one)
        elif one.end > out[-1].end:
            # Two finds share letters: the longer one names the whole.
            last = out[-1]
            longer = max(last, one, key=lambda r: r.end - r.start)
            out[-1] = replace(longer, start=last.start, end=one.end)
    return out


def _touches(one: Redaction, others: list[Redaction]) -> bool:
    place = bisect_left(others, one.end, key=lambda r: r.start)
    return place > 0 and others[place - 1].end > one.start


def mask(raw: str, redactions: Iterable[Redaction], placeholders: Mapping[str, str]) -> Masked:
    """Replace every sure detail by its placeholder; the rest stays letter for letter."""
    pieces: list[str] = []
    spans: list[tuple[int, int, Kind]] = []
    cutouts: list[tuple[Kind, str]] = []
    at = length = 0
    for one in redactions:
        if not one.sure:
            continue
        word = placeholders[one.kind.value]
        pieces += (raw[at : one.start], word)
        length += one.start - at
        spans.append((length, length + len(word), one.kind))
        cutouts.append((one.kind, raw[one.start : one.end]))
        length += len(word)
        at = one.end
    pieces.append(raw[at:])
    return Masked(text="".join(pieces), spans=tuple(spans), cutouts=tuple(cutouts))
