"""Shops everybody knows, told apart by their street or town: "the Tims on Main", « au Rona de la 117 »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading, words_of
from ..gazetteer import load_gazetteer
from ..named import any_of, institution, is_capital, listed
from ..scan import Pattern, word_set
from ..vocabulary import is_ordinary
from ..windows import windows

_BRANDS: Final = listed("brands")
_SHOP: Final = Pattern(
    rf"\b(?:{any_of(_BRANDS)})(?:\sclinic|\sclinique)?\s(?:de\sla|de\sl'|du|de|d'|des|on|in|at|of|sur\sla|sur|a"
    r"|au)\s?(?P<name>[a-z0-9][\w'-]{1,25}(?:[\s-][a-z][\w'-]{2,25}){0,2})"
)
# The longest word of each: « la belle province » is looked for where « province » stands.
_BRAND_WORDS: Final = frozenset(max(reversed(words_of(brand)), key=len) for brand in _BRANDS)
_LEADS: Final = word_set("de du d des on in at of sur a au")
_STREETS: Final = frozenset(["rue", "boul", "main"])


def shops(reading: Reading) -> Iterator[Redaction]:
    """A brand and the place that says which one."""
    for first, stop in windows(reading, _BRAND_WORDS, before=4, after=7, worth=_may_be_told):
        yield from _told(reading, first, stop)


def _may_be_told(reading: Reading, index: int) -> bool:
    """A cheap gate: one of the words that lead to a place stands soon after."""
    return not _LEADS.isdisjoint(reading.tokens.words[index + 1 : index + 4])


def _told(reading: Reading, first: int, stop: int) -> Iterator[Redaction]:
    lists = load_gazetteer()
    for found in _SHOP.find(reading.folded.text, first, stop):
        start, end = found.span("name")
        word = found.group("name").split(" ")[0].split("-")[0]
        capital = is_capital(reading, start)
        town = word in lists.places or (word in lists.ambiguous_places and not is_ordinary(word))
        known = town or word in _STREETS
        if word in lists.kept_places or word in lists.not_names:
            continue
        if not (word.isdigit() or known or (capital and not is_ordinary(word))):
            continue
        if not (capital or known) or (" " in found.group("name") and not (capital or word == "rue")):
            end = start + len(word)
        yield institution(reading, (found.span()[0], end), "shop and its place")
