"""Presidio beside our own engine: its rules on the same texts, in the same run. It is never in a request's way.

It runs without a pretrained model of names, because none may be fetched, and without the network.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules
from typing import Any, Final

import spacy

from app.bench.judging.details import Mask

NAME: Final = "presidio_analyzer"
SURE: Final = 0.4  # what it gives a telephone number it is content with; what scores less is only flagged
_KINDS: Final = {
    "PERSON": "PERSON", "LOCATION": "LOCATION", "ORGANIZATION": "ORG_UNIT", "EMAIL_ADDRESS": "EMAIL", "URL": "URL",
    "PHONE_NUMBER": "PHONE", "CA_POSTAL_CODE": "POSTAL_CODE", "UK_POSTCODE": "POSTAL_CODE",
    "DATE_TIME": "DATE_OF_BIRTH",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Presidio:
    """Its analyzer, ready to run, and how many Canadian recognizers it has switched on."""

    masks: Callable[[str, str], list[Mask]]
    canadian: int
    version: str


def load_presidio(languages: tuple[str, ...]) -> Presidio | None:
    """Built for these languages; None where it is not installed."""
    try:
        package, engines = import_module(NAME), import_module(f"{NAME}.nlp_engine")
    except ImportError:
        return None
    logging.getLogger("presidio-analyzer").setLevel(logging.ERROR)
    _stay_offline()

    engine = engines.SpacyNlpEngine()
    engine.nlp = {lang: spacy.blank(lang) for lang in languages}
    registry = package.RecognizerRegistry(supported_languages=list(languages))
    registry.load_predefined_recognizers(languages=list(languages), nlp_engine=engine)
    canadian = _canadian()
    for recognizer in canadian:
        for lang in languages:
            registry.add_recognizer(recognizer(supported_language=lang))
    analyzer = package.AnalyzerEngine(registry=registry, nlp_engine=engine, supported_languages=list(languages))

    def masks(lang: str, text: str) -> list[Mask]:
        return settled(analyzer.analyze(text=text, language=lang))

    return Presidio(masks=masks, canadian=len(canadian), version=version("presidio-analyzer"))


def settled(results: list[Any]) -> list[Mask]:
    """Its results as masks; where two overlap the better one stays, as when it masks by itself."""
    found: list[Mask] = []
    for result in sorted(results, key=lambda one: (-one.score, one.start - one.end)):
        if all(result.end <= mask.start or mask.end <= result.start for mask in found):
            kind = _KINDS.get(result.entity_type, "ID_NUMBER")
            found.append(Mask(start=result.start, end=result.end, kind=kind, sure=result.score >= SURE))
    return found


def _canadian() -> list[Any]:
    """What it ships for Canada, which is off unless asked for; older versions ship nothing."""
    try:
        package = import_module(f"{NAME}.predefined_recognizers.country_specific.canada")
    except ImportError:
        return []
    modules = [import_module(f"{package.__name__}.{found.name}") for found in iter_modules(package.__path__)]
    return [
        value
        for module in modules
        for value in vars(module).values()
        if isinstance(value, type) and value.__module__ == module.__name__
    ]


def _stay_offline() -> None:
    """Its e-mail rule asks for the list of domain endings over the network unless told to use the one at hand."""
    domains = import_module("tldextract")
    setattr(domains, "extract", domains.TLDExtract(suffix_list_urls=(), cache_dir=None))  # noqa: B010 - untyped
