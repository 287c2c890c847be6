"""Postal codes: typed, spaced, with the letter O for zero, halved, or said letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..scan import Pattern, has_mixed_word, word_set

_POSTAL: Final = Pattern(
    r"(?<!\w)[abceghj-nprstvxy][\s.\-_*]{0,2}[\doil][\s.\-_*]{0,2}[abceghj-nprstv-z][\s.\-_*]{0,3}[\doil][\s.\-_*]{0,2}"
    r"[abceghj-nprstv-z][\s.\-_*]{0,2}[\doil](?!\w)"
)
_GARBLED: Final = Pattern(r"(?<!\w)[abceghj-nprstvxy]\d[abceghj-nprstv-z][\s-]\d[a-z]{2}(?!\w)")
_HALF: Final = Pattern(
    r"\b(?:in|code|postal|postale?|postal\scode|code\spostal|a|pres\sde|near|from|secteur|area|around|dans|starts\swith"
    r"|commence\spar|c'est|is|fsa)\s{1,2}(?P<half>[abceghj-nprstvxy]\d[abceghj-nprstv-z])(?!\w)(?!\s?\d)"
)
_LETTERS: Final = {
    **{letter: letter for letter in "abceghjklmnprstvwxyz"},
    "ay": "a", "bee": "b", "be": "b", "see": "c", "cee": "c", "sea": "c", "ce": "c", "ee": "e", "gee": "g", "ge": "g",
    "aitch": "h",
    "ache": "h", "jay": "j", "ji": "j", "gi": "j", "kay": "k", "ka": "k", "el": "l", "ell": "l", "elle": "l",
    "em": "m", "emme": "m",
    "aime": "m", "en": "n", "enne": "n", "haine": "n", "pee": "p", "pe": "p", "ar": "r", "are": "r", "erre": "r",
    "air": "r", "ess": "s",
    "esse": "s", "es": "s", "tee": "t", "te": "t", "the": "t", "vee": "v", "ve": "v", "double": "w", "doubleyou": "w",
    "ex": "x", "ix": "x",
    "ixe": "x", "why": "y", "wye": "y", "zee": "z", "zed": "z", "zede": "z", "alpha": "a", "bravo": "b",
    "charlie": "c", "echo": "e",
    "golf": "g", "hotel": "h", "juliet": "j", "juliett": "j", "kilo": "k", "lima": "l", "mike": "m", "november": "n",
    "papa": "p",
    "romeo": "r", "sierra": "s", "tango": "t", "victor": "v", "whiskey": "w", "xray": "x", "yankee": "y", "zulu": "z",
}  # fmt: skip
_SAID: Final = word_set(
    "zero oh one two three four five six seven eight nine un une deux trois quatre cinq sept huit neuf o"
)
_HAS_CODE: Final = re.compile(r"\b[A-Z]\d[A-Z]\b")
_SLIPS: Final = frozenset(["t4a", "t4e", "t5a"])  # tax slips
_AS_IN: Final = frozenset(["comme", "as", "for", "like"])


def postal_codes(reading: Reading) -> Iterator[Redaction]:
    """Canadian postal codes."""
    text = reading.open_text
    if reading.has_digits() and _may_be_typed(reading):
        yield from _typed(reading, text)
    if reading.has_word(_SAID) and sum(word in _SAID or word.isdigit() for word in reading.tokens.words) > 2:
        yield from _said(reading)


def _typed(reading: Reading, text: str) -> Iterator[Redaction]:
    for found in _POSTAL.find(text):
        if sum(letter.isdigit() for letter in found.text) > 1 or _is_capitals(reading, found.span()):
            yield _code(reading, found.span(), "postal code")
    # What is left needs its capitals.
    if _HAS_CODE.search(reading.folded.raw) is not None:
        for found in _GARBLED.find(text):
            if _is_capitals(reading, found.span()):
                yield _code(reading, found.span(), "postal code, mistyped")
        for found in _HALF.find(text):
            if _is_capitals(reading, found.span("half")) and found.group("half") not in _SLIPS:
                yield _code(reading, found.span("half"), "first half of a postal code")


def _may_be_typed(reading: Reading) -> bool:
    """A cheap gate: a word of letters and digits, or a single letter before a digit."""
    words = reading.tokens.words
    if has_mixed_word([word for word in words if 1 < len(word) < 7]):
        return True
    return any(len(one) == 1 and two[0] in "0123456789" and one.isalpha() for one, two in pairwise(words))


def _is_capitals(reading: Reading, span: tuple[int, int]) -> bool:
    typed = reading.folded.typed(*span)
    return typed.isupper() and any(letter.isdigit() for letter in typed)


def _said(reading: Reading) -> Iterator[Redaction]:
    """Six signs in turn, letter and digit, at least one of them as a word; "k comme kilo" is one letter."""
    words = reading.tokens.words
    first, turn, at, spoken = 0, 0, 0, False
    while at < len(words):
        word = words[at]
        step = 1
        if turn % 2 == 0 and word in _LETTERS:
            if at + 2 < len(words) and words[at + 1] in _AS_IN and words[at + 2][:1] == _LETTERS[word]:
                step = 3
            first = at if turn == 0 else first
            spoken = spoken or len(word) > 1
        elif turn % 2 and (word in _SAID or (len(word) == 1 and word.isdigit())):
            spoken = spoken or word in _SAID
        else:
            # The word may itself begin a code.
            at = at if turn == 0 else first
            turn, step, spoken = 0, 1, False
            at += step
            continue
        turn += 1
        at += step
        if turn == 6:
            if spoken and reading.is_open(first):
                yield _code(
                    reading, (reading.tokens.starts[first], reading.tokens.ends[at - 1]), "postal code said aloud"
                )
            turn, spoken = 0, False


def _code(reading: Reading, span: tuple[int, int], rule: str) -> Redaction:
    return redaction(reading, span, Kind.POSTAL_CODE, rule=rule)
