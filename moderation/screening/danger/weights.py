"""The classifier's weights as they lie in the repository: features by name, one column for each thing judged."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from ..model import CATEGORIES, Urgency

FOLDER: Final = Path(__file__).parents[1] / "weights"
LEVELS: Final = (Urgency.REVIEW, Urgency.HIGH, Urgency.IMMEDIATE)
# Columns: "at least this level" for each level, then each category.
COLUMNS: Final = (*(level.value for level in LEVELS), *CATEGORIES)
Array = np.ndarray[Any, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The scores from which a post is raised. `worry` is a score of high that is too low for high, yet worth a look."""

    review: float = 0.0
    worry: float = 0.0
    high: float = 0.0
    immediate: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """`names[i]` begins with its kind (word, letters, pair, idea, ideas); `values` has shape (features, columns)."""

    names: tuple[str, ...]
    values: Array
    bias: tuple[float, ...]
    limits: Limits
    texts: str

    def of(self, kind: str) -> dict[str, int]:
        """The features of one kind, without it, each with its row."""
        start = f"{kind} "
        return {name[len(start) :]: row for row, name in enumerate(self.names) if name.startswith(start)}


def load_weights(lang: str) -> Weights:
    """Read weights/risk_<lang>.npz; OSError when it is missing."""
    with np.load(FOLDER / f"risk_{lang}.npz", allow_pickle=False) as stored:
        told = json.loads(bytes(stored["told"]).decode())
        return Weights(
            names=tuple(bytes(stored["names"]).decode().split("\n")),
            values=stored["values"].astype(np.float32),
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
