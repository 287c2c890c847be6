"""Reads the labelled sets: risk posts with a level, details posts with their spans marked in the text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from moderation.screening.training.marked import marked

SETS: Final = Path(__file__).parents[3] / "tests" / "moderation" / "screening" / "sets"


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPost:
    """One post and what a careful reader calls it."""

    id: str
    text: str
    urgency: str
    categories: frozenset[str]
    tags: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One marked detail, in code points of the text without marks; kind KEEP must stay readable."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DetailsPost:
    """One post, the details that must be masked and the look-alikes that must stay."""

    id: str
    text: str
    details: tuple[Span, ...]
    keep: tuple[Span, ...]
    tags: frozenset[str]


def risk_posts(which: str, lang: str, root: Path = SETS) -> list[RiskPost]:
    """The posts of `development` or `unopened`; FileNotFoundError where the tests are not installed."""
    return [
        RiskPost(
            id=line["id"],
            text=line["text"],
            urgency=line["urgency"],
            categories=frozenset(line["categories"]),
            tags=frozenset(line.get("tags", ())),
        )
        for line in _lines(root / which / f"risk_{lang}.jsonl")
    ]


def details_posts(which: str, lang: str, root: Path = SETS) -> list[DetailsPost]:
    """As above, with the marks taken out of the text and turned into spans."""
    posts = []
    for line in _lines(root / which / f"details_{lang}.jsonl"):
        text, spans = unmarked(line["text"])
        posts.append(
            DetailsPost(
                id=line["id"],
                text=text,
                details=tuple(span for span in spans if span.kind != "KEEP"),
                keep=tuple(span for span in spans if span.kind == "KEEP"),
                tags=frozenset(line.get("tags", ())),
            )
        )
    return posts


def unmarked(text: str) -> tuple[str, list[Span]]:
    """The text as typed, and where its marked spans stand in it."""
    post = marked(text)
    return post.text(), [Span(start=start, end=end, kind=kind) for start, end, kind in post.spans()]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
