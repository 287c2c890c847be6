"""The classifier's weights as they lie in the repository: features by name, one column for each thing judged."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from ..model import CATEGORIES, Urgency

FOLDER: Final = Path(__file__).parents[1] / "weights"
LEVELS: Final = (Urgency.REVIEW, Urgency.HIGH, Urgency.IMMEDIATE)
# Columns: "at least this level" for each level, then each category.
COLUMNS: Final = (*(level.value for level in LEVELS), *CATEGORIES)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True)
class Limits:
    """The scores from which a post is raised.

    `worry` is a score of high too low for high, `dread` one of immediate too low for immediate, yet worth a look;
    `category` is the score from which a category is worth one by itself.
    """

    review: float = 0.0
    worry: float = 0.0
    dread: float = 0.0
    high: float = 0.0
    immediate: float = 0.0
    category: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Weights:
    """`names`, sorted, begin with their kind (see `features.features_of`); `values` has shape (features, columns)."""

    names: tuple[str, ...]
    values: Array
    bias: tuple[float, ...]
    limits: Limits
    texts: str

    @cached_property
    def rows(self) -> dict[str, int]:
        """The row of each feature by its name."""
        return dict(zip(self.names, range(len(self.names)), strict=True))

    def of(self, kind: str) -> tuple[slice, list[list[str]]]:
        """The rows of the features of one kind; the first words of their names after it, then the second ones."""
        first, last = bisect_left(self.names, f"{kind} "), bisect_left(self.names, f"{kind}!")  # "!" follows a blank
        words = " ".join(self.names[first:last]).split(" ")
        width = len(words) // max(1, last - first)
        return slice(first, last), [words[part::width] for part in range(1, width)]


def load_weights(lang: str) -> Weights:
    """Read weights/risk_<lang>.npz; OSError when it is missing."""
    with np.load(FOLDER / f"risk_{lang}.npz", allow_pickle=False) as stored:
        told = json.loads(bytes(stored["told"]).decode())
        return Weights(
            names=tuple(bytes(stored["names"]).decode().split("\n")),
            values=stored["values"],
            bias=tuple(told["bias"]),
            limits=Limits(**told["limits"]),
            texts=told["texts"],
        )


def save_weights(lang: str, weights: Weights) -> None:
    """Write them; the same weights give the same file."""
    told = {"bias": weights.bias, "limits": asdict(weights.limits), "texts": weights.texts, "columns": COLUMNS}
    np.savez_compressed(
        FOLDER / f"risk_{lang}.npz",
        names=np.frombuffer("\n".join(weights.names).encode(), dtype=np.uint8),
        values=weights.values.astype(np.float16),
        told=np.frombuffer(json.dumps(told).encode(), dtype=np.uint8),
    )
