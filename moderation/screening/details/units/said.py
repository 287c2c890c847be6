"""Units with their number in words: "four oh eight squadron", « douzième escadron »."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..named import institution, is_capital
from ..scan import Found, Pattern, word_set
from ..windows import windows
from .shapes import COUNTS, WORDS

_COUNT: Final = (
    r"(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|hundred"
    r"|un|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|quarante"
    r"|cinquante|soixante|cents?)"
)
_SAID_HEAD: Final = (
    r"(?:battalion|bn|bataillon|squadron|sqn|escadron|escadre|wing|brigade|regiment|field\sambulance|platoon|peloton"
    r"|company|coy|service\sbattalion|canadian\sdivision|combat\sengineer|ambulance\sde\scampagne)"
)
_SAID_NTH: Final = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|twelfth|\w{2,10}(?:th|ieme)|premier|premiere)"
)
_SAID_UNIT: Final = Pattern(
    rf"\b(?P<order>(?:(?:{_COUNT}|et)[\s-]){{1,5}}(?:{_COUNT}|{_SAID_NTH})\s|{_SAID_NTH}\s){_SAID_HEAD}(?!\w)"
)
_ORDINALS: Final = word_set("first second third fourth fifth premier premiere deuxieme troisieme quatrieme cinquieme")
_ARTICLES: Final = word_set("the le la au du in")


def said_units(reading: Reading) -> Iterator[Redaction]:
    """Units whose number is said, not typed in figures."""
    for first, stop in windows(reading, WORDS["said"], before=7, after=1, worth=_has_order):
        for found in _SAID_UNIT.find(reading.open_text, first, stop):
            if _is_said(reading, found):
                yield institution(reading, found.span(), "unit with its number said")


def _has_order(reading: Reading, index: int) -> bool:
    """A cheap gate: a number said stands right before, or one word before « canadian »."""
    before = reading.tokens.words[max(0, index - 2) : index]
    return any(word in COUNTS or word.endswith(("th", "ieme")) for word in before)


def _is_said(reading: Reading, found: Found) -> bool:
    """ "Four oh eight squadron"; one number alone needs an article before it or a capital."""
    order = found.group("order").replace("-", " ").split()
    if len(order) > 1:
        return (
            len(order) > 2
            or not order[0].startswith(("un", "one", "two", "deux"))
            or order[-1].endswith(("th", "ieme"))
        )
    before = reading.open_text[: found.span()[0]][-8:].split()
    if is_capital(reading, found.span()[0]) and before and not before[-1].endswith((".", "!", "?")):
        return True
    return order[0] in _ORDINALS and bool(before) and (before[-1] in _ARTICLES or before[-1].endswith(","))
