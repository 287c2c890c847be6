"""What several signals come to together: the step of the Columbia scale, and an order within one level.

The level always comes first; the score only says which of two texts of the same level to read before the
other. It is no probability.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .model import Signal, Urgency

# How much one signal of a level counts, by rank: none, review, high, immediate.
_LEVELS: Final = (0.0, 0.06, 0.25, 0.5)
_VIEWS: Final = {"evasive": 1.1, "classifier": 0.7}
_LOWERED: Final = 0.8
_RAISED: Final = 1.2
# Steps of the Columbia scale, mildest first, and what each adds.
STEPS: Final = {
    "wish_to_be_dead": 0.02,
    "thoughts": 0.04,
    "method": 0.06,
    "intent": 0.10,
    "plan_and_intent": 0.14,
    "preparation": 0.16,
    "interrupted_attempt": 0.18,
    "aborted_attempt": 0.18,
    "actual_attempt": 0.20,
}
_ORDER: Final = {step: place for place, step in enumerate(STEPS)}
_MOST: Final = 12  # signals that count; beyond them a text cannot weigh more


def highest_step(signals: Iterable[Signal]) -> str:
    """The highest step of the Columbia scale among signals whose level was not lowered; empty if none shows one."""
    shown = (signal.cssrs for signal in signals if signal.cssrs in _ORDER and not is_lowered(signal))
    return max(shown, key=_ORDER.__getitem__, default="")


def score(urgency: Urgency, parts: Iterable[Sequence[Signal]]) -> float:
    """The rank of the level, plus less than one for the number and strength of independent signals.

    `parts` are the signals of a title and of a body, whose spans count apart. The same phrase said twice, and
    two phrases over the same words, count once.
    """
    left = 1.0
    for strong in _independent(parts):
        left *= 1 - strong
    return round(urgency.rank + min(1 - left, 0.9999), 4)


def strength(signal: Signal) -> float:
    """What one signal counts, between 0 and 1."""
    counted = _LEVELS[signal.urgency.rank] * _VIEWS.get(signal.view, 1.0)
    if is_lowered(signal):
        return counted * _LOWERED
    if signal.before.rank and signal.urgency.rank > signal.before.rank:
        counted *= _RAISED
    return min(counted + STEPS.get(signal.cssrs, 0.0), 0.95)


def is_lowered(signal: Signal) -> bool:
    """Whether its surroundings took its level down."""
    return signal.urgency.rank < signal.before.rank


def _independent(parts: Iterable[Sequence[Signal]]) -> list[float]:
    found = [(strength(signal), place, signal) for place, part in enumerate(parts) for signal in part]
    found.sort(key=lambda one: (-one[0], one[1], one[2].start, one[2].phrase_id))
    taken: list[tuple[int, Signal]] = []
    counted: list[float] = []
    for strong, place, signal in found:
        if len(taken) == _MOST:
            break
        if not any(_same(signal, other, together=place == where) for where, other in taken):
            taken.append((place, signal))
            counted.append(strong)
    return counted


def _same(one: Signal, other: Signal, *, together: bool) -> bool:
    if one.phrase_id == other.phrase_id:
        return True
    return together and one.start < other.end and other.start < one.end
