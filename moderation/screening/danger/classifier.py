"""A small linear model beside the phrases: it may raise a level, never lower one, and says what moved it.

Logistic regression over words, pairs of words, runs of letters and the ideas of classes/<lang>.toml,
scored on every sentence and every two neighbouring ones, so that a long calm post cannot bury its point.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import sqrt
from typing import Final, NamedTuple

import numpy as np

from ..model import Signal, Urgency
from ..text.speech import Speech, load_speech
from ..text.tokens import Reading
from .features import Ideas, Piece, load_ideas, pieces_of
from .weights import COLUMNS, LEVELS, Array, Weights, load_weights
from .wordscores import WordScores

SMOOTH: Final = 10.0
_TOLD: Final = 4  # features named in an explanation
_CATEGORIES: Final = COLUMNS[len(LEVELS) :]


class Window(NamedTuple):
    """One piece or two neighbours, the ideas they touch with their rows, and how many word features are known."""

    pieces: tuple[Piece, ...]
    ideas: frozenset[int]
    rows: list[int]
    known: float


class Classifier:
    """One language's model, ready to run. Safe to share by threads."""

    def __init__(self, *, lang: str, weights: Weights, speech: Speech, ideas: Ideas) -> None:
        self._lang, self._speech, self._ideas, self._weights = lang, speech, ideas, weights
        self._words = WordScores(weights)
        self._idea_rows = {ideas.names.index(name): row for name, row in weights.of("idea").items()}
        self._meets: list[dict[int, int]] = [{} for _ in ideas.names]
        for names, row in weights.of("ideas").items():
            one, other = sorted(ideas.names.index(name) for name in names.split())
            self._meets[one][other] = self._meets[other][one] = row
        # One more row that adds nothing, for a window that touches no idea.
        self._levels = np.vstack((weights.values[:, : len(LEVELS)], np.zeros(len(LEVELS))))
        self._nothing = len(weights.values)
        self._bias = np.array(weights.bias[: len(LEVELS)])

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
        """The worst window, when it passes the limit of a level."""
        windows, scores = self._scored(pieces_of(reading, self._speech))
        if not windows:
            return []
        limits = self._weights.limits
        review = np.maximum(scores[:, 0] - limits.review, scores[:, 1] - limits.worry)
        margins = np.stack((review, scores[:, 1] - limits.high, scores[:, 2] - limits.immediate))
        passed = np.flatnonzero(margins.max(axis=1) >= 0)
        if not len(passed):
            return []
        level = int(passed[-1])
        return [self._signal(reading, windows[int(margins[level].argmax())], level)]

    def scores(self, pieces: Sequence[Piece]) -> Sequence[float]:
        """The highest score for each level over all windows, before limits; very low for an empty text."""
        windows, scores = self._scored(pieces)
        return scores.max(axis=0).tolist() if windows else (-99.0, -99.0, -99.0)

    def _scored(self, pieces: Sequence[Piece]) -> tuple[list[Window], Array]:
        """Every piece and every two neighbours; their scores for each level, shape (windows, levels)."""
        if not pieces:
            return [], np.empty((0, len(LEVELS)))
        sums = self._words.sums(pieces)
        sums = np.concatenate((sums, sums[:-1] + sums[1:]))
        known = sums[:, -1]
        ideas, rows = self._touched(pieces)
        starts = [0, *accumulate(map(len, rows))][:-1]
        touched = np.add.reduceat(self._levels[[row for some in rows for row in some]], starts)
        by = np.array(list(map(idea_norm, map(len, ideas))))
        scores = sums[:, :-1] / np.sqrt(known + SMOOTH)[:, None] + touched * by[:, None] + self._bias
        told = [*((piece,) for piece in pieces), *pairwise(pieces)]
        return list(map(Window._make, zip(told, ideas, rows, known.tolist(), strict=True))), scores

    def _touched(self, pieces: Sequence[Piece]) -> tuple[list[frozenset[int]], list[list[int]]]:
        """The ideas of each window, and the rows of the weights they stand for; never without a row."""
        ideas = list(map(self._ideas.of, pieces))
        rows = list(map(self._rows_of_ideas, ideas))
        for at in range(len(pieces) - 1):
            one, two = ideas[at], ideas[at + 1]
            ideas.append(one | two)
            if one.isdisjoint(two):
                meeting = [self._meets[a][b] for a in one for b in two if b in self._meets[a]]
                rows.append(rows[at] + rows[at + 1] + meeting)
            else:
                rows.append(self._rows_of_ideas(one | two))
        return ideas, [some or [self._nothing] for some in rows]

    def _rows_of_ideas(self, ideas: frozenset[int]) -> list[int]:
        """The rows of each idea and of each two that meet."""
        row = sorted(ideas)
        found = [self._idea_rows[idea] for idea in row]
        for at, idea in enumerate(row):
            meets = self._meets[idea]
            found += [meets[other] for other in row[at + 1 :] if other in meets]
        return found

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

    def _evidence(self, window: Window) -> tuple[list[int], Array]:
        """The rows a window rests on, and how much each counts."""
        rows = [row for piece in window.pieces for row in self._words.rows(piece)]
        ideas = [row for row in window.rows if row != self._nothing]
        scale = [1 / sqrt(window.known + SMOOTH)] * len(rows) + [idea_norm(len(window.ideas))] * len(ideas)
        return rows + ideas, np.array(scale)


def idea_norm(ideas: int) -> float:
    """What ideas and their pairs count, so that many of them do not outweigh the words."""
    return 1 / sqrt(2 * ideas + ideas * (ideas - 1) / 4 + SMOOTH)
