"""Birth dates and street addresses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern

_MONTH: Final = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|fev(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|"
    r"jul(?:y)?|juil(?:let)?|aug(?:ust)?|aout|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|"
    r"dec(?:ember|embre)?)\.?"
)
_DATE: Final = (
    r"(?:\d{1,4}\s?[-/.]\s?\d{1,2}\s?[-/.]\s?\d{1,4}|(?:19|20)\d{6}"
    rf"|(?:\d{{1,2}}(?:st|nd|rd|th|er|e)?\s+(?:of\s+|de\s+)?)?{_MONTH}\s*(?:\d{{1,2}}(?:st|nd|rd|th)?\b)?"
    r"(?:,?\s*(?:of\s+|de\s+)?(?:19|20)\d{2}\b)?)"
)
_BIRTH: Final = Pattern(
    r"\b(?:born|d\.?o\.?b\.?|birth\s?(?:day|date)|date\s+of\s+birth|nee?|ne\(e\)|date\s+de\s+naissance|"
    r"ddn|anniversaire|fete)\b[\s:'-]{0,3}(?:(?:on|is|the|le|est|c'est|was|:|in)[\s:]{1,2}){0,3}"
    rf"(?P<date>{_DATE})"
)
_BIRTH_YEAR: Final = Pattern(r"\b(?:born|nee?)\s+(?:in|en)\s+(?P<date>(?:19|20)\d{2})\b")
_NUMBER: Final = r"(?<![\w.])(?P<number>\d{1,5}[a-d]?(?:\s?-\s?\d{1,5})?),?\s{1,2}"
_CLEAR: Final = r"(?:street|str?\.?|avenue|ave?\.?|road|rd\.?|boulevard|blvd\.?|crescent|cres\.?|highway|hwy)"
_VAGUE: Final = r"(?:drive|dr\.?|court|crt\.?|lane|place|way|terrace|trail|circle|close)"
_STREET: Final = Pattern(
    rf"{_NUMBER}(?P<name>(?:[a-z][\w'.-]{{1,25}}|\d{{1,3}}(?:st|nd|rd|th))(?:\s[a-z][\w'.-]{{1,25}}){{0,2}})\s"
    rf"(?:(?P<clear>{_CLEAR})|(?P<vague>{_VAGUE}))(?!\w)"
)
_RUE: Final = Pattern(
    r"(?<![\w.])(?:(?P<number>\d{1,5}[a-d]?),?\s{1,2}(?:de\s+la\s+)?)?(?P<type>rue|avenue|av\.|boulevard|boul\.?|chemin|"
    r"rang|route|montee|croissant|impasse|allee)\s(?P<name>(?:(?:de\s+la|de\s+l'|de|des|du|la|le|saint|sainte|st|ste)[\s-]{0,1}){0,2}"
    r"[a-z][\w'.-]{2,25})"
)
_RUE_WORDS: Final = frozenset(
    ["rue", "avenue", "av", "boulevard", "boul", "chemin", "rang", "route", "montee", "croissant", "impasse", "allee"]
)
_BOX: Final = Pattern(
    r"\b(?:p\.?\s?o\.?\s?box|case\s+postale|c\.p\.|apt\.?|apartment|appartement|appt?\.?|unit)\s?#?\s?\d{1,5}\b"
)
_FUNCTION: Final = frozenset(
    [
        "minute",
        "minutes",
        "hour",
        "hours",
        "day",
        "days",
        "min",
        "mins",
        "of",
        "to",
        "the",
        "a",
        "in",
        "for",
        "km",
        "years",
        "year",
        "long",
        "way",
        "from",
        "my",
    ]
)


def birth_dates(reading: Reading) -> Iterator[Redaction]:
    """A date said to be a birth date; a birth year alone is only flagged."""
    if not reading.has_digits():
        return
    text = reading.open_text
    for found in _BIRTH.find(text):
        if any(letter.isdigit() for letter in found.group("date")):
            yield redaction(reading, found.span("date"), Kind.DATE_OF_BIRTH, rule="birth date by cue")
    for found in _BIRTH_YEAR.find(text):
        yield redaction(reading, found.span("date"), Kind.DATE_OF_BIRTH, sure=False, rule="birth year")


def addresses(reading: Reading) -> Iterator[Redaction]:
    """Street addresses with a number; a street without one only when its name has a capital."""
    text = reading.open_text
    if reading.has_digits():
        for found in _STREET.find(text):
            if _is_street(reading, found.span("name"), vague=bool(found.group("vague"))):
                yield redaction(reading, found.span(), Kind.ADDRESS, rule="street address")
        for found in _BOX.find(text):
            yield redaction(reading, found.span(), Kind.ADDRESS, rule="box or apartment")
    if not reading.has_word(_RUE_WORDS):
        return
    for found in _RUE.find(text):
        if (
            found.group("type") == "montee"
            and not found.group("number")
            and not _is_named_climb(reading, found.span("type"))
        ):
            continue
        start, end = found.span("name")
        last = text.rfind(" ", start, end) + 1 or start
        has_capital = reading.folded.typed(last, last + 1).isupper()
        is_kept = bool(found.group("number")) or (has_capital and found.group("type") != "route")
        if is_kept:
            sure = bool(found.group("number")) or has_capital
            yield redaction(reading, found.span(), Kind.ADDRESS, sure=sure, rule="adresse")


def _is_named_climb(reading: Reading, span: tuple[int, int]) -> bool:
    """« Montée de la Source » is a street; « elle est montée de Montréal » is a journey."""
    return reading.folded.typed(span[0], span[0] + 1).isupper()


def _is_street(reading: Reading, span: tuple[int, int], *, vague: bool) -> bool:
    words = reading.open_text[span[0] : span[1]].split()
    if not _FUNCTION.isdisjoint(words):
        return False
    return not vague or reading.folded.typed(span[0], span[0] + 1).isupper()
