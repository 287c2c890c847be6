"""Birth dates: a date of which something near says that somebody was born then."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ...model import Kind, Redaction
from ...text.tokens import Reading
from ..redacting import redaction
from ..wordlists import word_lists
from .cues import BORN_TYPED, LIST_GOES_ON, LISTED, SAID_BORN, YEAR_ONLY
from .dates import FEAST_WORDS, MONTHS, Date, dates, rare_dates
from .judging import goes_on, is_cued, is_cued_after

_LISTS: Final = word_lists("dates", "births")
# « Ne » and "d" are cues only as « né » and "d o b": no gate opens for them.
_WORDS: Final = _LISTS["cues"] | _LISTS["told"]
_NAMED_CUES: Final = _LISTS["cues"] | {"ne", "nes", "d"}
_AGES: Final = _LISTS["ages"]
_FEASTS_OR_COUNTERS: Final = FEAST_WORDS | _LISTS["counters"]
_BORN_LETTERS: Final = frozenset("dob")  # "d o b", "d.o.b."


def birth_dates(reading: Reading) -> Iterator[Redaction]:
    """A date said to be a birth date, in figures or words; a birth year alone is only flagged."""
    has_month = reading.has_word(MONTHS)
    has_figures = has_month or reading.has_digits(4)
    cued = reading.has_word(_WORDS) or _says_born(reading, dated=has_figures)
    if not has_month and not (cued and (has_figures or reading.has_word(_FEASTS_OR_COUNTERS))):
        return
    found = list(dates(reading))
    if cued or (found and reading.has_word(_AGES)):
        yield from _said_born(reading, found)
    for span in _after_names(reading, found):
        yield redaction(reading, span, Kind.DATE_OF_BIRTH, rule="date after a name")


def _said_born(reading: Reading, found: list[Date]) -> Iterator[Redaction]:
    """The dates that a cue makes a birth, those right after one another as one find; then years alone, in doubt."""
    text = reading.folded.text
    found = _longest([*found, *rare_dates(reading, _NAMED_CUES, _is_cue_word)])
    born: list[tuple[int, int]] = []
    for date in sorted(found, key=lambda one: one.start):
        if is_cued(reading, date) or is_cued_after(text, date) or goes_on(text, born, date):
            joined = born and text[born[-1][1] : date.start] in (", ", " ", ",")
            born[-1:] = [(born[-1][0], date.end)] if joined else [*born[-1:], (date.start, date.end)]
    for span in born:
        yield redaction(reading, span, Kind.DATE_OF_BIRTH, rule="birth date by cue")
    for year in YEAR_ONLY.finditer(text):
        yield redaction(reading, year.span("date"), Kind.DATE_OF_BIRTH, sure=False, rule="birth year")


def _is_cue_word(reading: Reading, index: int) -> bool:
    """« né » counts with its accent, "d" as the first letter of "d o b"."""
    word = reading.tokens.words[index]
    if word in ("ne", "nes"):
        return "\u00e9" in reading.typed(index)
    return word != "d" or reading.tokens.words[index + 1 : index + 3] == ("o", "b")


def _longest(found: list[Date]) -> list[Date]:
    """Of dates that share letters the longest: « quatorze zéro sept quatre-vingt-trois » holds no September."""
    kept: list[Date] = []
    for date in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or date.start >= kept[-1].end:
            kept.append(date)
        elif date.end - date.start > kept[-1].end - kept[-1].start:
            kept[-1] = date
    return kept


def _says_born(reading: Reading, *, dated: bool) -> bool:
    """« né » with its accent, or « suis ne » without: the word is the negation far more often than a birth."""
    if set(reading.tokens.words) >= _BORN_LETTERS:
        return True
    if "ne" not in reading.tokens.words and "nes" not in reading.tokens.words:
        return False
    if "n\u00e9" in reading.folded.raw and BORN_TYPED.search(reading.folded.raw) is not None:
        return True
    return dated and SAID_BORN.search(reading.folded.text) is not None


def _after_names(reading: Reading, found: list[Date]) -> Iterator[tuple[int, int]]:
    """A whole date in a list, after a name with its capital: « Kassandra Lahaie, 9 septembre 2001, … »."""
    text = reading.folded.text
    for date in found:
        before = LISTED.search(text, max(0, date.start - 34), date.start) if date.full else None
        if before is None or LIST_GOES_ON.match(text, date.end) is None:
            continue
        if reading.folded.typed(before.start(), before.start() + 1).isupper() or before.group()[0] in '"m':
            yield date.start, date.end
