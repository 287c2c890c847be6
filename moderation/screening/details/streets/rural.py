"""Where only a number tells the place: country roads, boxes and rural routes, apartments, lots and sections of land."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Redaction
from ...text.tokens import Reading
from ..scan import Pattern
from ..windows import has_number, windows
from .shapes import FIGURES, TAIL, address, any_listed, listed

_ROAD, _TELLING = any_listed("english", "numbered"), any_listed("english", "telling")
_COUNTRY: Final = Pattern(
    rf"(?<![\w.$-])(?:(?P<number>{FIGURES}),?\s(?:the\s)?{_ROAD}|(?P<telling>{_TELLING}))\s"
    rf"#?(?:no\.?\s)?\d{{1,4}}[a-z]?(?!\w|[.,]\d){TAIL}"
)
# Land in the West: quarter, section, township, range, meridian.
_LAND: Final = Pattern(
    r"\b(?:(?:lsd\s?\d{1,2}|[ns]\.?[ew]\.?|[nsew]\.?)(?:\s?(?:1/4|\u00bc|quarter))?\s?(?:of\s)?[\s-]?)?(?:sec(?:tion)?\.?\s)?"
    r"\d{1,2}\s?-\s?\d{1,3}\s?-\s?\d{1,2}\s?-?\s?w(?:est)?\.?\s?(?:of\s(?:the\s)?)?[1-6](?:st|nd|rd|th)?m?\b"
    r"|\b[ns]\.?[ew]\.?\s?(?:1/4\s|\u00bc\s|quarter\s)?(?:of\s)?(?:section\s|sec\.?\s)?\d{1,2}\s?-\s?\d{1,3}\s?-\s?\d{1,2}\b"
    r"|\blot\s\d{1,3},?\s(?:con(?:c|cession)?\.?|plan|block|rang)\s\d{1,4}\b"
)
_STATION: Final = (
    r"(?:,?\s(?:stn|sta|station|succ|succursale)\.?\s[\w'-]{1,20}(?:\s(?:main|centre-ville|terminus|[a-z](?!\w)))?)?"
)
_BOX: Final = Pattern(
    rf"\b(?:p\.?\s?o\.?\s?box|case\spostale|c\.\s?p\.?|cp|casier\spostal|boite\spostale|b\.p\.)\s?#?\s?\d{{1,6}}\b{_STATION}"
    r"|\b(?:(?:box|site|comp(?:artment)?|gr(?:ou)?p|gen(?:eral)?\sdel(?:ivery)?)\s?#?\d{0,4},?\s){1,3}(?:rr|r\.r\.)\s?#?\s?\d{1,2}\b"
    r"|\b(?:rr|r\.r\.)\s?#?\s?\d{1,2}\b(?:,?\s(?:box|site|comp|gr(?:ou)?p|stn)\s?#?\s?\w{1,5}){0,3}"
    r"|\brural\sroute\s(?:no\.?\s)?\d{1,2}\b|\broute\srurale\s(?:no\.?\s)?\d{1,2}\b|\bgeneral\sdelivery\b|(?<=,\s)box\s\d{1,4}(?=,)"
    r"|\b(?:civic|fire)\s(?:number|address|no\.?|#)\s?#?\s?\d{2,5}\b|\bbox\s\d{1,4},?\s(?:site|comp|stn|group|grp)\s\w{1,5}\b"
    r"|\bbox\s\d{3,5}\b|\b(?:apt|appt|apartment|appartement|suite|unit|bachelor)\.?\s?#?\s?(?:\d{1,5}[a-d]?)\b"
    r"|\bapp(?:\.\s?|\s#?)\d{1,5}\b(?!\s(?:fois|times|per|par|a\s))"
)
_ROAD_WORDS: Final = frozenset(listed("rural", "roads"))
_BOX_WORDS: Final = frozenset(listed("rural", "boxes"))
_LAND_WORDS: Final = frozenset(listed("rural", "land"))


def numbered_places(reading: Reading) -> Iterator[Redaction]:
    """Country roads, boxes and apartments, sections of land."""
    if not reading.has_digits():
        return
    text = reading.folded.text
    for words, pattern, rule in (
        (_ROAD_WORDS, _COUNTRY, "country road"),
        (_BOX_WORDS, _BOX, "box or apartment"),
        (_LAND_WORDS, _LAND, "section of land"),
    ):
        for first, stop in windows(reading, words, before=4, after=8, worth=_has_number_near):
            for found in pattern.find(text, first, stop):
                yield address(reading, found.span(), rule)


def _has_number_near(reading: Reading, index: int) -> bool:
    """A cheap gate: figures stand close by."""
    return has_number(reading, index - 2, index + 4)
