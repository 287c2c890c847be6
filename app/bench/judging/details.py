"""How well personal details are found: letters covered, posts left safe, and what was taken wrongly."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.bench.judging.sets import DetailsPost, Span

TYPED: Final = frozenset({"EMAIL", "PHONE", "POSTAL_CODE", "ID_NUMBER", "URL", "HANDLE", "DATE_OF_BIRTH"})
# A mention to keep that is a number to call: 9-8-8, 1 800 555-0142, 1-866-APPELLE.
_GAP: Final = r"[\s.()\u2010-\u2014-]{0,2}"
_HELP_LINE: Final = re.compile(rf"\d{_GAP}\d{_GAP}\d|\+?1?{_GAP}\d{{3}}{_GAP}(?:\d{{3}}{_GAP}\d{{4}}|[A-Z]{{4,}})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mask:
    """What a detector took: sure (masked) or only flagged."""

    start: int
    end: int
    kind: str
    sure: bool


@dataclass(slots=True)
class DetailsScore:
    """Counts over one set."""

    spans: Counter[str] = field(default_factory=Counter)
    full: Counter[str] = field(default_factory=Counter)
    touched: Counter[str] = field(default_factory=Counter)
    masks: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    posts: Counter[str] = field(default_factory=Counter)

    def add(self, post: DetailsPost, masks: Sequence[Mask]) -> None:
        """Count one verdict beside the marks."""
        sure = [mask for mask in masks if mask.sure]
        for span in post.details:
            self.spans[span.kind] += 1
            self.full[span.kind] += _covers(sure, span)
            self.touched[span.kind] += any(_meets(mask, span) for mask in masks)
        for mask in sure:
            self.masks[mask.kind] += 1
            self.right[mask.kind] += any(_meets(mask, span) for span in post.details)
        for span in post.keep:
            kept = "help lines" if _HELP_LINE.fullmatch(post.text[span.start : span.end]) else "other mentions"
            self.posts[f"{kept} masked"] += any(_meets(mask, span) for mask in sure)
        if post.details:
            self.posts["marked"] += 1
            self.posts["safe"] += all(_covers(masks, span) for span in post.details)
        else:
            self.posts["clean"] += 1
            self.posts["wrong masks"] += len(sure)
            self.posts["disturbed"] += bool(masks)

    def measures(self) -> dict[str, float]:
        """The table of the room's README, in its order; shares, but wrong masks per 100 clean posts."""
        typed = sum(self.spans[kind] for kind in TYPED)
        total, clean = max(1, self.spans.total()), max(1, self.posts["clean"])
        return {
            "masked in full": self.full.total() / total,
            "touched": self.touched.total() / total,
            "posts with nothing left uncovered": self.posts["safe"] / max(1, self.posts["marked"]),
            "typed kinds masked in full": sum(self.full[kind] for kind in TYPED) / max(1, typed),
            "wrong masks per 100 clean posts": 100 * self.posts["wrong masks"] / clean,
            "help lines masked": float(self.posts["help lines masked"]),
            "other mentions to keep, masked": float(self.posts["other mentions masked"]),
            "clean posts with any mask or flag": self.posts["disturbed"] / clean,
        }

    def by_kind(self) -> dict[str, tuple[float, float, float]]:
        """Precision (masks that meet a marked span), recall (spans masked in full), F1 of each kind."""
        found = {}
        for kind in sorted(self.spans.keys() | self.masks.keys()):
            precision = self.right[kind] / max(1, self.masks[kind])
            recall = self.full[kind] / max(1, self.spans[kind])
            found[kind] = (precision, recall, 2 * precision * recall / max(1e-9, precision + recall))
        return found


def _covers(masks: Sequence[Mask], span: Span) -> bool:
    left = span.start
    for mask in sorted(masks, key=lambda one: one.start):
        if mask.start > left:
            break
        left = max(left, mask.end)
    return left >= span.end


def _meets(mask: Mask, span: Span) -> bool:
    return mask.start < span.end and span.start < mask.end
