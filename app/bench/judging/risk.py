"""How well danger is found: recall where it is urgent, alarms where it is not, levels and categories."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from app.bench.judging.sets import RiskPost

LEVELS: Final = ("none", "review", "high", "immediate")
_URGENT: Final = frozenset({"high", "immediate"})


@dataclass(slots=True)
class RiskScore:
    """Counts over one set; every rate is a share between 0 and 1."""

    levels: Counter[tuple[str, str]] = field(default_factory=Counter)
    hit: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    alarmed: Counter[str] = field(default_factory=Counter)

    def add(self, post: RiskPost, urgency: str, categories: Iterable[str]) -> None:
        """Count one verdict beside the reader's label."""
        found = set(categories)
        self.levels[post.urgency, urgency] += 1
        self.hit.update(found & post.categories)
        self.missed.update(post.categories - found)
        self.alarmed.update(found - post.categories)

    def share(self, told: Sequence[str], said: Sequence[str]) -> float:
        """Of the posts labelled with any of `told`, the share called any of `said`."""
        of = sum(n for (gold, _), n in self.levels.items() if gold in told)
        return sum(n for (gold, called), n in self.levels.items() if gold in told and called in said) / max(1, of)

    def measures(self) -> dict[str, float]:
        """The table of the room's README, in its order."""
        hits = sum(self.hit.values())
        return {
            "urgent surfaced": self.share(("high", "immediate"), LEVELS[1:]),
            "immediate called at least high": self.share(("immediate",), tuple(_URGENT)),
            "immediate lost": self.share(("immediate",), ("none",)),
            "false alarms": self.share(("none",), LEVELS[1:]),
            "false alarms called urgent": self.share(("none",), tuple(_URGENT)),
            "macro-F1 of levels": sum(f1 for _, _, f1 in self.by_level().values()) / len(LEVELS),
            "micro-F1 of categories": 2 * hits / max(1, 2 * hits + self.missed.total() + self.alarmed.total()),
        }

    def by_level(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 of each level, the worst first."""
        found = {}
        for level in reversed(LEVELS):
            right = self.levels[level, level]
            told = sum(n for (gold, _), n in self.levels.items() if gold == level)
            said = sum(n for (_, called), n in self.levels.items() if called == level)
            found[level] = rates(right, said - right, told - right)
        return found

    def by_category(self) -> dict[str, tuple[float, float, float]]:
        """Precision, recall and F1 of each category that occurs."""
        return {
            name: rates(self.hit[name], self.alarmed[name], self.missed[name])
            for name in sorted(self.hit.keys() | self.missed.keys() | self.alarmed.keys())
        }


def rates(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Precision, recall, F1; 0 where nothing was to find or found."""
    return right / max(1, right + wrong), right / max(1, right + missed), 2 * right / max(1, 2 * right + wrong + missed)
