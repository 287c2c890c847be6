"""Bars as plain shapes: the server works out where each one stands, a template draws it, and a table says the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 640
LINE = 24
_LABELS = 180  # room for the names on the left
_WORDS = 190  # room for the words behind the longest bar
_COLUMNS = 160  # height of a chart with columns
_BELOW = 24


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One bar. The series tells its pattern; the words beside it tell its meaning."""

    x: float
    y: float
    width: float
    height: float
    series: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Words at a place. `anchor` is start, middle or end."""

    x: float
    y: float
    words: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A picture of numbers that stand in the table beside it. The key makes its ids unique on the page."""

    key: str
    title: str
    width: int
    height: int
    shapes: tuple[Shape, ...]
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A length and the words at its end."""

    value: float
    words: str


def bars(key: str, title: str, rows: Sequence[tuple[str, Sequence[Bar]]]) -> Chart | None:
    """Groups of lying bars, each group under its name; None of nothing."""
    longest = max((bar.value for _, group in rows for bar in group), default=0)
    if longest <= 0:
        return None
    room = WIDTH - _LABELS - _WORDS
    shapes, labels, y = [], [], 0
    for name, group in rows:
        labels.append(Label(x=_LABELS - 8, y=y + 17, words=name, anchor="end"))
        for series, bar in enumerate(group, start=1):
            width = max(1.0, round(room * bar.value / longest, 1))
            shapes.append(Shape(x=_LABELS, y=y + 3, width=width, height=LINE - 6, series=series))
            labels.append(Label(x=_LABELS + width + 6, y=y + 17, words=bar.words))
            y += LINE
        y += 8
    return Chart(key=key, title=title, width=WIDTH, height=y, shapes=tuple(shapes), labels=tuple(labels))


def columns(key: str, title: str, values: Sequence[tuple[str, int]]) -> Chart | None:
    """Standing bars side by side, the highest with its number, the first and the last with their names."""
    highest = max((value for _, value in values), default=0)
    if highest <= 0:
        return None
    step, room = WIDTH / len(values), _COLUMNS - _BELOW
    shapes = []
    for place, (_, value) in enumerate(values):
        height = round(room * value / highest, 1)
        shapes.append(Shape(x=round(place * step + 1, 1), y=_COLUMNS - height, width=round(step - 2, 1), height=height))
    top = next(place for place, (_, value) in enumerate(values) if value == highest)
    # Words in the middle of a column at the edge would be cut off.
    anchor = "start" if top < 2 else "end" if top > len(values) - 3 else "middle"
    edge = {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
    labels = (
        Label(x=round((top + edge) * step, 1), y=_BELOW - 8, words=str(highest), anchor=anchor),
        Label(x=0, y=_COLUMNS + 18, words=values[0][0]),
        Label(x=WIDTH, y=_COLUMNS + 18, words=values[-1][0], anchor="end"),
    )
    return Chart(key=key, title=title, width=WIDTH, height=_COLUMNS + _BELOW, shapes=tuple(shapes), labels=labels)
