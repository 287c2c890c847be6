"""Trains the classifier of danger; the same texts give the same weights.

A post is labelled as a whole, the part that carries its danger stands between ⟦ and ⟧: that part is a sample
of its level, the rest of the post a calm one. Thresholds come from posts left out of training.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from ..danger.classifier import SMOOTH, Classifier, windows_of
from ..danger.features import Ideas, Piece, features_of, load_ideas, pieces_of_text
from ..danger.weights import COLUMNS, LEVELS, Limits, Weights, save_weights
from ..model import CATEGORIES, Urgency
from ..text.speech import FOLDER, Speech, load_speech

TEXTS: Final = Path(__file__).parent / "texts"
SEED: Final = 20261120
FOLDS: Final = 3
# Of the calm posts left out of training, the share that may pass each limit, in the order of `Limits`.
ALARMS: Final = (0.01, 0.05, 0.025, 0.02, 0.011, 0.004)
# Calm posts of these files stand for ordinary talk; the other files hold calm twins of dangerous posts.
ORDINARY: Final = ("calm", "daily", "everyday", "long", "ordinary", "stories")
_COMMON: Final = 100  # words that are told with the ideas near them
_LEAST: Final = {"word": 2, "pair": 2, "idea": 1, "before": 4, "after": 4}
_STRENGTH: Final = 20.0  # inverse of regularization; chosen on the development sets
_BLOCK: Final = 12
_SHORTEST_REST: Final = 8
# Every sample stands there again with words left out, so that no single word carries a judgement.
_COPIES: Final = 2
_LEFT_OUT: Final = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A training post; `text` keeps its brackets."""

    text: str
    urgency: Urgency
    categories: frozenset[str]
    is_ordinary: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What one row of the training matrix is made of."""

    pieces: tuple[Piece, ...]
    urgency: Urgency
    categories: frozenset[str]


def load_posts(lang: str) -> tuple[list[Post], str]:
    """Every labelled text of a language, and a hash of them and of the classes of ideas."""
    digest = hashlib.sha256((FOLDER / "classes" / f"{lang}.toml").read_bytes())
    posts = []
    for path in sorted(TEXTS.glob(f"risk_{lang}_*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            digest.update(line.encode())
            told = json.loads(line)
            level, categories = Urgency(told["urgency"]), frozenset(told["categories"])
            ordinary = level is Urgency.NONE and path.stem.rsplit("_", 1)[1] in ORDINARY
            posts.append(Post(text=told["text"], urgency=level, categories=categories, is_ordinary=ordinary))
    return posts, digest.hexdigest()[:16]


def train(lang: str) -> None:
    """Write weights/risk_<lang>.npz."""
    posts, texts = load_posts(lang)
    trainer = _Trainer(lang, posts)
    everything = np.ones(len(posts), dtype=bool)
    save_weights(lang, replace(trainer.fit(everything, COLUMNS), texts=texts, limits=trainer.limits()))


class _Trainer:
    """Samples and their features, worked out once; rows of left-out posts are masked."""

    def __init__(self, lang: str, posts: Sequence[Post]) -> None:
        self._lang, self._posts = lang, posts
        self._speech: Speech = load_speech(lang)
        self._ideas: Ideas = load_ideas(lang, self._speech)
        self._chance = random.Random(SEED)  # noqa: S311 - which words are left out is no secret
        told = [
            (at, copy) for at, post in enumerate(posts) for one in self._samples(post) for copy in self._copies(one)
        ]
        self._owners = np.array([at for at, _ in told])
        self._told = [sample for _, sample in told]
        words = Counter(word for sample in self._told for piece in sample.pieces for word in piece.words)
        common = {word for word, _ in words.most_common(_COMMON)}
        rows = [Counter(features_of(sample.pieces, self._ideas, common)) for sample in self._told]
        seen = Counter(name for row in rows for name in row)
        self._names = tuple(sorted(name for name, times in seen.items() if times >= _LEAST[name.split(" ")[0]]))
        # A feature weighs what it is rare: the usual inverse document frequency, mean one.
        rare = np.log(len(rows) / np.array([seen[name] for name in self._names]))
        self._rare = rare / rare.mean()
        self._matrix = _matrix(rows, {name: at for at, name in enumerate(self._names)}) @ diags(self._rare)

    def fit(self, kept: Any, columns: Sequence[str]) -> Weights:
        """Weights of the given columns, from the posts that `kept` marks."""
        mine = kept[self._owners]
        values, bias = np.zeros((len(self._names), len(COLUMNS))), np.full(len(COLUMNS), -9.0)
        for column in range(len(columns)):
            told = np.array([_is_told(sample, column) for sample in self._told])
            model = LogisticRegression(C=_STRENGTH, max_iter=500, random_state=SEED)
            model.fit(self._matrix[mine], told[mine])
            values[:, column], bias[column] = model.coef_[0] * self._rare, model.intercept_[0]
        return Weights(
            names=self._names,
            values=values,
            bias=tuple(bias.tolist()),
            limits=Limits(),
            texts="",
        )

    def limits(self) -> Limits:
        """The scores that `ALARMS` of the ordinary calm posts reach when they are left out of training."""
        # Neighbours in a file may be twins, one calm and one not: they leave together.
        blocks = np.arange(len(self._posts)) // _BLOCK
        folds = np.random.default_rng(SEED).integers(FOLDS, size=blocks[-1] + 1)[blocks]
        scores = []
        for fold in range(FOLDS):
            weights = self.fit(folds != fold, COLUMNS)
            model = Classifier(lang=self._lang, weights=weights, speech=self._speech, ideas=self._ideas)
            calm = (post for post, one in zip(self._posts, folds, strict=True) if one == fold and post.is_ordinary)
            scores += [model.scores(self._pieces(post.text)) for post in calm]
        told = np.array(scores)
        levels, category = told[:, : len(LEVELS)], told[:, len(LEVELS) :].max(axis=1, keepdims=True)
        table = np.sort(np.hstack((levels, category)), axis=0)[::-1]
        columns = (0, 1, 2, 1, 2, 3)  # the score that each limit is for
        return Limits(*(float(table[int(share * len(table)), at]) for share, at in zip(ALARMS, columns, strict=True)))

    def _samples(self, post: Post) -> Iterator[Sample]:
        parts = re.split(r"(⟦.*?⟧)", post.text, flags=re.DOTALL)
        whole = self._pieces(re.sub("[⟦⟧]", "", post.text))
        if post.urgency is Urgency.NONE:
            for window in windows_of(whole):
                yield Sample(pieces=tuple(window), urgency=post.urgency, categories=frozenset())
            return
        yield Sample(pieces=whole, urgency=post.urgency, categories=post.categories)
        if len(parts) == 1:
            return
        for part in parts:
            if part.startswith("⟦"):
                yield Sample(pieces=self._pieces(part[1:-1]), urgency=post.urgency, categories=post.categories)
        for piece in self._pieces(" . ".join(part for part in parts if not part.startswith("⟦"))):
            if len(piece.words) >= _SHORTEST_REST:
                yield Sample(pieces=(piece,), urgency=Urgency.NONE, categories=frozenset())

    def _copies(self, sample: Sample) -> Iterator[Sample]:
        """The sample, and again with words left out."""
        yield sample
        for _ in range(_COPIES):
            pieces = (piece._replace(words=tuple(filter(self._is_kept, piece.words))) for piece in sample.pieces)
            yield replace(sample, pieces=tuple(piece for piece in pieces if piece.words))

    def _is_kept(self, word: str) -> bool:
        return self._chance.random() >= _LEFT_OUT

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        return tuple(pieces_of_text(text, self._speech))


def _is_told(sample: Sample, column: int) -> bool:
    if column < len(LEVELS):
        return sample.urgency.rank >= LEVELS[column].rank
    return CATEGORIES[column - len(LEVELS)] in sample.categories


def _matrix(rows: Sequence[Counter[str]], places: Mapping[str, int]) -> Any:
    """Known features of each sample, by the root of how many they are."""
    data, columns, starts = [], [], [0]
    for row in rows:
        known = [(places[name], count) for name, count in row.items() if name in places]
        by = 1 / sqrt(sum(count for _, count in known) + SMOOTH)
        columns += [place for place, _ in known]
        data += [count * by for _, count in known]
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(places)))
