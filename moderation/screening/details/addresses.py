"""Addresses of every sort, one finder after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Redaction
from ..text.tokens import Reading
from .corners import corners
from .rural import numbered_places
from .streets_en import streets_en
from .streets_fr import streets_fr


def addresses(reading: Reading) -> Iterator[Redaction]:
    """Street addresses with a number, sure; without one, sure when the name has a capital or a cue stands before."""
    yield from streets_en(reading)
    yield from streets_fr(reading)
    yield from numbered_places(reading)
    yield from corners(reading)
