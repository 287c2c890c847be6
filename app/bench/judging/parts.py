"""The engine's parts, told apart by the names of its detectors, and a screener that runs only one of them."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass

from moderation.screening import Screener
from moderation.screening.detectors import Detector

PHRASES = "phrases"
DANGER = (PHRASES, "classifier")
NAMES_MODEL = ("entities",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """What looks for danger, what looks for details by rule, and the model that looks for names."""

    danger: tuple[Detector, ...]
    details: tuple[Detector, ...]
    names_model: tuple[Detector, ...]

    @property
    def phrases(self) -> tuple[Detector, ...]:
        """Danger without the classifier."""
        return tuple(one for one in self.danger if one.name.startswith(PHRASES))

    @property
    def rules(self) -> tuple[Detector, ...]:
        """Everything but the model that looks for names."""
        return self.danger + self.details


def split(detectors: Sequence[Detector]) -> Parts:
    """Sorts detectors by name; whatever is neither danger nor the names model is a rule for details."""
    danger = tuple(one for one in detectors if one.name.startswith(DANGER))
    names_model = tuple(one for one in detectors if one.name.startswith(NAMES_MODEL))
    rest = tuple(one for one in detectors if one not in danger and one not in names_model)
    return Parts(danger=danger, details=rest, names_model=names_model)


def parts_of(screener: Screener) -> Parts:
    """The parts of a loaded screener."""
    return split(screener._detectors)


def only(screener: Screener, detectors: Sequence[Detector]) -> Screener:
    """The same screener with fewer detectors: it reads, settles and masks as the whole one does."""
    part = copy.copy(screener)
    part._detectors = tuple(detectors)
    return part
