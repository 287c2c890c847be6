"""How dates are written: figures, months, words, feasts. What a date stands for is not decided here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from ...text.tokens import Reading
from ..scan import Pattern
from ..windows import windows
from ..wordlists import entries, table, word_lists

_WORDS: Final = word_lists("dates", "words")

_MONTH: Final = (
    r"(?:jan(?:uary|v(?:ier)?)?|feb(?:r?uary)?|febuary|feburary|fev(?:r(?:ier)?)?|mar(?:ch|s)?|apr(?:il)?|avr(?:il)?|may"
    r"|mai|june?|juin|jul(?:y)?|juil(?:l(?:et)?)?|aug(?:ust)?|aout|sept?(?:ember|embre)?|oct(?:ober|obre)?"
    r"|nov(?:ember|embre)?|dec(?:ember|embre)?)\b\.?"
)
_EN_UNIT: Final = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)"
)
_EN_DAY: Final = (
    rf"(?:(?:twenty|thirty)[\s-]{_EN_UNIT}|{_EN_UNIT}|(?:ten|eleven|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen)(?:th)?|twelve|twelfth|twentieth|thirtieth|twenty|thirty|(?:last|first)\sday)"
)
_FR_DAY: Final = (
    r"(?:vingt[\s-]et[\s-]une?|trente[\s-]et[\s-]une?|(?:vingt|trente)(?:[\s-](?:un|deux|trois|quatre|cinq|six"
    r"|sept|huit|neuf))?|dix[\s-](?:sept|huit|neuf)|dix|onze|douze|treize|quatorze|quinze|seize"
    r"|(?:premier|dernier)\sjour|premier|deux|trois|quatre|cinq|six|sept|huit|neuf)"
)
_TWO: Final = (
    r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[\s-](?:one|two|three|four|five|six|seven"
    r"|eight|nine))?|(?:oh|o|zero)[\s-](?:one|two|three|four|five|six|seven|eight|nine)"
    r"|hundred(?:\s(?:and\s)?\w{3,7}(?:-\w{3,5})?)?"
    r"|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
)
_FR_TWO: Final = (
    r"(?:(?:vingt|trente|quarante|cinquante|soixante|quatre[\s-]vingts?)(?:[\s-](?:et[\s-])?(?:une?|deux|trois"
    r"|quatre|cinq|six|sept|huit|neuf|dix(?:[\s-](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize))?"
    r"|dix(?:[\s-](?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize)"
)
_FR_FEW: Final = r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf)"
_YEAR: Final = (
    r"(?:(?:19|20)\d{2}\b|'\d{2}\b|\d{2}\b(?!\s?(?:[:%$]|h\d|h\b|ans\b|am\b|pm\b|years\b|heures?\b|people\b|fois\b))"
    rf"|(?:nineteen|twenty)[\s-]{_TWO}\b|two\sthousand(?:\s(?:and\s)?(?:{_EN_UNIT}|{_TWO}))?"
    rf"|(?:mil(?:le)?[\s-]neuf|dix[\s-]neuf)[\s-]cents?(?:[\s-](?:{_FR_TWO}|{_FR_FEW}))?\b"
    rf"|deux[\s-]mille(?:[\s-](?:{_FR_TWO}|{_FR_FEW}))?\b|{_FR_TWO}\b|{_TWO}\b)"
)
_DAY: Final = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|eme|ieme|e)?|{_EN_DAY}|{_FR_DAY})"
_TO_MONTH: Final = r"(?:\s?(?:-|/|\.)\s?|\s?,?\s?(?:of\s(?:the\smonth\sof\s)?|de\s|d'|du\smois\s(?:de\s|d'))?)"
_FULL: Final = (
    r"(?:\b[\do]{1,4}\s?[-/.]\s?[\do]{1,2}\s?[-/.]\s?[\do]{2,4}\b|\b(?:19|20)\d{6}\b|\b[0-3]\d[01]\d(?:19|20)\d\d\b"
    r"|\b[0-3]?\d\s[0-3]?\d\s(?:19|20)\d{2}\b|\b(?:19|20)\d{2}\s[01]?\d\s[0-3]?\d\b"
    rf"|\b{_DAY}{_TO_MONTH}{_MONTH}[\s,-]{{0,2}}(?:of\s|de\s|in\s|en\s)?{_YEAR}"
    rf"|\b{_MONTH}[\s-]?(?:the\s)?{_DAY}\b,?\s?(?:of\s|in\s)?{_YEAR}"
    rf"|\b(?:19|20)\d{{2}}[\s,-]{{1,2}}{_MONTH}[\s-]\d{{1,2}}\b)"
)
_PART: Final = (
    rf"(?:\b{_DAY}{_TO_MONTH}{_MONTH}(?!\w)|\b{_MONTH}\s(?:the\s)?{_DAY}\b|\b{_MONTH}\s(?:of\s)?(?:19|20)\d{{2}}\b"
    r"|\b(?:[0-2]?\d|3[01])\s?/\s?(?!10\b)(?:[0-2]?\d|3[01])\b(?!\s?[/%]))"
)
_SLASHED: Final = r"\b[a-z]{2,6}(?:-[a-z]{2,6})?\s?/\s?[a-z]{2,6}(?:-[a-z]{2,6})?\s?/\s?[a-z]{3,7}(?:-[a-z]{2,6})?\b"
_FEAST: Final = "|".join(
    re.escape(feast).replace(r"\ ", r"\s").replace(r"\-", r"[\s-]")
    for feast in sorted(entries(table("dates")["feasts"]), key=len, reverse=True)
)
_FIGURE: Final = (
    r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|un|une|deux|trois|quatre"
    r"|cinq|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingts?|trente|quarante|cinquante|soixante"
    r"|\d{1,2})"
)
_COUNTED: Final = rf"\b{_FIGURE}(?:[\s,/-]{{1,2}}(?:et\s)?{_FIGURE}){{2,7}}\b|\b\d{{6}}\b"
_DATE: Final = Pattern(rf"(?P<full>{_FULL})|(?P<part>{_PART})")
_RARE: Final = Pattern(rf"(?P<feast>\b(?:{_FEAST})(?!\w))|(?P<slashed>{_SLASHED})|(?P<counted>{_COUNTED})")
_SENTENCE_END: Final = re.compile(r"[a-z]{5}\.\Z")
_TYPED_YEAR: Final = re.compile(r"(?:19|20)\d\d")

MONTHS: Final = _WORDS["months"]
FEAST_WORDS: Final = _WORDS["feasts"]
DAYS: Final = _WORDS["days"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Date:
    """A date in a text; `full` when its year stands with it, `named` when it needs a cue right before it."""

    start: int
    end: int
    full: bool
    named: bool = False
    year: int = 0
    words: int = 0  # where its first word stands without an article


def dates(reading: Reading) -> Iterator[Date]:
    """Every date in figures or with a month, from left to right; it looks only around months and long figures."""
    text = reading.folded.text
    for first, stop in _stretches(reading):
        for found in _DATE.find(text, first, stop):
            start, end = found.span()
            year = _TYPED_YEAR.search(found.text)
            yield Date(
                start=_with_article(text, start),
                end=end - 1 if _SENTENCE_END.search(found.text) else end,
                full=bool(found.group("full")),
                year=int(year.group()) if year else 0,
                words=start,
            )


def _stretches(reading: Reading) -> Iterator[tuple[int, int]]:
    words, figures = reading.tokens.words, frozenset(word for word in reading.tokens.words if _is_figure(word))
    return windows(reading, MONTHS | figures, before=9, after=9, worth=_may_be_date) if words else iter(())


def _may_be_date(reading: Reading, index: int) -> bool:
    """A cheap gate: a month with a number beside it, or figures as only dates have them."""
    words, word = reading.tokens.words, reading.tokens.words[index]
    if word in MONTHS:
        near = words[max(0, index - 5) : index + 3]
        return any(_is_figure(one) or one in DAYS for one in near)
    if len(word) >= 6:
        return True
    return index + 1 < len(words) and _is_figure(words[index + 1])


def _is_figure(word: str) -> bool:
    """Figures, also with the letter O for their zeros."""
    return word[0].isdigit() or (word[0] == "o" and word[-1] in "0123456789o" and len(word) < 5)


def rare_dates(reading: Reading, cues: frozenset[str], is_cue: Callable[[Reading, int], bool]) -> Iterator[Date]:
    """Feasts, words between slashes and figures in a row: they mean a date only right after a cue."""
    text = reading.folded.text
    for first, stop in windows(reading, cues, before=0, after=14, worth=is_cue):
        for found in _RARE.find(text, first, stop):
            start, end = found.span()
            yield Date(start=start, end=end, full=bool(found.group("slashed")), named=True, words=start)


def _with_article(text: str, start: int) -> int:
    """A date in words takes its article along: "the fourteenth of February"."""
    for article in ("the ", "le "):
        if text[start].isalpha() and text.startswith(article, start - len(article)):
            return start - len(article)
    return start
