"""Units of every sort, one finder after the other; those side by side are one find."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import chain
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..gazetteer import load_gazetteer, longest
from ..named import institution
from .bases import bases
from .lettered import lettered_units
from .local_bodies import local_bodies
from .numbered import numbered_units
from .oral import oral_units
from .regiments import regiments
from .said import said_units

# In this order: of two finds that begin together the first one gives the reason.
_FINDERS: Final = (bases, numbered_units, local_bodies, said_units, lettered_units, regiments)
_BETWEEN: Final = frozenset([" ", " of ", " of the ", " du ", " de la ", " - "])
_STAFF: Final = re.compile(
    r"\b(?:quartier g[e\u00e9]n[e\u00e9]ral|[e\u00e9]tat-major|headquarters|qg|hq|mess)"
    r" (?:de la|du|de l'|des|of the|of|at) ?\Z",
    re.IGNORECASE,
)


def units(reading: Reading) -> Iterator[Redaction]:
    """Bases, ships, wings, squadrons and regiments; a company and its battalion side by side are one find."""
    found = chain.from_iterable(find(reading) for find in (*_FINDERS, _listed))
    yield from _joined(reading, found)
    yield from oral_units(reading)


def _joined(reading: Reading, found: Iterable[Redaction]) -> Iterator[Redaction]:
    """Finds that touch, or have only an "of the" between them, grown together."""
    last: Redaction | None = None
    for one in sorted(map(partial(_with_staff, reading), found), key=lambda unit: unit.start):
        if last is None:
            last = one
        elif one.start <= last.end or reading.folded.raw[last.end : one.start].lower() in _BETWEEN:
            last = replace(last, end=max(last.end, one.end))
        else:
            yield last
            last = one
    if last is not None:
        yield last


def _with_staff(reading: Reading, one: Redaction) -> Redaction:
    """« quartier général de la 2e Division » is one find."""
    before = _STAFF.search(reading.folded.raw, max(0, one.start - 40), one.start)
    return one if before is None else replace(one, start=before.start())


def _listed(reading: Reading) -> Iterator[Redaction]:
    """The units of the list, by name."""
    lists = load_gazetteer()
    words = reading.tokens.words
    for index, word in enumerate(words):
        length = longest(lists.units, words, index) if word in lists.units else 0
        # "Canadian Forces Joint Signal Regiment" begins like a public body that is kept.
        if length and (reading.is_open(index) or reading.is_open(index + length - 1)):
            end = reading.tokens.ends[index + length - 1]
            yield institution(reading, (reading.tokens.starts[index], end), "listed unit")
