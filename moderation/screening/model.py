"""What screening can say about a text: the words every other room uses."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from enum import StrEnum
from typing import Any, Final

from .weighing import STEPS, highest_step, score


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
    "suicide", "self_harm", "harm_others", "abuse_dv", "child_risk", "sexual_violence", "graphic", "eating_disorder",
    "substance", "harassment_hate", "victim_blaming", "solicitation", "spam", "perpetrator_naming",
)  # fmt: skip


# Steps of the Columbia scale (C-SSRS screener), mildest first: ideation one to five, then behaviour.
CSSRS: Final = tuple(STEPS)


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
    alone; `version` the hash of its row; `cssrs` the step of the Columbia scale it shows, or empty. What
    the classifier raised names its strongest `features` in place of a phrase.
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
    features: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """Everything a guide needs to understand it, ready for JSON."""
        return asdict(self)

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Signal:
        """A signal as it was stored; what older ones did not store is empty, and other keys are passed over."""
        known = {field.name: data[field.name] for field in fields(Signal) if field.name in data}
        levels = {name: Urgency(known.get(name) or Urgency.NONE) for name in ("urgency", "before")}
        lists = {name: tuple(known.get(name) or ()) for name in ("rules", "features")}
        return Signal(**{**known, **levels, **lists})


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

    @property
    def cssrs(self) -> str:
        """The highest step of the Columbia scale it shows, or empty."""
        return highest_step(self.signals)

    @property
    def score(self) -> float:
        """For ordering: the rank of the level, then what its signals come to."""
        return score(self.urgency, (self.signals,))

    def reasons(self) -> list[dict[str, Any]]:
        """Why, one entry per signal, then one per failure."""
        why = [signal.as_data() for signal in self.signals]
        if self.failed is not None:
            why.append({"failed": self.failed})
        return why

    def to_json(self, ref: str | None = None) -> str:
        """One line of ASCII JSON, whatever the text held; offsets count code points."""
        line: dict[str, object] = {} if ref is None else {"id": ref}
        line |= {
            "urgency": self.urgency.value,
            "categories": list(self.categories),
            "cssrs": self.cssrs,
            "score": self.score,
            "redactions": [asdict(redaction) for redaction in self.redactions],
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
    def cssrs(self) -> str:
        """The highest step of the Columbia scale that either shows, or empty."""
        return highest_step(self.signals)

    @property
    def score(self) -> float:
        """For ordering: the rank of the worse level, then what all signals come to."""
        return score(self.urgency, (self.title.signals, self.body.signals))

    @property
    def failed(self) -> str | None:
        """What broke in either part."""
        return self.title.failed or self.body.failed

    @property
    def version(self) -> str:
        """The lexicon both parts were judged by."""
        return self.body.version
