"""Trains the classifier of danger; the same texts give the same weights.

A post is labelled as a whole, the part that carries its danger stands between ⟦ and ⟧: that part is a sample
of its level, the rest of the post a calm one. Thresholds come from posts left out of training.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
from scipy.sparse import csr_matrix, diags  # type: ignore[import-untyped]
from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

from ..danger.classifier import SMOOTH, Classifier, idea_norm
from ..danger.features import Ideas, Piece, letters_of, load_ideas, pieces_of_text
from ..danger.weights import COLUMNS, LEVELS, Limits, Weights, save_weights
from ..model import CATEGORIES, Urgency
from ..text.speech import FOLDER, Speech, load_speech

TEXTS: Final = Path(__file__).parent / "texts"
SEED: Final = 20261120
FOLDS: Final = 3
# Of the calm posts left out of training, the share that may pass each limit: to review by the score of review,
# to review by the score of high, to high, to immediate.
ALARMS: Final = (0.03, 0.105, 0.035, 0.015)
# Calm posts of these files stand for ordinary talk; the other files hold calm twins of dangerous posts.
ORDINARY: Final = ("calm", "long", "calmer")
_LEAST: Final = {"word": 2, "letters": 3, "pair": 2, "idea": 1, "ideas": 4}
_STRENGTH: Final = 5.0  # inverse of regularization; chosen on the development sets
_IDEA_WEIGHT: Final = 2.0
_BLOCK: Final = 12
_SHORTEST_REST: Final = 8


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
        told = [(at, sample) for at, post in enumerate(posts) for sample in self._samples(post)]
        self._owners = np.array([at for at, _ in told])
        self._told = [sample for _, sample in told]
        rows = [self._features(sample.pieces) for sample in self._told]
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
        doubled = [at for at, name in enumerate(self._names) if name.startswith("idea ")]
        values[doubled] *= _IDEA_WEIGHT
        return Weights(names=self._names, values=values, bias=tuple(bias.tolist()), limits=Limits(), texts="")

    def limits(self) -> Limits:
        """The scores that `ALARMS` of the ordinary calm posts reach when they are left out of training."""
        # Neighbours in a file may be twins, one calm and one not: they leave together.
        blocks = np.arange(len(self._posts)) // _BLOCK
        folds = np.random.default_rng(SEED).integers(FOLDS, size=blocks[-1] + 1)[blocks]
        scores = []
        for fold in range(FOLDS):
            weights = self.fit(folds != fold, COLUMNS[: len(LEVELS)])
            model = Classifier(lang=self._lang, weights=weights, speech=self._speech, ideas=self._ideas)
            calm = (post for post, one in zip(self._posts, folds, strict=True) if one == fold and post.is_ordinary)
            scores += [model.scores(self._pieces(post.text)) for post in calm]
        table = np.sort(np.array(scores), axis=0)[::-1]
        review, worry, high, immediate = (int(share * len(table)) for share in ALARMS)
        return Limits(
            review=float(table[review, 0]),
            worry=float(table[worry, 1]),
            high=float(table[high, 1]),
            immediate=float(table[immediate, 2]),
        )

    def _samples(self, post: Post) -> Iterator[Sample]:
        parts = re.split(r"(⟦.*?⟧)", post.text, flags=re.DOTALL)
        whole = self._pieces(re.sub("[⟦⟧]", "", post.text))
        if post.urgency is Urgency.NONE:
            for window in (*((piece,) for piece in whole), *pairwise(whole)):
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

    def _pieces(self, text: str) -> tuple[Piece, ...]:
        return tuple(pieces_of_text(text, self._speech))

    def _features(self, pieces: Sequence[Piece]) -> dict[str, float]:
        """Names and values as the classifier weighs them."""
        words: Counter[str] = Counter()
        for piece in pieces:
            words.update(f"word {word}" for word in piece.words)
            words.update(f"letters {run}" for word in piece.words for run in letters_of(word))
            words.update(f"pair {' '.join(pair)}" for pair in pairwise(piece.words))
        ideas = sorted({idea for piece in pieces for idea in self._ideas.of(piece)})
        names, by = self._ideas.names, idea_norm(len(ideas))
        told = {f"idea {names[idea]}": _IDEA_WEIGHT * by for idea in ideas}
        told |= {f"ideas {names[one]} {names[other]}": by for one, other in combinations(ideas, 2)}
        return dict(words) | told


def _is_told(sample: Sample, column: int) -> bool:
    if column < len(LEVELS):
        return sample.urgency.rank >= LEVELS[column].rank
    return CATEGORIES[column - len(LEVELS)] in sample.categories


def _matrix(rows: Sequence[dict[str, float]], places: dict[str, int]) -> Any:
    """Known features of each sample; words count by the root of how many of them are known."""
    data, columns, starts = [], [], [0]
    for row in rows:
        known = [(name, value) for name, value in row.items() if name in places]
        by = 1 / sqrt(sum(value for name, value in known if not name.startswith("idea")) + SMOOTH)
        columns += [places[name] for name, _ in known]
        data += [value if name.startswith("idea") else value * by for name, value in known]
        starts.append(len(columns))
    return csr_matrix((data, columns, starts), shape=(len(rows), len(places)))
