"""What the words of a text add to the classifier's scores, for all its pieces at once.

Whatever `features.features_of` counts is summed here from tables, without making a name for any of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import Final

import numpy as np

from .features import REACH, Ideas, Piece
from .weights import COLUMNS, Array, Weights

_PAUSE: Final = (0,) * REACH  # between two pieces, so that nothing reaches from one into the other
_WIDTH: Final = len(COLUMNS) + 1  # a score for each thing judged, and how many known features gave it
_SIDES: Final = {"before": np.arange(-REACH, 0), "after": np.arange(1, REACH + 1)}


class Tables:
    """Scores by word, by pair of words, by set of ideas, and by common word near such a set.

    Words have numbers; number 0 stands for any that is not known, and carries no idea.
    """

    def __init__(self, weights: Weights, ideas: Ideas) -> None:
        rows = np.ones((len(weights.values), _WIDTH), dtype=np.float32)
        rows[:, :-1] = weights.values
        words_at, [words] = weights.of("word")
        near = {side: weights.of(side) for side in _SIDES}
        common = {word: at for at, word in enumerate(sorted({*near["before"][1][1], *near["after"][1][1]}), 1)}
        sets = {some: at for at, some in enumerate(dict.fromkeys(((), *ideas.single.values(), *ideas.of_several)))}
        members = np.zeros((len(sets), len(ideas.names)), dtype=np.float32)
        for some, at in sets.items():
            members[at, list(some)] = 1
        numbers = {name: number for number, name in enumerate(ideas.names)}
        by_idea = np.zeros((len(numbers), _WIDTH), dtype=np.float32)
        ideas_at, [told] = weights.of("idea")
        by_idea[[numbers[name] for name in told]] = rows[ideas_at]
        self.common = frozenset(common)
        self._numbers = {word: at for at, word in enumerate(dict.fromkeys((*words, *ideas.single, *common)), 1)}
        self._sets = _column(self._numbers, {word: sets[some] for word, some in ideas.single.items()})
        self._common = _column(self._numbers, common)
        self._words = (members @ by_idea)[self._sets]
        self._words[[self._numbers[word] for word in words]] += rows[words_at]
        self._several = ideas.several
        self._phrases = (members @ by_idea)[[sets[some] for some in ideas.of_several]]
        self._near = {}
        for side, (rows_at, [told, words]) in near.items():
            table = np.zeros((len(common) + 1, len(numbers), _WIDTH), dtype=np.float32)
            table[[common[word] for word in words], [numbers[idea] for idea in told]] = rows[rows_at]
            self._near[side] = np.einsum("ciw,si->csw", table, members, optimize=True).astype(np.float16)
        self._base = len(self._numbers) + 1
        pairs_at, both = weights.of("pair")
        one, two = (np.array([self._numbers[word] for word in words], dtype=np.int64) for words in both)
        keys = one * self._base + two
        order = np.argsort(keys)
        self._pair_keys = np.append(keys[order], np.iinfo(np.int64).max)
        self._pairs = rows[pairs_at][order]

    def sums(self, pieces: Sequence[Piece]) -> Array:
        """Shape (pieces, columns + 1): the scores of what stands in each piece, last how many features are known."""
        found = list(_PAUSE)
        starts: list[int] = []
        number = self._numbers.get
        for piece in pieces:
            starts.append(len(found))
            found += [number(word, 0) for word in piece.words]
            found += _PAUSE
        words = np.array(found)
        scores = self._words[words]
        keys = words[:-1] * self._base + words[1:]
        at = self._pair_keys.searchsorted(keys)
        known = (self._pair_keys[at] == keys).nonzero()[0]
        scores[known] += self._pairs[at[known]]
        sets, common = self._sets[words], self._common[words]
        carrying = sets.nonzero()[0]
        for side, steps in _SIDES.items():
            near = common[carrying[:, None] + steps]
            scores[carrying] += self._near[side][near, sets[carrying][:, None]].sum(axis=1, dtype=np.float32)
        summed = np.add.reduceat(scores, starts)
        self._add_phrases(summed, pieces)
        return summed

    def _add_phrases(self, sums: Array, pieces: Sequence[Piece]) -> None:
        texts = [piece.text() for piece in pieces]
        starts = [0, *accumulate(map(len, texts))]
        found = self._several.find_matches_as_indexes("".join(texts), overlapping=True)
        if found:
            owners = [bisect_right(starts, start) - 1 for _, start, _ in found]
            np.add.at(sums, owners, self._phrases[[which for which, _, _ in found]])


def _column(numbers: Mapping[str, int], values: Mapping[str, int]) -> Array:
    """A value for each word's number; 0 for a word that has none."""
    column = np.zeros(len(numbers) + 1, dtype=np.intp)
    for word, value in values.items():
        column[numbers[word]] = value
    return column
