"""Companies, batteries and squadrons by their letter: "B Coy", « compagnie Alpha »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution, is_capital
from ..scan import Found, Pattern
from ..windows import windows
from .shapes import WORDS

_LETTER: Final = (
    r"(?:[a-z]|alpha|bravo|charlie|delta|echo|foxtrot|golf|hotel|india|juliet|kilo|lima|mike|november|oscar|papa|quebec|romeo"
    r"|sierra|tango|uniform|victor|whiskey|x-?ray|yankee|zulu)"
)
_LETTERED: Final = Pattern(
    rf"\b(?P<letter>{_LETTER})\s(?P<head>coy|squadron|sqn|company|battery|bty|flight|troop)(?!\w)"
    rf"|\b(?:compagnie|cie|escadron|batterie|bie)\s[\"]?(?P<letter>{_LETTER})(?![\w'])[\"]?"
)


def lettered_units(reading: Reading) -> Iterator[Redaction]:
    """A letter, or its word of the radio alphabet, beside what it letters."""
    for first, stop in windows(reading, WORDS["lettered"], before=2, after=2):
        for found in _LETTERED.find(reading.open_text, first, stop):
            if _is_unit(reading, found):
                yield institution(reading, found.span(), "lettered unit")


def _is_unit(reading: Reading, found: Found) -> bool:
    """ "B Coy", « compagnie A »: the letter is a capital, or its head is said of units alone; "a company" is none."""
    start, end = found.span("letter")
    if len(found.group("letter")) > 1 or is_capital(reading, start):
        # « A Company » begins a sentence about any firm.
        return (
            found.group("letter") not in ("a", "i")
            or not found.group("head")
            or found.group("head") in ("coy", "bty", "sqn")
            or (start > 1 and is_capital(reading, end + 1))
        )
    if not found.group("head"):
        return found.group("letter") in "befghx" or found.text.startswith(("cie", "bie"))
    return found.group("head") in ("coy", "bty") and found.group("letter") not in ("a", "i", "y")
