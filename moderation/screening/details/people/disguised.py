"""Names and places with signs between their letters or figures for letters: "N*a*z*a*n*i*n", "m4tthias"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..gazetteer import load_gazetteer
from ..redacting import redaction
from ..scan import has_mixed_word
from ..vocabulary import is_ordinary

_SPREAD: Final = re.compile(r"(?<![\w*-])(?:(?:sainte?|st|ste)-)?[a-z](?:[*\-_.~|/][a-z]){3,24}(?![\w*])")
_LEET: Final = re.compile(r"(?<![\w@./#-])[a-z0-9@$]*(?:[a-z][0134578@$]|[0134578@$][a-z])[a-z0-9@$]*(?![\w@/-])")
_LETTERS: Final = str.maketrans(
    {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "8": "b", "@": "a", "$": "s"}
)
_LEAST_APART: Final = 4


def disguised(reading: Reading) -> Iterator[Redaction]:
    """Spread letters that make no everyday word, and leet that makes a listed name or place."""
    text = reading.open_text
    words = reading.tokens.words
    if sum(len(word) == 1 for word in words) >= _LEAST_APART:
        yield from _apart(reading, text)
    if has_mixed_word(words) or "@" in text or "$" in text:
        yield from _leet(reading, text)


def _apart(reading: Reading, text: str) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for found in _SPREAD.finditer(text):
        word = re.sub(r"[^a-z]", "", found.group())
        if not is_ordinary(word) and (len(word) > 4 or word in lists.given):
            yield redaction(reading, found.span(), Kind.PERSON, rule="name with its letters apart")


def _leet(reading: Reading, text: str) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for found in _LEET.finditer(text):
        typed = found.group()
        if sum(letter.isalpha() for letter in typed) < 3:
            continue
        for one in ("i", "l"):
            word = typed.replace("1", one).translate(_LETTERS)
            name = word in lists.given or word in lists.surnames
            if name or (word,) in lists.places.get(word, ()):
                kind = Kind.PERSON if name else Kind.LOCATION
                yield redaction(reading, found.span(), kind, rule="name with figures for letters")
                break
