"""Phone numbers written out in words, which no digit pattern can see."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .numbers import is_cued
from .redacting import redaction

_EN: Final = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "oh", "nought"]
_FR: Final = ["zero", "un", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf"]
_DIGITS: Final = frozenset(_EN + _FR)
_TENS: Final = frozenset(
    [
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
        "thirty",
        "forty",
        "fifty",
        "sixty",
        "seventy",
        "eighty",
        "ninety",
        "hundred",
        "double",
        "triple",
        "dix",
        "onze",
        "douze",
        "treize",
        "quatorze",
        "quinze",
        "seize",
        "vingt",
        "vingts",
        "trente",
        "quarante",
        "cinquante",
        "soixante",
        "cent",
        "cents",
        "et",
        "and",
    ]
)


def spoken_numbers(reading: Reading) -> Iterator[Redaction]:
    """Numbers said digit by digit ("six one three …", « cinq un quatre … »)."""
    words = reading.tokens.words
    if sum(word in _DIGITS for word in words) < 3:
        return
    first = count = 0
    for index in range(len(words) + 1):
        word = words[index] if index < len(words) and reading.is_open(index) else ""
        value = len(word) if word.isdigit() and len(word) < 5 else int(word in _DIGITS or word in _TENS)
        if value:
            first = index if not count else first
            count += value
            continue
        if count >= 6:
            yield from _said(reading, first, index, count)
        count = 0


def _said(reading: Reading, first: int, stop: int, count: int) -> Iterator[Redaction]:
    said = reading.tokens.words[first:stop]
    if sum(word in _DIGITS or word in _TENS for word in said) < 3:
        return
    span = reading.tokens.starts[first], reading.tokens.ends[stop - 1]
    sure = count >= 7 or is_cued(reading, span[0])
    yield redaction(reading, span, Kind.PHONE, sure=sure, rule="number spelled out")
