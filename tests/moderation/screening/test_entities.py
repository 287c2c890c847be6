from __future__ import annotations

import random
import time
from pathlib import Path

import pytest

from moderation.screening import Kind, Redaction
from moderation.screening.details.agreeing import MODEL, agreed
from moderation.screening.details.people.entities import MOST_TOKENS, WEIGHTS, Entities, cut, load_entities
from moderation.screening.details.redacting import settled
from moderation.screening.screener import read
from moderation.screening.training.entities import fitted
from moderation.screening.training.marked import calm_texts, marked, own_texts, public_texts
from moderation.screening.training.variation import Varied

LANGUAGES = ("en", "fr")
NAMED = [
    ("en", "then zorvina came over and we talked about the hearing until four"),
    ("fr", "là zorvina est venue chez nous pis on a jasé de l'audience jusqu'à quatre heures"),
]


class _Never:
    """A model that must not be asked."""

    def get_pipe(self, _: str) -> object:
        def ask(_: object) -> object:
            raise AssertionError

        return ask


def _weak(rule: str, start: int, end: int, kind: Kind = Kind.PERSON) -> Redaction:
    return Redaction(start=start, end=end, kind=kind, sure=False, rule=rule)


@pytest.mark.parametrize(("lang", "text"), NAMED)
def test_a_name_no_list_knows_is_flagged_and_never_masked_by_the_model_alone(lang: str, text: str) -> None:
    found = list(load_entities(lang).run(read(lang, text)))
    assert [text[one.start : one.end] for one in found] == ["zorvina"]
    assert not any(one.sure for one in settled(found))


def test_all_that_the_model_brings_is_doubtful() -> None:
    text = "Kaytlin Vandersmith told me in Quispamsis that the Harbour Light clinic was full, and Zorvath agreed."
    found = list(load_entities("en").run(read("en", text)))
    assert found
    assert {one.sure for one in found} == {False}


def test_where_the_model_and_a_doubtful_rule_mean_the_same_place_it_is_masked() -> None:
    both = settled([_weak(MODEL, 4, 16), _weak("listed surname", 10, 16)])
    assert [(one.start, one.end, one.sure) for one in both] == [(4, 16, True)]


@pytest.mark.parametrize(
    "other", [_weak("listed surname", 20, 26), _weak("listed town", 4, 16, Kind.LOCATION), _weak(MODEL, 4, 16)]
)
def test_sources_that_mean_something_else_do_not_agree(other: Redaction) -> None:
    assert not any(one.sure for one in agreed([_weak(MODEL, 4, 16), other]))


def test_two_doubtful_rules_alone_stay_doubtful() -> None:
    assert not any(one.sure for one in settled([_weak("listed surname", 0, 5), _weak("listed town", 0, 5)]))


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("en", "I slept badly and the dog woke me up twice. Coffee helped, the walk helped more."),
        ("fr", "J'ai mal dormi pis le chien m'a réveillée deux fois. Le café a aidé, la marche encore plus."),
        ("en", "Quiet Zorvath"),
        ("en", ""),
    ],
)
def test_a_text_of_everyday_words_or_of_too_few_is_never_shown_to_the_model(lang: str, text: str) -> None:
    assert list(Entities(_Never()).run(read(lang, text))) == []  # type: ignore[arg-type]


def test_help_lines_and_public_bodies_are_told_to_the_model_as_such() -> None:
    tokens = cut(read("en", "VAC and Zorvath called from Ontario"))
    assert dict(zip(tokens.words, tokens.tags, strict=True))["Ontario"] == "kept"


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("piece", ["(", "Zorvath ", "a.", "zorv-", "é ", "\x00", "👩\u200d👧 ", "x1 "])
def test_a_flood_is_cut_and_answered_in_bounded_time(lang: str, piece: str) -> None:
    text = (piece * (10_000 // len(piece) + 1))[:10_000]
    reading = read(lang, text)
    assert len(cut(reading).words) <= MOST_TOKENS
    model = load_entities(lang)
    took = []
    for _ in range(2):
        start = time.thread_time()
        list(model.run(reading))
        took.append(time.thread_time() - start)
    assert min(took) < 0.25


@pytest.mark.parametrize("lang", LANGUAGES)
def test_spans_count_typed_letters(lang: str) -> None:
    text = "e\u0301te\u0301 : " + (
        "then Zorvi\u0301na came over and we talked" if lang == "en" else "Zorvi\u0301na est venue nous voir"
    )
    for one in load_entities(lang).run(read(lang, text)):
        assert 0 <= one.start < one.end <= len(text)
        assert "Zorvi\u0301na" in text[one.start : one.end]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_text_leaves_nothing_in_the_model_s_store_of_words(lang: str) -> None:
    model = load_entities(lang)
    list(model.run(read(lang, "Zorvath Quillbrandt told me everything about the hearing")))
    assert "quillbrandt" not in model._nlp.vocab.strings
    assert "Quillbrandt" not in model._nlp.vocab.strings


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_weights_are_small_and_say_where_they_come_from(lang: str) -> None:
    folder = WEIGHTS / f"entities_{lang}"
    told = (folder / "README.md").read_text(encoding="utf-8")
    assert "python -m moderation.screening.training entities" in told
    assert ("CC BY 4.0" in told and "Broad Twitter Corpus" in told) == (lang == "en")
    assert sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) < 4_000_000


def test_training_gives_the_same_weights_again() -> None:
    own, calm = own_texts("fr")[:24], calm_texts("fr")[:8]
    first, second = (fitted("fr", own, calm, epochs=1).to_bytes(exclude=["vocab", "tokenizer"]) for _ in range(2))
    assert first == second


def test_marks_are_read_and_keep_their_place_when_names_are_exchanged() -> None:
    one = marked("met [[PERSON|Kayla]] in [[LOCATION|Shilo]] today")
    assert one.text() == "met Kayla in Shilo today"
    assert one.spans() == [(4, 9, "PERSON"), (13, 18, "LOCATION")]
    varied = Varied([one], random.Random(1))
    for _ in range(50):
        other = varied.another(one)
        assert [kind for _, _, kind in other.spans()] == ["PERSON", "LOCATION"]
        assert other.text().lower().startswith("met ")


def test_public_corpora_lose_what_is_kept_readable_here(tmp_path: Path) -> None:
    lines = ["Zorvath\tB-PER", "in\tO", "Ontario\tB-LOC", "for\tO", "Acme\tB-ORG"]
    (tmp_path / "a.conll").write_text("\n".join(lines) + "\n\n", encoding="utf-8")
    (one,) = public_texts(tmp_path)
    assert [kind for _, _, kind in one.spans()] == ["PERSON", "?"]
