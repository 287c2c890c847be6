from __future__ import annotations

import numpy as np
import pytest

from moderation.screening import Screener, Urgency
from moderation.screening.danger.classifier import Classifier
from moderation.screening.danger.features import features_of, load_ideas, pieces_of, pieces_of_text
from moderation.screening.danger.lexicon import LANGUAGES
from moderation.screening.danger.tables import Tables
from moderation.screening.danger.weights import LEVELS, load_weights
from moderation.screening.model import CATEGORIES
from moderation.screening.screener import read
from moderation.screening.text.speech import load_speech
from moderation.screening.training import risk

# Members' own ways to say it, with no listed word in them; none stands in a training text.
SIDEWAYS = [
    ("en", "I gave the cat to my sister and wrote everyone a letter. It ends tonight and I am calm."),
    ("fr", "J'ai donné mon chat à ma soeur pis j'ai écrit une lettre à chacun. Ça finit à soir, chu calme."),
]
CALM = [
    ("en", "The soup needs an hour, the dog needs a walk and I need a coffee."),
    ("fr", "La soupe mijote, le chien attend sa marche pis moi j'attends mon café."),
]


@pytest.mark.parametrize(("lang", "text"), SIDEWAYS)
def test_danger_without_a_listed_word_is_raised_and_says_why(lang: str, text: str) -> None:
    signal, *_ = Classifier.load(lang).signals(read(lang, text))
    assert signal.urgency.rank >= Urgency.HIGH.rank
    assert signal.view == "classifier"
    assert signal.category in CATEGORIES
    assert text[signal.start : signal.end] in text
    assert len(signal.features) == 4
    assert all(name.split(" ")[0] in ("word", "pair", "idea", "before", "after") for name in signal.features)


@pytest.mark.parametrize(("lang", "text"), CALM)
def test_a_calm_text_is_not_raised(lang: str, text: str) -> None:
    assert Classifier.load(lang).signals(read(lang, text)) == []


@pytest.mark.parametrize("text", ["", " ", "...", "!!!\n\n", "12 % 34", "\u200b"])
def test_a_text_without_words_is_not_raised(text: str) -> None:
    assert Classifier.load("en").signals(read("en", text)) == []


def test_it_raises_what_the_phrases_found_and_never_lowers_it() -> None:
    for lang, text in [*SIDEWAYS, *CALM, ("en", "I want to die. Also: soup.")]:
        verdict = Screener.load(lang).screen(text)
        levels = [signal.urgency.rank for signal in verdict.signals if signal.view != "classifier"]
        assert verdict.urgency.rank >= max(levels, default=0)


def test_a_point_buried_in_a_long_calm_post_is_still_found() -> None:
    calm = "The parade was long and the coffee was cold. My son learned to skate. We painted the shed blue. " * 4
    signal, *_ = Classifier.load("en").signals(read("en", calm + SIDEWAYS[0][1] + " " + calm))
    assert signal.urgency.rank >= Urgency.HIGH.rank


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_weights_are_those_of_the_texts_beside_them(lang: str) -> None:
    # Whoever edits a training text trains anew: `python -m moderation.screening.training risk`.
    assert load_weights(lang).texts == risk.load_posts(lang)[1]


def test_training_twice_gives_the_same_weights() -> None:
    posts = [post for at, post in enumerate(risk.load_posts("en")[0]) if at % 25 == 0]
    everything = np.ones(len(posts), dtype=bool)
    one, two = (risk._Trainer("en", posts).fit(everything, LEVELS) for _ in range(2))
    assert one.names == two.names
    assert np.array_equal(one.values, two.values)


def test_a_training_text_and_a_post_are_read_alike() -> None:
    text = "Chu tannée… j'en peux pu. T'es où? " + "un deux trois quatre " * 20
    speech = load_speech("fr")
    assert pieces_of(read("fr", text).folded.text, speech) == pieces_of_text(text, speech)
    assert max(piece.last - piece.first for piece in pieces_of_text(text, speech)) <= 24


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_tables_sum_what_the_features_name(lang: str) -> None:
    weights, speech = load_weights(lang), load_speech(lang)
    ideas = load_ideas(lang, speech)
    tables = Tables(weights, ideas)
    for post in risk.load_posts(lang)[0][::97]:
        pieces = pieces_of_text(post.text, speech)
        sums = tables.sums(pieces)
        for piece, told in zip(pieces, sums, strict=True):
            rows = [weights.rows[name] for name in features_of([piece], ideas, tables.common) if name in weights.rows]
            expected = [*weights.values[rows].sum(axis=0, dtype=np.float32), len(rows)]
            assert told == pytest.approx(expected, abs=0.02)


EVASIVE = [
    ("en", "I have a su!c!de plan for t0n1ght and wrote the l3tters"),
    ("en", "c a n t  t a k e it t0night, n0 m0re"),
]


@pytest.mark.parametrize(("lang", "text"), EVASIVE)
def test_what_is_written_evasively_is_read_as_it_is_meant(lang: str, text: str) -> None:
    signal, *_ = Classifier.load(lang).signals(read(lang, text))
    assert text[signal.start : signal.end] in text
