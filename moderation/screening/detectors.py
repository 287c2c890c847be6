"""The ordered tuple of detectors. Each is one idea; all run on every text; the worst wins."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from .danger.classifier import Classifier
from .danger.phrases import PhraseBook
from .details.births.finding import birth_dates
from .details.contacts.emails import emails
from .details.contacts.handles import handles
from .details.contacts.identifiers import identifiers
from .details.contacts.links import links
from .details.contacts.numbers import digit_runs
from .details.contacts.spoken import spoken_numbers
from .details.institutions.english import institutions
from .details.institutions.french import institutions_fr
from .details.people.disguised import disguised
from .details.people.entities import load_entities
from .details.people.names import people
from .details.people.nicknames import nicknames
from .details.places.hashtags import hashtags
from .details.places.hyphenated import hyphenated_places
from .details.places.towns import towns
from .details.streets.addresses import addresses
from .details.streets.postal import postal_codes
from .details.units.finding import units
from .model import Redaction, Signal
from .text.tokens import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Detector:
    """A name for the reason line, and what to run."""

    name: str
    run: Callable[[Reading], Iterable[Signal | Redaction]]


DETAILS: Final = (
    Detector(name="emails", run=emails),
    Detector(name="links", run=links),
    Detector(name="handles", run=handles),
    Detector(name="postal codes", run=postal_codes),
    Detector(name="identifiers", run=identifiers),
    Detector(name="digit runs", run=digit_runs),
    Detector(name="spoken numbers", run=spoken_numbers),
    Detector(name="birth dates", run=birth_dates),
    Detector(name="addresses", run=addresses),
    Detector(name="units", run=units),
    Detector(name="institutions", run=institutions),
    Detector(name="institutions in French", run=institutions_fr),
    Detector(name="hashtags", run=hashtags),
    Detector(name="disguised names", run=disguised),
    Detector(name="towns", run=towns),
    Detector(name="hyphenated places", run=hyphenated_places),
    Detector(name="nicknames", run=nicknames),
    Detector(name="people", run=people),
)


def detectors(books: Iterable[PhraseBook], classifier: Classifier) -> tuple[Detector, ...]:
    """Phrases of the community's own language first, then the others', its classifier, then personal details."""
    lexicons = tuple(books)
    danger = tuple(Detector(name=f"phrases {book.lang}", run=book.signals) for book in lexicons)
    return (
        *danger,
        Detector(name="classifier", run=classifier.signals),
        *DETAILS,
        Detector(name="entities", run=load_entities(lexicons[0].lang).run),
    )
