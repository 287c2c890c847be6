"""A small linear model beside the phrases: it may raise a level, never lower one, and says what moved it.

Logistic regression over words, neighbouring words, the ideas of classes/<lang>.toml and the common words near them,
scored on every sentence, every two and every three in a row, so that a long calm post cannot bury its point.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log
from typing import Final

import numpy as np

from ..model import CATEGORIES, Signal, Urgency
from ..text.evasion import Vocabulary
from ..text.speech import Speech, load_speech
from ..text.tokens import Reading, Tokens
from .features import Ideas, Piece, features_of, load_ideas, pieces_of, pieces_of_words
from .tables import Tables
from .weights import COLUMNS, LEVELS, Array, Weights, load_weights

SMOOTH: Final = 3.0  # features that every window is taken to have besides its own
WIDEST: Final = 3  # pieces of a window
CROWD: Final = 0.6  # of many calm windows the highest is higher than of few: what each e-fold of them takes off
MOST_CROWD: Final = 20  # windows that count for this; beyond them nothing more is taken off
_TOLD: Final = 4  # features named in an explanation


class Classifier:
    """One language's model, ready to run. Safe to share by threads."""

    def __init__(self, *, lang: str, weights: Weights, speech: Speech, ideas: Ideas) -> None:
        self._lang, self._speech, self._ideas, self._weights = lang, speech, ideas, weights
        self._tables = Tables(weights, ideas)
        self._rows = weights.rows
        self._bias = np.array(weights.bias)
        limits = weights.limits
        looks = (limits.review, min(limits.worry, limits.high), min(limits.dread, limits.immediate))
        self._looks = np.array((*looks, *(limits.category for _ in CATEGORIES)))
        self._raises = np.array((limits.high, limits.immediate))
        self._vocabulary = Vocabulary({*weights.of("word")[1][0], *ideas.single})

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
        """What passes a limit, the worst first; of a text written evasively, as it is read."""
        text = reading.folded.text
        found = self._worst(reading, reading.tokens, pieces_of(text, self._speech))
        read = reading.read_by(self._vocabulary)
        if read is not None:
            found = max(found, self._worst(reading, read, pieces_of_words(read, text, self._speech)), key=_rank)
        return found

    def scores(self, pieces: Sequence[Piece]) -> Sequence[float]:
        """The highest score for each column over all windows, before limits; very low for an empty text."""
        return self._scored(pieces).max(axis=0).tolist() if pieces else (-99.0,) * len(COLUMNS)

    def _scored(self, pieces: Sequence[Piece]) -> Array:
        """The scores of every window, shape (windows, columns)."""
        sums = one = self._tables.sums(pieces)
        every = [one]
        for size in range(1, min(WIDEST, len(pieces))):
            sums = sums[:-1] + one[size:]
            every.append(sums)
        known = np.concatenate(every)
        scores: Array = known[:, :-1] / np.sqrt(known[:, -1:] + SMOOTH) + self._bias
        return scores - CROWD * log(min(len(scores), MOST_CROWD))

    def _worst(self, reading: Reading, tokens: Tokens, pieces: Sequence[Piece]) -> list[Signal]:
        """A signal for whatever is raised, with the features of its strongest sentence."""
        if not pieces:
            return []
        scores, spans = self._scored(pieces), spans_of(len(pieces))
        found = []
        for window, category, urgency, column in self._raised(scores):
            first, last = spans[window]
            heart = max(range(first, last), key=lambda at: float(scores[at, column]))
            span = reading.folded.span(tokens.starts[pieces[first].first], tokens.ends[pieces[last - 1].last - 1])
            found.append(self._signal(span, category, urgency, self._strongest(pieces[heart], column)))
        return found

    def _raised(self, scores: Array) -> Iterator[tuple[int, str, Urgency, int]]:
        """The window of the highest level reached, then that of every other category worth a look.

        With its category, its level, and the column that raised it.
        """
        looks = scores - self._looks
        if (looks < 0).all():
            return
        judged, categories = scores[:, : len(LEVELS)], scores[:, len(LEVELS) :]
        margins = np.column_stack((looks.max(axis=1), judged[:, 1:] - self._raises))
        level = int(np.flatnonzero(margins.max(axis=0) >= 0)[-1])
        worst = int(margins[:, level].argmax())
        main = len(LEVELS) + int(categories[worst].argmax())
        yield worst, COLUMNS[main], LEVELS[level], level
        for column in np.flatnonzero(looks.max(axis=0) >= 0).tolist():
            if column >= len(LEVELS) and column != main:
                yield int(scores[:, column].argmax()), COLUMNS[column], LEVELS[0], column

    def _signal(self, span: tuple[int, int], category: str, urgency: Urgency, features: tuple[str, ...]) -> Signal:
        return Signal(
            phrase_id=f"classifier-{self._lang}", category=category, urgency=urgency, start=span[0], end=span[1],
            phrase="", view="classifier", rules=(), lang=self._lang, version=self.version,
            before=Urgency.NONE, features=features,
        )  # fmt: skip

    def _strongest(self, piece: Piece, column: int) -> tuple[str, ...]:
        """The features of a sentence that speak for a column most."""
        known = map(self._rows.get, features_of((piece,), self._ideas, self._tables.common))
        counts = Counter(row for row in known if row is not None)
        rows = list(counts)
        spoken = self._weights.values[rows, column] * np.array(list(counts.values()), dtype=np.float32)
        return tuple(self._weights.names[rows[at]] for at in (-spoken).argsort()[:_TOLD])


def spans_of(pieces: int) -> list[tuple[int, int]]:
    """Which pieces each window holds: every one, then every two in a row, then every three."""
    sizes = range(1, min(WIDEST, pieces) + 1)
    return [(at, at + size) for size in sizes for at in range(pieces - size + 1)]


def windows_of(pieces: Sequence[Piece]) -> list[Sequence[Piece]]:
    """The same as pieces."""
    return [pieces[first:last] for first, last in spans_of(len(pieces))]


def _rank(signals: Sequence[Signal]) -> int:
    return max((signal.urgency.rank for signal in signals), default=0)
