from __future__ import annotations

from pathlib import Path

import pytest

from moderation.screening import Screener, Urgency
from moderation.screening.danger import lexicon as lexicons
from moderation.screening.danger.forms import expand
from moderation.screening.danger.lexicon import LANGUAGES, Row, load_lexicon, version_of
from moderation.screening.danger.phrases import PhraseBook

ROWS = [row for lang in LANGUAGES for row in load_lexicon(lang).rows]
LIVE = [row for lang in LANGUAGES for row in load_lexicon(lang).live]
MUST = [pytest.param(row, text, id=f"{row.id}-{n}") for row in LIVE for n, text in enumerate(row.must_hit)]
MUST_NOT = [pytest.param(row, text, id=f"{row.id}-{n}") for row in ROWS for n, text in enumerate(row.must_not_hit)]


@pytest.mark.parametrize(("row", "text"), MUST)
def test_an_example_that_must_hit_hits_at_its_level(row: Row, text: str) -> None:
    hits = [s for s in Screener.load(row.lang).screen(text).signals if s.phrase_id == row.id]
    assert hits
    assert max(s.urgency.rank for s in hits) >= row.urgency.rank


@pytest.mark.parametrize(("row", "text"), MUST_NOT)
def test_an_example_that_must_not_hit_does_not(row: Row, text: str) -> None:
    hits = [s.phrase for s in Screener.load(row.lang).screen(text).signals if s.phrase_id == row.id]
    assert hits == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_language_has_six_hundred_live_phrases(lang: str) -> None:
    assert len(load_lexicon(lang).live) >= 600


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_a_row_names_its_twin_in_the_other_language_or_says_why_not(row: Row) -> None:
    others = {other.id for other in ROWS if other.lang != row.lang}
    assert row.twin in others or " " in row.twin


def test_alternatives_are_spelled_out_and_may_be_empty() -> None:
    assert expand("{want|need} to {just |}go") == ["want to just go", "want to go", "need to just go", "need to go"]


def test_a_form_that_spells_out_without_end_is_refused() -> None:
    with pytest.raises(ValueError, match="over"):
        expand("{a|b|c|d|e|f|g|h|i|j}" * 5)


SIGNED_OFF: frozenset[str] = frozenset()
BROKEN = {
    "unknown category": ('category = "suicide"', 'category = "sadness"'),
    "unknown rule": ("rules = []", 'rules = ["mood"]'),
    "no example": ('must_hit = ["x"]', "must_hit = []"),
    "no twin": ('twin = "other"', 'twin = ""'),
    "reviewed_on is no day": ("reviewed_on = 2026-11-01", 'reviewed_on = "last fall"'),
    "unknown column": ('twin = "other"', 'twin = "other"\nmood = "low"'),
    "incomplete": ('forms = ["x"]\n', ""),
    "no class": ('forms = ["x"]', 'forms = ["[nothing] .. x"]'),
    "nothing rare": ('forms = ["x"]', 'forms = ["{the|and|a|i|it|my|is|to|in} .. {the|and|a|i|it|my|is|to|in}"]'),
    "unclosed choice": ('forms = ["x"]', 'forms = ["{x"]'),
}
WHOLE = """
[defaults]
status = "live"
match = "folded"
guards = []
rules = []
note = ""
reviewed_on = 2026-11-01

[[row]]
id = "one"
phrase = "x"
forms = ["x"]
category = "suicide"
urgency = "high"
must_hit = ["x"]
must_not_hit = ["y"]
twin = "other"
"""


def _write(folder: Path, text: str) -> None:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / "suicide.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("problem", BROKEN)
def test_a_row_that_could_not_work_is_refused_by_name(
    problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path)
    _write(tmp_path, WHOLE.replace(*BROKEN[problem]))
    with pytest.raises(ValueError, match=f"row one: .*{problem}"):
        PhraseBook(load_lexicon("en"))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_no_row_claims_a_clinical_review_that_has_not_taken_place(row: Row) -> None:
    # No clinician has signed off a row yet; the first one who does puts the day in the row and its id here.
    assert row.id in SIGNED_OFF or row.reviewed_on == ""


def test_the_version_changes_with_a_live_form_and_not_with_a_note(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lexicons, "FOLDER", tmp_path)

    def version(text: str) -> str:
        _write(tmp_path, text)
        return version_of([load_lexicon("en")])

    assert version(WHOLE) == version(WHOLE.replace('note = ""', 'note = "seen"'))
    assert version(WHOLE) != version(WHOLE.replace('forms = ["x"]', 'forms = ["x", "z"]'))


# Context moves a level and never deletes; only a guard on the same words does.
CONTEXT = [
    ("en", "I want to die", Urgency.HIGH),
    ("en", "I want to die tonight", Urgency.IMMEDIATE),
    ("en", "I don't want to die", Urgency.REVIEW),
    ("en", "Ten years ago I wanted to die. Today I run.", Urgency.REVIEW),
    ("en", "My friend told me he wants to die", Urgency.HIGH),
    ("en", 'He wrote "I want to die" in his book', Urgency.REVIEW),
    ("en", "You don't want to die, please call 9-8-8", Urgency.REVIEW),
    ("en", "Please don't kill yourself, call 9-8-8, we care", Urgency.NONE),
    ("en", "I want to die. I called 988 and nobody answered", Urgency.HIGH),
    ("en", "I can't stop thinking about ending it", Urgency.HIGH),
    ("en", "If you are thinking about suicide, call 9-8-8", Urgency.REVIEW),
    ("fr", "Je veux mourir", Urgency.HIGH),
    ("fr", "je veux mourir à soir", Urgency.IMMEDIATE),
    ("fr", "J'ai pas envie de mourir", Urgency.REVIEW),
    ("fr", "Il y a dix ans je voulais mourir", Urgency.REVIEW),
    ("fr", "Je peux pas arrêter de penser à mourir", Urgency.HIGH),
    ("fr", "Tue-toi pas, appelle le 988", Urgency.NONE),
    ("fr", "J'en peux pu", Urgency.HIGH),
]


@pytest.mark.parametrize(("lang", "text", "urgency"), CONTEXT)
def test_context_moves_the_level(lang: str, text: str, urgency: Urgency) -> None:
    # Of phrases: the classifier reads the same words for itself and may raise what they were lowered to.
    told = [s.urgency for s in Screener.load(lang).screen(text).signals if s.view != "classifier"]
    assert max(told, key=lambda level: level.rank, default=Urgency.NONE) is urgency


EVASIONS = [
    ("en", "i w4nt to d1e"), ("en", "k i l l m y s e l f"), ("en", "I will k.i.l.l m.y.s.e.l.f"), ("en", "kiII myself"),
    ("en", "I'm su1c1dal"), ("en", "I want to dieeeee"), ("en", "I w*nt to k*ll myself"), ("en", "kill\u200b my\u00adself"),
    ("en", "ｗａｎｔ ｔｏ ｄｉｅ"), ("en", "wаnt tо diе"), ("fr", "jveux m.o.u.r.i.r"), ("fr", "je veux m0urir"),
    ("fr", "j'ai envie de mourirrr"), ("en", "je veux mourir"), ("fr", "I want to die"),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "text"), EVASIONS)
def test_evasive_spelling_still_hits(lang: str, text: str) -> None:
    assert Screener.load(lang).screen(text).urgency.rank >= Urgency.HIGH.rank


def test_many_lowered_hits_do_not_hide_one_that_is_meant() -> None:
    told = "I do not want to die. " * 30 + "I want to die."
    row = [s for s in Screener.load("en").screen(told).signals if s.phrase_id == "en-sui-wish-die"]
    assert {s.urgency for s in row} == {Urgency.REVIEW, Urgency.HIGH}
