"""Units by their number in figures: squadrons, battalions, wings, ambulances."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution, is_capital
from ..scan import Found
from ..windows import has_number, windows
from .shapes import COUNTS, UNIT, WORDS

# A count as often as an order: "two company cars", "first division".
_FEW: Final = frozenset(["one", "two", "three", "five", "second", "first"])


def numbered_units(reading: Reading) -> Iterator[Redaction]:
    """ "1 RCR", « 5e Ambulance de campagne », "4 Wing Cold Lake"."""
    if not reading.has_digits():
        return
    text = reading.open_text
    glued = [word for word in reading.tokens.words if word[0].isdigit() and not word.isdigit()]
    stretches = windows(reading, WORDS["heads"].union(glued), before=8, after=10, worth=_has_number)
    for found in chain.from_iterable(UNIT.find(text, first, stop) for first, stop in stretches):
        span = found.span()[0], _end(reading, found)
        if not _is_everyday(reading, span):
            yield institution(reading, span, "numbered unit")


def _has_number(reading: Reading, index: int) -> bool:
    """A cheap gate: the number of a unit stands among the words before its head, or is glued to it."""
    return has_number(reading, index - 6, index + 1, COUNTS)


def _end(reading: Reading, found: Found) -> int:
    """Where the unit ends: with the word after it only where that names its place."""
    start, end = found.span()
    named = found.span("name")[0]
    if named < 0 or (is_capital(reading, named) and _is_beside(reading.open_text, named)):
        return end
    return len(reading.open_text[start:named].rstrip()) + start


def _is_beside(text: str, place: int) -> bool:
    """ "4 Wing Cold Lake", « 17e Escadre Winnipeg »: only right after the unit and a single space."""
    return text[place - 1 : place] == " " and text[place - 2 : place - 1].isalnum()


def _is_everyday(reading: Reading, span: tuple[int, int]) -> bool:
    """ "5 pl", « 2 groupes », "two company cars": a short or everyday head without its capital, or a mere count."""
    start, end = span
    figures = reading.open_text[start].isdigit()
    if not figures and not start:
        return False
    words = reading.open_text[start:end].split()
    if words[-1] in WORDS["short"] and not reading.folded.typed(start, end)[-len(words[-1]) :][:1].isupper():
        return True
    return not figures and words[0].strip("-") in _FEW
