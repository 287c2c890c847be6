"""`havre bench screening`: what the engine finds in labelled posts and how fast, with Presidio beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.bench.figures import Figure
from app.bench.judging import pace, quality
from app.bench.judging.presidio import SURE, load_presidio
from app.bench.judging.sets import SETS
from app.bench.judging.speed import one_core, posts_of, set_texts
from app.bench.judging.tables import show_tables

LANGUAGES: Final = ("en", "fr")
APART: Final = 5.0  # points between the two languages

Told = Callable[[str], None]


async def run(
    told: Told, *, which: str = "development", root: Path = SETS, posts: int = 500, rounds: int = 3
) -> list[Figure]:
    """Measures everything of this section on one set; takes about two minutes."""
    presidio = load_presidio(LANGUAGES)
    danger: list[Figure] = []
    details: list[Figure] = []
    kinds: list[Figure] = []
    scores = []
    for lang in LANGUAGES:
        told(f"Judging the {which} set, {lang}.")
        score = quality.judged(lang, which, root)
        scores.append(score)
        danger += quality.danger_of(lang, score)
        details += quality.details_of(lang, score)
        kinds += quality.found(lang, score)
    danger += quality.apart("danger", [score.risk.measures() for score in scores], APART)
    details += quality.apart("details", [score.details.measures() for score in scores], None)
    if presidio:
        told("Judging Presidio.")
        for lang in LANGUAGES:
            details += quality.presidio_found(presidio, lang, which, root)
    speed: list[Figure] = []
    with one_core():
        for lang in LANGUAGES:
            joined = posts_of(set_texts(which, lang, root), posts)
            speed += pace.pace_of(told, lang, joined, rounds)
            if presidio:
                speed += pace.presidio_pace(presidio, lang, joined)
        told("Loading both languages in a fresh process.")
        speed += pace.start_of(which, root)
    return [*danger, *details, *kinds, *speed]


def show(figures: list[Figure]) -> None:
    """Prints the tables: danger, details, by category and kind, speed."""
    presidio = load_presidio(LANGUAGES)
    missing = {}
    if presidio is None:
        told = "Presidio is not installed here; it comes with the extra for tests."
        missing = {f"{table}, Presidio": "not installed" for table in ("details", "speed")}
    else:
        told = (
            f"Presidio {presidio.version}: rules, no pretrained NER; recognizers for Canada switched on: "
            f"{presidio.canadian}. What scores {SURE:g} or more counts as masked, the rest as flagged."
        )
    captions = {"details": told, "speed": "Processor time on one core; hostile: the slowest text, better of two runs."}
    show_tables(figures, captions=captions, missing=missing)
