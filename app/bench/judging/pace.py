"""How fast the engine is, part by part, as figures of the table of speed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.bench.figures import Figure
from app.bench.judging.parts import only, parts_of
from app.bench.judging.presidio import Presidio
from app.bench.judging.speed import paced, started, worst
from app.bench.judging.tables import placed
from moderation.screening import Screener

MOST_START: Final = 3.0  # seconds of work
MOST_MEMORY: Final = 350.0  # MB

Told = Callable[[str], None]


def pace_of(told: Told, lang: str, posts: list[str], rounds: int) -> list[Figure]:
    """Each part on posts of 80 words and on hostile texts."""
    whole, column = Screener.load(lang), lang.upper()
    parts = parts_of(whole)
    rules = only(whole, parts.rules)
    runs = {
        "danger alone": (only(whole, parts.danger), 5000.0),
        "danger, phrases only": (only(whole, parts.phrases), None),
        "personal details by rules": (only(whole, parts.details), 2000.0),
        "everything by rules": (rules, None),
    }
    hostile = [("danger alone", only(whole, parts.danger), 10_000, 20.0), ("by rules", rules, 10_000, 20.0)]
    if parts.names_model:
        runs["everything, names model too"] = whole, 200.0
        hostile += [("names model too", whole, 10_000, 150.0), ("names model too", whole, 20_000, 150.0)]
    else:
        told("This engine has no names model.")
        hostile.append(("by rules", rules, 20_000, 150.0))
    figures = []
    for name, (screener, target) in runs.items():
        told(f"{name}, {lang}: {len(posts)} posts of 80 words")
        pace = paced(screener.screen, posts, rounds)
        figures += [
            placed("speed", column, name, pace.rate, "/s", target=target),
            placed("speed", column, f"{name}, p50", pace.at(0.50), "ms"),
            placed("speed", column, f"{name}, p99", pace.at(0.99), "ms"),
        ]
    for name, screener, length, target in hostile:
        slowest, text = worst(screener.screen, length)
        told(f"hostile {length:,} characters, {name}, {lang}: slowest on {text}")
        row = f"hostile {length:,} characters, {name}"
        figures.append(placed("speed", column, row, slowest, "ms", target=target, is_at_most=True))
    return figures


def presidio_pace(presidio: Presidio, lang: str, posts: list[str]) -> list[Figure]:
    """Presidio on the same posts."""
    pace = paced(lambda text: presidio.masks(lang, text), posts, 1)
    column, name = f"Presidio {lang.upper()}", "personal details by rules"
    return [
        placed("speed", column, name, pace.rate, "/s"),
        placed("speed", column, f"{name}, p50", pace.at(0.50), "ms"),
        placed("speed", column, f"{name}, p99", pace.at(0.99), "ms"),
    ]


def start_of(which: str, root: Path) -> list[Figure]:
    """Loading and memory, in a process of their own."""
    start = started(which, root)
    return [
        placed("speed", "both", "loading, work", start.work, "s", target=MOST_START, is_at_most=True),
        placed("speed", "both", "loading, by the clock", start.clock, "s"),
        placed("speed", "both", "memory, loaded and warm", start.memory, "MB", target=MOST_MEMORY, is_at_most=True),
    ]
