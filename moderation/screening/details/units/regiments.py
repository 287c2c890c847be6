"""Regiments by their name, listed or not: capitals before a word that only units end in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution, is_capital, pieces_of
from ..scan import Pattern
from ..vocabulary import is_ordinary
from .shapes import WORDS

_HEADED: Final = Pattern(
    r"\b(?P<name>(?:[a-z][\w'.-]{1,20}\s){1,4})(?:regiment|regment|rifles|highlanders|hussars|fusiliers"
    r"|dragoons|rangers|grenadiers|voltigeurs|foresters|scottish)\b"
)


def regiments(reading: Reading) -> Iterator[Redaction]:
    """ "North Saskachewan Regment", from its first capital on that begins a name; nothing where all is capitals."""
    if not reading.has_word(WORDS["regiments"]):
        return
    for found in _HEADED.find(reading.open_text):
        names = pieces_of(reading.open_text, *found.span("name"))
        start = next((place for place, word in names if _begins(reading, place, word)), None)
        if start is not None and not reading.folded.typed(start, found.span()[1]).isupper():
            yield institution(reading, (start, found.span()[1]), "regiment by its name")


def _begins(reading: Reading, place: int, word: str) -> bool:
    """A capital, on a word that is no everyday one or that regiments are often called by."""
    return is_capital(reading, place) and (word in WORDS["proper"] or not is_ordinary(word))
