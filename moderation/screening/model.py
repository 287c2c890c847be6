"""What screening can say about a text: the words every other room uses."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Urgency(StrEnum):
    """How soon a human must look. Compare through `rank`, never as strings."""

    NONE = "none"
    REVIEW = "review"
    HIGH = "high"
    IMMEDIATE = "immediate"

    @property
    def rank(self) -> int:
        """0 for none up to 3 for immediate."""
        return _RANKS[self]

    def lowered(self, steps: int) -> Urgency:
        """The level `steps` below, never below review: context never deletes a hit."""
        if self is Urgency.NONE:
            return self
        return _LADDER[max(1, self.rank - steps)]


_LADDER: Final = (Urgency.NONE, Urgency.REVIEW, Urgency.HIGH, Urgency.IMMEDIATE)
_RANKS: Final = {level: rank for rank, level in enumerate(_LADDER)}

CATEGORIES: Final = (
    "suicide",
    "self_harm",
    "harm_others",
    "abuse_dv",
    "child_risk",
    "sexual_violence",
    "graphic",
    "eating_disorder",
    "substance",
    "harassment_hate",
    "victim_blaming",
    "solicitation",
    "spam",
    "perpetrator_naming",
)


# Steps of the Columbia scale (C-SSRS screener), mildest first: ideation one to five, then behaviour.
CSSRS: Final = (
    "wish_to_be_dead",
    "thoughts",
    "method",
    "intent",
    "plan_and_intent",
    "preparation",
    "interrupted_attempt",
    "aborted_attempt",
    "actual_attempt",
)


class Kind(StrEnum):
    """What sort of personal detail a span holds."""

    PERSON = "PERSON"
    LOCATION = "LOCATION"
    ORG_UNIT = "ORG_UNIT"
    EMAIL = "EMAIL"
    PHONE = "PHONE"
    POSTAL_CODE = "POSTAL_CODE"
    ADDRESS = "ADDRESS"
    HANDLE = "HANDLE"
    URL = "URL"
    ID_NUMBER = "ID_NUMBER"
    DATE_OF_BIRTH = "DATE_OF_BIRTH"
    OTHER = "OTHER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One phrase that hit, where, and what its surroundings did to its level.

    `view` is the reading it was found in: plain, evasive, or classifier; `before` the level of the phrase
    alone; `version` the hash of its row; `cssrs` the step of the Columbia scale it shows, or empty.
    """

    phrase_id: str
    category: str
    urgency: Urgency
    start: int
    end: int
    phrase: str
    view: str
    rules: tuple[str, ...]
    lang: str
    version: str = ""
    before: Urgency = Urgency.NONE
    cssrs: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """One personal detail. `sure` ones are masked, the others only flagged."""

    start: int
    end: int
    kind: Kind
    sure: bool
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """All that screening found. `failed` names what broke; the level is then at least review."""

    urgency: Urgency
    categories: tuple[str, ...]
    signals: tuple[Signal, ...]
    redactions: tuple[Redaction, ...]
    masked: str
    spans_in_masked: tuple[tuple[int, int, Kind], ...]
    cutouts: tuple[tuple[Kind, str], ...]
    version: str
    failed: str | None = None

    def reasons(self) -> list[dict[str, object]]:
        """Why, one entry per signal, then one per failure."""
        why: list[dict[str, object]] = [
            {
                "phrase_id": s.phrase_id,
                "category": s.category,
                "urgency": s.urgency.value,
                "start": s.start,
                "end": s.end,
                "phrase": s.phrase,
                "view": s.view,
                "rules": list(s.rules),
                "lang": s.lang,
            }
            for s in self.signals
        ]
        if self.failed is not None:
            why.append({"failed": self.failed})
        return why

    def to_json(self, ref: str | None = None) -> str:
        """One line of ASCII JSON, whatever the text held; offsets count code points."""
        line: dict[str, object] = {} if ref is None else {"id": ref}
        line |= {
            "urgency": self.urgency.value,
            "categories": list(self.categories),
            "redactions": [
                {"start": r.start, "end": r.end, "kind": r.kind.value, "sure": r.sure, "rule": r.rule}
                for r in self.redactions
            ],
            "text": self.masked,
            "reasons": self.reasons(),
            "version": self.version,
        }
        return json.dumps(line, ensure_ascii=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class PostVerdict:
    """A title and its body judged together: a name masked in one is masked in the other."""

    title: Verdict
    body: Verdict

    @property
    def urgency(self) -> Urgency:
        """The worse of the two."""
        return max(self.title.urgency, self.body.urgency, key=lambda level: level.rank)

    @property
    def categories(self) -> tuple[str, ...]:
        """Every category of either, in the order of the list above."""
        seen = {*self.title.categories, *self.body.categories}
        return tuple(name for name in CATEGORIES if name in seen)

    @property
    def signals(self) -> tuple[Signal, ...]:
        """The title's, then the body's; spans count in their own part."""
        return self.title.signals + self.body.signals

    @property
    def failed(self) -> str | None:
        """What broke in either part."""
        return self.title.failed or self.body.failed

    @property
    def version(self) -> str:
        """The lexicon both parts were judged by."""
        return self.body.version
