"""Bases and ships: a head such as CFB, « garnison » or HMCS, and the name after it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..gazetteer import load_gazetteer
from ..named import institution, is_capital
from ..scan import Found, Pattern
from ..vocabulary import is_ordinary
from ..windows import windows
from .shapes import NAME, WORDS

_BASE: Final = Pattern(
    rf"\b(?P<head>cfb|bfc|cfs|sfc|cfad|dmfc|asu|usa|fob|camp|hmcs|ncsm|garnison|garrison|crfm|mfrc|base\sde"
    rf"|base\sof|fort|station|cfsu|ceb|bns|bon\ssvc)\s"
    rf"(?:(?P<saint>st|ste|saint|sainte|ville\sde|baie|cold|moose|goose|north|shilo"
    rf"|d')[\s.-]{{0,2}})?(?P<name>{NAME})(?:[\s-](?P<second>{NAME}))?"
)
_GLUED: Final = Pattern(r"(?<!\w)#?(?:hmcs|ncsm|cfb|bfc)[_]?[a-z][\w]{2,25}")
# Everyday words too: only before a place that is listed, or a capital that is no ordinary word.
_CAREFUL: Final = frozenset(
    ["camp", "fob", "usa", "garnison", "garrison", "fort", "station", "base de", "base of", "ceb", "bon svc"]
)
_SHIPS: Final = ("hmcs", "ncsm")
_HEADS: Final = ("hmcs", "ncsm", "cfb", "bfc")
_NEEDS: Final = {"bon": frozenset(["svc"]), "base": frozenset(["de", "of"])}


def bases(reading: Reading) -> Iterator[Redaction]:
    """ "CFB Moose Jaw", « base de Valcartier », "HMCS Ville de Québec"; and the same glued, as in "#cfbpetawawa"."""
    text = reading.open_text
    stretches = windows(reading, WORDS["bases"], before=0, after=7, worth=_may_name)
    for found in chain.from_iterable(_BASE.find(text, first, stop) for first, stop in stretches):
        if _is_base(reading, found):
            yield institution(reading, (found.span()[0], _end(reading, found)), "base or ship")
    if any(head in text for head in _HEADS):
        for found in _GLUED.find(text):
            yield institution(reading, found.span(), "base or ship, glued")


def _may_name(reading: Reading, index: int) -> bool:
    """A cheap gate: « bon » and « base » head a name only with what follows."""
    words = reading.tokens.words
    needs = _NEEDS.get(words[index])
    return needs is None or (index + 1 < len(words) and words[index + 1] in needs)


def _is_base(reading: Reading, found: Found) -> bool:
    """By its capital or the list of places; after HMCS whatever it is called."""
    start = found.span("name")[0]
    capital, head, name = is_capital(reading, start), found.group("head"), found.group("name")
    if "'" in name[1:3] and not reading.folded.typed(start, start + 3).istitle():
        return False
    listed = _is_place(name)
    if head in _CAREFUL:
        return listed or (capital and not is_ordinary(name))
    return head in _SHIPS or capital or listed or not is_ordinary(name)


def _is_place(name: str) -> bool:
    """Whether a place of this one word is listed."""
    lists = load_gazetteer()
    return (name,) in lists.places.get(name, ()) or (name,) in lists.ambiguous_places.get(name, ())


def _end(reading: Reading, found: Found) -> int:
    """Where the name ends, with its second word if it has two: "Moose Jaw", « Saint-Jean »."""
    start, end = found.span("name")
    second = found.span("second")
    if second[0] < 0:
        return end
    hyphened = reading.open_text[second[0] - 1] == "-"
    both = is_capital(reading, start) and is_capital(reading, second[0])
    return second[1] if hyphened or both or found.group("second") in WORDS["second"] else end
