"""A small linear model beside the phrases: it may raise a level, never lower one, and says what moved it.

Logistic regression over words, pairs of words, runs of letters and the ideas of classes/<lang>.toml,
scored on every sentence and every two neighbouring ones, so that a long calm post cannot bury its point.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from ..model import Signal, Urgency
from ..text.speech import Speech, load_speech
from ..text.tokens import Reading
from .features import Ideas, Piece, load_ideas, pieces_of
from .weights import COLUMNS, LEVELS, Weights, load_weights
from .wordscores import WordScores

_SMOOTH: Final = 10.0
_TOLD: Final = 4  # features named in an explanation
_CATEGORIES: Final = COLUMNS[len(LEVELS) :]
Scores = Sequence[float]


class Window(NamedTuple):
    """One piece or two neighbours, the ideas they touch, how many features are known, and the scores of their words."""

    pieces: tuple[Piece, ...]
    ideas: frozenset[int]
    known: float
    words: Scores


class Classifier:
    """One language's model, ready to run. Safe to share by threads."""

    def __init__(self, *, lang: str, weights: Weights, speech: Speech, ideas: Ideas) -> None:
        self._lang, self._speech, self._ideas, self._weights = lang, speech, ideas, weights
        self._words = WordScores(weights)
        self._idea_rows = {ideas.names.index(name): row for name, row in weights.of("idea").items()}
        self._meets: list[dict[int, int]] = [{} for _ in ideas.names]
        for names, row in weights.of("ideas").items():
            one, other = sorted(ideas.names.index(name) for name in names.split())
            self._meets[one][other] = row
        self._levels: list[list[float]] = weights.values[:, : len(LEVELS)].tolist()

    @property
    def version(self) -> str:
        """Which texts it was trained on."""
        return self._weights.texts[:8]

    @staticmethod
    def load(lang: str) -> Classifier:
        """The shipped model of a language."""
        speech = load_speech(lang)
        return Classifier(lang=lang, weights=load_weights(lang), speech=speech, ideas=load_ideas(lang, speech))

    def signals(self, reading: Reading) -> list[Signal]:
        """The worst window, when it passes the threshold of a level."""
        best: tuple[int, float, Window] | None = None
        for window in self._windows(pieces_of(reading, self._speech)):
            level, score = self._level(window)
            if level >= 0 and (best is None or (level, score) > best[:2]):
                best = level, score, window
        return [] if best is None else [self._signal(reading, best[2], best[0])]

    def scores(self, pieces: Sequence[Piece]) -> Scores:
        """The highest score for each level over all windows, before thresholds; very low for an empty text."""
        found = [self._score(window) for window in self._windows(pieces)]
        return [max(column) for column in zip(*found, strict=True)] if found else (-99.0, -99.0, -99.0)

    def _windows(self, pieces: Sequence[Piece]) -> list[Window]:
        """Every piece and every two neighbours."""
        if not pieces:
            return []
        sums = self._words.sums(pieces)
        sums = np.concatenate((sums, sums[:-1] + sums[1:]))
        known = sums[:, 3]
        scores = sums[:, :3] / np.sqrt(known + _SMOOTH)[:, None] + np.array(self._weights.bias[: len(LEVELS)])
        told = [*((piece,) for piece in pieces), *pairwise(pieces)]
        single = list(map(self._ideas.of, pieces))
        ideas = [*single, *(one | two for one, two in pairwise(single))]
        return list(map(Window._make, zip(told, ideas, known.tolist(), scores.tolist(), strict=True)))

    def _score(self, window: Window) -> Scores:
        """The scores of its words and ideas for each level."""
        review, high, immediate = window.words
        by = idea_norm(len(window.ideas))
        for row in self._rows_of_ideas(window.ideas):
            a, b, c = self._levels[row]
            review, high, immediate = review + a * by, high + b * by, immediate + c * by
        return review, high, immediate

    def _rows_of_ideas(self, ideas: frozenset[int]) -> list[int]:
        """The rows of each idea and of each two that meet."""
        row = sorted(ideas)
        found = [self._idea_rows[idea] for idea in row]
        for at, idea in enumerate(row):
            meets = self._meets[idea]
            found += [meets[other] for other in row[at + 1 :] if other in meets]
        return found

    def _level(self, window: Window) -> tuple[int, float]:
        """The highest level whose limit the window passes, -1 for none, and by how much."""
        review, high, immediate = self._score(window)
        limits = self._weights.limits
        margins = (max(review - limits.review, high - limits.worry), high - limits.high, immediate - limits.immediate)
        return max(((level, margin) for level, margin in enumerate(margins) if margin >= 0), default=(-1, 0.0))

    def _signal(self, reading: Reading, window: Window, level: int) -> Signal:
        rows, scale = self._evidence(window)
        judged = (self._weights.values[rows] * scale[:, None]).sum(axis=0) + np.array(self._weights.bias)
        category = _CATEGORIES[int(np.argmax(judged[len(LEVELS) :]))]
        strongest = np.argsort(-self._weights.values[rows, level] * scale)[:_TOLD]
        tokens = reading.tokens
        start, end = reading.folded.span(tokens.starts[window.pieces[0].first], tokens.ends[window.pieces[-1].last - 1])
        return Signal(
            phrase_id=f"classifier-{self._lang}", category=category, urgency=LEVELS[level], start=start, end=end,
            phrase="", view="classifier", rules=(), lang=self._lang, version=self.version,
            before=Urgency.NONE, features=tuple(self._weights.names[rows[one]] for one in strongest),
        )  # fmt: skip

    def _evidence(self, window: Window) -> tuple[list[int], np.ndarray[tuple[int], np.dtype[np.float64]]]:
        """The rows a window rests on, and how much each counts."""
        rows = [row for piece in window.pieces for row in self._words.rows(piece)]
        ideas = self._rows_of_ideas(window.ideas)
        scale = [1 / sqrt(window.known + _SMOOTH)] * len(rows) + [idea_norm(len(window.ideas))] * len(ideas)
        return rows + ideas, np.array(scale)


def idea_norm(ideas: int) -> float:
    """What ideas and their pairs count, so that many of them do not outweigh the words."""
    return 1 / sqrt(2 * ideas + ideas * (ideas - 1) / 4 + _SMOOTH)
