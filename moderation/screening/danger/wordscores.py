"""What each word and pair of neighbours adds to the classifier's scores, summed for all pieces of a text at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from threading import Lock
from typing import Final

import numpy as np

from .features import Piece, letters_of
from .weights import LEVELS, Array, Weights

_ROOM: Final = 20_000  # words met for the first time that are remembered; later ones count by nothing


class WordScores:
    """A table of words and pairs: their scores for each level, and how many known features gave them.

    A word counts by itself and by its runs of letters, so that a misspelled or unseen one still counts.
    """

    def __init__(self, weights: Weights) -> None:
        self._letters, self._words, pairs = (weights.of(kind) for kind in ("letters", "word", "pair"))
        self._levels = weights.values[:, : len(LEVELS)]
        self._pair_rows = {tuple(pair.split()): row for pair, row in pairs.items()}
        self._adding = Lock()
        self._rows_of_word = lru_cache(maxsize=_ROOM)(self._find_rows)
        known = [*map(self._rows_of_word, self._words), *([row] for row in self._pair_rows.values())]
        starts = [0, *accumulate(map(len, known))][:-1]
        counts = np.array(list(map(len, known)))[:, None]
        scores = np.hstack((np.add.reduceat(self._levels[[row for rows in known for row in rows]], starts), counts))
        self._table = np.zeros((len(scores) + _ROOM + 1, len(LEVELS) + 1))
        self._table[1 : len(scores) + 1] = scores
        self._places = {word: at for at, word in enumerate(self._words, 1)}
        self._pairs = {pair: at for at, pair in enumerate(self._pair_rows, len(self._places) + 1)}
        self._free = len(scores) + 1

    def sums(self, pieces: Sequence[Piece]) -> Array:
        """Shape (pieces, levels + 1): the scores of a piece's words, last how many features are known."""
        found: list[int] = []
        starts: list[int] = []
        places, pairs = self._places, self._pairs
        for piece in pieces:
            starts.append(len(found))
            words = piece.words
            found += [places[word] if word in places else self._add(word) for word in words]
            found += [pairs[pair] for pair in pairwise(words) if pair in pairs]
        return np.add.reduceat(self._table[found], starts)

    def rows(self, piece: Piece) -> Iterator[int]:
        """The rows of the weights that a piece rests on."""
        for word in piece.words:
            yield from self._rows_of_word(word)
        for pair in pairwise(piece.words):
            if pair in self._pair_rows:
                yield self._pair_rows[pair]

    def _find_rows(self, word: str) -> list[int]:
        rows = [self._letters[run] for run in letters_of(word) if run in self._letters]
        return [*rows, self._words[word]] if word in self._words else rows

    def _score(self, rows: list[int]) -> Array:
        return np.append(self._levels[rows].sum(axis=0), len(rows))

    def _add(self, word: str) -> int:
        """Where a new word stands in the table; row 0, which counts nothing, once the room is used up."""
        with self._adding:
            if self._free == len(self._table):
                return 0
            self._table[self._free] = self._score(self._rows_of_word(word))
            self._places[word] = self._free
            self._free += 1
            return self._places[word]
