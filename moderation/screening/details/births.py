"""Birth dates: typed, spelled out, partial, when something near says that somebody was born then."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ..model import Kind, Redaction
from ..text.tokens import Reading
from .redacting import redaction
from .scan import Pattern, word_set

_MONTH: Final = (
    r"(?:jan(?:uary|vier)?|feb(?:ruary)?|fev(?:rier)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may|mai|june?|juin|"
    r"jul(?:y)?|juil(?:let)?|aug(?:ust)?|aout|sept?(?:ember|embre)?|oct(?:ober|obre)?|nov(?:ember|embre)?|"
    r"dec(?:ember|embre)?)\b\.?"
)
_EN_UNIT: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_EN_DAY: Final = (
    rf"(?:(?:twenty|thirty)[\s-]{_EN_UNIT}|{_EN_UNIT}|(?:ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    rf"|seventeen|eighteen"
    r"|nineteen)(?:th)?|twelfth|twentieth|thirtieth|twenty|thirty)"
)
_FR_DAY: Final = (
    r"(?:vingt[\s-]et[\s-]une?|trente[\s-]et[\s-]une?|(?:vingt|trente)(?:[\s-](?:un|deux|trois|quatre|cinq|six"
    r"|sept|huit|neuf))?"
    r"|dix[\s-](?:sept|huit|neuf)|dix|onze|douze|treize|quatorze|quinze|seize|premier|deux|trois|quatre|cinq"
    r"|six|sept|huit|neuf)"
)
_TWO: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven"
    r"|eight|nine))?"
    r"|(?:oh|o|zero)[\s-](?:one|two|three|four|five|six|seven|eight|nine)|ten|eleven|twelve|thirteen|fourteen"
    r"|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|hundred)"
)
_FR_TWO: Final = (
    r"(?:(?:vingt|trente|quarante|cinquante|soixante|quatre[\s-]vingts?)(?:[\s-](?:et[\s-])?(?:une?|deux|trois"
    r"|quatre|cinq|six|sept|huit|neuf"
    r"|dix(?:[\s-](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize))?|dix(?:[\s-](?:sept|huit|neuf))?)"
)
_YEAR: Final = (
    r"(?:(?:19|20)\d{2}\b|'\d{2}\b|"
    rf"(?:nineteen|twenty)[\s-]{_TWO}\b|two\sthousand(?:\s(?:and\s)?\w{{3,6}})?|(?:mil(?:le)?\sneuf\scent\s"
    rf"|dix[\s-]neuf\scent\s|deux\smille\s){_FR_TWO}?"
    rf"|{_FR_TWO}\b|{_TWO}\b)"
)
_DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|e)?|{_EN_DAY}|{_FR_DAY})"
_FULL: Final = (
    r"(?:\b[\do]{1,4}\s?[-/.]\s?[\do]{1,2}\s?[-/.]\s?[\do]{2,4}\b|\b(?:19|20)\d{6}\b"
    rf"|\b{_DAY}\s?(?:of\s|de\s|-\s?)?{_MONTH}[\s,-]{{0,2}}(?:of\s|de\s|in\s)?{_YEAR}"
    rf"|\b{_MONTH}[\s-]?(?:the\s)?{_DAY}\b,?\s?(?:of\s|in\s)?{_YEAR}"
    rf"|\b(?:19|20)\d{{2}}[\s-]{_MONTH}[\s-]\d{{1,2}}\b)"
)
_PARTIAL: Final = (
    rf"(?:\b{_DAY}\s(?:of\s|de\s)?{_MONTH}(?!\w)|\b{_MONTH}\s(?:the\s)?{_DAY}\b|\b{_MONTH}\s(?:of\s)?(?:19"
    rf"|20)\d{{2}}\b)"
)
_SAID: Final = r"(?:\b[a-z]{2,6}(?:-[a-z]{2,6})?\s?/\s?[a-z]{2,6}(?:-[a-z]{2,6})?\s?/\s?[a-z]{3,7}(?:-[a-z]{2,6})?\b)"
_BORN: Final = (
    r"\b(?:born|d\.?\s?o\.?\s?b\.?|b-?day|bday|birth\s?(?:day|date)s?|date\s?of\s?birth|nee?s?|ne\(e\)"
    r"|(?:date\s(?:de\s)?)?naissance"
    r"|d\.?d\.?n\.?|(?:mon|ma|son|sa|notre)\s(?:anniversaire|fete)|(?:date\s(?:de\s)?(?:ma\s|sa\s)?)fete|anniv"
    r"|bonne\sfete|turn(?:ed|s|ing)?\s\d\d|b\.)(?!\w)"
)
_AFTER: Final = Pattern(rf"{_BORN}[^.!?\n\x00]{{0,45}}?(?P<date>{_FULL})")
_PARTLY: Final = Pattern(
    rf"{_BORN}[\s:,'-]{{0,3}}(?:(?:on|is|the|le|est|c'est|was|in|un|une|en)[\s:]{{1,2}}){{0,3}}(?P<date>{_PARTIAL})"
)
_SLASHED: Final = Pattern(rf"{_BORN}[^.!?\n\x00]{{0,30}}?(?P<date>{_SAID})")
_BEFORE: Final = Pattern(
    rf"(?P<date>{_FULL}|{_PARTIAL})\W{{1,3}}[^.!?\n\x00]{{0,60}}?\b(?:ma\sfete|mon\sanniversaire|(?:my|his"
    rf"|her)\sb(?:irth)?-?day|(?:ma|sa|de)\snaissance"
    r"|(?:i|he|she)\swas\sborn|date\sof\sbirth|dob|je\ssuis\snee?)\b"
)
# After a name and a comma, or between quotation marks on a tag: « Kassandra Lahaie, 9 septembre 2001, … ».
_LISTED: Final = Pattern(
    rf"(?:[a-z][\w'-]+,\s|\"\s?|\bmoi(?:,)?\sc'est\s(?:le\s)?|\bme:\s)(?P<date>{_FULL})(?=\s?[,\"]|\sand\b)"
)
_YEAR_ONLY: Final = Pattern(r"\b(?:born|nee?)\s+(?:in|en)\s+(?P<date>(?:19|20)\d{2})\b")
_FIGURES: Final = re.compile(r"[\do]\s?[-/.]\s?[\do]{1,2}\s?[-/.]\s?[\do]|\d{8}|[a-z]\s?/\s?[a-z]")
_WORDS: Final = word_set(
    "born dob bday birthday birthdays birthdate birth nee nees naissance ddn anniversaire fete anniv turned "
    "turns turning"
)
# « ne » without its accent is the negation far more often than a birth.
_SIGNS: Final = re.compile(
    r"\b(?:suis|chu|est|etait|etais|ete|sommes|sont|toi) ne\b|\bnes? (?:le|en|un|a) |\bne\(e|\bd\.? ?[od]\.? ?[bn]\b"
    r"|\bb-?day|\bb\. |\bne[,:]"
)
_SAID_AFTER: Final = word_set("fete anniversaire birthday bday naissance born birth dob nee")
_HAS_MONTH: Final = word_set(
    "january february march april may june july august september october november december janvier fevrier "
    "mars avril mai juin juillet aout septembre octobre novembre decembre jan feb fev mar apr avr jun jul aug "
    "sept sep oct nov dec"
)


def birth_dates(reading: Reading) -> Iterator[Redaction]:
    """A date said to be a birth date, in figures or words; a birth year alone is only flagged."""
    if not (reading.has_word(_WORDS) or "n\u00e9" in reading.folded.raw or _SIGNS.search(reading.open_text)):
        if reading.has_digits(5) and reading.has_word(_HAS_MONTH):
            yield from _listed(reading)
        return
    if not (reading.has_digits() or reading.has_word(_HAS_MONTH) or "/" in reading.open_text):
        return
    text = reading.open_text
    if not reading.has_word(_HAS_MONTH) and _FIGURES.search(text) is None:
        if reading.has_digits(4):
            for found in _YEAR_ONLY.find(text):
                yield redaction(reading, found.span("date"), Kind.DATE_OF_BIRTH, sure=False, rule="birth year")
        return
    month = reading.has_word(_HAS_MONTH)
    after = reading.has_word(_SAID_AFTER) or "suis ne" in text or "b-day" in text
    wanted = ((_AFTER, True), (_BEFORE, after), (_PARTLY, month), (_SLASHED, "/" in text))
    for pattern in (pattern for pattern, is_wanted in wanted if is_wanted):
        for found in pattern.find(text):
            yield redaction(
                reading, _with_article(text, found.span("date")), Kind.DATE_OF_BIRTH, rule="birth date by cue"
            )
    if month or _FIGURES.search(text) is not None:
        yield from _listed(reading)
    for found in _YEAR_ONLY.find(text):
        yield redaction(reading, found.span("date"), Kind.DATE_OF_BIRTH, sure=False, rule="birth year")


def _with_article(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """A date in words takes its article along: "the fourteenth of February"."""
    start, end = span
    for article in ("the ", "le "):
        if text[start].isalpha() and text.startswith(article, start - len(article)):
            return start - len(article), end
    return span


def _listed(reading: Reading) -> Iterator[Redaction]:
    for found in _LISTED.find(reading.open_text):
        start = found.span()[0]
        if reading.folded.typed(start, start + 1).isupper() or found.text[0] in '"m':
            yield redaction(reading, found.span("date"), Kind.DATE_OF_BIRTH, rule="date after a name")
