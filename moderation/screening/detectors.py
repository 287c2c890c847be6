"""The ordered tuple of detectors. Each is one idea; all run on every text; the worst wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from .danger.classifier import Classifier
from .danger.phrases import PhraseBook
from .details import (
    addresses,
    births,
    contact,
    disguised,
    entities,
    handles,
    hashtags,
    hyphenated,
    identifiers,
    institutions,
    institutions_fr,
    links,
    names,
    nicknames,
    numbers,
    places,
    postal,
    spoken,
    units,
)
from .model import Redaction, Signal
from .text.tokens import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A name for the reason line, and what to run."""

    name: str
    run: Callable[[Reading], Iterable[Signal | Redaction]]


DETAILS: Final = (
    Detector(name="emails", run=contact.emails),
    Detector(name="links", run=links.links),
    Detector(name="handles", run=handles.handles),
    Detector(name="postal codes", run=postal.postal_codes),
    Detector(name="identifiers", run=identifiers.identifiers),
    Detector(name="digit runs", run=numbers.digit_runs),
    Detector(name="spoken numbers", run=spoken.spoken_numbers),
    Detector(name="birth dates", run=births.birth_dates),
    Detector(name="addresses", run=addresses.addresses),
    Detector(name="units", run=units.units),
    Detector(name="institutions", run=institutions.institutions),
    Detector(name="institutions in French", run=institutions_fr.institutions_fr),
    Detector(name="hashtags", run=hashtags.hashtags),
    Detector(name="disguised names", run=disguised.disguised),
    Detector(name="towns", run=places.towns),
    Detector(name="hyphenated places", run=hyphenated.hyphenated_places),
    Detector(name="nicknames", run=nicknames.nicknames),
    Detector(name="people", run=names.people),
)


def detectors(books: Iterable[PhraseBook], classifier: Classifier) -> tuple[Detector, ...]:
    """Phrases of the community's own language first, then the others', its classifier, then personal details."""
    lexicons = tuple(books)
    danger = tuple(Detector(name=f"phrases {book.lang}", run=book.signals) for book in lexicons)
    return (
        *danger,
        Detector(name="classifier", run=classifier.signals),
        *DETAILS,
        Detector(name="entities", run=entities.load_entities(lexicons[0].lang).run),
    )
