"""Ordinary words of both languages: what they protect is no name and no place."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final

from .wordlists import plain

_LONGEST: Final = 30  # no name is longer; such a word is a flood of letters
_ENDINGS: Final = re.compile(
    r"(?:ing|ings|edly|ness|tion|tions|sion|ment|ments|ements|able|ables|ible|ibles|fully|less|ously|ically"
    r"|ingly|isms?|ists?|istes?"
    r"|isation|ization|ized|ised|izing|ising|iser|ions|ions|ities|ously|erais|erait|eraient|aient|erions|eriez"
    r"|erons|erez|eront|issait|issais|issant"
    r"|issent|issons|euses?|eux|trices?|ologue|ologues|ologie|ology|ologist|iques|ivement|ance|ances|ences"
    r"|assent|asse|ship|ward|wards|ful)\Z"
)
_STEMS: Final = (
    "s",
    "es",
    "e",
    "ed",
    "d",
    "ing",
    "ly",
    "er",
    "r",
    "y",
    "n",
    "nt",
    "ent",
    "ais",
    "ait",
    "ons",
    "ez",
    "es",
    "ant",
    "ment",
    "in",
    "x",
)


@cache
def everyday() -> frozenset[str]:
    """Words that stand for nobody, folded."""
    return plain("words_en") | plain("words_fr") | plain("things")


@lru_cache(maxsize=20_000)
def is_ordinary(word: str) -> bool:
    """Whether a word, or what is left of it without its ending, is an everyday one."""
    words = everyday()
    if len(word) > _LONGEST:
        return True
    if word in words or _ENDINGS.search(word) is not None:
        return True
    for ending in _STEMS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2 and (stem in words or stem + "e" in words or stem + "er" in words):
            return True
    return False


@lru_cache(maxsize=5_000)
def is_slip(word: str) -> bool:
    """Whether a word is an everyday one with a letter too many, two letters changed about, or one doubled."""
    words = everyday()
    for place in range(len(word)):
        if word[:place] + word[place + 1 :] in words:
            return True
        if word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :] in words:
            return True
    return any(
        word[:place] + letter + word[place + skip :] in words
        for place in range(len(word) + 1)
        for skip in (0, 1)
        for letter in "aeiouyrstnlhmcdp"
    )
