"""The ordered tuple of detectors. Each is one idea; all run on every text; the worst wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .danger.phrases import PhraseBook
from .details import contact, handles, names, numbers, personal, places, spoken
from .model import Redaction, Signal
from .text.tokens import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A name for the reason line, and what to run."""

    name: str
    run: Callable[[Reading], Iterable[Signal | Redaction]]


def detectors(books: Iterable[PhraseBook]) -> tuple[Detector, ...]:
    """Phrases of the community's own language first, then the others', then personal details."""
    danger = tuple(Detector(name=f"phrases {book.lang}", run=book.signals) for book in books)
    return (
        *danger,
        Detector(name="emails", run=contact.emails),
        Detector(name="links", run=contact.links),
        Detector(name="handles", run=handles.handles),
        Detector(name="postal codes", run=numbers.postal_codes),
        Detector(name="identifiers", run=numbers.identifiers),
        Detector(name="digit runs", run=numbers.digit_runs),
        Detector(name="spoken numbers", run=spoken.spoken_numbers),
        Detector(name="birth dates", run=personal.birth_dates),
        Detector(name="addresses", run=personal.addresses),
        Detector(name="units", run=places.units),
        Detector(name="towns", run=places.towns),
        Detector(name="hyphenated places", run=places.hyphenated_places),
        Detector(name="unlisted places", run=places.unlisted_places),
        Detector(name="people", run=names.people),
    )
