"""Two streets that meet: "the corner of Kestrel and Vimy", « coin Vimy et Principale »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import is_capital
from ..scan import Pattern, word_set
from .shapes import address

_CORNER_WORDS: Final = word_set("corner intersection coin croisement angle")
_CORNER: Final = Pattern(
    r"\b(?:corner|intersection)\sof\s(?P<one>[a-z][\w'-]{2,25})\s(?:and|&)\s(?P<two>[a-z][\w'-]{2,25})\b"
    r"|\b(?:coin|croisement|angle)\s(?:de\s|des\srues\s)?(?P<one>[a-z][\w'-]{2,25})\s(?:et|pis|&)\s(?:de\s)?(?P<two>[a-z][\w'-]{2,25})\b"
)


def corners(reading: Reading) -> Iterator[Redaction]:
    """Both names with their capital."""
    if not reading.has_word(_CORNER_WORDS):
        return
    for found in _CORNER.find(reading.folded.text):
        spans = found.span("one"), found.span("two")
        if all(is_capital(reading, start) for start, _ in spans):
            yield address(reading, (spans[0][0], spans[1][1]), "corner of two streets")
