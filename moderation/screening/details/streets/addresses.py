"""Addresses of every sort, one finder after the other."""

from __future__ import annotations

from collections.abc import Iterator

from ...model import Redaction
from ...text.tokens import Reading
from .corners import corners
from .english import streets_en
from .french import streets_fr
from .rural import numbered_places


def addresses(reading: Reading) -> Iterator[Redaction]:
    """Street addresses with a number, sure; without one, sure when the name has a capital or a cue stands before."""
    yield from streets_en(reading)
    yield from streets_fr(reading)
    yield from numbered_places(reading)
    yield from corners(reading)
