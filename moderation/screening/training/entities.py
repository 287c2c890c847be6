"""Trains the small model of names, places and units; the same texts and seed give the same weights.

French learns from the texts beside this file. English learns from public corpora too, when their folder is given.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import spacy
from spacy.language import Language
from spacy.training import Example
from thinc.api import Adam, fix_random_seed

from ..details.people.entities import WEIGHTS, Cut, cut, document
from ..screener import read
from .marked import LABELS, Marked, calm_texts, own_texts, public_texts
from .variation import Varied

SEED: Final = 20261120
EPOCHS: Final = 18
PUBLIC_EPOCHS: Final = 4  # of those, the first ones also read the public corpora, which speak another way
_BATCH: Final = 24
_DROP: Final = 0.25
_RATES: Final = (0.001, 0.0004, 0.0001)  # for three stretches of the epochs
_FORGET_NAME: Final = 0.3  # how often the lists "do not know" a listed name, while the model learns
_FORGET_WORD: Final = 0.02
_NAMES: Final = frozenset({"given", "family", "town", "unit", "also given", "also family", "also town"})
_MODEL: Final = {
    "@architectures": "spacy.TransitionBasedParser.v2", "state_type": "ner", "extra_state_tokens": False,
    "hidden_width": 64, "maxout_pieces": 2, "use_upper": False, "nO": None,
    "tok2vec": {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2", "width": 64, "include_static_vectors": False,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE", "TAG"], "rows": [3000, 1000, 2000, 500, 100],
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2", "width": 64, "window_size": 1, "maxout_pieces": 3,
            "depth": 4,
        },
    },
}  # fmt: skip


def train(lang: str, corpora: Path | None = None) -> None:
    """Write weights/entities_<lang>; the README beside it is written by hand."""
    folder = WEIGHTS / f"entities_{lang}"
    public = public_texts(corpora) if corpora and lang == "en" else []
    fitted(lang, own_texts(lang), calm_texts(lang), public).to_disk(folder, exclude=["vocab", "tokenizer"])


def fitted(
    lang: str, own: Sequence[Marked], calm: Sequence[Marked], public: Sequence[Marked] = (), epochs: int = EPOCHS
) -> Language:
    """A model that has read these texts, each time typed another way."""
    fix_random_seed(SEED)
    chance = random.Random(SEED)  # noqa: S311 - weights must come out the same again
    varied = Varied(own, chance)
    nlp = spacy.blank("xx")
    ner: Any = nlp.add_pipe("ner", config={"model": _MODEL})
    for label in LABELS:
        ner.add_label(label)
    nlp.initialize()
    sgd = Adam(_RATES[0], L2=0.01, grad_clip=1.0, use_averages=True)
    for epoch in range(epochs):
        sgd.learn_rate = _RATES[epoch * len(_RATES) // epochs]
        texts = [
            *own,
            *own,
            *own,
            *chance.sample(list(calm), len(calm) // 2),
            *(public if epoch < PUBLIC_EPOCHS else ()),
        ]
        chance.shuffle(texts)
        for batch in _batches([example(nlp, lang, varied.another(one), chance) for one in texts]):
            nlp.update(batch, drop=_DROP, sgd=sgd)
    with nlp.use_params(sgd.averages):
        return _copied(nlp)


def _copied(nlp: Language) -> Language:
    """The same weights without the words met in training."""
    copy = spacy.blank("xx")
    pipe: Any = copy.add_pipe("ner", config={"model": _MODEL})
    trained: Any = nlp.get_pipe("ner")
    pipe.from_bytes(trained.to_bytes(exclude=["vocab"]))
    return copy


def _batches(examples: Sequence[Example]) -> Iterator[Sequence[Example]]:
    for at in range(0, len(examples), _BATCH):
        yield examples[at : at + _BATCH]


def example(nlp: Language, lang: str, one: Marked, chance: random.Random) -> Example:
    """A training example on our own tokens; a mark that cuts a token is widened to it."""
    reading = read(lang, one.text())
    tokens = cut(reading)
    typed = [reading.folded.span(*span) for span in tokens.spans]
    tags = ["O"] * len(typed)
    for start, end, kind in one.spans():
        inside = [at for at, (first, last) in enumerate(typed) if first < end and start < last]
        for place, at in enumerate(inside):
            tags[at] = _tag(place, len(inside), kind)
    return Example.from_dict(document(nlp, tokens.words, _forgetful(tokens, chance)), {"entities": tags})


def _tag(place: int, length: int, kind: str) -> str:
    if kind not in LABELS:
        return "-"  # nobody marked what this is
    if length == 1:
        return f"U-{kind}"
    return ("B-" if place == 0 else "L-" if place == length - 1 else "I-") + kind


def _forgetful(tokens: Cut, chance: random.Random) -> list[str]:
    tags = []
    for tag in tokens.tags:
        share = _FORGET_NAME if tag in _NAMES else _FORGET_WORD if tag == "word" else 0.0
        tags.append("unknown" if share and chance.random() < share else tag)
    return tags
