"""What somebody who is still writing is told: which details, how many, in which words."""

from __future__ import annotations

import pytest

from app.board.hints import DOUBTFUL, SURE, Hint, details_of, words_of
from app.kernel.i18n import LANGUAGES
from moderation.screening import Kind

KINDS = sorted(kind.value for kind in Kind)


def detail(letters: str, kind: str = "LOCATION", *, is_sure: bool = True) -> Hint:
    return Hint(kind=kind, letters=letters, is_sure=is_sure)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_detail_has_a_sentence_and_a_softer_one(kind: str, lang: str) -> None:
    sure = words_of(detail("x", kind), lang)
    doubtful = words_of(detail("x", kind, is_sure=False), lang)
    assert sure.startswith({"en": "This looks like ", "fr": "Cela ressemble à "}[lang])
    assert doubtful.startswith({"en": "This may be ", "fr": "C'est peut-être "}[lang])


def test_every_kind_that_screening_knows_has_words_of_its_own() -> None:
    assert {*SURE} == {*DOUBTFUL} == {*KINDS} - {"OTHER"}


def test_a_kind_that_nobody_knows_yet_still_makes_a_sentence() -> None:
    assert words_of(detail("x", "NEWER"), "en") == words_of(detail("x", "OTHER"), "en")


def test_each_detail_is_told_once_and_the_sure_ones_first() -> None:
    found = [detail("Alert", is_sure=False), detail("Moncton"), detail("moncton"), detail("Moncton", "PERSON")]
    told = details_of(found, most=9)
    assert [(hint.letters, hint.kind) for hint in told] == [
        ("Moncton", "LOCATION"),
        ("Moncton", "PERSON"),
        ("Alert", "LOCATION"),
    ]


def test_a_detail_that_is_sure_anywhere_is_told_as_sure() -> None:
    assert details_of([detail("Alert", is_sure=False), detail("Alert")], most=9) == [detail("Alert")]


def test_there_are_no_more_than_asked_for() -> None:
    assert len(details_of([detail(f"Town {number}") for number in range(30)], most=12)) == 12


def test_danger_and_empty_letters_are_no_details() -> None:
    assert details_of([Hint(kind="DANGER", is_danger=True), detail(" \n")], most=9) == []
