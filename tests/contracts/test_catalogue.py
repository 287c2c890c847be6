"""Both languages say everything, and French looks as it does in Canada."""

from __future__ import annotations

import re

import pytest

from app.kernel import i18n
from tests.contracts.sentences import PO, french, placeholders, raised_in_words, said

WORDS = [(file, sentence, words) for sentence, all_ in french().items() for file, words in all_]
NBSP = "\u00a0"
# "https://…" and "rows:hash" are code.
COLON = re.compile(rf"(?<!{NBSP}):(?!//|\w)")


def test_every_sentence_has_its_french() -> None:
    missing = {s: place for s, place in said().items() if not any(words.strip() for _, words in french().get(s, []))}
    assert missing == {}


def test_every_sentence_that_an_error_is_given_is_marked_for_the_catalogue() -> None:
    assert [f"{place} {s}" for s, place in raised_in_words() if s not in said()] == []


def test_no_french_is_left_over() -> None:
    assert {s: [file for file, _ in all_] for s, all_ in french().items() if s not in said()} == {}


def test_a_sentence_in_two_rooms_says_the_same_in_both() -> None:
    assert {s: all_ for s, all_ in french().items() if len({words for _, words in all_}) > 1} == {}


def test_no_french_is_empty_or_unsure() -> None:
    assert [(file, sentence) for file, sentence, words in WORDS if not words.strip()] == []


def test_placeholders_are_the_same_in_both_languages() -> None:
    assert [(file, s) for file, s, words in WORDS if placeholders(s) != placeholders(words)] == []


def test_a_sentence_begins_and_ends_with_the_same_space_in_both() -> None:
    assert [
        (file, s)
        for file, s, words in WORDS
        if (s[:1].isspace(), s[-1:].isspace()) != (words[:1].isspace(), words[-1:].isspace())
    ] == []


def test_french_has_no_break_space_before_a_colon() -> None:
    assert [(file, words) for file, _, words in WORDS if COLON.search(words)] == []


def test_french_guillemets_hold_no_break_spaces() -> None:
    wrong = re.compile(rf"«(?!{NBSP})|(?<!{NBSP})»|[“”]")
    assert [(file, words) for file, _, words in WORDS if wrong.search(words)] == []


def test_french_has_no_space_before_other_marks() -> None:
    wrong = re.compile(rf"[ {NBSP}\u202f][?!;]")
    assert [(file, words) for file, _, words in WORDS if wrong.search(words)] == []


def test_french_is_neutral_without_midpoints() -> None:
    assert [(file, words) for file, _, words in WORDS if re.search(r"·|•\w|\w\(e\)|\w\.e\.s\b", words)] == []


def test_nobody_is_shouted_at() -> None:
    assert [s for s in said() if "!" in s] + [words for *_, words in WORDS if "!" in words] == []


def test_every_fragment_can_be_read_and_merged() -> None:
    assert PO
    assert i18n.catalogue("fr").gettext("Help now") != "Help now"


@pytest.mark.parametrize("lang", i18n.LANGUAGES)
def test_a_sentence_with_placeholders_can_be_filled_in(lang: str) -> None:
    for sentence in said():
        if "%(" in sentence:
            i18n.translate(lang, sentence, **dict.fromkeys(placeholders(sentence), 1))
