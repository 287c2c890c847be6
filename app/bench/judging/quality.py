"""What is to be reached on a set, what the engine reached, and what Presidio did, as figures of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.bench.figures import Figure
from app.bench.judging.details import DetailsScore, Mask
from app.bench.judging.presidio import Presidio
from app.bench.judging.risk import RiskScore
from app.bench.judging.sets import details_posts, risk_posts
from app.bench.judging.tables import placed
from moderation.screening import Screener

# Measure: unit, target, and whether the target is the most there may be.
Aim = tuple[str, float | None, bool]
AIMS: Final[Mapping[str, Mapping[str, Aim]]] = {
    "danger": {
        "urgent surfaced": ("%", 95, False),
        "immediate called at least high": ("%", 92, False),
        "immediate lost": ("%", 2, True),
        "false alarms": ("%", 10, True),
        "false alarms called urgent": ("%", 3, True),
        "macro-F1 of levels": ("%", 75, False),
        "micro-F1 of categories": ("%", 75, False),
    },
    "details": {
        "masked in full": ("%", 88, False),
        "touched": ("%", 97, False),
        "posts with nothing left uncovered": ("%", 90, False),
        "typed kinds masked in full": ("%", 98, False),
        "wrong masks per 100 clean posts": ("", 6, True),
        "help lines masked": ("", 0, True),
        "other mentions to keep, masked": ("", None, True),
        "clean posts with any mask or flag": ("%", 18, True),
    },
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """One language: both scores, and how many texts broke a detector or took too long."""

    risk: RiskScore
    details: DetailsScore
    broken: int


def judged(lang: str, which: str, root: Path) -> Score:
    """Screens every post of a set."""
    screener, risk, details, broken = Screener.load(lang), RiskScore(), DetailsScore(), 0
    for post in risk_posts(which, lang, root):
        verdict = screener.screen(post.text)
        risk.add(post, verdict.urgency.value, verdict.categories)
        broken += verdict.failed is not None
    for marked in details_posts(which, lang, root):
        verdict = screener.screen(marked.text)
        masks = [Mask(start=r.start, end=r.end, kind=r.kind.value, sure=r.sure) for r in verdict.redactions]
        details.add(marked, masks)
        broken += verdict.failed is not None
    return Score(risk=risk, details=details, broken=broken)


def danger_of(lang: str, score: Score) -> list[Figure]:
    """The table of danger."""
    column = lang.upper()
    broken = placed("danger", column, "texts that broke a detector", score.broken, target=0, is_at_most=True)
    return [*_measured("danger", column, score.risk.measures()), broken]


def details_of(lang: str, score: Score) -> list[Figure]:
    """The table of personal details."""
    return _measured("details", lang.upper(), score.details.measures())


def _measured(table: str, column: str, values: Mapping[str, float]) -> list[Figure]:
    return [
        placed(table, column, row, values[row] * (100 if unit == "%" else 1), unit, target=target, is_at_most=most)
        for row, (unit, target, most) in AIMS[table].items()
    ]


def apart(table: str, values: Sequence[Mapping[str, float]], target: float | None) -> list[Figure]:
    """How far the two languages are apart, in points, whichever is ahead."""
    english, french = values
    return [
        placed(table, "apart", row, 100 * abs(french[row] - english[row]), "points", target=target, is_at_most=True)
        for row, (unit, _, _) in AIMS[table].items()
        if unit == "%"
    ]


def found(lang: str, score: Score) -> list[Figure]:
    """Precision, recall and F1 of every level, category and kind."""
    groups = {f"level {name}": rates for name, rates in score.risk.by_level().items()}
    groups |= score.risk.by_category() | score.details.by_kind()
    return [
        placed("by category and kind", f"{lang.upper()} {measure}", row, 100 * value, "%")
        for row, rates in groups.items()
        for measure, value in zip(("precision", "recall", "F1"), rates, strict=True)
    ]


def presidio_found(presidio: Presidio, lang: str, which: str, root: Path) -> list[Figure]:
    """The same texts, judged the same way; no target."""
    score = DetailsScore()
    for post in details_posts(which, lang, root):
        score.add(post, presidio.masks(lang, post.text))
    values = score.measures()
    column = f"Presidio {lang.upper()}"
    return [
        placed("details", column, row, values[row] * (100 if unit == "%" else 1), unit)
        for row, (unit, _, _) in AIMS["details"].items()
    ]
